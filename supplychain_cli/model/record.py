"""How records are declared: frozen dataclasses whose fields explain themselves.

The words given here become the hover texts of the published JSON Schema, and the rules become its checks: one
declaration serves the reader, the validator and the editor, and needs none of them to be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field
from typing import Any, TypeVar, dataclass_transform

from supplychain_cli.light import dataclass

T = TypeVar("T")


def said(
    description: str,
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | Any = MISSING,
    written: str = "",
    nested: type | None = None,
    **rules: Any,
) -> Any:
    """Declare a field: what it means, and its default if it may be left out.

    `written` is the name in record files where Python reserves the word (`from`), `nested` the record kind of which the
    field holds one or several. Rules are those of a JSON Schema, as pydantic names them (`pattern`, `ge`, `examples`).
    """
    names = {"alias": written} if written else {}
    about = {"description": description, "nested": nested, **names, **rules}
    return field(default=default, default_factory=default_factory, metadata=about)


@dataclass_transform(frozen_default=True, field_specifiers=(said,))
def record(kind: type[T]) -> type[T]:
    """Make a class a frozen record that refuses unknown fields."""
    made = dataclass(frozen=True, slots=True)(kind)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # read by the validator
    return made
