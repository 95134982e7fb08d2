"""One search for many suppliers gives what asking for every pair would, on every engine."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.screening import Screening, ways
from supplychain_cli.queries.chains.search import Found, Search
from tests.engines.worlds import TODAY, WAYS, World, worlds

ASKS = [
    Ask(max_legs=4),
    Ask(max_legs=2),
    Ask(max_legs=4, min_grade=1),
    Ask(max_legs=4, goods=frozenset({"chip", "engine"})),
    Ask(max_legs=4, any_time=True, strict=True),
]


def pair(view: View, start: int, end: int, ask: Ask, *, flow: bool) -> Found | None:
    """The best chain between two, with or without any delivery, as `trace` finds it."""
    chains = Search(between(view, start, end, ask), ask, Products(view)).chains()
    return next(
        (chain for chain in chains if any(arc.move is Move.CUSTOMER for arc in chain.arcs) is flow), None
    )


def parties(view: View) -> tuple[list[int], frozenset[int]]:
    """Everybody, and those looked for: every other one."""
    every = [party.node for number in range(9) if (party := view.find(f"p{number}"))]
    return every, frozenset(every[::2])


@pytest.mark.parametrize("engine", WAYS)
@settings(max_examples=40, deadline=None)
@given(world=worlds(parties=7, relations=16), ask=st.sampled_from(ASKS), against=st.booleans())
def test_flows_are_those_of_every_pair(engine: str, world: World, ask: Ask, *, against: bool) -> None:
    view = world.view(engine)
    every, wanted = parties(view)
    screening = Screening(view, wanted, ask)
    found = {(hit.near, hit.far): hit.found.rank for hit in screening.flows(every, against=against)}
    expected = {
        (near, far): chain.rank
        for near in every
        for far in wanted - {near}
        if (chain := pair(view, *((far, near) if against else (near, far)), ask, flow=True))
    }
    assert found == expected
    assert not screening.spent


@pytest.mark.parametrize("engine", WAYS)
@settings(max_examples=40, deadline=None)
@given(world=worlds(parties=7, relations=16), legs=st.integers(1, 4))
def test_hierarchy_is_that_of_every_pair(engine: str, world: World, legs: int) -> None:
    view = world.view(engine)
    every, wanted = parties(view)
    found = {
        (hit.near, hit.far): hit.found.rank for hit in Screening(view, wanted, Ask(legs)).hierarchy(every)
    }
    expected = {
        (near, far)
        for near in every
        for far in wanted - {near}
        if pair(view, near, far, _in_force(legs), flow=False)
    }
    # A leg that has ended is no leg here, and all of them are for `trace`.
    assert set(found) <= expected
    for hit in Screening(view, wanted, Ask(legs)).hierarchy(every):
        assert all(arc.edge.period.covers(TODAY) for arc in hit.found.arcs)


def _in_force(legs: int) -> Ask:
    return Ask(max_legs=legs, any_time=True, kinds=DEFAULT_KINDS)


@settings(max_examples=30, deadline=None)
@given(world=worlds(parties=6, relations=18))
def test_ways_are_the_chains_of_a_pair_best_first(world: World) -> None:
    view = world.view("columnar")
    every, wanted = parties(view)
    ask = Ask(max_legs=4)
    for hit in Screening(view, wanted, ask).flows(every):
        found = ways(view, hit, ask, 50)
        assert found[0].rank == hit.found.rank
        assert [chain.rank for chain in found] == sorted(chain.rank for chain in found)
