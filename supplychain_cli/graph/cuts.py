"""Cuts of a small directed graph, by NetworkX: far ends, what lies on every way, the fewest parties that cut all.

Plain functions on lists of arcs between numbers. They know nothing of chains: a way is any walk along the arcs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

Arcs = Iterable[tuple[int, int]]
_SOURCE, _SINK = "source", "sink"


def far_ends(arcs: Arcs) -> frozenset[int]:
    """Give the nodes that nothing leads to, or only others of a circle that nothing leads into from outside."""
    graph: nx.DiGraph[int] = nx.DiGraph(list(arcs))
    groups = nx.condensation(graph)
    return frozenset(
        node
        for group, data in groups.nodes(data=True)
        if not groups.in_degree(group)
        for node in data["members"]
    )


def dominators(arcs: Arcs, starts: Collection[int], target: int) -> frozenset[int]:
    """Give the nodes on every way from any of the starts to the target, without the target.

    Empty when no way leads there. Cost: close to linear in the arcs.
    """
    graph: nx.DiGraph[int | str] = nx.DiGraph(list(arcs))
    graph.add_edges_from((_SOURCE, start) for start in starts)
    if target not in graph or _SOURCE not in graph:
        return frozenset()
    above = nx.immediate_dominators(graph, _SOURCE)
    found = set()
    node: int | str = target
    while node in above and above[node] is not None and above[node] not in {_SOURCE, node}:
        node = above[node]
        found.add(node)
    return frozenset(node for node in found if isinstance(node, int))


def minimum_cut(
    arcs: Arcs, starts: Collection[int], target: int, *, keep: Collection[int] = (), at_most: int = 50
) -> frozenset[int] | None:
    """Give the fewest nodes whose removal leaves no way from any start to the target; starts may be removed too.

    Nodes in `keep` and the target stay. Among several smallest sets, the one nearest to the starts. None when no
    removal helps, or when more than `at_most` nodes are needed. Cost: `at_most` passes over the arcs.
    """
    stays = {*keep, target}
    pairs = list(arcs)
    if len({tail for tail, head in pairs if head == target}.intersection(starts)) > at_most:
        return None
    graph: nx.DiGraph[object] = nx.DiGraph()
    for node in {target, *starts, *(node for pair in pairs for node in pair)}:
        graph.add_edge((node, "in"), (node, "out"), **({} if node in stays else {"capacity": 1}))
    graph.add_edges_from(((tail, "out"), (head, "in")) for tail, head in pairs)
    graph.add_edges_from((_SOURCE, (start, "in")) for start in starts)
    graph.add_edge((target, "out"), _SINK)
    if not starts:
        return frozenset()
    try:
        residual = nx.algorithms.flow.edmonds_karp(graph, _SOURCE, _SINK, cutoff=at_most + 1)
    except nx.NetworkXUnbounded:
        return None
    if residual.graph["flow_value"] > at_most:
        return None
    reached = _reached(residual)
    return frozenset(
        place[0]
        for place in reached
        if isinstance(place, tuple) and place[1] == "in" and (place[0], "out") not in reached
    )


def _reached(residual: nx.DiGraph[object]) -> set[object]:
    """Give what the source still reaches once the flow is at its greatest."""
    seen: set[object] = {_SOURCE}
    queue: list[object] = [_SOURCE]
    while queue:
        here = queue.pop()
        for there, arc in residual[here].items():
            if there not in seen and arc["flow"] < arc["capacity"]:
                seen.add(there)
                queue.append(there)
    return seen
