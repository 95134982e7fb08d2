"""Slow, obvious twins of the ownership rules and of economic interest; they share no code with what they check.

A world is a list of stakes `(owner, asset, low, high)` in whole percent and of links `(controller, asset)`. The rules
are the Datalog of their texts, evaluated by trying everything again until nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product
from random import Random
from typing import NamedTuple


class World(NamedTuple):
    """Who holds what at least and at most, who controls whom, who acts jointly over what, and who is listed."""

    stakes: dict[tuple[str, str], tuple[int, int]]
    controls: frozenset[tuple[str, str]]
    joint: dict[tuple[str, str], str]
    listed: frozenset[str]

    def lines(self) -> list[str]:
        """Write the world as `tests.stakes` reads it."""
        found = [
            f"{owner} {asset} {f'[{low},{high}]' if low != high else low}"
            + (f" joint={self.joint[owner, asset]}" if (owner, asset) in self.joint else "")
            for (owner, asset), (low, high) in self.stakes.items()
        ]
        return found + [f"{owner} {asset} controls" for owner, asset in sorted(self.controls)]


def world_of(chance: Random, parties: int = 6, stakes: int = 9) -> World:
    """Make a world with cycles, ranges and unknown stakes whose minima leave room."""
    names = [f"p{number}" for number in range(chance.randint(3, parties))]
    held: dict[tuple[str, str], tuple[int, int]] = {}
    left = dict.fromkeys(names, 100)
    for _ in range(chance.randint(2, stakes)):
        owner, asset = chance.sample(names, 2)
        low = min(chance.choice((0, 10, 20, 25, 30, 40, 50, 50, 51, 60, 100)), left[asset])
        high = chance.choice((low, low, low, min(low + 30, 100), 100))
        if (owner, asset) not in held:
            held[owner, asset] = (low, high)
            left[asset] -= low
    controls = {tuple(chance.sample(names, 2)) for _ in range(chance.choice((0, 0, 1)))}
    joint = {pair: chance.choice("ab") for pair in held if chance.random() < 0.2}
    listed = frozenset(chance.sample(names, chance.randint(1, 2)))
    return World(held, frozenset((a, b) for a, b in controls), joint, listed)


def names_of(world: World) -> list[str]:
    """Everybody in a world."""
    pairs = [*world.stakes, *world.controls]
    return sorted({name for pair in pairs for name in pair} | world.listed)


class Text(NamedTuple):
    """What a rule's text says: the operator of 50 percent, whose stakes add up, whether control counts."""

    operator: str
    aggregate: str
    control: bool


def verdicts(world: World, text: Text) -> dict[str, str]:
    """Rule on everybody: owned at the least, owned at the most, or open. What is not stated is `no` and then `yes`."""
    unstated = text.aggregate == "not-stated"
    sure = _owned(world, text._replace(aggregate="no") if unstated else text, most=False)
    maybe = _owned(world, text._replace(aggregate="yes") if unstated else text, most=True)
    return {
        name: "owned" if name in sure else "undetermined" if name in maybe else "not-owned"
        for name in names_of(world)
    }


def _owned(world: World, text: Text, *, most: bool) -> set[str]:
    """Facts `owned(hand, party)`, derived until nothing is added. A hand is one listed party, or "all"."""
    hands = {"all": world.listed} if text.aggregate == "yes" else {name: {name} for name in world.listed}
    start = {(hand, name) for hand, names in hands.items() for name in names}
    found: set[tuple[str, str]] = set()
    while True:
        added = {
            (hand, party)
            for hand in hands
            for party in names_of(world)
            if (hand, party) not in found and _reached(world, start | found, (hand, party), text, most=most)
        }
        if not added:
            return {party for _, party in found}
        found |= added


def _reached(
    world: World, facts: set[tuple[str, str]], wanted: tuple[str, str], text: Text, *, most: bool
) -> bool:
    hand, party = wanted
    if text.control and any((hand, owner) in facts for owner, asset in world.controls if asset == party):
        return True
    mine = {owner for owner, asset in world.stakes if asset == party and (hand, owner) in facts}
    if text.aggregate == "joint-only":
        pacts = {world.joint[owner, party] for owner in mine if (owner, party) in world.joint}
        joint = {owner for (owner, asset), pact in world.joint.items() if asset == party and pact in pacts}
        mine |= joint & {name for _, name in facts}
    if not mine:
        return False
    lows = {owner: low for (owner, asset), (low, _) in world.stakes.items() if asset == party}
    highs = {owner: high for (owner, asset), (_, high) in world.stakes.items() if asset == party}
    total = sum(lows[owner] for owner in mine)
    if most:
        others = sum(low for owner, low in lows.items() if owner not in mine)
        total = min(sum(highs[owner] for owner in mine), 100 - others)
    return total > 50 or (total == 50 and text.operator == ">=")


def settled(world: World) -> Iterator[World]:
    """Give every world in which each asset's open percent went to its owners in some order, or to nobody."""
    assets = sorted({asset for _, asset in world.stakes})
    choices = [list(_shared(world, asset)) for asset in assets]
    for choice in product(*choices):
        stakes = {pair: (figure, figure) for shares in choice for pair, figure in shares.items()}
        yield world._replace(stakes=stakes)


def _shared(world: World, asset: str) -> Iterator[dict[tuple[str, str], int]]:
    """Give each way in which owners, one after the other, take as much as they may; and that in which none does."""
    mine = {pair: bounds for pair, bounds in world.stakes.items() if pair[1] == asset}
    lows = {pair: low for pair, (low, _) in mine.items()}
    yield lows
    open_ones = [pair for pair, (low, high) in mine.items() if high > low]
    for order in permutations(open_ones):
        shares = dict(lows)
        for pair in order:
            shares[pair] += min(mine[pair][1] - mine[pair][0], 100 - sum(shares.values()))
        yield shares


def interest(stakes: Mapping[tuple[str, str], int], owner: str, asset: str, rounds: int = 400) -> float:
    """Sum the products of stakes over all ways from owner to asset that never come back to the owner, way by way."""
    total, level = 0.0, {asset: 1.0}
    for _ in range(rounds):
        above: dict[str, float] = {}
        for party, weight in level.items():
            for (holder, held), share in stakes.items():
                if held == party:
                    above[holder] = above.get(holder, 0.0) + weight * share / 100
        total += above.pop(owner, 0.0)
        level = above
    return total * 100


def closed_circle(stakes: Mapping[tuple[str, str], int], names: Iterable[str]) -> bool:
    """Whether some parties own all of each other: then nothing of them leaks to anybody."""
    whole = {n for n in names if sum(s for (_, a), s in stakes.items() if a == n) == 100}
    while True:
        kept = {n for n in whole if all(o in whole for (o, a), s in stakes.items() if a == n and s)}
        if kept == whole:
            return bool(whole)
        whole = kept
