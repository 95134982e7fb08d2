"""Sales that did not happen, and the smallest ones that free a party, against brute force over small worlds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count
from random import Random
from typing import Literal

import pytest

from supplychain_cli.graph.view import Edge
from supplychain_cli.model.dates import Period
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import Stake, read_stake
from supplychain_cli.queries.ownership.divestment import Cut, Plan, shared_out, smallest
from supplychain_cli.queries.ownership.holdings import Holding, Holdings
from supplychain_cli.queries.ownership.sales import Sale, UnsoundSaleError, after, stake_of
from supplychain_cli.queries.ownership.verdict import Rule

_NUMBERS = count()
STEP = 10
Add = Literal["yes", "no", "joint-only", "not-stated"]


def held(owner: int, asset: int, share: str = "", kind: str = "owns", joint: str = "") -> Holding:
    edge = Edge(
        f"r{next(_NUMBERS)}", kind, "hierarchy", False, owner, asset, 0, False, "current", Period(), (), (), "",
        "direct", share, "", joint,
    )  # fmt: skip
    return Holding(owner, asset, edge, read_stake(share), None)


def world(*holdings: Holding) -> Holdings:
    made = Holdings()
    for one in holdings:
        made.add(one)
    return made


def regime(operator: Literal[">", ">="] = ">=", add: Add = "yes", *, control: bool = False) -> Regime:
    return Regime(
        id="rule", name="Rule", authority="us", measures=("blocking",), threshold=Decimal(50), operator=operator,
        aggregate=add, control=control, period="2014/..",
    )  # fmt: skip


def plan(rule: Regime, listed: Iterable[int], *holdings: Holding, party: int = 0) -> Plan | None:
    return smallest(rule, world(*holdings), listed, party)


def points(found: Plan | None) -> tuple[object, bool]:
    assert found
    assert found.proven
    return found.points, found.beyond


def test_exactly_half_counts_only_where_the_rule_says_at_least() -> None:
    assert points(plan(regime(">="), [1], held(1, 0, "60"))) == (10, True)
    assert points(plan(regime(">"), [1], held(1, 0, "60"))) == (10, False)
    assert points(plan(regime(">="), [1], held(1, 0, "50"))) == (0, True)
    assert points(plan(regime(">"), [1], held(1, 0, "50"))) == (0, False)
    assert points(plan(regime(">="), [1], held(1, 0, "[25,60)"))) == (10, False)


def test_nothing_need_be_sold_where_the_rule_does_not_reach() -> None:
    assert plan(regime(), [1], held(1, 0, "49.9")) == Plan((), Fraction(0), False, proven=True)


def test_freeing_the_owner_between_can_be_cheaper_than_selling_below_it() -> None:
    found = plan(regime(), [1], held(1, 2, "51"), held(2, 0, "100"))
    assert points(found) == (1, True)
    assert found
    assert [cut.asset for cut in found.cuts] == [2]


def test_an_owner_that_is_freed_once_frees_all_below_it() -> None:
    found = plan(
        regime(),
        [1],
        held(1, 2, "55"),
        held(2, 3, "100"),
        held(2, 4, "100"),
        held(3, 0, "40"),
        held(4, 0, "60"),
    )
    assert points(found) == (5, True)


def test_two_owners_sell_together_and_the_largest_first() -> None:
    found = plan(regime(), [1, 2], held(1, 0, "30"), held(2, 0, "35"))
    assert points(found) == (15, True)
    assert found
    (sold,) = shared_out(found.cuts, world(held(1, 0, "30"), held(2, 0, "35")))
    assert sold == ((2, Fraction(15)), (1, Fraction(0)))


def test_nobody_sells_what_was_sold_by_an_earlier_sale() -> None:
    """Records that add up to more than the whole ask one owner to sell alone, and then together with another."""
    cuts = (
        Cut(0, (1,), Stake(Fraction(100), Fraction(100)), Fraction(50), beyond=False),
        Cut(0, (1, 2), Stake(Fraction(100), Fraction(100)), Fraction(70), beyond=False),
    )
    alone, both = shared_out(cuts, world(held(1, 0, "100"), held(2, 0, "60")))
    assert alone == ((1, Fraction(50)),)
    assert both == ((2, Fraction(60)), (1, Fraction(10)))


def test_stakes_that_do_not_add_up_are_sold_one_by_one_and_joint_ones_together() -> None:
    both = (held(1, 0, "30", joint="pact"), held(2, 0, "35", joint="pact"))
    assert points(plan(regime(">", "no"), [1, 2], *both)) == (0, False)
    assert points(plan(regime(">", "joint-only"), [1, 2], *both)) == (15, False)
    assert points(plan(regime(">", "joint-only"), [1, 2], held(1, 0, "30"), held(2, 0, "35"))) == (0, False)


def test_control_cannot_be_sold() -> None:
    assert plan(regime(control=True), [1], held(1, 0, kind="controls")) is None
    assert points(plan(regime(control=False), [1], held(1, 0, kind="controls"))) == (0, False)
    owned = (held(1, 2, "51"), held(2, 0, kind="controls"))
    assert points(plan(regime(control=True), [1], *owned)) == (1, True)


def test_an_unknown_stake_is_sold_down_at_its_most() -> None:
    assert points(plan(regime(), [1], held(1, 0), held(9, 0, "30"))) == (20, True)
    assert points(plan(regime(), [1, 2], held(1, 0), held(2, 0), held(9, 0, "30"))) == (20, True)


def test_stakes_above_the_whole_are_sold_down_as_recorded() -> None:
    assert points(plan(regime(), [1, 2], held(1, 0, "80"), held(2, 0, "70"))) == (100, True)


def test_a_rule_that_counts_every_stake_can_be_met_by_no_sale() -> None:
    every = replace(regime(), threshold=Decimal(0))
    assert plan(every, [1], held(1, 0, "10")) is None


def test_a_search_that_ends_early_says_so() -> None:
    chain = [held(n + 1, n, "100") for n in range(60)]
    found = smallest(regime(), world(*chain), [60], 0, budget=40)
    assert found
    assert found.points == 50
    assert not found.proven


@pytest.mark.parametrize("seed", range(250))
def test_the_smallest_divestment_is_that_of_brute_force(seed: int) -> None:
    """Every way to sell in steps of ten, smallest total first, until the rule itself no longer reaches the party."""
    chance = Random(seed)
    holdings, listed = _drawn(chance)
    rule = regime(">", chance.choice(["yes", "no", "joint-only"]))
    found = smallest(rule, world(*holdings), listed, 0)
    assert found
    assert found.proven
    assert found.points == _brute(rule, holdings, listed)


@pytest.mark.parametrize("seed", range(150))
def test_a_plan_frees_the_party_whatever_the_figures_turn_out_to_be(seed: int) -> None:
    chance = Random(seed)
    exact, listed = _drawn(chance)
    loose = [
        held(
            h.owner,
            h.asset,
            chance.choice(["", f"[{int(h.stake.low) // 2},{h.stake.high}]", str(h.stake.low)]),
        )
        for h in exact
    ]
    rule = regime(chance.choice([">", ">="]))
    found = smallest(rule, world(*loose), listed, 0)
    assert found
    sales = []
    truth = world(*exact)
    for cut in found.cuts:
        stakes = truth.stakes(cut.asset)
        over = sum((stakes[o].low for o in cut.owners), Fraction(0)) - 50 + Fraction(cut.beyond, 1000)
        for owner in cut.owners:
            sold = min(max(over, Fraction(0)), stakes[owner].low)
            over -= sold
            if sold:
                sales.append(Sale(owner, cut.asset, sold))
    assert 0 not in Rule(rule, after(truth, sales), listed).possible


def _drawn(chance: Random) -> tuple[list[Holding], frozenset[int]]:
    parties = range(chance.randint(3, 5))
    left = dict.fromkeys(parties, 100)
    holdings: dict[tuple[int, int], Holding] = {}
    for _ in range(chance.randint(2, 5)):
        owner, asset = chance.sample(parties, 2)
        share = min(chance.choice([30, 40, 50, 60, 70, 100]), left[asset])
        if share and (owner, asset) not in holdings:
            left[asset] -= share
            holdings[owner, asset] = held(owner, asset, str(share), joint=chance.choice(["", "", "pact"]))
    return list(holdings.values()), frozenset(chance.sample(parties[1:], chance.choice([1, 1, 2])))


def _brute(rule: Regime, holdings: list[Holding], listed: frozenset[int]) -> int:
    most = [int(h.stake.high) // STEP for h in holdings]
    for total in range(sum(most) + 1):
        for parts in _split(total, most):
            sales = [
                Sale(h.owner, h.asset, Fraction(n * STEP)) for h, n in zip(holdings, parts, strict=True) if n
            ]
            if 0 not in Rule(rule, after(world(*holdings), sales), listed).possible:
                return total * STEP
    raise AssertionError


def _split(total: int, most: list[int]) -> Iterator[tuple[int, ...]]:
    if not most:
        yield from [()] if total == 0 else []
        return
    for part in range(max(0, total - sum(most[1:])), min(total, most[0]) + 1):
        yield from ((part, *rest) for rest in _split(total - part, most[1:]))


def test_what_is_left_after_a_sale() -> None:
    holdings = world(held(1, 0, "60"), held(2, 0), held(3, 0, "[10,30)"))
    sold = after(holdings, [Sale(1, 0, Fraction(25)), Sale(2, 0, Fraction(5)), Sale(3, 0, None)])
    assert stake_of(sold, 1, 0) == read_stake("35")
    assert stake_of(sold, 2, 0) == Stake(high=Fraction(25))
    assert stake_of(sold, 3, 0) is None
    assert stake_of(sold, -1, 0) == read_stake("25")
    assert stake_of(sold, -3, 0) == read_stake("[10,30)")
    assert stake_of(holdings, 1, 0) == read_stake("60")


def test_nobody_sells_what_is_not_theirs() -> None:
    for sale, stake in ((Sale(1, 0, Fraction(61)), "60"), (Sale(2, 0, Fraction(30)), "[10,30)")):
        with pytest.raises(UnsoundSaleError) as fault:
            after(world(held(1, 0, "60"), held(2, 0, "[10,30)")), [sale])
        assert fault.value.stake == read_stake(stake)
    with pytest.raises(UnsoundSaleError) as fault:
        after(world(held(1, 0, "60")), [Sale(9, 0, None)])
    assert fault.value.stake is None


def test_votes_are_sold_with_the_shares() -> None:
    edge = held(1, 0, "40")
    voting = Holding(1, 0, edge.edge, edge.stake, read_stake("70"))
    rule = regime(">", "no", control=True)
    assert 0 in Rule(rule, world(voting), [1]).possible
    assert points(plan(rule, [1], voting)) == (20, False)
    assert 0 not in Rule(rule, after(world(voting), [Sale(1, 0, Fraction(20))]), [1]).possible
    assert 0 not in Rule(rule, after(world(voting), [Sale(1, 0, None)]), [1]).possible
