"""The plain engine: the whole graph in NetworkX. Short, obvious and slow to start: the reference for every other."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import networkx as nx

from supplychain_cli.graph.columnar import ColumnarView, admits
from supplychain_cli.graph.passing import CLASSES
from supplychain_cli.graph.view import Around, Edge, Move, Passed, Scope, Sieve, Step
from supplychain_cli.model.kinds import DEFAULT_KINDS, NEVER_PASSED
from supplychain_cli.snapshot.reader import Snapshot


class PlainView(ColumnarView):
    """A view whose steps come from a NetworkX multigraph of every relation in scope, read when it is opened."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        """Load every relation that `scope` admits."""
        super().__init__(snapshot, scope)
        self.wide = sys.maxsize
        self._graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        for row in snapshot.all_edges():
            if admits(scope, row):
                edge = self.edge_of(row)
                self._graph.add_edge(edge.tail, edge.head, key=row.id, edge=edge)

    def steps(self, node: int, move: Move, kinds: frozenset[str] = DEFAULT_KINDS) -> Sequence[Step]:
        """See `graph.view.Walks.steps`."""
        if move is Move.SAME:
            return super().steps(node, move, kinds)
        if node not in self._graph:
            return []
        steps = []
        for klass, outward in CLASSES[move]:
            around = self._graph.out_edges if outward else self._graph.in_edges
            edges: list[Edge] = [edge for _, _, edge in around(node, data="edge") if edge.klass == klass]
            steps += [Step(edge, edge.head if outward else edge.tail) for edge in edges if edge.kind in kinds]
        return sorted(steps, key=lambda step: step.edge.id)

    def first_steps(
        self, node: int, move: Move, limit: int, kinds: frozenset[str] = DEFAULT_KINDS
    ) -> Sequence[Step]:
        """See `graph.view.Walks.first_steps`."""
        return self.steps(node, move, kinds)[:limit]

    def reach(self, node: int, move: Move, sieve: Sieve) -> Around:
        """See `graph.view.Walks.reach`."""
        if move is Move.SAME:
            return super().reach(node, move, sieve)
        steps = [step for step in self.steps(node, move, sieve.kinds) if step.node != node]
        admitted = [
            (edge.number, other, edge.grade + 4 * edge.inferred)
            for edge, other in steps
            if sieve.admits(edge)
        ]
        closed = {other for _, other, _ in admitted if self.party(other).kind in NEVER_PASSED}
        return Around(
            [step for step in admitted if step[1] not in closed],
            [step for step in admitted if step[1] in closed],
        )

    def leads(self, node: int, move: Move, sieve: Sieve) -> bool:
        """See `graph.view.Walks.leads`."""
        return any(self.reach(node, move, sieve))

    def closed(self, node: int, move: Move, sieve: Sieve) -> Sequence[Passed]:
        """See `graph.view.Walks.closed`."""
        return self.reach(node, move, sieve).closed
