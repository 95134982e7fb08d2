"""Cut the graph to what can lie on a chain that brings goods to a party, from whoever sells them.

Levels grow backwards from the end, over the same states as `queries.chains.prune`, so that the grammar of chains and
the rule that nobody passes through a country hold here too. A chain begins with a flow: what stands above a seller is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.prune import Arc, Piece, State, Walker

_UNSUPPLIED = frozenset({Phase.DOWN, Phase.RISE})
"""Phases of walks that begin without a flow."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """All that leads to a party within the limit of legs.

    `arcs` leave each state and `legs` counts the fewest legs from it to the end. `sellers` are the parties that sell in
    this part, nearest first. `unnamed` are the relations by which goods come from a country and no seller is named.
    `cut` says that the budget stopped the search.
    """

    arcs: dict[State, list[Arc]]
    legs: dict[State, int]
    sellers: tuple[int, ...]
    unnamed: tuple[Edge, ...]
    cut: bool

    def piece(self, seller: int) -> Piece:
        """Give the part as the search for chains from one seller wants it."""
        return Piece(State(seller, Phase.START), self.arcs, self.legs, {}, {}, self.cut)


def upstream(view: View, target: int, ask: Ask) -> Upstream:
    """Cut out what leads to a party within `ask.max_legs`; without any seller when nothing does.

    Cost: the relations of every party in the part, at most `ask.budget` states of it.
    """
    walker = Walker(view, None, target, ask)
    legs = {State(target, Phase.FLOW): 0, State(target, Phase.UP): 0}
    arcs: dict[State, list[Arc]] = {}
    rim = list(legs)
    for depth in range(1, ask.max_legs + 1):
        level = []
        for state in rim:
            if len(legs) > ask.budget:
                break
            for edge, move, before in _into(walker, state):
                arcs.setdefault(before, []).append(Arc(edge, move, state))
                if before not in legs:
                    legs[before] = depth
                    if before.phase is not Phase.START:
                        level.append(before)
        rim = level
    sellers = tuple(state.node for state in legs if state.phase is Phase.START)
    receivers = {state.node for state in legs if state.phase is Phase.FLOW and legs[state] < ask.max_legs}
    return Upstream(
        {state: sorted(leaving) for state, leaving in arcs.items()},
        legs,
        sellers,
        tuple(sorted(set(_unnamed(view, receivers, ask)))),
        cut=len(legs) > ask.budget,
    )


def _into(walker: Walker, state: State) -> Iterator[Arc]:
    """Give the steps that lead to a state; whoever sells may also be where a chain begins."""
    for arc in walker.backward(state):
        if arc.to.phase in _UNSUPPLIED:
            continue
        yield arc
        if arc.move is Move.CUSTOMER and arc.to.phase is Phase.FLOW:
            yield Arc(arc.edge, arc.move, State(arc.to.node, Phase.START))


def _unnamed(view: View, receivers: set[int], ask: Ask) -> Iterator[Edge]:
    for node in receivers:
        for edge, seller in view.steps(node, Move.SUPPLIER, ask.kinds):
            if ask.allows(edge) and view.party(seller).kind == "country":
                yield edge
