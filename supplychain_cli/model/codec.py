"""Records as plain data and back: the form that snapshots and JSON carry."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")


def field_name(item: Field[Any]) -> str:
    """Give the name that people write for a field: its alias where Python reserves the word (`from`)."""
    return str(item.metadata.get("alias", item.name))


def to_plain(value: Any) -> Any:
    """Turn a record into dicts, lists and strings, leaving out what has its default value. Decimals become strings."""
    if is_dataclass(value) and not isinstance(value, type):
        plain: dict[str, Any] = {}
        for item in fields(value):
            part = getattr(value, item.name)
            default = item.default_factory() if item.default_factory is not MISSING else item.default
            if part != default:
                plain[field_name(item)] = to_plain(part)
        return plain
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: to_plain(part) for key, part in value.items()}
    return value


def from_plain(kind: type[T], plain: dict[str, Any]) -> T:
    """Build a record of `kind` from what `to_plain` wrote. Does not validate: only for data that was."""
    values: dict[str, Any] = {}
    for item in fields(kind):  # type: ignore[arg-type]  # every record kind is a dataclass
        name = field_name(item)
        if name in plain:
            values[item.name] = _value(item, plain[name])
    return kind(**values)


def _value(item: Field[Any], plain: Any) -> Any:
    nested = item.metadata.get("nested")
    if isinstance(plain, list):
        return tuple(from_plain(nested, part) if nested else part for part in plain)
    if isinstance(plain, dict):
        if nested:
            return from_plain(nested, plain)
        return {key: tuple(part) if isinstance(part, list) else part for key, part in plain.items()}
    return Decimal(plain) if "Decimal" in str(item.type) else plain
