"""One line of FollowTheMoney: an entity, or an operation on one."""

from __future__ import annotations

import json
from typing import NamedTuple

_OPERATIONS = frozenset({"ADD", "MOD", "DEL"})


class Entity(NamedTuple):
    """One line: an entity, what is done with it, and what stands in the way of using it."""

    row: int
    id: str = ""
    schema: str = ""
    caption: str = ""
    properties: dict[str, list[str]] = {}  # noqa: RUF012 - never changed
    referents: tuple[str, ...] = ()
    operation: str = ""
    fault: str = ""


def entity_of(row: int, line: str) -> Entity:
    """Read a line; what cannot be read is an entity with a fault."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return Entity(row, fault="The line is not JSON.")
    operation = ""
    if isinstance(said, dict) and "op" in said:
        operation, said = str(said["op"]).upper(), said.get("entity")
        if operation not in _OPERATIONS:
            return Entity(row, fault="The operation is none of ADD, MOD and DEL.")
    if not isinstance(said, dict) or not isinstance(said.get("id"), str) or not said["id"]:
        return Entity(row, fault="The line is no entity: it has no id.")
    if operation == "DEL":
        return Entity(row, said["id"], operation=operation)
    if not isinstance(said.get("schema"), str) or not isinstance(said.get("properties"), dict):
        return Entity(row, fault="The line is no entity: it has no schema or no properties.")
    caption = said.get("caption")
    return Entity(
        row,
        said["id"],
        said["schema"],
        caption if isinstance(caption, str) else "",
        {name: _texts(values) for name, values in said["properties"].items()},
        tuple(_texts(said.get("referents"))),
        operation,
    )


def _texts(values: object) -> list[str]:
    """Give the texts of a property, nested entities by their ids."""
    listed = values if isinstance(values, list) else [values]
    named = (value.get("id") if isinstance(value, dict) else value for value in listed)
    return [text for value in named if isinstance(value, str | int | float) and (text := str(value).strip())]
