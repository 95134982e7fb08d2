"""One line of FollowTheMoney: an entity, or an operation on one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from supplychain_cli.light import NamedTuple

_OPERATIONS = frozenset({"ADD", "MOD", "DEL"})


class Properties(Mapping[str, list[str]]):
    """The properties of an entity as texts. Most are never asked for, so each is read when it is."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def __getitem__(self, name: str) -> list[str]:
        return texts(self._raw[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as of every mapping
        """Give the texts of a property, or the default for one that is not there."""
        return texts(self._raw[name]) if name in self._raw else default


NOTHING = Properties({})


class Entity(NamedTuple):
    """One line: an entity, what is done with it, and what stands in the way of using it."""

    row: int
    id: str = ""
    schema: str = ""
    caption: str = ""
    properties: Properties = NOTHING
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
        Properties(said["properties"]),
        tuple(texts(said.get("referents"))),
        operation,
    )


def texts(values: object) -> list[str]:
    """Give the texts of a property, nested entities by their ids."""
    found = []
    for value in values if isinstance(values, list) else (values,):
        plain = value.get("id") if isinstance(value, dict) else value
        if isinstance(plain, str | int | float) and (text := str(plain).strip()):
            found.append(text)
    return found
