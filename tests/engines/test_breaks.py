"""Chokepoints and evidence cuts agree with trying every removal, on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.engines import ENGINES
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.robustness.answers import ChokepointsAnswer, WhyAnswer
from supplychain_cli.queries.robustness.chokepoints import chokepoints
from supplychain_cli.queries.robustness.why import why
from tests.engines import twin
from tests.engines.worlds import GOODS, World, worlds

LEGS = 4
Route = tuple[tuple[str, str], ...]
"""Where a chain begins, then each party with the letter of the move to it."""


def routes(world: World, starts: Iterable[str], **limits: object) -> set[Route]:
    """Give every way through the parties that brings goods from one of these to the first party."""
    return {
        ((start, ""), *ranked.shape)
        for start in starts
        for ranked in twin.chains(world, start, "p0", max_legs=LEGS, kinds=DEFAULT_KINDS, **limits)  # type: ignore[arg-type]  # by name
        if any(move == "f" for _, move in ranked.shape)
    }


def sellers(route: Route) -> list[str]:
    return [here for (here, _), (_, move) in pairwise(route) if move == "f"]


def from_far_ends(world: World, **limits: object) -> list[Route]:
    """Give the routes that are no end of a longer one which begins outside the circle of their first party."""
    traders = [e.id for e in world.entities if e.kind != "country" and e.id != "p0"]
    every = {route for route in routes(world, traders, **limits) if route[1][1] == "f"}
    supplies = {pair for route in every for pair in pairwise(sellers(route))}
    while more := {(a, d) for a, b in supplies for c, d in supplies if b == c} - supplies:
        supplies |= more
    circles = {(a, b) for a, b in supplies if (b, a) in supplies}

    def inner(route: Route) -> bool:
        first = route[0][0]
        return any(
            longer[at][0] == first and longer[at + 1 :] == route[1:] and (longer[0][0], first) not in circles
            for longer in every
            for at in range(1, len(longer) - 1)
        )

    return sorted(route for route in every if not inner(route))


def smallest(elements: Iterable[str], breaks: Callable[[frozenset[str]], bool]) -> list[list[str]]:
    """Give the smallest sets that break, by trying all; nothing when not even all together do."""
    names = sorted(elements)
    for size in range(len(names) + 1):
        found = [list(chosen) for chosen in combinations(names, size) if breaks(frozenset(chosen))]
        if found:
            return found
    return []


def asked(
    world: World, engine: str, ask: Ask, source: str = "", *, outside: bool = False
) -> ChokepointsAnswer:
    view = world.view(engine)
    end = view.find("p0")
    assert end
    return chokepoints(view, end, ask, source=view.find(source) if source else None, outside=outside)


def check_parties(answer: ChokepointsAnswer, chains: list[Route], stay: set[str]) -> None:
    """Hold counts, what is on every chain and the cut to the chains that there are."""
    passed = [{party for party, _ in route} - {"p0"} for route in chains]
    assert answer.chains == len(chains)
    assert answer.complete
    ends = {route[0][0] for route in chains} if answer.from_ else set()
    counts = {party: sum(party in route for route in passed) for party in set().union(*passed) - ends}
    assert {party.id: party.chains for party in answer.parties} == counts
    every = {party for party, count in counts.items() if count == len(chains)}
    assert {party.id for party in answer.parties if party.on_every} == every
    cuts = smallest(counts.keys() - stay, lambda cut: all(cut & route for route in passed))
    cut = sorted(party.id for party in answer.parties if party.in_cut)
    assert (cut in cuts) if cuts else (answer.cut is None)
    for party in answer.parties:
        if party.in_cut:
            swaps = {other for other in counts if sorted({*cut, other} - {party.id}) in cuts} - set(cut)
            assert {other.id for other in party.instead} == swaps


@pytest.mark.parametrize("engine", ENGINES)
@given(world=worlds(), data=st.data())
@settings(max_examples=300, deadline=None)
def test_chokepoints_from_every_far_end(engine: str, world: World, data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from((None, None, *GOODS)))
    limits = {
        "goods": twin.products(world, wanted) if wanted else None,
        "strict": data.draw(st.booleans()),
        "any_time": data.draw(st.booleans()),
    }
    chains = from_far_ends(world, **limits)
    outside = data.draw(st.booleans())
    answer = asked(world, engine, Ask(max_legs=LEGS, limit=100, **limits), outside=outside)  # type: ignore[arg-type]  # by name
    stay = {party.id for party in answer.parties if "receiver" in party.roles} if outside else set()
    check_parties(answer, chains, stay)
    assert {party.id for party in answer.far_ends} == {route[0][0] for route in chains}
    tiers: dict[int, set[str]] = {}
    for route in chains:
        for tier, seller in enumerate(reversed(sellers(route)), 1):
            tiers.setdefault(tier, set()).add(seller)
    assert {tier.tier: tier.parties for tier in answer.tiers} == {n: len(held) for n, held in tiers.items()}
    assert {tier.only.id for tier in answer.tiers if tier.only} == {
        next(iter(held)) for held in tiers.values() if len(held) == 1
    }


@pytest.mark.parametrize("engine", ENGINES)
@given(world=worlds())
@settings(max_examples=200, deadline=None)
def test_chokepoints_from_one_party(engine: str, world: World) -> None:
    chains = sorted(routes(world, ["p1"]))
    check_parties(asked(world, engine, Ask(max_legs=LEGS, limit=100), "p1"), chains, {"p1"})


@given(world=worlds(relations=20))
@settings(max_examples=200, deadline=None)
def test_when_chains_are_too_many_the_cut_still_cuts(world: World) -> None:
    """Whatever is said without all chains holds for all chains from the far ends named."""
    view = world.view("columnar")
    end = view.find("p0")
    assert end
    answer = chokepoints(view, end, Ask(max_legs=LEGS, limit=100), most=0)
    chains = [
        {party for party, _ in route}
        for route in routes(world, [party.id for party in answer.far_ends])
        if route[1][1] == "f"
    ]
    if answer.complete:
        assert chains == []
        return
    assert answer.chains <= len(chains)
    cut = {party.id for party in answer.parties if party.in_cut}
    assert all(cut & chain for chain in chains)
    every = {party.id for party in answer.parties if party.on_every}
    assert all(every <= chain for chain in chains)


def chain_is_left(world: World, relations: Iterable[Relation]) -> bool:
    left = replace(world, relations=tuple(relations))
    return bool(twin.chains(left, "p1", "p0", max_legs=LEGS, kinds=DEFAULT_KINDS))


def asked_why(world: World, engine: str, ask: Ask) -> WhyAnswer:
    view = world.view(engine)
    source, target = view.find("p1"), view.find("p0")
    assert source
    assert target
    return why(view, source, target, ask)


@pytest.mark.parametrize("engine", ENGINES)
@given(world=worlds(parties=5, relations=12))
@settings(max_examples=200, deadline=None)
def test_the_fewest_records_and_sources_that_break_a_finding(engine: str, world: World) -> None:
    answer = asked_why(world, engine, Ask(max_legs=LEGS, limit=1000))
    assert answer.complete
    if not chain_is_left(world, world.relations):
        assert (answer.best, answer.records, answer.cuts, answer.sources, answer.source_cuts) == (
            None,
            0,
            (),
            0,
            (),
        )
        assert answer.explored
        return
    walked = {relation.id for relation in world.relations if relation.kind in DEFAULT_KINDS}
    expected = smallest(
        walked, lambda cut: not chain_is_left(world, [r for r in world.relations if r.id not in cut])
    )
    found = [[leg.relation for leg in cut.records] for cut in answer.cuts]
    assert (answer.records, sorted(found)) == (len(expected[0]), expected) or answer.more_cuts
    assert all(cut in expected for cut in found)
    cited = {piece.source for relation in world.relations for piece in relation.evidence}
    expected = smallest(
        cited,
        lambda cut: (
            not chain_is_left(
                world, [r for r in world.relations if not {piece.source for piece in r.evidence} <= cut]
            )
        ),
    )
    found = [[source.id for source in cut.sources] for cut in answer.source_cuts]
    assert (answer.sources, sorted(found)) == (len(expected[0]), expected)


@given(world=worlds(relations=18))
@settings(max_examples=150, deadline=None)
def test_every_engine_gives_the_same_answers(world: World) -> None:
    ask = Ask(max_legs=LEGS)
    assert asked(world, "columnar", ask) == asked(world, "plain", ask)
    assert asked_why(world, "columnar", ask) == asked_why(world, "plain", ask)
