"""Worlds in which records are joined into parties, asked about a day: every engine gives the same answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import Around, Move, Scope, Sieve, View
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.kinds import DEFAULT_KINDS, WALKABLE_KINDS
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains import suppliers, trace
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.search import Search
from supplychain_cli.queries.exposure import exposure
from supplychain_cli.queries.robustness.chokepoints import chokepoints
from tests.engines import twin
from tests.engines.test_chains import _ranked
from tests.engines.worlds import SOURCES, TODAY, WAYS, World, joined_worlds

SCOPES = (
    Scope(TODAY),
    Scope(TODAY, as_of=737_425),
    Scope(TODAY, known_on=737_500),
    Scope(TODAY, as_of=737_600, known_on=737_640),
)
ASKS = (
    Ask(max_legs=4),
    Ask(max_legs=6, kinds=WALKABLE_KINDS, any_time=True),
    Ask(max_legs=5, strict=True, min_grade=2),
    Ask(max_legs=4, goods=frozenset({"chip", "engine"})),
)


def trace_of(view: View, ask: Ask) -> Any:
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    if source == target:
        return None
    answer = trace.chains(view, source, target, replace(ask, limit=4))
    piece = between(view, source.node, target.node, ask)
    return answer, {state: list(arcs) for state, arcs in piece.arcs.items()}, piece


def piece_of(found: Any) -> Any:
    """Give what of a trace must be equal: the answer, and the part that was cut out."""
    if found is None:
        return None
    answer, arcs, piece = found
    return answer, arcs, dict(piece.legs), piece.forward, piece.backward, piece.searched


def suppliers_of(view: View, ask: Ask) -> Any:
    party = view.find("p0")
    assert party
    return [
        suppliers.around(view, party, ask, direction=direction, tiers=3)
        for direction in ("suppliers", "buyers")
    ]


def chokepoints_of(view: View, ask: Ask) -> Any:
    party = view.find("p0")
    assert party
    return chokepoints(view, party, replace(ask, limit=20))


def exposure_of(view: View, ask: Ask) -> Any:
    party = view.find("p0")
    assert party
    return exposure.of(view, party, exposure.Limits(ask=ask))


QUESTIONS: tuple[Callable[[View, Ask], Any], ...] = (
    lambda view, ask: piece_of(trace_of(view, ask)),
    suppliers_of,
    chokepoints_of,
    exposure_of,
)


@given(world=joined_worlds(), scope=st.sampled_from(SCOPES), ask=st.sampled_from(ASKS))
@settings(max_examples=150, deadline=None)
def test_every_engine_gives_the_same_answers(world: World, scope: Scope, ask: Ask) -> None:
    for question in QUESTIONS:
        first, *others = (question(world.view(way, scope), ask) for way in WAYS)
        assert all(other == first for other in others)


@pytest.mark.parametrize("way", WAYS)
@given(world=joined_worlds(), known_on=st.sampled_from((None, 737_440)))
@settings(max_examples=150, deadline=None)
def test_chains_of_joined_records_are_those_of_one_record(
    way: str, world: World, known_on: int | None
) -> None:
    # Only judgements are of a later day here: the twin of chains knows nothing of days of writing.
    live = tuple(replace(r, recorded="") for r in world.relations if r.status != "retracted")
    world = replace(world, relations=live)
    merged = world.merged(known_on)
    view = world.view(way, Scope(TODAY, known_on=known_on))
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    if source == target:
        return
    ask = Ask(max_legs=4)
    search = Search(between(view, source.node, target.node, ask), ask, Products(view))
    found = [_ranked(chain, lambda node: view.party(node).id) for chain in search.chains()]
    assert found == twin.chains(merged, source.id, target.id, max_legs=4, kinds=DEFAULT_KINDS)


@pytest.mark.parametrize("way", WAYS)
def test_a_party_with_very_many_neighbours_is_entered_only_as_far_as_needed(way: str) -> None:
    """A hub stands in the middle of the only chain; whoever else it trades with leads nowhere near the ends."""
    crowd = [f"c{number:04}" for number in range(2_000)]
    entities = tuple(Entity(name, "company", name) for name in ("a", "b", "hub", *crowd))
    ends = [
        ("a", "hub"),
        ("hub", "b"),
        *(("hub", name) for name in crowd),
        *((name, "hub") for name in crowd),
    ]
    relations = tuple(
        Relation(f"r{number:05}", "supplies", from_=start, to=end, sources=(SOURCES[0].id,))
        for number, (start, end) in enumerate(ends)
    )
    view = World(entities, (), relations).view(way)
    looked, reach = [], view.reach

    def watched(node: int, move: Move, sieve: Sieve) -> Around:
        looked.append(node)
        return reach(node, move, sieve)

    view.reach = watched  # type: ignore[method-assign]
    start, end = view.find("a"), view.find("b")
    assert start
    assert end
    answer = trace.chains(view, start, end, Ask(max_legs=8))
    assert [[leg.relation for leg in chain.legs] for chain in answer.chains] == [["r00000", "r00001"]]
    assert answer.complete
    assert len(looked) < 40  # of four thousand
