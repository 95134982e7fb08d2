"""The columnar engine: each step reads the columns of one party's relations, nothing is loaded first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from heapq import merge
from itertools import islice

from supplychain_cli.graph.assumed import FIRST, Pairs
from supplychain_cli.graph.clusters import Clusters
from supplychain_cli.graph.passing import CLASSES, Passing
from supplychain_cli.graph.standing import of_listing, of_relation, recorded_by
from supplychain_cli.graph.view import Around, Edge, Mark, Move, Party, Passed, Scope, Sieve, Step
from supplychain_cli.model.dates import FOREVER, Period, day_text
from supplychain_cli.model.kinds import DEFAULT_KINDS, NEVER_PASSED
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.rows import EdgeRow, Held, Link, ListingRow

_BATCH = 1000
WIDE = 30_000
"""Relations in one step from which loading NumPy costs less than a loop."""
_HELD = 200_000
"""So many parties, steps and relations are kept; a question about more of them reads some again."""


class ColumnarView:
    """A view over a snapshot. Rows that were read are kept for the question, as far as there is room."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        """Show what `scope` admits of the snapshot."""
        self.snapshot = snapshot
        self.scope = scope
        self.clusters = _clusters(snapshot, scope.known_on)
        self._steps: dict[tuple[int, Move], tuple[Step, ...]] = {}
        self._parties: dict[int, Party] = {}
        self._edges: dict[int, Edge] = {}
        self._passing: dict[Sieve, Passing] = {}
        self.wide = WIDE
        self._pairs = Pairs()

    def supposing(self, ends: Sequence[tuple[int, int]]) -> ColumnarView:
        """See `graph.view.View.supposing`."""
        other = copy(self)
        vars(other).update(_pairs=Pairs(ends), _edges={})
        return other

    @property
    def supposed(self) -> Sequence[tuple[int, int]]:
        """See `graph.view.View.supposed`."""
        return self._pairs.ends

    def steps(self, node: int, move: Move, kinds: frozenset[str] = DEFAULT_KINDS) -> Sequence[Step]:
        """See `graph.view.Walks.steps`."""
        if move is Move.SAME:
            return self._assumed(node)
        found = self._steps.get((node, move))
        if found is None:
            if len(self._steps) >= _HELD:
                self._steps.clear()
            found = self._steps[node, move] = tuple(self._read_steps(node, move))
        return [step for step in found if step.edge.kind in kinds]

    def _assumed(self, node: int) -> list[Step]:
        steps = (Step(self.edge(number), other) for number, other in self._pairs.beside(node))
        return sorted(steps, key=lambda step: step.edge.id)

    def first_steps(
        self, node: int, move: Move, limit: int, kinds: frozenset[str] = DEFAULT_KINDS
    ) -> Sequence[Step]:
        """See `graph.view.Walks.first_steps`."""
        ways = (
            self._lane(member, klass, outward=outward)
            for member in self.members(node)
            for klass, outward in CLASSES[move]
        )
        rows = (row for row in merge(*ways, key=_by_id) if row.kind in kinds and admits(self.scope, row))
        return [self._step(row, node) for row in islice(rows, limit)]

    def reach(self, node: int, move: Move, sieve: Sieve) -> Around:
        """See `graph.view.Walks.reach`."""
        if move is Move.SAME:
            return self._pairs.around(node, sieve)
        return self._through(sieve).reach(node, move)

    def leads(self, node: int, move: Move, sieve: Sieve) -> bool:
        """See `graph.view.Walks.leads`."""
        if move is Move.SAME:
            return any(self.reach(node, move, sieve))
        return self._through(sieve).leads(node, move)

    def closed(self, node: int, move: Move, sieve: Sieve) -> Sequence[Passed]:
        """See `graph.view.Walks.closed`."""
        return () if move is Move.SAME else self._through(sieve).closed(node, move)

    def degree(self, node: int, move: Move) -> int:
        """See `graph.view.Walks.degree`."""
        if move is Move.SAME:
            return len(self._pairs.beside(node))
        return self._through(Sieve()).degree(node, move)

    def _through(self, sieve: Sieve) -> Passing:
        found = self._passing.get(sieve)
        if found is None:
            found = self._passing[sieve] = Passing(self.clusters, self.scope, sieve)
        return found

    def goods(self, number: int) -> tuple[str, ...]:
        """See `graph.view.Walks.goods`."""
        segment, at = self.snapshot.home_of_edge(number)
        goods: str = segment.edge("goods")[at]
        return tuple(goods.split()) if goods else ()

    def days(self, number: int) -> tuple[int, int]:
        """See `graph.view.Walks.days`."""
        if number >= FIRST:
            return 0, FOREVER
        segment, at = self.snapshot.home_of_edge(number)
        return segment.edge("first")[at], segment.edge("last")[at] or FOREVER

    def edge(self, number: int) -> Edge:
        """See `graph.view.Walks.edge`."""
        edge = self._edges.get(number)
        if edge is None:
            if len(self._edges) >= _HELD:
                self._edges.clear()
            edge = self._edges[number] = self._read_edge(number)
        return edge

    def _read_edge(self, number: int) -> Edge:
        if number < FIRST:
            return self.edge_of(self.snapshot.edge_at(number))
        one, other = self._pairs.ends[number - FIRST]
        return self._pairs.edge(number, self.party(one), self.party(other))

    def _lane(self, node: int, klass: str, *, outward: bool) -> Iterator[EdgeRow]:
        return self.snapshot.edges_at(node, klass, outward=outward)

    def _read_steps(self, node: int, move: Move) -> Iterable[Step]:
        rows = [
            row
            for member in self.members(node)
            for klass, outward in CLASSES[move]
            for row in self._lane(member, klass, outward=outward)
            if admits(self.scope, row)
        ]
        return [self._step(row, node) for row in sorted(rows, key=_by_id)]

    def _step(self, row: EdgeRow, node: int) -> Step:
        edge = self.edge_of(row)
        return Step(edge, edge.head if edge.tail == node else edge.tail)

    def edge_of(self, row: EdgeRow) -> Edge:
        """Give a relation as a walk sees it: between parties, whichever of their records it names."""
        edge, leader = edge_of(row), self.leader
        tail, head = leader(edge.tail), leader(edge.head)
        return edge if (tail, head) == (edge.tail, edge.head) else edge._replace(tail=tail, head=head)

    def find(self, name: str) -> Party | None:
        """See `graph.view.View.find`."""
        row = self.snapshot.node(name)
        if row is None or not recorded_by(self.scope, row.recorded):
            return None
        return self.party(self.leader(row.node))

    def party(self, node: int) -> Party:
        """See `graph.view.View.party`."""
        party = self._parties.get(node)
        if party is None:
            if len(self._parties) >= _HELD:
                self._parties.clear()
            party = self._parties[node] = Party(*self.snapshot.node_at(node)[:6])
        return party

    def leader(self, node: int) -> int:
        """See `graph.view.View.leader`."""
        return self.clusters.leader(node)

    def members(self, node: int) -> Sequence[int]:
        """See `graph.view.View.members`."""
        return self.clusters.members(node)

    def links(self, node: int) -> Sequence[Link]:
        """See `graph.view.View.links`."""
        return self.clusters.links(node)

    def listings(self, node: int) -> Sequence[ListingRow]:
        """See `graph.view.View.listings`."""
        members = self.members(node)
        rows = [row for member in members for row in self.snapshot.own_listings(member)]
        return rows if len(members) == 1 else sorted(rows, key=_oldest_first)

    def is_closed(self, node: int) -> bool:
        """See `graph.view.View.is_closed`."""
        return self.snapshot.kind_of(node) in NEVER_PASSED

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
            for row in self.listings(node)
            if of_listing(self.scope, row) == "counts"
        }
        return tuple(sorted(marks))

    def listed(self) -> Iterator[int]:
        """See `graph.view.View.listed`."""
        last, seen = -1, set()
        while batch := self.snapshot.listed(last, _BATCH):
            for node in map(self.leader, batch):
                if node not in seen and self.marks(node):
                    seen.add(node)
                    yield node
            last = batch[-1]

    def edges(self, node: int, classes: Iterable[str]) -> Sequence[Edge]:
        """See `graph.view.View.edges`."""
        rows = {
            row.id: row
            for klass in classes
            for member in self.members(node)
            for outward in (True, False)
            for row in self._lane(member, klass, outward=outward)
            if admits(self.scope, row)
        }
        return [self.edge_of(rows[name]) for name in sorted(rows)]

    def carrying(self, good: int) -> Sequence[Edge]:
        """See `graph.view.View.carrying`."""
        return [self.edge_of(row) for row in self.snapshot.carrying(good) if admits(self.scope, row)]

    def relation(self, name: str) -> Edge | None:
        """See `graph.view.View.relation`."""
        row = self.snapshot.edge(name)
        return self.edge_of(row) if row and admits(self.scope, row) else None

    def record_of(self, edge: Edge) -> Held | None:
        """See `graph.view.View.record_of`."""
        if edge.number < 0:
            return self.record("relations", edge.id)
        return self.snapshot.record_of_edge(edge.number)

    def record(self, section: str, name: str) -> Held | None:
        """See `graph.view.View.record`."""
        return self.snapshot.record(section, name)


def _by_id(row: EdgeRow) -> str:
    return row.id


def _oldest_first(row: ListingRow) -> tuple[bool, int, str]:
    return (row.first is None, row.first or 0, row.id)


def admits(scope: Scope, row: EdgeRow) -> bool:
    """Whether a relation counts in this scope; see `graph.standing`."""
    return of_relation(scope, row) == "counts"


def edge_of(row: EdgeRow) -> Edge:
    """Give a row as a walk sees it."""
    text = "" if row.first is None and row.last is None else f"{_end(row.first)}/{_end(row.last)}"
    return Edge(
        row.id, row.kind, row.klass, bool(row.turned), row.tail, row.head, row.grade, bool(row.inferred),
        row.status, Period(text, row.first, row.last), tuple(row.goods.split()), tuple(row.through.split()),
        row.total, row.directness, row.share, row.votes, row.arrangement, row.edge,
    )  # fmt: skip


def _end(day: int | None) -> str:
    return "" if day is None else day_text(day)


def _clusters(snapshot: Snapshot, known_on: int | None) -> Clusters:
    """Give the clusters of a day; today's for None, and where no records are joined and none are kept apart."""
    if known_on is None or not (len(snapshot.joined) or snapshot.kept_apart()):
        return Clusters(snapshot)
    from supplychain_cli.graph.known import KnownClusters

    return KnownClusters(snapshot, known_on)
