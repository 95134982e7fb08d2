"""Exposures agree with trying every chain to every listed party, on every engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.evidence import GRADES, Evidence
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.model.listing import Listing
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.exposure import exposure
from supplychain_cli.queries.exposure.answers import Channel, ExposureAnswer
from tests.engines import twin
from tests.engines.worlds import SOURCES, TODAY, WAYS, World, opened, snapshot_of, worlds


@dataclass(frozen=True)
class Listed:
    """A world in which some parties are listed."""

    world: World
    names: frozenset[str]

    def view(self, engine: str) -> View:
        world = self.world
        listings = (
            Listing(
                f"l-{name}",
                name,
                "us-ofac",
                "TEST",
                "blocking",
                evidence=(Evidence("source-a", credibility=1),),
            )
            for name in sorted(self.names)
        )
        held = snapshot_of(*world.entities, *world.goods, *world.relations, *listings, *SOURCES)
        return opened(held, engine, Scope(TODAY))


@st.composite
def listed_worlds(draw: st.DrawFn, relations: int = 16) -> Listed:
    """Draw a world and list about half of its parties."""
    world = draw(worlds(parties=7, relations=relations))
    chance = Random(draw(st.integers(0, 2**32)))
    return Listed(world, frozenset(entity.id for entity in world.entities if chance.random() < 0.5))


def ask(view: View, *channels: Channel, **limits: object) -> ExposureAnswer:
    """Ask about the first party."""
    party = view.find("p0")
    assert party
    bounds = replace(Ask(max_legs=4), **limits)  # type: ignore[arg-type]  # drawn per name
    return exposure.of(view, party, exposure.Limits(channels=frozenset(channels), ask=bounds))


def ways(answer: ExposureAnswer) -> dict[str, tuple[str, ...]]:
    """Give the relations of each exposure by the listed party."""
    found = {one.party.id: tuple(leg.relation for leg in one.chain) for one in answer.exposures}
    assert len(found) == len(answer.exposures)
    return found


@pytest.mark.parametrize("engine", WAYS)
@given(listed=listed_worlds(), data=st.data())
@settings(max_examples=250, deadline=None)
def test_trade_is_the_best_chain_with_a_flow_to_and_from_every_listed_party(
    engine: str, listed: Listed, data: st.DataObject
) -> None:
    limits = {
        "max_legs": data.draw(st.integers(1, 5)),
        "strict": data.draw(st.booleans()),
        "any_time": data.draw(st.booleans()),
        "min_grade": data.draw(st.integers(1, 3)),
    }
    view = listed.view(engine)
    channels: tuple[Channel, Channel] = ("supplies", "supplied-by")
    for channel in channels:
        expected = {}
        for name in listed.names - {"p0"}:
            ends = ("p0", name) if channel == "supplies" else (name, "p0")
            found = twin.chains(listed.world, *ends, kinds=DEFAULT_KINDS, keep=_has_flow, **limits)  # type: ignore[arg-type]  # drawn per name
            if found:
                expected[name] = found[0].ids
        answer = ask(view, channel, **limits)
        assert ways(answer) == expected
        assert answer.complete


@pytest.mark.parametrize("engine", WAYS)
@given(listed=listed_worlds())
@settings(max_examples=150, deadline=None)
def test_hierarchy_is_the_best_way_up_or_down_that_holds_on_the_day(engine: str, listed: Listed) -> None:
    now = tuple(
        replace(relation, period="") for relation in listed.world.relations if _holds(relation.period)
    )
    today = replace(listed.world, relations=now)
    view = listed.view(engine)
    channels: tuple[tuple[Channel, str], ...] = (("held-by", "u"), ("owns-or-controls", "d"))
    for channel, letter in channels:
        expected = {}
        for name in listed.names - {"p0"}:
            for chain in twin.chains(today, "p0", name, max_legs=4, kinds=exposure.HOLDING):
                if {move for _, move in chain.shape} == {letter}:
                    expected[name] = chain.ids
                    break
        assert ways(ask(view, channel)) == expected


def _has_flow(legs: tuple[twin.Leg, ...]) -> bool:
    return any(leg.move == "f" for leg in legs)


def _holds(period: str) -> bool:
    return parse_period(period).covers(TODAY)


@given(listed=listed_worlds())
@settings(max_examples=150, deadline=None)
def test_direction_and_links_are_read_off_the_records(listed: Listed) -> None:
    counted = [r for r in listed.world.relations if r.status != "retracted" and _holds(r.period)]
    directs = {(r.from_, r.to) for r in counted if r.kind == "directs"}
    people = {person for person, led in directs if led == "p0" and person != "p0"}
    shared = {led for person, led in directs if person in people}
    linked = {frozenset((r.from_, r.to)) for r in counted if r.kind == "linked-to"}
    named = {r.to for r in counted if r.kind == "linked-to" and r.from_ == "p0"}
    weak = {frozenset((r.from_, r.to)) for r in counted if r.kind == "associated-with"}
    expected: dict[Channel, set[str]] = {
        "directed-by": (people | shared) & listed.names,
        "directs": {led for person, led in directs if person == "p0"} & listed.names,
        "linked": {n for n in listed.names if frozenset(("p0", n)) in linked} | named,
        "associated": {n for n in listed.names if frozenset(("p0", n)) in weak},
    }
    view = listed.view("columnar")
    for channel, parties in expected.items():
        assert set(ways(ask(view, channel))) == parties - {"p0"}, channel


@given(listed=listed_worlds())
@settings(max_examples=150, deadline=None)
def test_engines_agree_and_the_order_is_nearest_first(listed: Listed) -> None:
    answers = []
    for engine in WAYS:
        view = listed.view(engine)
        party = view.find("p0")
        assert party
        answers.append(exposure.of(view, party, exposure.Limits()))
    assert answers[0] == answers[1] == answers[2]
    keys = [(one.channel != "listed", one.distance, GRADES.index(one.grade)) for one in answers[0].exposures]
    assert keys == sorted(keys)
    for one in answers[0].exposures:
        assert one.distance == len(one.chain) == max(len(one.parties) - 1, 0)
        assert one.party.id in listed.names or one.channel == "linked"


@given(listed=listed_worlds(relations=20))
@settings(max_examples=200, deadline=None)
def test_goods_on_the_control_list_are_followed_from_the_first_flow(listed: Listed) -> None:
    goods = tuple(replace(good, chpl="1" if good.id == "wafer" else "") for good in listed.world.goods)
    world = replace(listed.world, goods=goods)
    wanted = twin.products(world, "wafer")
    expected = {}
    for name in listed.names - {"p0"}:
        found = twin.chains(
            world, "p0", name, max_legs=4, kinds=DEFAULT_KINDS, goods=wanted, keep=_opens_with_wafers
        )
        if found:
            expected[name] = found[0].ids
    answer = ask(Listed(world, listed.names).view("columnar"), "goods")
    assert ways(answer) == expected
    assert all([good.id for good in one.goods] == ["wafer"] for one in answer.exposures)


def _opens_with_wafers(legs: tuple[twin.Leg, ...]) -> bool:
    flows = [leg.relation for leg in legs if leg.move == "f"]
    return bool(flows) and "wafer" in flows[0].goods
