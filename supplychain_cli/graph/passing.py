"""Passing by: where the relations of a party lead, read from the lanes alone and no relation read.

What a search must know of a relation to pass it by stands in one byte beside the party it leads to
(`snapshot.traits`). Only a question about a day, or about goods, looks further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress

from supplychain_cli.graph.clusters import Clusters
from supplychain_cli.graph.standing import relations
from supplychain_cli.graph.view import Around, Move, Passed, Scope, Sieve
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import NEVER_PASSED
from supplychain_cli.snapshot.segment import Lane, Segment
from supplychain_cli.snapshot.traits import CLOSED, RETRACTED, STRENGTH, matching

_WEAK = (("weak", True), ("weak", False))
CLASSES: dict[Move, tuple[tuple[str, bool], ...]] = {
    Move.CUSTOMER: (("flow", True),),
    Move.SUPPLIER: (("flow", False),),
    Move.DOWN: (("hierarchy", True), *_WEAK),
    Move.UP: (("hierarchy", False), *_WEAK),
}
"""Which edges a move walks, and whether from tail to head. A weak edge says nothing of above and below, so both fit."""
_HELD = 500_000
"""Relations that are kept; a question that passes by more of them reads some again."""
_MAPPED = 50_000
"""Nodes with a leader up to which all leaders are read at once."""
_NOTHING = Around()
_OPEN, _CLOSED = 1, 2
_IF_OPEN = bytes(verdict == _OPEN for verdict in range(1 << 8))
_STRENGTHS = bytes(byte & STRENGTH for byte in range(1 << 8))
_DAYS = ("first", "last", "recorded", "retracted")


class _Look(NamedTuple):
    """The entries of a lane, with numbers of its segment: edges, the nodes at their other ends, and their traits.

    `verdicts` is what the gate says of each.
    """

    segment: Segment
    edges: Sequence[int]
    nodes: Sequence[int]
    traits: bytes
    verdicts: bytes

    def steps(self) -> Iterable[Passed]:
        """Give all entries as steps."""
        first, base = self.segment.first_edge, self.segment.base
        edges = map(first.__add__, self.edges) if first else self.edges
        nodes = map(base.__add__, self.nodes) if base else self.nodes
        return zip(edges, nodes, self.traits.translate(_STRENGTHS), strict=True)

    def closed(self) -> Iterator[Passed]:
        """Give the steps to what no chain passes; the others cost next to nothing."""
        at = self.verdicts.find(_CLOSED)
        while at >= 0:
            edge, node = self.segment.first_edge + self.edges[at], self.segment.base + self.nodes[at]
            yield edge, node, self.traits[at] & STRENGTH
            at = self.verdicts.find(_CLOSED, at + 1)


class Passing:
    """Steps that one sieve admits in one scope. Costs the lane of each party asked about, once."""

    def __init__(self, clusters: Clusters, scope: Scope, sieve: Sieve) -> None:
        """Prepare; nothing is read yet."""
        scope = scope if sieve.day is None else replace(scope, as_of=sieve.day)
        self._snapshot, self._clusters = clusters.snapshot, clusters
        self.sieve = sieve
        self.condition = relations(scope)
        self.dated = scope.known_on is not None or scope.as_of is not None
        self._known: dict[tuple[int, Move], Around] = {}
        self._held = 0
        self._goods: dict[tuple[str, int], bool] = {}

    def gate(self, klass: str) -> bytes:
        """Give for each byte of traits whether its edge may pass, 0 or 1, and 2 where it leads to what no chain passes.

        Days and goods are looked at apart.
        """
        if klass not in self._gates:
            fits = matching(klass, self.sieve.fits)
            live = (fit and (self.dated or not byte & RETRACTED) for byte, fit in enumerate(fits))
            self._gates[klass] = bytes(
                ok * (_CLOSED if byte & CLOSED else _OPEN) for byte, ok in enumerate(live)
            )
        return self._gates[klass]

    @cached_property
    def _gates(self) -> dict[str, bytes]:
        return {}

    def reach(self, node: int, move: Move) -> Around:
        """See `graph.view.Walks.reach`."""
        found = self._known.get((node, move))
        if found is None:
            if self._held > _HELD:
                self._known.clear()
                self._held = 0
            found = self._known[node, move] = self._read(node, move)
            self._held += len(found.open) + len(found.closed) + 1
        return found

    def leads(self, node: int, move: Move) -> bool:
        """See `graph.view.Walks.leads`."""
        found = self._known.get((node, move))
        if found is not None:
            return any(found)
        lead = self._leader if self._joined else _itself
        return any(
            lead(look.segment.base + other) != node
            for look in self._looks(node, move)
            for other in compress(look.nodes, look.verdicts)
        )

    def closed(self, node: int, move: Move) -> Sequence[Passed]:
        """See `graph.view.Walks.closed`."""
        if self._joined or (node, move) in self._known:
            return self.reach(node, move).closed
        return [step for look in self._looks(node, move) for step in look.closed() if step[1] != node]

    def _read(self, node: int, move: Move) -> Around:
        opened: list[Passed] = []
        closed: list[Passed] = []
        for look in self._looks(node, move):
            if look.verdicts.count(_OPEN) == len(look.verdicts):
                opened += look.steps()
            else:
                opened += compress(look.steps(), look.verdicts.translate(_IF_OPEN))
                closed += look.closed()
        if self._joined:
            opened, closed = self._led(opened, closed)
        if any(step[1] == node for step in opened):
            opened = [step for step in opened if step[1] != node]
        if not opened and not closed:
            return _NOTHING
        return Around(opened, [step for step in closed if step[1] != node])

    def _looks(self, node: int, move: Move) -> Iterator[_Look]:
        """Look at the lanes of a party that have anything to pass."""
        for segment, at, klass, lane in self._lanes(node, move):
            begin, end = lane.span(at)
            if begin == end:
                continue
            edges = lane.between(begin, end)
            traits = lane.traits.part(begin, end).tobytes()
            verdicts = traits.translate(self.gate(klass))
            if self.weighs(klass):
                verdicts = self._weighed(segment, klass, edges, traits, verdicts)
            if verdicts.count(0) < len(verdicts):
                nodes = lane.nodes.part(lane.before + begin, lane.before + end)
                yield _Look(segment, edges, nodes, traits, verdicts)

    def weighs(self, klass: str) -> bool:
        """Whether a question about this class looks further than the lanes."""
        return self.dated or (self.sieve.goods is not None and klass == "flow")

    def degree(self, node: int, move: Move) -> int:
        """See `graph.view.Walks.degree`."""
        spans = (lane.span(at) for _, at, _, lane in self._lanes(node, move))
        return sum(end - begin for begin, end in spans)

    def _lanes(self, node: int, move: Move) -> Iterator[tuple[Segment, int, str, Lane]]:
        members: Sequence[int] = self._clusters.members(node) if self._joined else (node,)
        for member in members:
            segment, at = self._snapshot.home(member)
            for klass, outward in CLASSES[move]:
                lane = segment.lane(klass, outward=outward)
                if lane is not None:
                    yield segment, at, klass, lane

    def _weighed(
        self, segment: Segment, klass: str, edges: Iterable[int], traits: bytes, verdicts: bytes
    ) -> bytes:
        """Give the verdicts again, 0 for what does not count on the days asked about, or carries other goods."""
        days = [segment.edge(day) for day in _DAYS]
        flow = int(klass == "flow")

        def counts(edge: int, byte: int) -> bool:
            if self.dated:
                withdrawn = int(bool(byte & RETRACTED))
                first, last, recorded, retracted = (day[edge] for day in days)
                if not self.condition.holds(first, last, recorded, retracted, withdrawn, flow):
                    return False
            return not flow or self._carries(segment, edge)

        return bytes(
            verdict and verdict * counts(edge, byte)
            for edge, byte, verdict in zip(edges, traits, verdicts, strict=True)
        )

    def _carries(self, segment: Segment, edge: int) -> bool:
        if self.sieve.goods is None:
            return True
        column = segment.edge("goods")
        key = (segment.name, column.codes[edge])
        if key not in self._goods:
            self._goods[key] = self.sieve.carries(column.terms[key[1]].split())
        return self._goods[key]

    @cached_property
    def _joined(self) -> bool:
        return self._clusters.joined

    def _led(self, opened: list[Passed], closed: list[Passed]) -> tuple[list[Passed], list[Passed]]:
        """Lead to the party instead of one of its records; what that is tells whether a chain may pass."""
        found: tuple[list[Passed], list[Passed]] = ([], [])
        for place, steps in enumerate((opened, closed)):
            for edge, node, strength in steps:
                leader = self._leader(node)
                at = place if leader == node else self._snapshot.kind_of(leader) in NEVER_PASSED
                found[at].append((edge, leader, strength))
        return found

    @cached_property
    def _leader(self) -> Callable[[int], int]:
        table = self._snapshot.joined
        count = len(table)
        if count > _MAPPED or self._clusters.changed:
            return self._clusters.leader
        leaders = dict(zip(table["node"].part(0, count), table["leader"].part(0, count), strict=True))
        return lambda node: leaders.get(node, node)


def _itself(node: int) -> int:
    return node
