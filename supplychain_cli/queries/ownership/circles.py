"""Circular holdings: companies that own each other, step by step, and circles that leave nothing to anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from supplychain_cli.model.stake import WHOLE, Stake

Stakes = Mapping[int, dict[int, Stake]]
"""For each asset, the stake of each direct owner."""


def circles(stakes: Stakes) -> tuple[tuple[int, ...], ...]:
    """Give each set of two or more parties that own each other, step by step: strongly connected, by smallest number.

    A stake that is certainly nothing does not connect. Cost: one depth-first walk (Tarjan 1972), without recursion.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    trail: list[int] = []
    on_trail: set[int] = set()
    found: list[tuple[int, ...]] = []
    for start in stakes:
        if start in number:
            continue
        walk: list[tuple[int, Iterator[int]]] = [(start, _owners(stakes, start))]
        number[start] = low[start] = len(number)
        trail.append(start)
        on_trail.add(start)
        while walk:
            party, owners = walk[-1]
            owner = next(owners, None)
            if owner is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[party])
                if low[party] == number[party]:
                    circle = _cut(trail, party)
                    on_trail.difference_update(circle)
                    if len(circle) > 1:
                        found.append(tuple(sorted(circle)))
            elif owner not in number:
                number[owner] = low[owner] = len(number)
                trail.append(owner)
                on_trail.add(owner)
                walk.append((owner, _owners(stakes, owner)))
            elif owner in on_trail:
                low[party] = min(low[party], number[owner])
    return tuple(sorted(found))


def closed(circle: Iterable[int], stakes: Stakes) -> bool:
    """Whether a circle owns all of itself, so that nothing of it is left to anybody: an error in the data."""
    inside = frozenset(circle)
    return all(
        sum((stake.low for owner, stake in stakes.get(party, {}).items() if owner in inside), Fraction(0))
        >= WHOLE
        for party in inside
    )


def overfull(stakes: Stakes) -> frozenset[int]:
    """Give the assets whose stakes add up to more than the whole even at their least: the records contradict."""
    return frozenset(
        asset
        for asset, owners in stakes.items()
        if sum((stake.low for stake in owners.values()), Fraction(0)) > WHOLE
    )


def _owners(stakes: Stakes, party: int) -> Iterator[int]:
    return (owner for owner, stake in stakes.get(party, {}).items() if stake.high)


def _cut(trail: list[int], party: int) -> list[int]:
    """Take a party and all after it off the trail."""
    at = len(trail) - 1
    while trail[at] != party:
        at -= 1
    circle = trail[at:]
    del trail[at:]
    return circle
