"""Contradictions among recorded stakes on one day: found and shown, never resolved in silence.

The codes are those of the rules of `check` about the same fault, so that `supplychain explain` knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.stake import Stake, apart
from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.circles import Stakes, circles, closed, overfull
from supplychain_cli.queries.ownership.holdings import Holding, Holdings

HALF = Fraction(50)
MOST_SHOWN = 20
"""Parties of one circle that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Records that cannot all be right. `code` is explained by `supplychain explain`; `relations` are the records."""

    code: str
    says: str
    parties: tuple[PartyRef, ...]
    relations: tuple[Leg, ...]


def contradictions(view: View, scribe: Scribe, holdings: Holdings) -> tuple[Contradiction, ...]:
    """Give what contradicts itself among the holdings of one day, by asset; empty when nothing does.

    Found are stakes of more than the whole, two owners of one majority, reports of one stake that lie apart, two
    parties with a majority in each other, circles that own all of themselves, and people who are owned. Cost: the
    holdings, and the square of the reports of one stake.
    """
    return tuple(_Finder(view, scribe, holdings).all())


class _Finder:
    """Looks through the holdings of one day."""

    def __init__(self, view: View, scribe: Scribe, holdings: Holdings) -> None:
        self._view, self._scribe, self._holdings = view, scribe, holdings
        self._stakes: Stakes = {asset: holdings.stakes(asset) for asset in sorted(holdings.above)}
        self._day = day_text(view.scope.listings_on)

    def all(self) -> Iterator[Contradiction]:
        """Every contradiction, kind by kind."""
        full = overfull(self._stakes)
        closed_ones = [circle for circle in circles(self._stakes) if closed(circle, self._stakes)]
        yield from (self._excess(asset) for asset in sorted(full))
        for asset in self._stakes:
            yield from self._reports(asset)
        yield from (self._closed(circle) for circle in closed_ones)
        yield from self._both_ways({party for circle in closed_ones for party in circle})
        yield from self._people()

    def _excess(self, asset: int) -> Contradiction:
        stakes = self._stakes[asset]
        majorities = [owner for owner, stake in stakes.items() if _majority(stake)]
        owners = majorities if len(majorities) > 1 else [o for o, stake in stakes.items() if stake.low]
        held = [f"{self._name(owner)} {stakes[owner]}" for owner in owners]
        if len(majorities) > 1:
            says = f"More than one owner is recorded with a majority of {self._name(asset)} on {self._day}: "
            return self._found("R311", says + _listed(held), [asset, *owners], asset)
        says = f"The stakes in {self._name(asset)} add up to more than 100 % on {self._day}: "
        return self._found("R304", says + _listed(held), [asset, *owners], asset)

    def _reports(self, asset: int) -> Iterator[Contradiction]:
        by_owner: dict[int, list[Holding]] = {}
        for held in self._holdings.above[asset]:
            if held.owns and held.direct:
                by_owner.setdefault(held.owner, []).append(held)
        for owner, reports in sorted(by_owner.items()):
            pair = next((p for p in combinations(reports, 2) if apart(p[0].stake, p[1].stake)), None)
            if pair:
                figures = _listed([str(held.stake) for held in pair])
                stake = f"The stake of {self._name(owner)} in {self._name(asset)}"
                says = f"{stake} is recorded as {figures} on {self._day}."
                yield Contradiction("R312", says, self._refs([owner, asset]), self._legs(pair))

    def _closed(self, circle: tuple[int, ...]) -> Contradiction:
        shown = circle[:MOST_SHOWN]
        more = [f"{len(circle) - MOST_SHOWN:,} others"] if len(circle) > MOST_SHOWN else []
        names = _listed([*map(self._name, shown), *more])
        says = f"{names} own each other entirely on {self._day}, which leaves nothing to anybody else."
        inside = frozenset(circle)
        held = [h for party in shown for h in self._holdings.above[party] if h.owns and h.owner in inside]
        return Contradiction("R314", says, self._refs(shown), self._legs(held))

    def _both_ways(self, known: set[int]) -> Iterator[Contradiction]:
        for asset, owners in self._stakes.items():
            for owner, stake in owners.items():
                back = self._stakes.get(owner, {}).get(asset)
                if owner < asset or back is None or known >= {asset, owner}:
                    continue
                if _majority(stake) and _majority(back):
                    pair = f"{self._name(asset)} and {self._name(owner)}"
                    says = f"{pair} each hold a majority of the other on {self._day}."
                    both = [
                        held
                        for one, other in ((asset, owner), (owner, asset))
                        for held in self._holdings.above[one]
                        if held.owner == other and held.owns
                    ]
                    yield Contradiction("R313", says, self._refs([asset, owner]), self._legs(both))

    def _people(self) -> Iterator[Contradiction]:
        for asset in self._stakes:
            held = [h for h in self._holdings.above[asset] if h.owns or h.controls]
            if held and self._view.party(asset).kind == "person":
                says = f"{self._name(asset)} is a person, whom nobody owns or controls in the sense of these records."
                yield Contradiction("R306", says, self._refs([asset]), self._legs(held))

    def _found(self, code: str, says: str, parties: Iterable[int], asset: int) -> Contradiction:
        parties = list(parties)
        held = [h for h in self._holdings.above[asset] if h.owns and h.direct and h.owner in parties]
        return Contradiction(code, f"{says}.", self._refs(parties), self._legs(held))

    def _name(self, party: int) -> str:
        return self._view.party(party).name

    def _refs(self, parties: Iterable[int]) -> tuple[PartyRef, ...]:
        return tuple(self._scribe.party(self._view.party(party)) for party in parties)

    def _legs(self, holdings: Iterable[Holding]) -> tuple[Leg, ...]:
        return tuple(self._scribe.leg(held.edge, held.owner, Move.DOWN) for held in holdings)


def _majority(stake: Stake) -> bool:
    return stake.low > HALF or (stake.low == HALF and stake.low_open)


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
