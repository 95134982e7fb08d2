"""Lanes as arrays: where the relations of very many parties lead, in one step. Loads NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from supplychain_cli.graph.arrays import keep_memory
from supplychain_cli.graph.assumed import FIRST, GRADE
from supplychain_cli.graph.clusters import Clusters
from supplychain_cli.graph.passing import CLASSES, Passing
from supplychain_cli.graph.view import Move, Scope, Sieve, View
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import NEVER_PASSED
from supplychain_cli.snapshot.segment import Lane, Segment
from supplychain_cli.snapshot.traits import CLOSED, RETRACTED

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]
_DAYS = ("first", "last", "recorded", "retracted")


class Found(NamedTuple):
    """Steps from many parties: `at` is the place of the party in what was asked, one entry for each step.

    `closed` says whether the other end is of a kind that no chain passes. `edges` are numbers of relations, and places
    in a lane where they were not asked for.
    """

    at: Numbers
    edges: Numbers
    others: Numbers
    closed: Truths
    grades: np.ndarray[Any, Any]


class _Way(NamedTuple):
    """A lane, and what is wanted of it: numbers of relations, and steps to what no chain passes."""

    segment: Segment
    lane: Lane
    klass: str
    edges: bool
    closed: bool


class Lanes:
    """As `graph.passing`, for arrays of parties."""

    def __init__(
        self, clusters: Clusters, scope: Scope, sieve: Sieve, supposed: Sequence[tuple[int, int]]
    ) -> None:
        """Prepare; nothing is read yet."""
        keep_memory()
        self._snapshot, self._clusters, self._supposed = clusters.snapshot, clusters, supposed
        self._passing = Passing(clusters, scope, sieve)
        self.nodes = self._snapshot.nodes

    @classmethod
    def of(cls, view: View, sieve: Sieve) -> Lanes:
        """Give the lanes of what a view shows."""
        return cls(view.clusters, view.scope, sieve, view.supposed)

    def degrees(self, nodes: Numbers, move: Move) -> int:
        """Give how many relations `around` would look at."""
        if move is Move.SAME:
            return len(self._assumed(nodes)[0])
        total = 0
        _, members = self._members(nodes)
        for segment, mine in self._homes(members):
            for klass, outward in CLASSES[move]:
                lane = segment.lane(klass, outward=outward)
                if lane is not None:
                    begins, ends = _spans(lane, members[mine] - segment.base)
                    total += int((ends - begins).sum())
        return total

    def around(self, nodes: Numbers, move: Move, *, edges: bool = True, closed: bool = True) -> Found:
        """Give the steps by a move from each of the parties, in no set order, without those back to itself.

        Without `closed` none leads to what no chain passes.
        """
        if move is Move.SAME:
            at, places = self._assumed(nodes if self._passing.sieve.assumes else nodes[:0])
            _, others, numbers = (column[places] for column in self._beside)
            grades = np.full(len(at), GRADE, dtype=np.uint8)
            return Found(at, numbers, others, np.zeros(len(at), dtype=bool), grades)
        at, members = self._members(nodes)
        joined = len(self._leaders[0]) > 0
        parts = [
            self._of_lane(
                _Way(segment, lane, klass, edges, closed or joined), at[mine], members[mine] - segment.base
            )
            for segment, mine in self._homes(members)
            for klass, outward in CLASSES[move]
            if (lane := segment.lane(klass, outward=outward)) is not None
        ]
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return Found(none, none, none, none.astype(bool), none.astype(np.uint8))
        found = parts[0]
        if len(parts) > 1:
            found = Found._make(np.concatenate(column) for column in zip(*parts, strict=True))
        if joined:
            found = self._led(found)
        keep = found.others != nodes[found.at]
        if joined and not closed:
            keep &= ~found.closed
        return found if keep.all() else _kept(found, keep)

    @cached_property
    def _beside(self) -> tuple[Numbers, Numbers, Numbers]:
        """Give each pair both ways: a party, the one that may be the same, the number; in order of parties."""
        ends = np.array(self._supposed, dtype=np.int64).reshape(-1, 2)
        numbers = np.arange(FIRST, FIRST + len(ends))
        tails, heads = np.concatenate([ends, ends[:, ::-1]]).T
        order = np.argsort(tails, kind="stable")
        return tails[order], heads[order], np.concatenate([numbers, numbers])[order]

    def _assumed(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """Give the places in `_beside` of the pairs of each party, behind the party's own place."""
        begins, ends = (np.searchsorted(self._beside[0], nodes, side) for side in ("left", "right"))
        counts = ends - begins
        places = runs(begins, counts)
        return np.repeat(np.arange(len(nodes)), counts), places

    def _of_lane(self, way: _Way, at: Numbers, nodes: Numbers) -> Found:
        segment, lane, klass, wanted, closed = way
        begins, ends = _spans(lane, nodes)
        some = ends > begins
        at, begins, ends = at[some], begins[some], ends[some]
        counts = ends - begins
        places = runs(begins, counts)
        traits = lane.traits.take_runs(begins, ends, places)
        gate = np.frombuffer(self._passing.gate(klass), dtype=np.uint8)
        verdicts = gate[traits]
        passed = np.flatnonzero(verdicts if closed else verdicts == 1)
        owners, traits, places = np.repeat(at, counts)[passed], traits[passed], places[passed]
        wanted = wanted or self._passing.weighs(klass)
        others = lane.nodes.take(places + lane.before if lane.before else places).astype(np.int64)
        others += segment.base
        edges = places
        if wanted:
            edges = lane.edges.take(places).astype(np.int64) if lane.edges else places + lane.first
        numbers = edges + segment.first_edge if wanted else places
        found = Found(owners, numbers, others, (traits & CLOSED).astype(bool), traits & np.uint8(3))
        weighed = self._weighed(segment, klass, edges, traits)
        return found if weighed is None else _kept(found, weighed)

    def _weighed(self, segment: Segment, klass: str, edges: Any, traits: Any) -> Truths | None:  # noqa: ANN401 - arrays
        """Say which relations count on the days asked about and carry the goods asked for; None for all."""
        passing, flow = self._passing, klass == "flow"
        if not passing.weighs(klass):
            return None
        counts: Any = None
        if passing.dated:
            days = (segment.edge(day).take(edges) for day in _DAYS)
            withdrawn = (traits & RETRACTED > 0).astype(np.int8)
            first, last, recorded, retracted = days
            holds = passing.condition.holds(first, last, recorded, retracted, withdrawn, int(flow))
            counts = np.broadcast_to(holds, edges.shape)
        if flow and passing.sieve.goods is not None:
            column = segment.edge("goods")
            carries = np.array([passing.sieve.carries(term.split()) for term in column.terms], dtype=bool)
            carried = carries[column.codes.take(edges)]
            counts = carried if counts is None else counts & carried
        found: Truths | None = counts
        return found

    def _homes(self, nodes: Numbers) -> list[tuple[Segment, Truths]]:
        """Say which of the nodes are in each segment."""
        homes = [
            (segment, (nodes >= segment.base) & (nodes < segment.base + segment.nodes))
            for segment in self._snapshot.segments
        ]
        return [(segment, mine) for segment, mine in homes if mine.any()]

    @cached_property
    def _leaders(self) -> tuple[Numbers, Numbers]:
        """Nodes that are one party with others, in order, and the leader of each."""
        table, changed = self._snapshot.joined, self._clusters.changed
        nodes = leaders = np.zeros(0, dtype=np.int64)
        if len(table):
            nodes, leaders = (table[name].array().astype(np.int64) for name in ("node", "leader"))
        if changed:
            others = np.fromiter(changed.items(), dtype=np.dtype((np.int64, 2)), count=len(changed))
            same = ~np.isin(nodes, others[:, 0])
            nodes = np.concatenate([nodes[same], others[:, 0]])
            leaders = np.concatenate([leaders[same], others[:, 1]])
            order = np.argsort(nodes)
            nodes, leaders = nodes[order], leaders[order]
        return nodes, leaders

    def _members(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """Give the records of each party, with the party's place."""
        at = np.arange(len(nodes), dtype=np.int64)
        joined, leaders = self._leaders
        if not len(joined):
            return at, nodes
        order = np.argsort(leaders, kind="stable")
        begins = np.searchsorted(leaders[order], nodes, "left")
        counts = np.searchsorted(leaders[order], nodes, "right") - begins
        places = runs(begins, counts)
        alone = counts == 0
        return (
            np.concatenate([at[alone], np.repeat(at, counts)]),
            np.concatenate([nodes[alone], joined[order][places]]),
        )

    def _led(self, found: Found) -> Found:
        """Lead to the party instead of one of its records; what that is tells whether a chain may pass."""
        joined, leaders = self._leaders
        place = np.minimum(np.searchsorted(joined, found.others), len(joined) - 1)
        ours = joined[place] == found.others
        others = np.where(ours, leaders[place], found.others)
        moved = np.flatnonzero(others != found.others)
        closed = found.closed.copy()
        closed[moved] = [self._snapshot.kind_of(node) in NEVER_PASSED for node in others[moved].tolist()]
        return found._replace(others=others, closed=closed)


def _spans(lane: Lane, nodes: Numbers) -> tuple[Numbers, Numbers]:
    return lane.places.take(nodes).astype(np.int64), lane.places.take(nodes + 1).astype(np.int64)


def runs(begins: Numbers, counts: Numbers) -> Numbers:
    """Count up from each beginning, so many numbers for each."""
    places = np.arange(int(counts.sum()), dtype=np.int64)
    places += np.repeat(begins - (np.cumsum(counts) - counts), counts)
    return places


def _kept(found: Found, keep: Truths) -> Found:
    return Found._make(column[keep] for column in found)
