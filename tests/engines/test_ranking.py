"""The ranking of a whole dataset agrees with trying every walk from every party, on every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.exposure import exposure
from supplychain_cli.queries.exposure.answers import Channel, RankedParty
from supplychain_cli.queries.exposure.ranking import Ranking
from tests.engines import twin
from tests.engines.test_exposure import Listed, listed_worlds
from tests.engines.worlds import TODAY, WAYS

LEGS = 3
TRADE = re.compile(r"d*f([du]?f)*u*")
UP, DOWN = re.compile("u+"), re.compile("d+")
Near = dict[tuple[str, Channel], tuple[int, int]]


CHANNELS: frozenset[Channel] = frozenset({"supplies", "supplied-by", "held-by", "owns-or-controls"})
"""Those of which the twin knows."""


def rank(
    listed: Listed,
    engine: str,
    channels: frozenset[Channel] = exposure.Limits().channels,
    max_legs: int = LEGS,
) -> tuple[RankedParty, ...]:
    """Rank a world."""
    limits = exposure.Limits(channels=channels, ask=Ask(max_legs=max_legs))
    return Ranking(listed.view(engine), limits).answer().parties


def walks(
    relations: list[Relation], start: str, closed: set[str]
) -> Iterator[tuple[str, str, tuple[Relation, ...]]]:
    """Every walk from a party, also one that passes a party twice: where it ends, its moves, its relations."""
    rim: list[tuple[str, str, tuple[Relation, ...]]] = [(start, "", ())]
    for _ in range(LEGS):
        rim = [
            (there, moves + move, (*passed, relation))
            for here, moves, passed in rim
            if not moves or here not in closed
            for relation in relations
            if relation.from_ != relation.to
            for move, there in twin._moves(relation, here)
        ]
        yield from rim


def nearest(listed: Listed) -> tuple[Near, dict[str, set[str]]]:
    """Give the fewest legs and the best grade at that distance, by party and channel; and whom each party touches."""
    world = listed.world
    closed = {entity.id for entity in world.entities if entity.kind == "country"}
    counted = [r for r in world.relations if r.status != "retracted" and r.kind in DEFAULT_KINDS]
    held = [r for r in counted if r.kind in exposure.HOLDING and parse_period(r.period).covers(TODAY)]
    found: Near = {}
    touched: dict[str, set[str]] = {}

    def note(party: str, other: str, channel: Channel, passed: tuple[Relation, ...]) -> None:
        if party != other and other in listed.names and party not in closed:
            near = (len(passed), max(twin._weight(relation)[0] for relation in passed))
            found[party, channel] = min(near, found.get((party, channel), near))
            if len(passed) == 1:
                touched.setdefault(party, set()).add(other)

    for entity in world.entities:
        for end, moves, passed in walks(counted, entity.id, closed):
            if TRADE.fullmatch(moves):
                note(entity.id, end, "supplies", passed)
                note(end, entity.id, "supplied-by", passed)
        for end, moves, passed in walks(held, entity.id, closed):
            if UP.fullmatch(moves):
                note(entity.id, end, "held-by", passed)
            if DOWN.fullmatch(moves):
                note(entity.id, end, "owns-or-controls", passed)
    return found, touched


@pytest.mark.parametrize("engine", WAYS)
@given(listed=listed_worlds(relations=10))
@settings(max_examples=60, deadline=None)
def test_distances_are_those_of_the_nearest_walk(engine: str, listed: Listed) -> None:
    found = {
        (party.id, near.channel): (near.distance, GRADES.index(near.grade))
        for party in rank(listed, engine)
        for near in party.channels
        if near.channel in CHANNELS
    }
    assert found == nearest(listed)[0]


@pytest.mark.parametrize("engine", WAYS)
@pytest.mark.parametrize("max_legs", [1, LEGS])
@given(listed=listed_worlds(relations=24))
@settings(max_examples=60, deadline=None)
def test_contacts_are_all_the_listed_parties_one_leg_away(engine: str, max_legs: int, listed: Listed) -> None:
    _, touched = nearest(listed)
    for party in rank(listed, engine, CHANNELS, max_legs):
        assert party.contacts == len(touched.get(party.id, ())), party.id


@given(listed=listed_worlds())
@settings(max_examples=100, deadline=None)
def test_engines_agree_and_the_most_exposed_come_first(listed: Listed) -> None:
    parties = rank(listed, "columnar")
    assert parties == rank(listed, "plain") == rank(listed, "wide")
    keys = [
        (not party.listed, party.nearest, GRADES.index(party.grade), -party.contacts, party.id)
        for party in parties
    ]
    assert keys == sorted(keys)
    assert [party.rank for party in parties] == list(range(1, len(parties) + 1))


@given(listed=listed_worlds())
@settings(max_examples=100, deadline=None)
def test_whoever_is_exposed_by_name_is_in_the_ranking_and_no_nearer(listed: Listed) -> None:
    view = listed.view("columnar")
    near = {
        (party.id, found.channel): found.distance
        for party in rank(listed, "columnar")
        for found in party.channels
    }
    for entity in listed.world.entities:
        party = view.find(entity.id)
        assert party
        limits = exposure.Limits(ask=Ask(max_legs=LEGS))
        for one in exposure.of(view, party, limits).exposures:
            if one.listings and one.channel != "goods" and entity.kind != "country":
                assert near[entity.id, one.channel] <= one.distance
