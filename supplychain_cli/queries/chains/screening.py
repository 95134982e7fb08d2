"""The best chain from each of many parties to each of many others: one sweep for all, then a search where it matters.

The sweep starts at all parties looked for at once and says how near every other party is to one of them. Most of
ten thousand suppliers are near none, and cost nothing more. The others are searched one by one, on what the sweep left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.grammar import ENDS, Phase, backward, onward
from supplychain_cli.queries.chains.outreach import ABOVE, BELOW, FLOWS, Outreach
from supplychain_cli.queries.chains.prune import State, between
from supplychain_cli.queries.chains.search import Found, Search
from supplychain_cli.queries.chains.trace import same_flows

MAX_STATES = 2_000_000
"""Places that one sweep looks at before it gives up, and says so."""
_NEVER_PASSED = frozenset({"country", "system", "good"})
_HOLDING = frozenset({Phase.START, Phase.DOWN, Phase.RISE})
"""Phases of a chain without any flow."""

Progress = Callable[[int, int], None]
"""Told after each party that was searched: how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The best chain between one of those asked about and one of those looked for.

    It leads from `start`, which is `near` (the one asked about), or `far` (the one looked for) where `against` is set.
    """

    near: int
    far: int
    found: Found
    against: bool

    @property
    def start(self) -> int:
        """The party at which the chain begins."""
        return self.far if self.against else self.near


class Screening:
    """Chains between many parties and those `wanted`. `spent` says after it whether a limit ended any of the work."""

    def __init__(
        self, view: View, wanted: frozenset[int], ask: Ask, progress: Progress | None = None
    ) -> None:
        """Prepare the search; nothing is read yet."""
        self._view, self._wanted, self._ask = view, wanted, ask
        self._progress = progress
        self._day = view.scope.listings_on
        self.spent = False

    def flows(self, asked: Sequence[int], *, against: bool = False) -> Iterator[Hit]:
        """Yield the best chain of goods for each pair: from those asked about, or with `against` to them.

        In the order of those asked about, the best chains of each first. Cost: what lies within `ask.max_legs` of the
        wanted, once, and a search for each of those asked about that lies there.
        """
        near = self._sweep(asked, against=against, hierarchy=False)

        def allows(edge: Edge) -> bool:
            return edge.tail in near and edge.head in near and self._ask.allows(edge)

        for node in self._told(asked, near):
            search = Outreach(
                self._view, node, FLOWS, self._ask, self._wanted.__contains__, against=against, allows=allows
            )
            for far, found in search.best():
                yield Hit(node, far, found, against)
            self.spent = self.spent or search.spent

    def hierarchy(self, asked: Sequence[int]) -> Iterator[Hit]:
        """Yield the best chain of ownership, control and membership alone for each pair, up or down.

        Every leg is in force on the day asked about. Order and cost are those of `flows`.
        """
        ask = replace(self._ask, any_time=True, goods=None)
        near = self._sweep(asked, against=False, hierarchy=True)

        def allows(edge: Edge) -> bool:
            if edge.tail not in near or edge.head not in near:
                return False
            return edge.grade <= ask.min_grade and edge.period.covers(self._day)

        for node in self._told(asked, near):
            for plan in (ABOVE, BELOW):
                search = Outreach(self._view, node, plan, ask, self._wanted.__contains__, allows=allows)
                for far, found in search.best():
                    yield Hit(node, far, found, against=False)
                self.spent = self.spent or search.spent

    def _told(self, asked: Sequence[int], near: dict[int, int]) -> Iterator[int]:
        for done, node in enumerate(asked, 1):
            if node in near:
                yield node
            if self._progress:
                self._progress(done, len(asked))

    def _sweep(self, asked: Iterable[int], *, against: bool, hierarchy: bool) -> dict[int, int]:
        """Give every party from which one of the wanted can be reached (or reached from them), with the fewest legs."""
        allowed = frozenset(asked) | self._wanted
        walked_through = _HOLDING if hierarchy else frozenset(Phase) - {Phase.RISE}
        phases = {Phase.START} if against else ENDS & walked_through
        around = onward if against else backward
        depth = {State(node, phase): 0 for node in sorted(self._wanted) for phase in sorted(phases)}
        near = dict.fromkeys(self._wanted, 0)
        queue = list(depth)
        for state in queue:
            if depth[state] == self._ask.max_legs:
                break
            if depth[state] and self._view.party(state.node).kind in _NEVER_PASSED:
                continue
            for move, phase in around(state.phase, strict=self._ask.strict):
                if phase not in walked_through:
                    continue
                walked = move if against else move.reverse
                for edge, other in self._view.steps(state.node, walked, self._ask.kinds):
                    there = State(other, phase)
                    if there in depth or not (hierarchy or self._ask.allows(edge)):
                        continue
                    if other not in allowed and self._view.party(other).kind in _NEVER_PASSED:
                        continue
                    depth[there] = depth[state] + 1
                    near.setdefault(other, depth[there])
                    queue.append(there)
            if len(depth) > MAX_STATES:
                self.spent = True
                break
        return near


def ways(view: View, hit: Hit, ask: Ask, most: int) -> list[Found]:
    """Give the chains of goods between the two ends of a hit, at most so many, best first, one for each flow.

    Empty where the budget ended the search before it found one. Cost: that of `trace` between the two.
    """
    start, end = (hit.far, hit.near) if hit.against else (hit.near, hit.far)
    search = Search(between(view, start, end, ask), ask, Products(view))
    found = (chain for chain in search.chains() if any(arc.move is Move.CUSTOMER for arc in chain.arcs))
    return [group[0] for group in islice(same_flows(view, found), most)]
