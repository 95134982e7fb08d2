"""Economic interest: an owner's look-through share of an asset by all routes, cross-holdings solved exactly.

The figure is the integrated ownership of Brioschi, Buzzacchi and Colombo (1989): the sum over all ways down
from the owner to the asset of the product of the stakes on the way, where a way never comes back to the
owner. For an owner that nobody owns it is also the claim of that last owner (Leontief's inverse of the
cross-holdings). Example: A and B each own 50 of C, and C owns 50 of A. C is worth 2/3 to B and 1/3 to the
other shareholders of A; a sum that is cut off after two rounds says 62.5 and 37.5.

Stakes are intervals, so interests are intervals. An interest grows with every stake. Its minimum takes each
stake at its lowest. Its maximum shares out what is open of each company so that the owner gets most: a Markov
decision problem, solved exactly by policy iteration (Howard 1960), because what one unknown owner holds
another cannot hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.linear import Singular, solve

Weights = Mapping[int, Fraction]
"""Parts of one asset by owner, each between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Interest:
    """The least and the most that an owner's interest in an asset can be, in percent."""

    low: Fraction
    high: Fraction


def interest(owner: int, asset: int, stakes: Mapping[int, Mapping[int, Stake]]) -> Interest:
    """Give the economic interest of an owner in an asset.

    `stakes` holds, for every asset in the closure above `asset`, the tightened stake of each owner. An owner
    that is not above the asset has an interest of 0. Raises Singular when parties above the asset own each
    other entirely: then nothing of them is left to anybody, which is an error in the data. Cost: a sparse
    linear system per step of the policy; stakes without ranges need one step.
    """
    if owner == asset:
        return Interest(WHOLE, WHOLE)
    parties = _above(asset, stakes, until=owner)
    if owner not in parties:
        return Interest(Fraction(0), Fraction(0))
    least = _value(owner, asset, {p: _lowest(stakes.get(p, {})) for p in parties if p != owner})
    most = least
    policy = {p: _lowest(stakes.get(p, {})) for p in parties if p != owner}
    while True:
        values = _values(owner, policy)
        better = {p: _shared_out(stakes.get(p, {}), values) for p in policy}
        if all(_worth(better[p], values) <= _worth(policy[p], values) for p in policy):
            most = values[asset]
            return Interest(least * WHOLE, most * WHOLE)
        policy = {
            p: better[p] if _worth(better[p], values) > _worth(policy[p], values) else policy[p]
            for p in policy
        }


def _above(asset: int, stakes: Mapping[int, Mapping[int, Stake]], *, until: int) -> list[int]:
    """Give the asset and every party above it, not going on from `until`."""
    found = [asset]
    seen = {asset}
    for party in found:
        if party == until:
            continue
        for owner in stakes.get(party, {}):
            if owner not in seen:
                seen.add(owner)
                found.append(owner)
    return found


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


def _worth(parts: Weights, values: Mapping[int, Fraction]) -> Fraction:
    return sum((part * values.get(owner, Fraction(0)) for owner, part in parts.items()), Fraction(0))


def _value(owner: int, asset: int, parts: Mapping[int, Weights]) -> Fraction:
    return _values(owner, parts)[asset]


def _values(owner: int, parts: Mapping[int, Weights]) -> dict[int, Fraction]:
    """Solve for what each party is worth to the owner: its own parts, and the parts of what it owns through others."""
    equations = {
        party: (
            {other: part for other, part in owners.items() if other in parts and part},
            owners.get(owner, Fraction(0)),
        )
        for party, owners in parts.items()
    }
    values = solve(equations)
    values[owner] = Fraction(1)
    return values


def claims(asset: int, parts: Mapping[int, Weights]) -> dict[tuple[int, bool], Fraction]:
    """Share the whole of an asset out among the last owners; parts are exact, as fractions of 1, for every party above.

    Keys are (party, False) for an owner that nobody is recorded to own, and (party, True) for the owners of a
    party that no record names. The claims add up to 1. Raises Singular as `interest`.
    """
    weights = _reached(asset, parts)
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


def _reached(asset: int, parts: Mapping[int, Weights]) -> dict[int, Fraction]:
    """Solve for how much of the asset passes through each party above it, the asset itself included."""
    entering: dict[int, dict[int, Fraction]] = {}
    found = [asset]
    for party in found:
        for owner, part in parts.get(party, {}).items():
            if not part:
                continue
            if owner not in entering and owner != asset:
                found.append(owner)
            entering.setdefault(owner, {})[party] = part
    return solve({party: (entering.get(party, {}), Fraction(int(party == asset))) for party in found})


__all__ = ["Interest", "Singular", "claims", "interest"]
