"""An open segment: its tables, column by column, each mapped when it is first touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot.column import Coded, Column, Constant, Ints, Texts, first_not_below
from supplychain_cli.snapshot.format import NAMES, RECORDS, TABLES
from supplychain_cli.snapshot.manifest import SegmentInfo, parts_of
from supplychain_cli.snapshot.mapped import Shelf
from supplychain_cli.snapshot.names import NameRow, Names
from supplychain_cli.snapshot.names import open as open_names

_ABSENT = {"u4": 0, "day": 0, "rank": 0, "text": "", "coded": ""}


class Lane(NamedTuple):
    """The edges of one class and direction. Those of a node are at `places[node]` to `places[node + 1]`.

    Without `edges` these are numbers of edges themselves, counted from `first`; else they are places in `edges`. At the
    same places, counted from `before` in `nodes`, are the other ends and the traits (`snapshot.traits`).
    """

    places: Ints
    edges: Ints | None
    first: int
    nodes: Ints | Constant
    before: int
    traits: Ints

    def span(self, node: int) -> tuple[int, int]:
        """Give where the edges of a node begin and end in the lane."""
        return self.places.pair(node)

    def part(self, node: int, most: int | None = None) -> memoryview | range:
        """Give the numbers of the edges of a node, in order of ids, at most so many."""
        begin, end = self.span(node)
        return self.between(begin, end if most is None else min(end, begin + most))

    def between(self, begin: int, end: int) -> memoryview | range:
        """Give the numbers of the edges from one place in the lane to before another."""
        return self.edges.part(begin, end) if self.edges else range(self.first + begin, self.first + end)


class Table:
    """The columns of a table by name, each opened on first touch."""

    def __init__(self, shelf: Shelf, name: str, info: SegmentInfo) -> None:
        """Describe the table; nothing is opened."""
        self._shelf, self._name, self._info = shelf, name, info
        self._open: dict[str, Any] = {}
        self.count = info.counts.get(name, 0)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401 - each kind of column has verbs of its own
        found = self._open.get(column)
        if found is None:
            found = self._open[column] = self._column(column)
        return found

    def _column(self, column: str) -> Column:
        said = self._info.columns.get(f"{self._name}.{column}")
        if said is None:
            return Constant(_ABSENT[TABLES[self._name][column]], self.count)
        if "constant" in said:
            return Constant(said["constant"], self.count)
        name, shelf = f"{self._name}.{column}", self._shelf
        if said["type"] == "text":
            return Texts(shelf.open(f"{name}.places"), shelf.open(f"{name}.texts"))
        if said["type"] == "coded":
            return Coded(shelf.open(f"{name}.codes"), shelf.open(f"{name}.terms"))
        return Ints(shelf.open(name))

    def range_of(self, column: str, value: Any) -> range:  # noqa: ANN401 - a number or a text
        """Give the rows that hold a value in the column by which the table is sorted."""
        values = self[column]
        begin = (
            values.first_not_below(value)
            if isinstance(value, str)
            else first_not_below(values.__getitem__, value, 0, self.count)
        )
        end = begin
        while end < self.count and values[end] == value:
            end += 1
        return range(begin, end)


class Segment:
    """One segment of a snapshot. `base` is the number of its first node in the snapshot, `edges` of its first edge."""

    def __init__(self, folder: Path, info: SegmentInfo, base: int, first_edge: int) -> None:
        """Describe the segment; nothing is opened."""
        self.folder, self.info, self.base, self.first_edge = folder, info, base, first_edge
        self.name = info.name
        self._shelf = Shelf(folder, info.packed)
        self._tables: dict[str, Table] = {}
        self._lanes: dict[tuple[str, bool], Lane | None] = {}

    @property
    def nodes(self) -> int:
        """How many nodes it has."""
        return self.info.counts.get("node", 0)

    @property
    def edges(self) -> int:
        """How many edges it has."""
        return self.info.counts.get("edge", 0)

    def stored(self, column: str) -> Iterator[tuple[str, bytes]]:
        """Give the stored parts of a column by name, whole. Raises Damaged unless every page is what was written."""
        for name in parts_of(column, self.info.columns[column]):
            yield name, self._shelf.open(name).stored()

    def table(self, name: str) -> Table:
        """Give a table."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = Table(self._shelf, name, self.info)
        return found

    def lane(self, klass: str, *, outward: bool) -> Lane | None:
        """Give the lane of a class, from tail to head if outward; None when the segment has no such edge."""
        key = (klass, outward)
        if key not in self._lanes:
            self._lanes[key] = self._lane(klass, "out" if outward else "in")
        return self._lanes[key]

    def _lane(self, klass: str, way: str) -> Lane | None:
        first = self.info.meta["lanes"].get(klass)
        if first is None:
            return None
        places, traits = (Ints(self._shelf.open(f"{klass}.{way}.{what}")) for what in ("places", "traits"))
        if way == "out":
            return Lane(places, None, first, self.edge("head"), first, traits)
        edges, nodes = (Ints(self._shelf.open(f"{klass}.in.{what}")) for what in ("edges", "nodes"))
        return Lane(places, edges, first, nodes, 0, traits)

    @cached_property
    def edge(self) -> Callable[[str], Any]:
        """Give a column of the edges by name."""
        return self.table("edge").__getitem__

    @cached_property
    def names(self) -> Names:
        """The index of its names."""
        return open_names(self.folder / NAMES)

    def node_named(self, party: str) -> int | None:
        """Find a node by the id of its record; None when there is none. Ids of a feed begin with its name."""
        if not self.nodes or (self.is_feed and not party.startswith(f"{self.name}:")):
            return None
        found: int | None = self.table("node")["id"].place(party)
        return found

    def names_of(self, at: int) -> Iterator[NameRow]:
        """Give the names of a node, the one shown to people first; they are numbered in the order of nodes."""
        held = self.names
        begin = first_not_below(lambda number: held.row(number).party, at, 0, held.count)
        for number in range(begin, held.count):
            if (row := held.row(number)).party != at:
                return
            yield row

    def identifiers_of(self, at: int) -> list[int]:
        """Give the rows of the identifiers of a node of a feed."""
        table = self.table("bearer")
        return [table["identifier"][row] for row in table.range_of("node", at)]

    @property
    def is_feed(self) -> bool:
        """Whether it is made of a feed, whose ids are numbers after the feed's name."""
        return self.name != RECORDS

    def edge_id(self, at: int) -> str:
        """Give the id of a relation: that of its record, or the feed's name and a number as wide as the last one."""
        if not self.is_feed:
            return str(self.edge("id")[at])
        return self._numbered(self._numbers[at], self.info.meta["last_number"])

    @property
    def _numbers(self) -> Any:  # noqa: ANN401 - a column
        """The numbers of a feed's relations: their rows, unless a row gives several."""
        return self.edge("row" if self.info.meta["numbered_by_row"] else "number")

    def listing_id(self, at: int) -> str:
        """Give the id of a listing, as `edge_id`."""
        if not self.is_feed:
            return str(self.table("listing")["id"][at])
        return self._numbered(at + 1, self.info.counts["listing"], "listing:")

    def _numbered(self, number: int, last: int, what: str = "") -> str:
        return f"{self.name}:{what}{number:0{len(str(last))}d}"

    def place(self, section: str, name: str) -> int | None:
        """Find the row of a feed's party, relation or listing by id; None when there is none."""
        if section == "entities":
            return self.node_named(name)
        if section == "relations":
            return self.edge_named(name)
        number = name.rpartition(":listing:")[2]
        count = self.info.counts.get("listing", 0)
        return int(number) - 1 if number.isdecimal() and 0 < int(number) <= count else None

    def edge_named(self, relation: str) -> int | None:
        """Find a relation by id; None when there is none. In a feed this looks at every relation's number."""
        if not self.is_feed:
            by_id = self.table("edge_id")["edge"]
            ids = self.edge("id")
            at = (
                first_not_below(lambda place: ids[by_id[place]], relation, 0, self.edges) if self.edges else 0
            )
            return by_id[at] if at < self.edges and ids[by_id[at]] == relation else None
        feed, _, number = relation.rpartition(":")
        if feed != self.name or not number.isdecimal() or not self.edges:
            return None
        import numpy as np

        found = np.flatnonzero(self._numbers.array() == int(number))
        return int(found[0]) if len(found) else None
