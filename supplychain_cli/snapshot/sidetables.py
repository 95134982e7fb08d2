"""The tables beside nodes, edges and names: where their rows come from, and how they are numbered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot.extract import TOTAL, Extract, Row

Find: TypeAlias = Callable[[str], int | None]
"""Gives the number of a node or an edge by id; None when there is none."""
What = Literal["node", "edge"]


class SideTable(NamedTuple):
    """One table: its rows with ids, which fields get numbers, which one says whose row it is, and the order."""

    found: Callable[[Extract], Iterable[Row]]
    numbers: Mapping[int, What]
    owner: int
    order: Callable[[Row], Any] | None = None

    def rows(self, extract: Extract, find: Mapping[What, Find]) -> Iterator[Row]:
        """Give the rows with numbers in place of ids; one that names what is not there is left out."""
        for row in self.found(extract):
            new = list(row)
            for field, what in self.numbers.items():
                new[field] = find[what](row[field])
            if None not in (new[field] for field in self.numbers):
                yield tuple(new)


def _oldest_first(row: Row) -> Row:
    """Sort listings of a party by their first day, those without one last."""
    return (row[1], row[5] is None, row[5] or 0, row[0])


SIDE_TABLES: Mapping[str, SideTable] = {
    "carries": SideTable(lambda rows: [row[::-1] for row in rows.about], {0: "node", 1: "edge"}, 1),
    "mention": SideTable(lambda rows: rows.mentions, {0: "node", 1: "edge"}, 1),
    "total": SideTable(
        lambda rows: [(row[TOTAL], row[0]) for row in rows.edges if row[TOTAL]], {0: "edge", 1: "edge"}, 1
    ),
    "judged": SideTable(lambda rows: rows.judged, {}, 1),
    "listing": SideTable(lambda rows: rows.listings, {1: "node"}, 0, _oldest_first),
    "identifier": SideTable(lambda rows: rows.identifiers, {2: "node"}, 2),
    "record": SideTable(lambda rows: rows.records, {}, 1),
    "cites": SideTable(lambda rows: rows.cites, {}, 2),
}
"""By name, in the order in which they are written."""
