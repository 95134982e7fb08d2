"""The fields of each record kind as people write them, derived from the model once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from supplychain_cli.light import dataclass
from supplychain_cli.model.codec import field_name
from supplychain_cli.model.dates import MOMENT, PERIOD

Nature = Literal["text", "list", "mapping", "whole", "decimal", "flag", "free"]
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"

SINGULAR: Mapping[str, str] = {
    "entities": "entity",
    "relations": "relation",
    "listings": "listing",
    "goods": "good",
    "sources": "source",
    "identities": "identity",
    "regimes": "regime",
    "policies": "policy",
    "expectations": "expectation",
}
"""What one record of a section is called."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its written name, the attribute that holds it, what may stand in it, and its description."""

    name: str
    attribute: str
    nature: Nature
    nested: type[object] | None
    description: str
    pattern: str
    examples: tuple[Any, ...]

    @property
    def dated(self) -> bool:
        """Whether it holds an EDTF date or interval."""
        return self.pattern.endswith((MOMENT, PERIOD))


_SPECS: dict[type[object], Mapping[str, Spec]] = {}


def specs(kind: type[object]) -> Mapping[str, Spec]:
    """Give the fields of a record kind by written name, in the order in which they are written."""
    if kind not in _SPECS:
        _SPECS[kind] = MappingProxyType(_specs(kind))
    return _SPECS[kind]


def _specs(kind: type[Any]) -> dict[str, Spec]:
    found = {}
    for item in fields(kind):
        meta = item.metadata
        found[field_name(item)] = Spec(
            name=field_name(item),
            attribute=item.name,
            nature=_nature(str(item.type), "nested" in meta),
            nested=meta.get("nested"),
            description=meta.get("description", ""),
            pattern=meta.get("pattern", ""),
            examples=tuple(meta.get("examples", ())),
        )
    return found


def spec_at(kind: type[object], path: tuple[str | int, ...]) -> tuple[type[object] | None, Spec | None]:
    """Follow a path inside a record: to the kind of mapping that its last name stands in, and to that field.

    Either is None where the model says nothing: below `identifiers`, and for names it does not know.
    """
    owner: type[object] | None = kind
    spec: Spec | None = None
    for part in path:
        if isinstance(part, int):
            continue
        if spec is not None:
            owner = spec.nested
        spec = specs(owner).get(part) if owner else None
        if spec is None:
            return owner, None
    return owner, spec


def dated_texts(
    kind: type[object], record: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[Any, str]]:
    """Give every date or interval in a record with its path, nested values included, empty ones left out."""
    for spec in specs(kind).values():
        value = getattr(record, spec.attribute)
        if spec.dated and value:
            yield (*path, spec.name), value
        elif spec.nested and isinstance(value, tuple):
            for index, part in enumerate(value):
                yield from dated_texts(spec.nested, part, (*path, spec.name, index))
        elif spec.nested and isinstance(value, spec.nested):
            yield from dated_texts(spec.nested, value, (*path, spec.name))


def _nature(annotation: str, nested: bool) -> Nature:
    if annotation.startswith("tuple"):
        return "list"
    if annotation.startswith("dict"):
        return "free"
    for word, nature in (("Decimal", "decimal"), ("int", "whole"), ("bool", "flag")):
        if word in annotation.replace("|", " ").split():
            return nature  # type: ignore[return-value]  # the table above holds natures only
    return "mapping" if nested else "text"
