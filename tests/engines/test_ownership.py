"""Ownership rules and economic interest agree with their twins over random worlds, and knowledge never frees anybody.

The suite looks at a few hundred worlds; `OWNERSHIP_WORLDS=10000` looks at as many as it says.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.ownership.interest import interest
from supplychain_cli.queries.ownership.lastowners import last_owners
from supplychain_cli.queries.ownership.linear import Budget
from supplychain_cli.queries.ownership.verdict import Rule
from tests.engines import ownership_twin as twin
from tests.stakes import RULES, Board, rule

WORLDS = int(os.environ.get("OWNERSHIP_WORLDS", "300"))
SEED = 20_261_121


def ruled(world: twin.World, name: str) -> dict[str, str]:
    board = Board(world.lines())
    numbers = {party: board.number(party) for party in twin.names_of(world)}
    asked = Rule(rule(name), board.holdings, [numbers[party] for party in world.listed])
    return {party: asked.of(number).word for party, number in numbers.items()}


def expected(world: twin.World, name: str) -> dict[str, str]:
    return twin.verdicts(world, twin.Text(**RULES[name]))


@pytest.mark.parametrize("name", RULES)
def test_verdicts_agree_with_the_twin(name: str) -> None:
    for seed in range(WORLDS):
        world = twin.world_of(Random(SEED + seed))
        assert ruled(world, name) == expected(world, name), (seed, world.lines(), world.listed)


@pytest.mark.parametrize("name", ["ofac", "eu", "uk"])
def test_a_verdict_is_what_all_settled_worlds_say(name: str) -> None:
    """Owned in every way to share out what is open; not owned in none; undetermined where they differ."""
    for seed in range(WORLDS // 10):
        world = twin.world_of(Random(SEED - seed), parties=4, stakes=5)
        found = ruled(world, name)
        cases = [expected(settled, name) for settled in twin.settled(world)]
        for party, word in found.items():
            said = {case.get(party, "not-owned") for case in cases}
            assert word == (said.pop() if len(said) == 1 else "undetermined"), (seed, party, world.lines())


@pytest.mark.parametrize("name", RULES)
def test_knowledge_never_turns_owned_into_not_owned(name: str) -> None:
    """Narrow a stake, list another party, record control: what was owned stays owned."""
    for seed in range(WORLDS):
        chance = Random(SEED * 2 + seed)
        world = twin.world_of(chance)
        before = ruled(world, name)
        after = ruled(learned(world, chance), name)
        freed = [p for p, word in before.items() if word == "owned" and after.get(p) != "owned"]
        assert not freed, (seed, freed, world.lines())


def learned(world: twin.World, chance: Random) -> twin.World:
    """Know one thing more."""
    what = chance.randrange(3)
    names = twin.names_of(world)
    if what == 0 and world.stakes:
        pair = chance.choice(sorted(world.stakes))
        low, high = world.stakes[pair]
        room = 100 - sum(
            other for (o, a), (other, _) in world.stakes.items() if a == pair[1] and o != pair[0]
        )
        figure = chance.randint(low, max(min(high, room), low))
        return world._replace(stakes={**world.stakes, pair: (figure, figure)})
    if what == 1:
        return world._replace(listed=world.listed | {chance.choice(names)})
    return world._replace(controls=world.controls | {(names[0], names[-1])})


def figures(world: twin.World) -> tuple[Board, dict[int, dict[int, Stake]]]:
    board = Board(world._replace(controls=frozenset()).lines())
    return board, {asset: board.holdings.stakes(asset) for asset in board.holdings.above}


def test_interest_is_the_sum_over_all_ways() -> None:
    """At the least, against a power series; at the most, against the best of all ways to share out what is open."""
    for seed in range(WORLDS // 3):
        world = twin.world_of(Random(SEED * 3 + seed), parties=4, stakes=5)
        board, stakes = figures(world)
        cases = [{pair: low for pair, (low, _) in settled.stakes.items()} for settled in twin.settled(world)]
        for owner in board.numbers:
            for asset in board.numbers:
                if owner == asset:
                    continue
                found = interest(board.number(owner), board.number(asset), stakes)
                ways = [twin.interest(case, owner, asset) for case in cases]
                assert float(found.low) == pytest.approx(min(ways), abs=1e-6), (
                    seed,
                    owner,
                    asset,
                    world.lines(),
                )
                assert float(found.high) == pytest.approx(max(ways), abs=1e-6), (
                    seed,
                    owner,
                    asset,
                    world.lines(),
                )


def test_claims_share_out_the_whole() -> None:
    """Exact claims add up to 100; and what ranges allow holds every exact world."""
    for seed in range(WORLDS // 3):
        world = twin.world_of(Random(SEED * 5 + seed), parties=4, stakes=5)
        for settled in twin.settled(world):
            exact = {pair: low for pair, (low, _) in settled.stakes.items()}
            if twin.closed_circle(exact, twin.names_of(settled)):
                continue
            board, stakes = figures(settled)
            for asset in sorted({asset for _, asset in settled.stakes}):
                found = last_owners(board.number(asset), stakes, Budget())
                assert sum(share.low for share in found.values()) == 100
                assert all(share.exact for share in found.values())
