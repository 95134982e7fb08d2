"""The search that the evidence guides gives the chains of the plain one, in its order, with any threshold."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import View
from supplychain_cli.queries.chains import best, labels
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.best import Best
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.guided import Guided
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.search import Found, Search
from tests.engines.test_joined import ASKS, SCOPES
from tests.engines.worlds import WAYS, World, joined_worlds, world_of, worlds

MORE = (*ASKS, Ask(max_legs=7), Ask(max_legs=4, same_goods=True), Ask(max_legs=6, any_time=True, min_grade=2))


def ends(view: View) -> tuple[int, int]:
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    return source.node, target.node


def plain(view: View, ask: Ask) -> list[Found]:
    return list(Search(between(view, *ends(view), ask), ask, Products(view)).chains())


@pytest.mark.parametrize("way", WAYS)
@given(
    world=st.one_of(worlds(parties=8, relations=22), joined_worlds()),
    ask=st.sampled_from(MORE),
    scope=st.sampled_from(SCOPES),
    hub=st.sampled_from((0, 3, 6, 300)),
    quick=st.sampled_from((0, 3, 10, 20_000)),
)
@example(  # chains of the same relations, two of which can be walked either way
    world=world_of(Random(8801), 8, 22), ask=MORE[1], scope=SCOPES[0], hub=300, quick=20_000
)
@settings(max_examples=250, deadline=None)
def test_chains_are_those_of_the_plain_search(  # noqa: PLR0917 - drawn
    way: str, world: World, ask: Ask, scope: object, hub: int, quick: int
) -> None:
    view = world.view(way, scope)  # type: ignore[arg-type]  # drawn
    if len(set(ends(view))) == 1:
        return
    piece = between(view, *ends(view), ask, quick)
    assert piece.floors
    with patch.object(labels, "_HUB", hub):
        guided = Guided(view, ends(view), ask, Products(view), piece.floors)
        found = list(guided.chains())
    assert found == plain(view, ask)
    assert not guided.spent


@given(world=worlds(parties=8, relations=22), most=st.integers(0, 60), quick=st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_a_search_that_is_cut_short_is_finished_in_another_way(world: World, most: int, quick: int) -> None:
    view, ask = world.view("columnar"), Ask(max_legs=6)
    with (
        patch("supplychain_cli.queries.chains.guided.MOST", most),
        patch.object(best, "QUICK", quick),
        patch.object(best, "SMALL", 0),
    ):
        search = Best(view, *ends(view), ask)
        assert list(search.chains()) == plain(view, ask)
    assert not search.spent
