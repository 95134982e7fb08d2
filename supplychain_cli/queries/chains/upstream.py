"""Cut the graph to what can lie on a chain that brings goods to a party, from whoever sells them.

Levels grow backwards from the end, over the same states as `queries.chains.prune`, so that the grammar of chains and
the rule that nobody passes through a country hold here too. A chain begins with a flow: what stands above a seller is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from supplychain_cli.graph.span import BITS, PHASE, Link
from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.prune import (
    LOOKED,
    Arc,
    Arcs,
    Piece,
    State,
    code_of,
    grammar_of,
    state_of,
)

_UNSUPPLIED = frozenset({Phase.DOWN, Phase.RISE})
"""Phases of walks that begin without a flow."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """All that leads to a party within the limit of legs.

    `arcs` leave each state and `legs` counts the fewest legs from it to the end. `sellers` are the parties that sell in
    this part, nearest first. `unnamed` are the relations by which goods come from a country and no seller is named.
    `cut` says that the budget stopped the search.
    """

    arcs: Mapping[State, Sequence[Arc]]
    legs: dict[State, int]
    sellers: tuple[int, ...]
    unnamed: tuple[Edge, ...]
    cut: bool

    def piece(self, seller: int) -> Piece:
        """Give the part as the search for chains from one seller wants it."""
        return Piece(State(seller, Phase.START), self.arcs, self.legs, cut=self.cut)


def upstream(view: View, target: int, ask: Ask) -> Upstream:
    """Cut out what leads to a party within `ask.max_legs`; without any seller when nothing does.

    Cost: the relations of every party in the part, at most `ask.budget` states of it.
    """
    steps = _Backward(view, target, ask)
    legs = {code_of(State(target, phase)): 0 for phase in (Phase.FLOW, Phase.UP)}
    links: dict[int, set[Link]] = {}
    rim, left = list(legs), ask.budget * LOOKED
    for depth in range(1, ask.max_legs + 1):
        level = []
        for state in rim:
            left -= steps.cost(state)
            if len(legs) > ask.budget or left < 0:
                break
            for edge, move, before in steps.into(state):
                links.setdefault(before, set()).add(Link(edge, move, state))
                if before not in legs:
                    legs[before] = depth
                    if before & PHASE != Phase.START:
                        level.append(before)
        rim = level
    sellers = (state for state in legs if state & PHASE == Phase.START)
    receivers = {
        state >> BITS for state, far in legs.items() if state & PHASE == Phase.FLOW and far < ask.max_legs
    }
    return Upstream(
        Arcs(view, links),
        {state_of(state): far for state, far in legs.items()},
        tuple(state >> BITS for state in sorted(sellers, key=lambda state: (legs[state], state))),
        tuple(sorted(set(_unnamed(view, receivers, ask)))),
        cut=len(legs) > ask.budget or left < 0,
    )


class _Backward:
    """The steps by which states are reached."""

    def __init__(self, view: View, target: int, ask: Ask) -> None:
        """Walk to the target from wherever."""
        self._view, self._target, self._ask = view, target, ask
        self._sieve, self._moves = ask.sieve, grammar_of(strict=ask.strict).behind

    def cost(self, state: int) -> int:
        """Give how many relations `into` looks at."""
        moves = {move for move, _ in self._moves[state & PHASE]}
        return sum(self._view.degree(state >> BITS, move) for move in moves)

    def into(self, state: int) -> Iterator[Link]:
        """Give the steps that lead to a state; whoever sells may also be where a chain begins."""
        for back, before in self._moves[state & PHASE]:
            if before in _UNSUPPLIED or before == Phase.START:
                continue
            move = back.reverse
            for edge, other, _ in sorted(self._view.reach(state >> BITS, back, self._sieve).open):
                if other == self._target or other in self._ask.avoid:
                    continue
                yield Link(edge, move, other << BITS | before)
                if move is Move.CUSTOMER and before == Phase.FLOW:
                    yield Link(edge, move, other << BITS | Phase.START)


def _unnamed(view: View, receivers: set[int], ask: Ask) -> Iterator[Edge]:
    for node in receivers:
        for edge, seller, _ in view.closed(node, Move.SUPPLIER, ask.sieve):
            if view.party(seller).kind == "country":
                yield view.edge(edge)
