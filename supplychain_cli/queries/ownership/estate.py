"""The economic interests around one party, worked out as far as a budget allows."""

from __future__ import annotations

from collections.abc import Mapping

from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.ownership.circles import Stakes, circles, closed, overfull
from supplychain_cli.queries.ownership.holdings import Holdings
from supplychain_cli.queries.ownership.interest import interest, interests, passing
from supplychain_cli.queries.ownership.lastowners import Claims, last_owners
from supplychain_cli.queries.ownership.linear import Budget, SpentError


class Estate:
    """The stakes of one day around a party. `spent` says that the budget ended before every figure was worked out."""

    def __init__(self, party: int, holdings: Holdings, budget: Budget | None = None) -> None:
        """Take the holdings of a day."""
        self._party = party
        self._budget = budget or Budget()
        self.spent = False
        self.stakes: Stakes = {asset: found for asset in holdings.above if (found := holdings.stakes(asset))}
        self.circles = circles(self.stakes)
        self.closed = frozenset(circle for circle in self.circles if closed(circle, self.stakes))
        self._overfull = overfull(self.stakes)
        self._tainted = _below(self._overfull, self.stakes)
        self._clouded = _above(self._overfull, self.stakes)
        self._at_once = self._passing()

    def of_owner(self, owner: int) -> Stake | None:
        """Give the interest of an owner in the party; None where records contradict each other or the budget ended."""
        if self._at_once is not None:
            part = self._at_once.get(owner)
            return Stake(part.low * WHOLE, part.high * WHOLE) if part else Stake(WHOLE * 0, WHOLE * 0)
        if owner in self._clouded or self.spent:
            return None
        try:
            return interest(owner, self._party, self.stakes, self._budget)
        except SpentError:
            self.spent = True
            return None

    def of_assets(self) -> Mapping[int, Stake]:
        """Give the party's interest in all below it, without what records contradict or the budget did not reach."""
        try:
            found = interests(
                self._party, {a: s for a, s in self.stakes.items() if a not in self._overfull}, self._budget
            )
        except SpentError:
            self.spent = True
            return {}
        return {asset: stake for asset, stake in found.items() if asset not in self._tainted}

    def claims(self) -> Claims:
        """Share the party out among its last owners; empty where circles or contradictions leave no answer."""
        if self.closed or self._overfull or self.spent:
            return {}
        try:
            return last_owners(self._party, self.stakes, self._budget)
        except SpentError:
            self.spent = True
            return {}

    def _passing(self) -> dict[int, Stake] | None:
        """Solve for all owners at once, where every stake is a figure and nothing is circular; else None."""
        exact = all(stake.exact for owners in self.stakes.values() for stake in owners.values())
        if not exact or self.circles or self._overfull:
            return None
        parts = {
            a: {o: stake.low / WHOLE for o, stake in owners.items()} for a, owners in self.stakes.items()
        }
        try:
            return {
                owner: Stake(part, part) for owner, part in passing(self._party, parts, self._budget).items()
            }
        except SpentError:
            return None


def _above(assets: frozenset[int], stakes: Stakes) -> frozenset[int]:
    """Give everybody who owns something of these assets, step by step."""
    found = list(assets)
    seen: set[int] = set()
    for party in found:
        for owner in stakes.get(party, {}):
            if owner not in seen:
                seen.add(owner)
                found.append(owner)
    return frozenset(seen)


def _below(assets: frozenset[int], stakes: Stakes) -> frozenset[int]:
    """Give these assets and everything that is owned through them."""
    held: dict[int, list[int]] = {}
    for asset, owners in stakes.items() if assets else ():
        for owner in owners:
            held.setdefault(owner, []).append(asset)
    found = list(assets)
    seen = set(found)
    for party in found:
        for asset in held.get(party, ()):
            if asset not in seen:
                seen.add(asset)
                found.append(asset)
    return frozenset(seen)
