"""The validator of a record kind, built from its declaration alone.

What pydantic derives from the same declaration, without loading pydantic: that costs ten times as much as reading the
one file that an edit changed. A test holds the two equal.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from pydantic_core import SchemaValidator

Schema: TypeAlias = dict[str, Any]
"""A core schema, as pydantic-core reads it."""

_BARE = {str: "str", int: "int", bool: "bool", Decimal: "decimal"}
_RULES = ("pattern", "ge", "le", "min_length", "max_length")


_VALIDATORS: dict[type[Any], SchemaValidator] = {}


def validator_of(kind: type[Any]) -> SchemaValidator:
    """Build the validator of a record kind once, when the first such record is met. Cost: a millisecond."""
    if kind not in _VALIDATORS:
        _VALIDATORS[kind] = SchemaValidator(schema_of(kind))
    return _VALIDATORS[kind]


def schema_of(kind: type[Any]) -> Schema:
    """Give the core schema of a record kind."""
    hints = get_type_hints(kind)
    return {
        "type": "dataclass",
        "cls": kind,
        "fields": [item.name for item in fields(kind)],
        "schema": {
            "type": "dataclass-args",
            "dataclass_name": kind.__name__,
            "fields": [_field(item, hints[item.name]) for item in fields(kind)],
            "computed_fields": [],
            "collect_init_only": False,
        },
        "post_init": False,
        "frozen": False,
        "slots": True,
        "config": {"extra_fields_behavior": "forbid", "title": kind.__name__},
    }


def _field(item: Field[Any], hint: Any) -> Schema:  # noqa: ANN401 - a type
    schema = _typed(hint, {name: item.metadata[name] for name in _RULES if name in item.metadata})
    if item.default_factory is not MISSING:
        schema = {
            "type": "default",
            "schema": schema,
            "default_factory": item.default_factory,
            "default_factory_takes_data": False,
        }
    elif item.default is not MISSING:
        schema = {"type": "default", "schema": schema, "default": item.default}
    alias = {"validation_alias": item.metadata["alias"]} if "alias" in item.metadata else {}
    return {
        "type": "dataclass-field",
        "name": item.name,
        "schema": schema,
        "kw_only": False,
        "init": True,
        **alias,
    }


def _typed(hint: Any, rules: Schema) -> Schema:  # noqa: ANN401 - a type; one case for each kind of type
    """Give the schema of a type with rules for its values. Raises TypeError for one that no record declares."""
    if hint in _BARE:
        return {"type": _BARE[hint], **rules}
    if is_dataclass(hint):
        return schema_of(hint)  # type: ignore[arg-type]  # a class, as types are
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "literal", "expected": list(parts)}
    if origin is tuple:
        items = [_typed(parts[0], {})]
        return {"type": "tuple", "items_schema": items, "variadic_item_index": 0, **rules}
    if origin is dict:
        return {
            "type": "dict",
            "keys_schema": _typed(parts[0], {}),
            "values_schema": _typed(parts[1], {}),
            **rules,
        }
    if origin is UnionType:
        choices = [_typed(part, rules) for part in parts if part is not NoneType]
        schema = choices[0] if len(choices) == 1 else {"type": "union", "choices": choices}
        return {"type": "nullable", "schema": schema} if NoneType in parts else schema
    msg = f"no record declares {hint}"
    raise TypeError(msg)
