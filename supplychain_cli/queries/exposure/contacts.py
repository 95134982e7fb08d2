"""Ways to a listed party that are one or two steps of a fixed kind: direction, links of a listing, association."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import NamedTuple
from supplychain_cli.queries.exposure.answers import Channel


class Hop(NamedTuple):
    """One step: which way, along which kind of relation."""

    move: Move
    kind: str


class Way(NamedTuple):
    """The steps that were taken, each with the party it leads to."""

    steps: tuple[tuple[Edge, Move, int], ...]

    @property
    def end(self) -> int:
        """The party at the end."""
        return self.steps[-1][2]

    @property
    def rank(self) -> tuple[tuple[int, bool], int, int, tuple[str, ...]]:
        """How good the evidence is; smaller is better, in the order in which chains are ranked."""
        edges = [edge for edge, _, _ in self.steps]
        weakest = max((edge.grade, edge.inferred) for edge in edges)
        return (weakest, sum(edge.inferred for edge in edges), len(edges), tuple(edge.id for edge in edges))


WAYS: dict[Channel, tuple[tuple[Hop, ...], ...]] = {
    "directed-by": (
        (Hop(Move.UP, "directs"),),
        (Hop(Move.UP, "directs"), Hop(Move.DOWN, "directs")),
    ),
    "directs": ((Hop(Move.DOWN, "directs"),),),
    "linked": ((Hop(Move.UP, "linked-to"),), (Hop(Move.DOWN, "linked-to"),)),
    "associated": ((Hop(Move.UP, "associated-with"),),),
}
"""The patterns of each channel; these questions are about the kinds they name."""


def best(
    view: View, node: int, channel: Channel, wanted: Callable[[Way], bool], allows: Callable[[Edge], bool]
) -> list[Way]:
    """Give the best way of a channel to each wanted party, in order of their numbers; empty when there is none."""
    found: dict[int, Way] = {}
    for pattern in WAYS[channel]:
        for way in ways(view, node, pattern, allows):
            if wanted(way) and (way.end not in found or way.rank < found[way.end].rank):
                found[way.end] = way
    return [found[end] for end in sorted(found)]


def ways(view: View, node: int, pattern: tuple[Hop, ...], allows: Callable[[Edge], bool]) -> Iterator[Way]:
    """Walk a pattern in every way that passes no party twice."""
    ways = [Way(())]
    for hop in pattern:
        ways = [
            Way((*way.steps, (edge, hop.move, other)))
            for way in ways
            for edge, other in view.steps(way.end if way.steps else node, hop.move, frozenset({hop.kind}))
            if allows(edge) and other != node and all(other != passed for _, _, passed in way.steps)
        ]
    yield from ways
