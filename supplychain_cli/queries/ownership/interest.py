"""Economic interest: an owner's look-through share of an asset by all routes, cross-holdings solved exactly.

Two conventions, which differ only in circles:

- `interest` is the integrated ownership of Brioschi, Buzzacchi and Colombo (1989): the sum over all ways down from the
  owner to the asset of the product of the stakes on the way, where a way never comes back to the owner.
- `claims` shares the whole asset out among its last owners, whom nobody is recorded to own, and the owners that no
  record names (Leontief's inverse of the cross-holdings). This is what people mean by "belongs to".

Example: A and B each own 50 of C, and C owns 50 of A. The claims on C are 2/3 of B and 1/3 of the other shareholders
of A; a sum that is cut off after two rounds says 62.5 and 37.5. The integrated ownership of A in C is 50.

Stakes are intervals, so interests are intervals. An interest grows with every stake. Its minimum takes each stake at
its lowest. Its maximum shares out what is open of each company so that the owner gets most: a Markov decision
problem, solved exactly by policy iteration (Howard 1960), because what one unknown owner holds another cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.ownership.circles import Stakes
from supplychain_cli.queries.ownership.linear import Budget, solve

Parts = Mapping[int, Mapping[int, Fraction]]
"""For each party, the part of it that each owner holds, as a fraction of 1; exact."""

NOTHING = Stake(Fraction(0), Fraction(0))


def interest(owner: int, asset: int, stakes: Stakes, budget: Budget | None = None) -> Stake:
    """Give the economic interest of an owner in one asset; see `interests`. An owner owns all of itself."""
    if owner == asset:
        return Stake(WHOLE, WHOLE)
    return interests(owner, stakes, budget, within=_above(asset, stakes, until=owner)).get(asset, NOTHING)


def interests(
    owner: int, stakes: Stakes, budget: Budget | None = None, within: Iterable[int] | None = None
) -> dict[int, Stake]:
    """Give the economic interest of an owner in every party below it, or in those of `within`.

    `stakes` holds for every asset the tightened stake of each owner; no asset may be overfull. A party that is not
    below the owner is left out. Raises SpentError when the budget ends first. Cost: a sparse linear system per step of
    the policy; stakes without ranges need one.
    """
    below = _below(owner, stakes, frozenset(stakes if within is None else within))
    lowest = {party: _lowest(stakes[party]) for party in below}
    least = _values(owner, lowest, budget)
    policy, values = lowest, least
    open_ones = [party for party in below if any(not stake.exact for stake in stakes[party].values())]
    while open_ones:
        better = {party: _shared_out(stakes[party], values) for party in open_ones}
        rising = [p for p in open_ones if _worth(better[p], values) > _worth(policy[p], values)]
        if not rising:
            break
        policy = policy | {party: better[party] for party in rising}
        values = _values(owner, policy, budget)
    more = _resting(owner, stakes, lowest, least, "low")
    less = _resting(owner, stakes, policy, values, "high")
    return {
        party: Stake(least[party] * WHOLE, values[party] * WHOLE, party in more, party in less)
        for party in below
    }


def claims(asset: int, parts: Parts, budget: Budget | None = None) -> dict[tuple[int, bool], Fraction]:
    """Share the whole of an asset out among the last owners; parts are exact, for every party above.

    Keys are (party, False) for an owner that nobody is recorded to own, and (party, True) for the owners of a party
    that no record names. The claims add up to 1. Raises SingularError when parties above the asset own each other
    entirely: then nothing of them is left to anybody, which is an error in the data.
    """
    weights = passing(asset, parts, budget)
    result: dict[tuple[int, bool], Fraction] = {}
    for party, weight in weights.items():
        owners = parts.get(party)
        if not owners:
            result[party, False] = weight
            continue
        rest = 1 - sum(owners.values(), Fraction(0))
        if rest > 0:
            result[party, True] = weight * rest
    return result


def passing(asset: int, parts: Parts, budget: Budget | None = None) -> dict[int, Fraction]:
    """Solve for how much of the asset passes through each party above it, the asset itself included, as parts of 1.

    Where nothing above is circular these are the interests of all owners at once. Raises SingularError as `claims`.
    """
    entering: dict[int, dict[int, Fraction]] = {}
    found = [asset]
    for party in found:
        for owner, part in parts.get(party, {}).items():
            if not part:
                continue
            if owner not in entering and owner != asset:
                found.append(owner)
            entering.setdefault(owner, {})[party] = part
    return solve({party: (entering.get(party, {}), Fraction(int(party == asset))) for party in found}, budget)


def _above(asset: int, stakes: Stakes, *, until: int) -> frozenset[int]:
    """Give the asset and every party above it, not going on from `until`."""
    found = [asset]
    seen = {asset}
    for party in found:
        if party == until:
            continue
        for owner, stake in stakes.get(party, {}).items():
            if owner not in seen and stake.high:
                seen.add(owner)
                found.append(owner)
    return frozenset(seen)


def _below(owner: int, stakes: Stakes, within: frozenset[int]) -> list[int]:
    """Give every party of `within` below the owner, without it: those whose equations matter."""
    assets: dict[int, list[int]] = {}
    for asset in within:
        for holder, stake in stakes.get(asset, {}).items():
            if stake.high:
                assets.setdefault(holder, []).append(asset)
    found = [owner]
    seen = {owner}
    for party in found:
        for asset in assets.get(party, ()):
            if asset not in seen:
                seen.add(asset)
                found.append(asset)
    return found[1:]


def _lowest(owners: Mapping[int, Stake]) -> dict[int, Fraction]:
    return {owner: stake.low / WHOLE for owner, stake in owners.items()}


def _shared_out(owners: Mapping[int, Stake], values: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Give each owner its minimum, and what is open to those through whom it is worth most, up to their maxima."""
    parts = _lowest(owners)
    room = 1 - sum(parts.values(), Fraction(0))
    for owner in sorted(owners, key=lambda party: values.get(party, Fraction(0)), reverse=True):
        extra = min(room, (owners[owner].high - owners[owner].low) / WHOLE)
        if extra <= 0 or not values.get(owner):
            continue
        parts[owner] += extra
        room -= extra
    return parts


def _worth(parts: Mapping[int, Fraction], values: Mapping[int, Fraction]) -> Fraction:
    return sum((part * values.get(owner, Fraction(0)) for owner, part in parts.items()), Fraction(0))


def _values(owner: int, parts: Parts, budget: Budget | None) -> dict[int, Fraction]:
    """Solve for what each party is worth to the owner: its own parts, and the parts of what it owns through others."""
    equations = {party: (owners, owners.get(owner, Fraction(0))) for party, owners in parts.items()}
    return {**solve(equations, budget), owner: Fraction(1)}


def _resting(
    owner: int, stakes: Stakes, parts: Parts, values: Mapping[int, Fraction], bound: str
) -> set[int]:
    """Give the parties whose figure rests on a bound of a stake, `low` or `high`, that is not reached itself."""
    found = [
        party
        for party, owners in parts.items()
        if any(
            getattr(stakes[party][holder], f"{bound}_open")
            and part == getattr(stakes[party][holder], bound) / WHOLE
            and (holder == owner or values.get(holder))
            for holder, part in owners.items()
        )
    ]
    users: dict[int, list[int]] = {}
    for party, owners in parts.items():
        for holder, part in owners.items():
            if part:
                users.setdefault(holder, []).append(party)
    seen = set(found)
    for party in found:
        for user in users.get(party, ()):
            if user not in seen:
                seen.add(user)
                found.append(user)
    return seen
