"""Whether the goods of one leg can have become the goods of the next.

Goods continue when they are the same, or when the later ones contain the earlier by `used-in` (antimony, then
silicon wafers, then chips). Goods of feeds are HS codes: a good that has this code may be the same, which is said.
"""

from __future__ import annotations

from collections import deque
from enum import Enum

from supplychain_cli.graph.view import View
from supplychain_cli.model.entity import HS, HS_COMMON


class Continuity(Enum):
    """How the goods of a leg follow from those before."""

    KEPT = "kept"
    UNKNOWN = "goods-unknown"
    CODED = "goods-by-code"
    BROKEN = "goods-change"


class Products:
    """What goods become, read from the `used-in` relations as far as a question needs, each good once."""

    def __init__(self, view: View) -> None:
        """Read through a view."""
        self._view = view
        self._known: dict[str, frozenset[str]] = {}
        self._codes: dict[str, frozenset[str]] = {}

    def of(self, good: str) -> frozenset[str]:
        """Give the good and everything that contains it, at any depth, by id. An unknown good gives itself."""
        if good not in self._known:
            self._known[good] = self._read(good)
        return self._known[good]

    def _read(self, good: str) -> frozenset[str]:
        found, queue = {good}, deque([good])
        while queue:
            party = self._view.find(queue.popleft())
            if party is None:
                continue
            for edge in self._view.edges(party.node, ("goods",)):
                holder = self._view.party(edge.head)
                if (
                    edge.kind == "used-in"
                    and edge.tail == party.node
                    and holder.kind == "good"
                    and holder.id not in found
                ):
                    found.add(holder.id)
                    queue.append(holder.id)
        return frozenset(found)

    def follow(self, carried: frozenset[str], goods: tuple[str, ...]) -> tuple[frozenset[str], Continuity]:
        """Give what is carried after a leg with these goods, and how it follows from what was carried before.

        Nothing carried yet: whatever the leg carries. A leg without goods passes on what was carried.
        """
        if not goods:
            return carried, Continuity.UNKNOWN
        if not carried:
            return frozenset(goods), Continuity.KEPT
        reachable = frozenset().union(*(self.of(good) for good in carried))
        kept = reachable.intersection(goods)
        if kept:
            return kept, Continuity.KEPT
        coded = frozenset(good for good in goods if self._may_be_one_of(good, reachable))
        return (coded, Continuity.CODED) if coded else (frozenset(goods), Continuity.BROKEN)

    def precede(self, needed: frozenset[str], goods: tuple[str, ...]) -> tuple[frozenset[str], Continuity]:
        """As `follow`, read against the flow: which of these goods can have become what is needed after them."""
        if not goods:
            return needed, Continuity.UNKNOWN
        if not needed:
            return frozenset(goods), Continuity.KEPT
        kept = frozenset(good for good in goods if not needed.isdisjoint(self.of(good)))
        if kept:
            return kept, Continuity.KEPT
        coded = frozenset(
            good for good in goods if any(self._may_be_one_of(each, self.of(good)) for each in needed)
        )
        return (coded, Continuity.CODED) if coded else (frozenset(goods), Continuity.BROKEN)

    def codes(self, good: str) -> frozenset[str]:
        """Give the bare codes under which feeds may name a good; a bare code gives itself."""
        if good not in self._codes:
            held = self._view.record("goods", good)
            codes = held.plain.get("hs", ()) if held else ()
            own = {good} if good.startswith(HS) else set()
            self._codes[good] = frozenset({f"{HS}{code[:HS_COMMON]}" for code in codes} | own)
        return self._codes[good]

    def _may_be_one_of(self, good: str, others: frozenset[str]) -> bool:
        """Whether one of the two is a bare code that the other one has."""
        mine = self.codes(good)
        return any(
            (good.startswith(HS) or other.startswith(HS)) and not mine.isdisjoint(self.codes(other))
            for other in others
        )
