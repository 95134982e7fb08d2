"""What a question about chokepoints searches, and what can be said of it when its chains are too many to write down.

Then every walk along the same relations stands for the chains: dates and changes of goods are left aside, so that
whatever cuts all walks cuts all chains, and whatever lies on all walks lies on all chains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from supplychain_cli.graph.view import Edge, Move, Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.prune import Arc, Piece, State, between
from supplychain_cli.queries.chains.upstream import upstream

_UNSUPPLIED = frozenset({Phase.DOWN, Phase.RISE})


@dataclass(frozen=True, slots=True)
class Ground:
    """The part of the graph in which chains to `target` lie, from one party or from all that sell in it.

    `pieces` are the parts to search, by where chains begin; `arcs` all steps; `searched` counts parties; `unnamed` are
    the flows whose seller nobody names; `cut` says that the budget stopped before all was read.
    """

    target: int
    pieces: dict[int, Piece]
    arcs: Mapping[State, Sequence[Arc]]
    searched: int
    unnamed: tuple[Edge, ...]
    cut: bool

    def flows(self) -> dict[str, Edge]:
        """Give every flow, by id."""
        steps = (arc for leaving in self.arcs.values() for arc in leaving)
        return {arc.edge.id: arc.edge for arc in steps if arc.move is Move.CUSTOMER}

    def far_ends(self) -> frozenset[int]:
        """Give the sellers that no seller of the ground supplies, but for those of a circle of their own."""
        from supplychain_cli.graph.cuts import far_ends

        sells = {state.node for state in self.arcs if state.phase is Phase.START}
        passed: dict[int, set[int]] = {}
        for state, leaving in self.arcs.items():
            if state.phase is Phase.FLOW:
                within = {arc.to.node for arc in leaving if arc.to.phase is Phase.WITHIN}
                passed[state.node] = (within | {state.node}) & sells
        arcs = {(node, node) for node in sells}
        for state, leaving in self.arcs.items():
            if state.phase is Phase.START:
                arcs.update((state.node, other) for arc in leaving for other in passed.get(arc.to.node, ()))
        return far_ends(sorted(arcs)) & sells

    def on_every_walk(self, starts: Collection[int]) -> frozenset[int]:
        """Give the parties on every walk from the starts to the target."""
        from supplychain_cli.graph.cuts import dominators

        return dominators(self._pairs(), sorted(starts), self.target)

    def walk_cut(self, starts: Collection[int], keep: Collection[int]) -> frozenset[int] | None:
        """Give the fewest parties that cut every walk from the starts; None when there is none, or it is too large."""
        from supplychain_cli.graph.cuts import minimum_cut

        return minimum_cut(self._pairs(), sorted(starts), self.target, keep=keep)

    def _pairs(self) -> list[tuple[int, int]]:
        """Give who is next to whom on walks that bring goods."""
        return sorted(set(self._steps()))

    def _steps(self) -> Iterator[tuple[int, int]]:
        for state, leaving in self.arcs.items():
            for arc in leaving:
                bare = arc.to.phase is Phase.RISE or (
                    arc.to.phase in _UNSUPPLIED and arc.to.node == self.target
                )
                if not bare:
                    yield state.node, arc.to.node


def ground_of(view: View, target: Party, ask: Ask, source: Party | None = None) -> Ground:
    """Read what lies between `source` and `target`, or all that leads to `target`.

    Cost: the relations of every party in the part, as far as `ask.budget` allows.
    """
    if source is not None:
        piece = between(view, source.node, target.node, ask)
        return Ground(target.node, {source.node: piece}, piece.arcs, piece.searched, (), piece.cut)
    part = upstream(view, target.node, ask)
    pieces = {seller: part.piece(seller) for seller in part.sellers}
    parties = len({state.node for state in part.legs})
    return Ground(target.node, pieces, part.arcs, parties, part.unnamed, part.cut)
