"""Pairs of parties that may be the same: steps that no record states, walked only by who asks under an assumption."""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.graph.view import Around, Edge, Party, Sieve
from supplychain_cli.model.dates import Period
from supplychain_cli.model.evidence import GRADES

FIRST = 1 << 40
"""The number of the first pair as an edge: beyond every relation of a snapshot."""
GRADE = GRADES.index("possible")
"""The rank of an assumption; it is inferred, too."""
KIND = "same-as"
_STRENGTH = GRADE + 4


class Pairs:
    """Pairs of parties, by the order in which they were given."""

    def __init__(self, ends: Sequence[tuple[int, int]] = ()) -> None:
        """Take pairs of two different nodes, each pair once."""
        self.ends = tuple(ends)
        self._beside: dict[int, list[tuple[int, int]]] = {}
        for number, (one, other) in enumerate(self.ends, FIRST):
            self._beside.setdefault(one, []).append((number, other))
            self._beside.setdefault(other, []).append((number, one))

    def beside(self, node: int) -> Sequence[tuple[int, int]]:
        """Give the parties that may be this one, each behind the number of the pair."""
        return self._beside.get(node, ())

    def around(self, node: int, sieve: Sieve) -> Around:
        """Give the same as a search wants it; nothing where the evidence is to be better than an assumption."""
        if not sieve.assumes:
            return Around()
        return Around([(number, other, _STRENGTH) for number, other in self.beside(node)])

    def edge(self, number: int, one: Party, other: Party) -> Edge:
        """Give a pair as a walk sees it; the parties are its two ends."""
        return Edge(
            f"{one.id} = {other.id}", KIND, "assumption", False, one.node, other.node, GRADE, True, "candidate",
            Period("", None, None), (), (), "", "direct", "", "", "", number,
        )  # fmt: skip


def is_assumed(edge: Edge) -> bool:
    """Whether an edge is a pair and no relation."""
    return edge.number >= FIRST
