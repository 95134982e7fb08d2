"""The smallest breaking sets agree with trying every set."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.queries.robustness.fewest import Claim, fewest, greedy, singles

ELEMENTS = "abcdefg"
SEEDS = st.integers(0, 2**32)


def family(seed: int) -> list[Claim]:
    """Draw claims whose ways take one to three elements."""
    chance = Random(seed)
    most = chance.choice((1, 1, 3))
    return [
        frozenset(
            frozenset(chance.sample(ELEMENTS, chance.randint(1, most))) for _ in range(chance.randint(1, 4))
        )
        for _ in range(chance.randint(0, 9))
    ]


def tried(claims: list[Claim]) -> list[frozenset[str]]:
    """Give all smallest sets by trying every set of every size."""
    for size in range(len(ELEMENTS) + 1):
        found = [
            frozenset(chosen)
            for chosen in combinations(ELEMENTS, size)
            if all(any(way <= set(chosen) for way in claim) for claim in claims)
        ]
        if found:
            return found
    raise AssertionError


@given(seed=SEEDS)
@settings(max_examples=600, deadline=None)
def test_all_smallest_sets_are_found(seed: int) -> None:
    claims = family(seed)
    found = fewest(claims, limit=10_000)
    assert found.proven
    assert not found.more
    assert sorted(map(sorted, found.sets)) == sorted(map(sorted, tried(claims)))


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_a_limit_is_kept_and_said(seed: int) -> None:
    claims = family(seed)
    everything = tried(claims)
    found = fewest(claims, limit=2)
    assert len(found.sets) == min(2, len(everything))
    assert found.more == (len(everything) > 2)
    assert set(found.sets) <= set(everything)


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_one_after_the_other_breaks_everything_too(seed: int) -> None:
    claims = family(seed)
    taken = greedy(claims)
    assert all(any(way <= taken for way in claim) for claim in claims)


def test_nothing_needs_breaking() -> None:
    found = fewest([])
    assert (found.size, found.sets, found.proven) == (0, (frozenset(),), True)


def test_what_rests_on_nothing_is_broken_already() -> None:
    assert fewest([frozenset({frozenset()}), singles("a")]).sets == (frozenset("a"),)


def test_a_claim_that_cannot_be_broken() -> None:
    found = fewest([singles("ab"), frozenset()])
    assert (found.size, found.sets) == (None, ())
    assert greedy([singles("a"), frozenset()]) == frozenset("a")


def test_parts_without_a_common_element_are_solved_apart() -> None:
    rings = [singles([f"{ring}{a}", f"{ring}{b}"]) for ring in range(40) for a, b in ("xy", "yz", "zx")]
    found = fewest(rings, limit=5)
    assert (found.size, len(found.sets), found.more) == (80, 5, True)


def test_a_spent_budget_gives_a_lower_bound() -> None:
    chance = Random(7)
    claims = [singles(chance.sample([f"e{n}" for n in range(60)], 3)) for _ in range(200)]
    found = fewest(claims, budget=50)
    assert not found.proven
    assert found.sets == ()
    assert found.size
    assert found.size <= len(greedy(claims))


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_claims_does_not_matter(order: int) -> None:
    claims = family(11)[::order]
    assert fewest(claims, limit=3) == fewest(family(11), limit=3)
