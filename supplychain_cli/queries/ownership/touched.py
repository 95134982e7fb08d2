"""Parties one leg away from those that a designation reaches, with the relation that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.consequences import Channel, Exposed

_CHANNELS: dict[Move, Channel] = {
    Move.SUPPLIER: "supplies",
    Move.CUSTOMER: "supplied-by",
    Move.UP: "owns-or-controls",
    Move.DOWN: "owned-or-controlled",
}
"""How the party one step away touches the one that is reached, read from the party."""


class Touched:
    """Collects whom the rules reach, then looks one step around all of them, once."""

    def __init__(self, view: View, scribe: Scribe, limit: int) -> None:
        """Look through a view, at no more relations than the limit."""
        self._view, self._scribe, self._left = view, scribe, limit
        self._reached: dict[int, list[str]] = {}
        self._known: dict[str, frozenset[int]] = {}
        self._told: dict[str, frozenset[int]] = {}
        self.cut = False

    def add(self, regime: str, reached: Iterable[int], known: frozenset[int], told: frozenset[int]) -> None:
        """Enter the parties that a rule reaches anew.

        Those `known` were reached before, and are not told of; those `told` are not told again that they stand below.
        """
        self._known[regime] = known
        self._told[regime] = told
        for party in sorted(reached):
            self._reached.setdefault(party, []).append(regime)

    def exposed(self) -> tuple[Exposed, ...]:
        """Give every party that touches a reached one, by reached party, channel and id; empty when none does."""
        return tuple(entry for party in sorted(self._reached) for entry in self._around(party))

    def _around(self, party: int) -> Iterator[Exposed]:
        for move in _CHANNELS:
            by_party: dict[int, list[Edge]] = {}
            steps = self._view.steps(party, move)
            self.cut |= len(steps) > self._left
            for edge, other in steps[: self._left]:
                if self._counts(edge, other, move):
                    by_party.setdefault(other, []).append(edge)
            self._left -= min(len(steps), self._left)
            for other, edges in sorted(by_party.items()):
                skipped = self._told if move is Move.DOWN else self._known
                newly = tuple(
                    rule for rule in self._reached[party] if other not in skipped[rule] | self._known[rule]
                )
                if newly:
                    yield self._entry(party, other, move, edges, newly)

    def _entry(
        self, party: int, other: int, move: Move, edges: list[Edge], rules: tuple[str, ...]
    ) -> Exposed:
        edges.sort(key=lambda edge: (edge.grade, edge.inferred, edge.id))
        start, way = (party, Move.CUSTOMER) if move is Move.CUSTOMER else (other, move.reverse)
        leg = self._scribe.leg(edges[0], start, way)
        return Exposed(
            party=self._scribe.party(self._view.party(other)),
            channel=_CHANNELS[move],
            of=self._scribe.party(self._view.party(party)),
            regimes=rules,
            leg=replace(leg, parallel=tuple(edge.id for edge in edges[1:])),
        )

    def _counts(self, edge: Edge, other: int, move: Move) -> bool:
        """Whether a step holds on the day and leads to a party that is not reached itself.

        A delivery that was made stays made. A country as seller or buyer stands for parties that nobody named.
        """
        day = self._view.scope.listings_on
        if other in self._reached:
            return False
        if edge.klass == "flow":
            begun = edge.period.first is None or edge.period.first <= day
            return begun and self._view.party(other).kind != "country"
        return move in {Move.UP, Move.DOWN} and edge.period.covers(day)
