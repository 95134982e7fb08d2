"""Chains that rest on an assumption agree with the definition, on every engine, and say what they assume."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import Scope, View
from supplychain_cli.matching.index import ListIndex
from supplychain_cli.model.kinds import DEFAULT_KINDS, NEVER_PASSED
from supplychain_cli.queries.chains import best, suppliers
from supplychain_cli.queries.chains.answers import (
    AssumedChain,
    AssumedLeg,
    AssumedSupplier,
    SuppliersAnswer,
    TraceAnswer,
)
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.assumed import Supposed, suppose
from supplychain_cli.queries.chains.best import Best
from supplychain_cli.queries.chains.suppliers import Direction
from supplychain_cli.queries.chains.suppliers_assumed import around_supposing
from supplychain_cli.queries.chains.supposing import chains_supposing
from supplychain_cli.queries.chains.trace import chains
from supplychain_cli.queries.identity.possible import possible
from supplychain_cli.queries.robustness.why import why
from tests.engines import twin
from tests.engines.test_chains import _ranked
from tests.engines.worlds import TODAY, WAYS, World, joined_worlds

ASK = Ask(max_legs=4, limit=1_000)
DIRECTIONS: tuple[Direction, ...] = ("suppliers", "buyers")
ASKS = (
    ASK,
    Ask(max_legs=5, strict=True),
    Ask(max_legs=4, min_grade=1),
    Ask(max_legs=4, goods=frozenset({"chip", "engine"})),
    Ask(max_legs=4, any_time=True, min_grade=2),
)


def supposed(view: View) -> Supposed:
    """Suppose what the judgements of a world leave open."""
    return suppose(view, possible(view, ListIndex(()), ()).assumptions)


def ends(view: View) -> tuple[int, int]:
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    return source.node, target.node


def pairs_of(world: World) -> list[tuple[str, str]]:
    """Give the pairs of parties that may be the same, from the records alone."""
    leaders = world.leaders()
    kinds = {entity.id: entity.kind for entity in world.entities}
    judged: dict[str, set[tuple[str, str]]] = {"unsure": set(), "different": set(), "same": set()}
    for made in world.identities:
        one, other = sorted((leaders[made.left], leaders[made.right]))
        if one != other and not {kinds[one], kinds[other]} & NEVER_PASSED:
            judged[made.judgement].add((one, other))
    return sorted(judged["unsure"] - judged["different"])


@pytest.mark.parametrize("way", WAYS)
@given(
    world=joined_worlds(), ask=st.sampled_from(ASKS), quick=st.sampled_from((0, 20_000)), small=st.booleans()
)
@settings(max_examples=200, deadline=None)
def test_chains_are_those_of_the_definition(
    way: str, world: World, ask: Ask, quick: int, small: bool
) -> None:
    live = tuple(replace(r, recorded="") for r in world.relations if r.status != "retracted")
    world = replace(world, relations=live)
    view = supposed(world.view(way)).view
    source, target = ends(view)
    if source == target:
        return
    with patch.object(best, "QUICK", quick), patch.object(best, "SMALL", 300 if small else 0):
        search = Best(view, source, target, ask)
        found = [_ranked(chain, lambda node: view.party(node).id) for chain in search.chains()]
    expected = twin.chains(
        world.merged(),
        view.party(source).id,
        view.party(target).id,
        max_legs=ask.max_legs,
        kinds=DEFAULT_KINDS,
        strict=ask.strict,
        any_time=ask.any_time,
        goods=ask.goods,
        min_grade=ask.min_grade,
        pairs=pairs_of(world),
    )
    assert found == expected


def asked(world: World, way: str, known_on: int | None = None) -> TraceAnswer | None:
    view = world.view(way, Scope(TODAY, known_on=known_on))
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    return None if source == target else chains_supposing(supposed(view), source, target, ASK)


@given(world=joined_worlds())
@settings(max_examples=150, deadline=None)
def test_every_engine_gives_the_same_answer(world: World) -> None:
    for known_on in (None, 737_500):
        first, *others = (asked(world, way, known_on) for way in WAYS)
        assert all(other == first for other in others)


@given(world=joined_worlds())
@settings(max_examples=200, deadline=None)
def test_a_chain_tells_what_it_assumes_and_is_never_better_than_possible(world: World) -> None:
    answer = asked(world, "columnar")
    if answer is None:
        return
    pairs = {frozenset(pair) for pair in pairs_of(world)}
    assumed = [isinstance(chain, AssumedChain) for chain in answer.chains]
    assert assumed == sorted(assumed), "those that hold without come first"
    for chain in answer.chains:
        assert (chain.parties[0].id, chain.parties[-1].id) == (answer.from_.id, answer.to.id)
        assert all(one.to == other.from_ for one, other in pairwise(chain.legs))
        if isinstance(chain, AssumedChain):
            assert chain.grade in {"possible", "doubtful"}
            assert chain.basis == "inferred"
            assert "assumed" in chain.marks
            legs = [leg for leg in chain.legs if isinstance(leg, AssumedLeg)]
            assert {frozenset((leg.from_, leg.to)) for leg in legs} <= pairs
            assert {leg.assumption for leg in legs} == set(chain.assumptions) != set()


@pytest.mark.parametrize("way", WAYS)
@given(world=joined_worlds())
@settings(max_examples=100, deadline=None)
def test_without_anything_to_suppose_the_answer_is_that_of_a_trace(way: str, world: World) -> None:
    sure = tuple(made for made in world.identities if made.judgement != "unsure")
    view = replace(world, identities=sure).view(way)
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    if source != target:
        assert chains_supposing(supposed(view), source, target, ASK) == chains(view, source, target, ASK)


@given(world=joined_worlds(parties=5, relations=9))
@settings(max_examples=150, deadline=None)
def test_the_fewest_records_and_assumptions_that_break_a_finding(world: World) -> None:
    live = tuple(replace(r, recorded="") for r in world.relations if r.status != "retracted")
    world = replace(world, relations=live)
    view = world.view("columnar")
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    if source == target:
        return
    merged, pairs = world.merged(), pairs_of(world)
    names = {f"{one} = {other}": (one, other) for one, other in pairs}

    def is_broken(cut: frozenset[str]) -> bool:
        left = replace(merged, relations=tuple(r for r in merged.relations if r.id not in cut))
        kept = [pair for name, pair in names.items() if name not in cut]
        found = twin.chains(left, source.id, target.id, max_legs=4, kinds=DEFAULT_KINDS, pairs=kept)
        return not found

    answer = why(view, source, target, replace(ASK, max_legs=4), supposed(view))
    found = [
        frozenset(
            " = ".join(sorted((leg.from_, leg.to))) if isinstance(leg, AssumedLeg) else leg.relation
            for leg in cut.records
        )
        for cut in answer.cuts
    ]
    assert answer.complete
    if is_broken(frozenset()):
        assert (answer.best, answer.cuts) == (None, ())
        return
    every = {*names, *(r.id for r in merged.relations if r.kind in DEFAULT_KINDS)}
    assert all(len(cut) == answer.records and is_broken(cut) for cut in found)
    fewer = combinations(sorted(every), answer.records - 1)
    assert not any(is_broken(frozenset(cut)) for cut in fewer)


@given(world=joined_worlds())
@settings(max_examples=150, deadline=None)
def test_who_trades_under_an_assumption_comes_last_with_a_chain_that_fits(world: World) -> None:
    answers = [around_of(world, way) for way in WAYS]
    assert answers[0] == answers[1] == answers[2]
    pairs = {frozenset(pair) for pair in pairs_of(world)}
    for plain, answer in answers[0]:
        held = [entry for entry in answer.suppliers if not isinstance(entry, AssumedSupplier)]
        assert tuple(held) == plain.suppliers == answer.suppliers[: len(held)]
        for entry in answer.suppliers[len(held) :]:
            assert isinstance(entry, AssumedSupplier)
            assert not any(other.id == entry.id and other.tier <= entry.tier for other in held)
            ends = (entry.chain[0].from_, entry.chain[-1].to)
            upstream = answer.direction == "suppliers"
            assert ends == ((entry.id, answer.party.id) if upstream else (answer.party.id, entry.id))
            assert all(one.to == other.from_ for one, other in pairwise(entry.chain))
            legs = [leg for leg in entry.chain if isinstance(leg, AssumedLeg)]
            assert legs
            assert {frozenset((leg.from_, leg.to)) for leg in legs} <= pairs
            assert sum(leg.walked == "forward" for leg in entry.chain) == entry.tier
            assert (entry.grade in {"possible", "doubtful"}, entry.basis) == (True, "inferred")


def around_of(world: World, way: str) -> list[tuple[SuppliersAnswer, SuppliersAnswer]]:
    view = world.view(way)
    party = view.find("p0")
    assert party
    return [
        (
            suppliers.around(view, party, ASK, direction=direction, tiers=3),
            around_supposing(supposed(view), party, ASK, direction=direction, tiers=3),
        )
        for direction in DIRECTIONS
    ]
