"""The tree of owners above a party, or of assets below it: each party written out once, with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from supplychain_cli.graph.view import Move, Party, View
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.answers import End, Hold, Nature
from supplychain_cli.queries.ownership.figures import range_of
from supplychain_cli.queries.ownership.holdings import Holding, Holdings

Economic = Callable[[int], Stake | None]
"""The economic interest between a party and the one asked about; None where it cannot be worked out."""
_ORDER: dict[Nature, int] = {"stake": 0, "indirect": 1, "group": 2, "control": 3, "link": 4}


class Tree:
    """Writes the ties around one party, depth first, strongest first."""

    def __init__(self, view: View, scribe: Scribe, holdings: Holdings, circles: dict[int, str]) -> None:
        """Take the holdings of a day; `circles` names the circular holding that a party is in."""
        self._view, self._scribe, self._circles = view, scribe, circles
        self._root = -1
        self._above = _by(holdings, lambda held: held.asset)
        self._below = _by(holdings, lambda held: held.owner)

    def up(self, root: int, economic: Economic) -> tuple[Hold, ...]:
        """Give the owners of a party, theirs, and so on to the last."""
        return tuple(self._walk(root, self._above, lambda held: held.owner, economic))

    def down(self, root: int, economic: Economic) -> tuple[Hold, ...]:
        """Give what a party owns, what that owns, and so on."""
        return tuple(self._walk(root, self._below, lambda held: held.asset, economic))

    def end(self, node: int) -> End:
        """Say why a way up ends at a party; empty where it goes on."""
        party = self._view.party(node)
        if party.kind == "person":
            return "person"
        if party.kind == "country":
            return "country"
        if self._ticker(party):
            return "stock-listed"
        if self._above.get(node):
            return ""
        return "public-body" if party.kind == "public-body" else "last-recorded"

    def _walk(
        self, root: int, ties: dict[int, list[Holding]], other: Callable[[Holding], int], economic: Economic
    ) -> Iterator[Hold]:
        """Go depth first without recursion: a tree of owners may be ten thousand deep."""
        self._root = root
        written = {root}
        waiting = [(root, 1, iter(ties.get(root, ())))]
        while waiting:
            parent, depth, left = waiting[-1]
            held = next(left, None)
            if held is None:
                waiting.pop()
                continue
            node = other(held)
            candidate = held.edge.status == "candidate"
            repeated = node in written
            yield self._hold(held, node, parent, depth, economic, repeated=repeated and bool(ties.get(node)))
            if not repeated and not candidate:
                written.add(node)
                waiting.append((node, depth + 1, iter(ties.get(node, ()))))

    def _hold(
        self, held: Holding, node: int, parent: int, depth: int, economic: Economic, *, repeated: bool
    ) -> Hold:
        party = self._scribe.party(self._view.party(node))
        circle = self._circles.get(node, "")
        nature = nature_of(held)
        counted = held.edge.status != "candidate" and nature != "indirect"
        figure = economic(node) if held.edge.status != "candidate" and node != self._root else None
        return Hold(
            id=party.id,
            name=party.name,
            native=party.native,
            kind=party.kind,
            country=party.country,
            listed=party.listed,
            depth=depth,
            parent=self._view.party(parent).id,
            nature=nature,
            direct=range_of(held.stake) if nature in {"stake", "indirect"} else None,
            economic=range_of(figure) if figure is not None else None,
            counted=counted,
            end=self.end(node) if node == held.owner else "",
            circle=circle if circle and circle == self._circles.get(parent) else "",
            repeated=repeated,
            relation=self._scribe.leg(held.edge, held.owner, Move.DOWN),
        )

    def _ticker(self, party: Party) -> bool:
        held = self._view.record("entities", party.id)
        return held is not None and "ticker" in held.plain.get("identifiers", {})


def nature_of(held: Holding) -> Nature:
    """Say what ties an owner to an asset."""
    if held.controls:
        return "control"
    if held.links:
        return "link"
    if held.edge.directness == "indirect":
        return "indirect"
    return "stake" if held.edge.kind == "owns" else "group"


def _by(holdings: Holdings, end: Callable[[Holding], int]) -> dict[int, list[Holding]]:
    """Sort the ties of each party: stakes first, the largest first; candidates last."""
    found: dict[int, list[Holding]] = {}
    for held in (*holdings.all(), *holdings.aside):
        found.setdefault(end(held), []).append(held)
    for ties in found.values():
        ties.sort(key=_order)
    return found


def _order(held: Holding) -> tuple[bool, int, object, object, str]:
    return (
        held.edge.status == "candidate",
        _ORDER[nature_of(held)],
        -held.stake.low,
        -held.stake.high,
        held.edge.id,
    )
