"""The stored engine: each step reads the rows of one party from the snapshot, nothing is loaded first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from supplychain_cli.graph.standing import of_listing, of_relation, recorded_by, relations_sql
from supplychain_cli.graph.view import Edge, Mark, Move, Party, Scope, Step
from supplychain_cli.model.dates import Period, day_text
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.snapshot.reader import EdgeRow, Held, Snapshot

_BATCH = 1000
_HELD = 200_000
"""Steps of so many parties are kept; a question about more of them reads some again."""
_WEAK = (("weak", True), ("weak", False))
CLASSES: dict[Move, tuple[tuple[str, bool], ...]] = {
    Move.CUSTOMER: (("flow", True),),
    Move.SUPPLIER: (("flow", False),),
    Move.DOWN: (("hierarchy", True), *_WEAK),
    Move.UP: (("hierarchy", False), *_WEAK),
}
"""Which edges a move walks, and whether from tail to head. A weak edge says nothing of above and below, so both fit."""


class StoredView:
    """A view over a snapshot. Rows that were read are kept for the question, as far as there is room."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        """Show what `scope` admits of the snapshot."""
        self.snapshot = snapshot
        self.scope = scope
        self._steps: dict[tuple[int, Move], tuple[Step, ...]] = {}
        self._parties: dict[int, Party] = {}

    def steps(self, node: int, move: Move, kinds: frozenset[str] = DEFAULT_KINDS) -> Sequence[Step]:
        """See `graph.view.Walks.steps`."""
        found = self._steps.get((node, move))
        if found is None:
            if len(self._steps) >= _HELD:
                self._steps.clear()
            found = self._steps[node, move] = tuple(self._read_steps(node, move))
        return [step for step in found if step.edge.kind in kinds]

    def first_steps(
        self, node: int, move: Move, limit: int, kinds: frozenset[str] = DEFAULT_KINDS
    ) -> Sequence[Step]:
        """See `graph.view.Walks.first_steps`."""
        named = ", ".join(f"'{kind}'" for kind in sorted(kinds))
        where = f"kind IN ({named}) AND {relations_sql(self.scope)}"
        rows = [
            row
            for klass, outward in CLASSES[move]
            for row in self.snapshot.edges_at(node, klass, outward=outward, where=where, limit=limit)
        ]
        rows.sort()
        return [Step(edge_of(row), row.head if row.tail == node else row.tail) for row in rows[:limit]]

    def _read_steps(self, node: int, move: Move) -> Iterable[Step]:
        rows: list[EdgeRow] = []
        for klass, outward in CLASSES[move]:
            rows += (
                self.snapshot.edges_from(node, klass) if outward else self.snapshot.edges_into(node, klass)
            )
        for row in sorted(rows):
            if admits(self.scope, row):
                yield Step(edge_of(row), row.head if row.tail == node else row.tail)

    def find(self, name: str) -> Party | None:
        """See `graph.view.View.find`."""
        row = self.snapshot.node(name)
        if row is None or not recorded_by(self.scope, row.recorded):
            return None
        return self._parties.setdefault(row.node, Party(*row[:6]))

    def party(self, node: int) -> Party:
        """See `graph.view.View.party`."""
        party = self._parties.get(node)
        if party is None:
            party = self._parties[node] = Party(*self.snapshot.node_at(node)[:6])
        return party

    def marks(self, node: int) -> tuple[Mark, ...]:
        """See `graph.view.View.marks`."""
        marks = {
            Mark(
                row.authority,
                row.measure,
                row.programme,
                day_text(row.first) if row.first else "",
                row.status,
            )
            for row in self.snapshot.listings(node)
            if of_listing(self.scope, row) == "counts"
        }
        return tuple(sorted(marks))

    def listed(self) -> Iterator[int]:
        """See `graph.view.View.listed`."""
        last = -1
        while batch := self.snapshot.listed(last, _BATCH):
            yield from filter(self.marks, batch)
            last = batch[-1]

    def edges(self, node: int, classes: Iterable[str]) -> Sequence[Edge]:
        """See `graph.view.View.edges`."""
        rows = {
            row.edge: row
            for klass in classes
            for row in (*self.snapshot.edges_from(node, klass), *self.snapshot.edges_into(node, klass))
            if admits(self.scope, row)
        }
        return [edge_of(rows[number]) for number in sorted(rows)]

    def carrying(self, good: int) -> Sequence[Edge]:
        """See `graph.view.View.carrying`."""
        return [edge_of(row) for row in self.snapshot.carrying(good) if admits(self.scope, row)]

    def relation(self, name: str) -> Edge | None:
        """See `graph.view.View.relation`."""
        row = self.snapshot.edge(name)
        return edge_of(row) if row and admits(self.scope, row) else None

    def record(self, section: str, name: str) -> Held | None:
        """See `graph.view.View.record`."""
        return self.snapshot.record(section, name)


def admits(scope: Scope, row: EdgeRow) -> bool:
    """Whether a relation counts in this scope; see `graph.standing`."""
    return of_relation(scope, row) == "counts"


def edge_of(row: EdgeRow) -> Edge:
    """Give a row as a walk sees it."""
    text = "" if row.first is None and row.last is None else f"{_end(row.first)}/{_end(row.last)}"
    return Edge(
        row.id, row.kind, row.klass, bool(row.turned), row.tail, row.head, row.grade, bool(row.inferred),
        row.status, Period(text, row.first, row.last), tuple(row.goods.split()), tuple(row.through.split()),
        row.total, row.directness, row.share, row.votes, row.arrangement,
    )  # fmt: skip


def _end(day: int | None) -> str:
    return "" if day is None else day_text(day)
