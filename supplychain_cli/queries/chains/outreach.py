"""The best chain to each of many parties (or from each of many), in one search instead of one for each.

Levels grow from the party asked about until the limit of legs; then one queue, ordered by rank, is emptied over
what was found. The first chain that arrives at a party is the best one: what `search.Search` between the
two alone would give first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Continuity, Products
from supplychain_cli.queries.chains.grammar import Phase, backward, onward
from supplychain_cli.queries.chains.moments import Moment
from supplychain_cli.queries.chains.prune import Arc, State
from supplychain_cli.queries.chains.search import Found, Rank

NEVER_PASSED = frozenset({"country", "system", "good"})
"""Kinds at which a chain may begin or end, and which none passes."""


class Plan(NamedTuple):
    """Which part of the grammar of chains is walked, and where a chain may end."""

    phases: frozenset[Phase]
    ends: frozenset[Phase]


FLOWS = Plan(frozenset(Phase) - {Phase.RISE}, frozenset({Phase.FLOW, Phase.UP}))
"""Chains with at least one flow."""
ABOVE = Plan(frozenset({Phase.START, Phase.RISE}), frozenset({Phase.RISE}))
BELOW = Plan(frozenset({Phase.START, Phase.DOWN}), frozenset({Phase.DOWN}))
"""Hierarchy alone, upwards and downwards."""


class _Partial(NamedTuple):
    """A chain in the making. Compared by rank first; ids make ranks differ."""

    rank: Rank
    start: int
    state: State
    moment: Moment
    carried: frozenset[str]
    arcs: tuple[Arc, ...]
    goods: tuple[Continuity, ...]

    @property
    def passed(self) -> frozenset[int]:
        """Every party of the chain so far."""
        return frozenset({self.start, *(arc.to.node for arc in self.arcs)})


@dataclass(slots=True)
class _Land:
    """What the levels reached: the steps between states, where chains begin, and the fewest legs to an end."""

    arcs: dict[State, list[Arc]]
    starts: list[State]
    legs: dict[State, int]
    parties: frozenset[int]


class Outreach:
    """One search around a party. `spent` says after it whether the budget ended it, `parties` whom it looked at.

    `wanted` says which parties are looked for. With `against` chains lead from them to the party, otherwise
    from the party to them. `opening` says which flows may be the first,
    `allows` which relations may be legs (else what `ask` allows). Cost: the relations
    within `ask.max_legs` of the party, and the partial chains that no better one outdoes.
    """

    def __init__(
        self,
        view: View,
        node: int,
        plan: Plan,
        ask: Ask,
        wanted: Callable[[int], bool],
        *,
        against: bool = False,
        opening: Callable[[Edge], bool] | None = None,
        allows: Callable[[Edge], bool] | None = None,
    ) -> None:
        """Prepare the search; nothing is read yet."""
        self._view, self._node, self._plan, self._ask = view, node, plan, ask
        self._wanted, self._against, self._opening = wanted, against, opening
        self._allows = allows or ask.allows
        self._products = Products(view)
        self._onward: dict[tuple[State, int], frozenset[int]] = {}
        self.spent = False
        self.parties: frozenset[int] = frozenset()

    def best(self) -> Iterator[tuple[int, Found]]:
        """Yield each wanted party that a chain reaches, with the best chain; best chains first."""
        land = self._land()
        self.parties = land.parties
        queue: list[_Partial] = [
            _Partial(Rank(), start.node, start, Moment(), frozenset(), (), ()) for start in land.starts
        ]
        heap = [(partial.rank, number, partial) for number, partial in enumerate(queue)]
        open_ends = self._open_ends(land)
        fronts: dict[tuple[int, State, frozenset[str]], list[_Partial]] = {}
        work = len(heap)
        while heap and open_ends:
            partial = heapq.heappop(heap)[2]
            if self._against and partial.start not in open_ends:
                continue
            if self._outdone(partial, land, fronts):
                continue
            other = partial.start if self._against else partial.state.node
            if land.legs.get(partial.state) == 0 and other in open_ends:
                open_ends.discard(other)
                yield other, Found(partial.rank, partial.arcs, partial.goods)
            for following in self._extend(partial, land):
                work += 1
                heapq.heappush(heap, (following.rank, work, following))
            if work > self._ask.budget:
                self.spent = True
                return

    def _open_ends(self, land: _Land) -> set[int]:
        if self._against:
            return {start.node for start in land.starts}
        return {state.node for state, legs in land.legs.items() if legs == 0}

    def _land(self) -> _Land:
        """Grow levels from the party, and keep the steps from which an end can still be reached."""
        begin = (
            [State(self._node, phase) for phase in sorted(self._plan.ends)]
            if self._against
            else [State(self._node, Phase.START)]
        )
        depth = dict.fromkeys(begin, 0)
        entering: dict[State, list[tuple[State, Arc]]] = {}
        queue = list(begin)
        for state in queue:
            if depth[state] == self._ask.max_legs or self._is_end_of_walk(state):
                continue
            for arc in self._around(state):
                here, there = (arc.to, state) if self._against else (state, arc.to)
                entering.setdefault(there, []).append((here, Arc(arc.edge, arc.move, there)))
                if arc.to not in depth:
                    depth[arc.to] = depth[state] + 1
                    queue.append(arc.to)
            if len(depth) > self._ask.budget:
                self.spent = True
                break
        ends = begin if self._against else [state for state in depth if self._is_wanted_end(state)]
        legs = _distances(ends, entering)
        arcs: dict[State, list[Arc]] = {}
        for leading in entering.values():
            for here, arc in leading:
                if arc.to in legs:
                    arcs.setdefault(here, []).append(arc)
        starts = [state for state in depth if state.phase is Phase.START] if self._against else begin
        return _Land(arcs, [s for s in starts if s in legs], legs, frozenset(state.node for state in depth))

    def _is_wanted_end(self, state: State) -> bool:
        return state.phase in self._plan.ends and state.node != self._node and self._wanted(state.node)

    def _is_end_of_walk(self, state: State) -> bool:
        """Whether no walk goes on here: nothing comes before the start, and nothing passes a country or a thing."""
        if self._against:
            return state.phase is Phase.START
        return state.node != self._node and self._view.party(state.node).kind in NEVER_PASSED

    def _around(self, state: State) -> Iterator[Arc]:
        """Steps on from a state, away from the party asked about."""
        for arc in around(self._view, state, self._plan, self._ask, against=self._against):
            other, phase = arc.to
            if other not in {state.node, self._node} and self._allows(arc.edge) and self._opens(other, phase):
                yield arc

    def _opens(self, other: int, phase: Phase) -> bool:
        """Whether a step may go to a party in this phase: to begin or end there only if it is wanted."""
        if self._against and phase is Phase.START:
            return self._wanted(other)
        if self._view.party(other).kind not in NEVER_PASSED:
            return True
        return not self._against and phase in self._plan.ends and self._wanted(other)

    def _extend(self, partial: _Partial, land: _Land) -> Iterator[_Partial]:
        """Add every leg that may follow."""
        passed = partial.passed
        for arc in land.arcs.get(partial.state, ()):
            too_long = len(partial.arcs) + 1 + land.legs[arc.to] > self._ask.max_legs
            if arc.to.node in passed or too_long or not self._allows(arc.edge):
                continue
            moment = partial.moment
            if not self._ask.any_time:
                following = moment.then(partial.state.phase, arc.to.phase, arc.edge.period)
                if following is None:
                    continue
                moment = following
            carried, goods = partial.carried, Continuity.KEPT
            if arc.move is Move.CUSTOMER:
                first = all(earlier.move is not Move.CUSTOMER for earlier in partial.arcs)
                if first and self._opening is not None and not self._opening(arc.edge):
                    continue
                carried, goods = self._follow(carried, arc.edge.goods)
            broken = goods is Continuity.BROKEN
            if broken and (self._ask.same_goods or self._ask.goods is not None):
                continue
            rank = partial.rank.add(arc, broken=broken)
            yield _Partial(
                rank, partial.start, arc.to, moment, carried, (*partial.arcs, arc), (*partial.goods, goods)
            )

    def _follow(self, carried: frozenset[str], goods: tuple[str, ...]) -> tuple[frozenset[str], Continuity]:
        wanted = goods if self._ask.goods is None or carried else tuple(self._ask.goods.intersection(goods))
        return self._products.follow(carried, wanted)

    def _outdone(
        self,
        partial: _Partial,
        land: _Land,
        fronts: dict[tuple[int, State, frozenset[str]], list[_Partial]],
    ) -> bool:
        """Whether an earlier partial chain to the same place may go on in the same ways and stays at least as good.

        It may, when it is no later and when none of its own parties, which the other did not pass, can still come up.
        """
        front = fronts.setdefault((partial.start, partial.state, partial.carried), [])
        mine = partial.passed
        for other in front:
            if _stays_ahead(other.rank, partial.rank) and _contains(other.moment, partial.moment):
                extra = other.passed - mine
                left = self._ask.max_legs - len(partial.arcs)
                if not extra or extra.isdisjoint(self._ahead(partial.state, left, land)):
                    return True
        front.append(partial)
        return False

    def _ahead(self, state: State, left: int, land: _Land) -> frozenset[int]:
        """Give every party that a walk of so many more legs could still pass on its way to an end."""
        found = self._onward.get((state, left))
        if found is None:
            seen, rim = {state}, [state]
            for togo in reversed(range(left)):
                arcs = (arc for here in rim for arc in land.arcs.get(here, ()))
                rim = list({arc.to for arc in arcs if land.legs[arc.to] <= togo} - seen)
                seen.update(rim)
            found = self._onward[state, left] = frozenset(other.node for other in seen)
        return found


def around(view: View, state: State, plan: Plan, ask: Ask, *, against: bool) -> Iterator[Arc]:
    """Give the steps of a plan onward from a state, or `against` them; then `to` is the state before."""
    for move, phase in (backward if against else onward)(state.phase, strict=ask.strict):
        if phase in plan.phases:
            for edge, other in view.steps(state.node, move.reverse if against else move, ask.kinds):
                yield Arc(edge, move, State(other, phase))


def _distances(ends: list[State], entering: dict[State, list[tuple[State, Arc]]]) -> dict[State, int]:
    """Count the fewest legs from each state to an end."""
    found = dict.fromkeys(ends, 0)
    queue = list(found)
    for state in queue:
        for here, _ in entering.get(state, ()):
            if here not in found:
                found[here] = found[state] + 1
                queue.append(here)
    return found


def _stays_ahead(one: Rank, other: Rank) -> bool:
    """Whether a rank stays at least as good whatever both are extended by."""
    mine = (one.inferences, one.summaries, one.legs)
    theirs = (other.inferences, other.summaries, other.legs)
    if one.weakest > other.weakest or any(left > right for left, right in zip(mine, theirs, strict=True)):
        return False
    return mine != theirs or one.ids <= other.ids


def _contains(one: Moment, other: Moment) -> bool:
    """Whether whatever may follow on the days of the other may follow on those of the one."""
    return (
        one.first <= other.first
        and one.last >= other.last
        and one.group_first <= other.group_first
        and one.group_last >= other.group_last
    )


__all__ = ["ABOVE", "BELOW", "FLOWS", "NEVER_PASSED", "Outreach", "Plan", "around"]
