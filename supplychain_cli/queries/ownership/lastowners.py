"""What belongs to whom in the end: a company shared out among its last owners, and the owners no record names."""

from __future__ import annotations

from fractions import Fraction

from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.ownership.circles import Stakes
from supplychain_cli.queries.ownership.interest import claims, interest
from supplychain_cli.queries.ownership.linear import Budget

Claims = dict[tuple[int, bool], Stake]
"""By party, and whether it is the owners of the party whom no record names."""


def last_owners(asset: int, stakes: Stakes, budget: Budget) -> Claims:
    """Share an asset out among its last owners, in percent; see `queries.ownership.interest.claims` for the convention.

    Figures are exact where all stakes above are, else intervals that hold each for itself. An asset of which no owner
    is recorded gives nothing. Raises SingularError for a circle that owns all of itself, SpentError when the budget
    ends. Cost: one linear system for figures, one per last owner for intervals.
    """
    above = _above(asset, stakes)
    if not stakes.get(asset):
        return {}
    if all(stake.exact for party in above for stake in stakes.get(party, {}).values()):
        parts = {p: {o: s.low / WHOLE for o, s in stakes.get(p, {}).items()} for p in above}
        return {key: Stake(part * WHOLE, part * WHOLE) for key, part in claims(asset, parts, budget).items()}
    whole = {party: _with_others(party, stakes[party]) for party in above if stakes.get(party)}
    last = [(party, False, party) for party in above if not stakes.get(party)]
    last += [(party, True, ~party) for party, owners in whole.items() if ~party in owners]
    return {(party, others): interest(name, asset, whole, budget) for party, others, name in last}


def rest(owners: dict[int, Stake]) -> Stake:
    """Give what no record speaks of in an asset."""
    low = max(WHOLE - sum((stake.high for stake in owners.values()), Fraction(0)), Fraction(0))
    high = max(WHOLE - sum((stake.low for stake in owners.values()), Fraction(0)), Fraction(0))
    return Stake(
        low,
        high,
        low < high and low > 0 and any(stake.high_open for stake in owners.values()),
        low < high and any(stake.low_open for stake in owners.values()),
    )


def _with_others(party: int, owners: dict[int, Stake]) -> dict[int, Stake]:
    """Add a party, by a number of its own, for the owners whom no record names."""
    others = rest(owners)
    return {**owners, ~party: others} if others.high else owners


def _above(asset: int, stakes: Stakes) -> list[int]:
    found = [asset]
    seen = {asset}
    for party in found:
        for owner, stake in stakes.get(party, {}).items():
            if owner not in seen and stake.high:
                seen.add(owner)
                found.append(owner)
    return found
