"""Which pairs of parties changed records can lie between: upstream of them, and downstream at a listed party."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import ENDS, Phase, backward, onward
from supplychain_cli.queries.chains.prune import State
from supplychain_cli.queries.difference.seeds import Seeds, edges_of

_NEVER_PASSED = frozenset({"country", "system", "good"})


class Touched:
    """The first and last parties of the chains that can pass a changed relation or end at a changed listing, by id.

    `cut` says that the budget ended the reading. Cost: everything within `ask.max_legs` of what changed.
    """

    def __init__(self, view: View, seeds: Seeds, ask: Ask, is_end: Callable[[int], bool]) -> None:
        """Spread from the changed relations and listings in both directions."""
        self._view, self._ask = view, ask
        self.cut = False
        edges = [edge for edge in edges_of(view, seeds.relations) if edge.kind in ask.kinds]
        listed = [party.node for name in seeds.listed if (party := view.find(name)) is not None]
        ahead = self._spread({after for edge in edges for _, after in _walks(edge)}, forward=True)
        ends = {State(node, phase) for node in listed for phase in ENDS}
        behind = self._spread({before for edge in edges for before, _ in _walks(edge)} | ends, forward=False)
        self.starts = self._ids(state.node for state in behind if state.phase is Phase.START)
        reached = {state.node for state in ahead if state.phase in ENDS} | set(listed)
        self.ends = self._ids(node for node in reached if is_end(node))

    def _ids(self, nodes: Iterable[int]) -> frozenset[str]:
        parties = map(self._view.party, nodes)
        return frozenset(party.id for party in parties if party.kind not in _NEVER_PASSED)

    def _spread(self, seeds: Iterable[State], *, forward: bool) -> dict[State, int]:
        found = dict.fromkeys(sorted(seeds), 0)
        queue = list(found)
        for state in queue:
            if found[state] >= self._ask.max_legs - 1:
                continue
            for other in self._around(state, forward=forward):
                if other not in found:
                    found[other] = found[state] + 1
                    queue.append(other)
            if len(found) > self._ask.budget:
                self.cut = True
                break
        return found

    def _around(self, state: State, *, forward: bool) -> Iterator[State]:
        for move, phase in (onward if forward else backward)(state.phase, strict=self._ask.strict):
            for edge, other in self._view.steps(
                state.node, move if forward else move.reverse, self._ask.kinds
            ):
                if self._ask.allows(edge) and self._view.party(other).kind not in _NEVER_PASSED:
                    yield State(other, phase)


def _walks(edge: Edge) -> Iterator[tuple[State, State]]:
    """Give every way in which a chain may walk a relation, as the states before and after."""
    ways = {
        "flow": ((edge.tail, Move.CUSTOMER, edge.head),),
        "hierarchy": ((edge.tail, Move.DOWN, edge.head), (edge.head, Move.UP, edge.tail)),
    }.get(edge.klass, ())
    for begin, move, end in ways:
        for phase in Phase:
            for step, after in onward(phase, strict=False):
                if step is move:
                    yield State(begin, phase), State(end, after)


__all__ = ["Touched"]
