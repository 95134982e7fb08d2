"""Suppliers and buyers by tier agree with the definition, on every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from supplychain_cli.graph.view import View
from supplychain_cli.model.kinds import DEFAULT_KINDS, KINDS, Walk
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains import suppliers
from supplychain_cli.queries.chains.answers import Supplier, SuppliersAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.suppliers import Direction
from tests.engines import twin
from tests.engines.worlds import WAYS, World, worlds

TIERS = 3


def ask(
    view: View, direction: Direction, *, direct_only: bool = False, any_time: bool = False
) -> SuppliersAnswer:
    """Ask about the first party."""
    party = view.find("p0")
    assert party
    return suppliers.around(
        view, party, Ask(any_time=any_time), direction=direction, tiers=TIERS, direct_only=direct_only
    )


def counted(world: World) -> list[Relation]:
    """Relations that count, with summaries read as direct."""
    return [
        r for r in world.relations if r.status != "retracted" and r.kind in DEFAULT_KINDS and r.from_ != r.to
    ]


def levels(world: World, *, upstream: bool) -> dict[str, int]:
    """Give the tier at which each party outside the group first comes up, by growing sets."""
    flows = [(r.from_, r.to) if upstream else (r.to, r.from_) for r in counted(world) if r.kind == "supplies"]
    tiers: dict[str, int] = {}
    rim = members = group(world)
    done: set[str] = {"p0"}
    for tier in range(1, TIERS + 1):
        level = {seller for seller, buyer in flows if buyer in rim}
        for party in level:
            tiers.setdefault(party, tier)
        done |= rim
        rim = level - done - countries(world)
    return {party: tier for party, tier in tiers.items() if party not in members}


def countries(world: World) -> set[str]:
    """Parties that are never walked through."""
    return {entity.id for entity in world.entities if entity.kind == "country"}


def group(world: World) -> set[str]:
    """Give the first party and everything below it."""
    walks = [(r, KINDS[r.kind].walk) for r in counted(world) if r.kind != "supplies"]
    upper = [(r.from_, r.to) if walk is Walk.DOWN else (r.to, r.from_) for r, walk in walks]
    members = {"p0"}
    while more := {low for high, low in upper if high in members} - members - countries(world):
        members |= more
    return members


@pytest.mark.parametrize("engine", WAYS)
@pytest.mark.parametrize("direction", ["suppliers", "buyers"])
@given(world=worlds(relations=16))
@settings(max_examples=150, deadline=None)
def test_parties_come_up_at_the_tier_of_the_definition(
    engine: str, direction: Direction, world: World
) -> None:
    """Without dates and summaries the tree holds exactly the parties of the growing sets, at their first tier."""
    plain = replace(world, relations=tuple(replace(r, through=()) for r in world.relations))
    expected = levels(plain, upstream=direction == "suppliers")
    found: dict[str, int] = {}
    for entry in ask(plain.view(engine), direction, any_time=True).suppliers:
        found[entry.id] = min(entry.tier, found.get(entry.id, TIERS))
    assert {party: tier for party, tier in found.items() if party in expected} == expected
    assert found.keys() - expected.keys() <= group(plain)


@given(world=worlds(relations=16))
@settings(max_examples=200, deadline=None)
def test_every_supplier_comes_with_a_chain_that_could_have_happened(world: World) -> None:
    """Each chain begins at the supplier, ends at the party, and its legs fit one after the other."""
    by_id = {relation.id: relation for relation in world.relations}
    for direction in ("suppliers", "buyers"):
        for entry in ask(world.view("columnar"), direction).suppliers:
            ends = [entry.chain[0].from_, entry.chain[-1].to]
            assert ends == ([entry.id, "p0"] if direction == "suppliers" else ["p0", entry.id])
            assert all(
                one.to == next_.from_ for one, next_ in zip(entry.chain, entry.chain[1:], strict=False)
            )
            legs = tuple(twin.Leg(by_id[leg.relation], leg.walked[0], leg.to) for leg in entry.chain)
            assert twin.happened_in_order(legs)


@given(world=worlds(relations=16))
@settings(max_examples=150, deadline=None)
def test_engines_agree_on_suppliers(world: World) -> None:
    """The whole answer, order included."""
    for direction in ("suppliers", "buyers"):
        columnar, plain, wide = (ask(world.view(way), direction) for way in ("columnar", "plain", "wide"))
        assert columnar == plain == wide


@given(world=worlds())
@settings(max_examples=150, deadline=None)
def test_who_supplies_mirrors_who_buys(world: World) -> None:
    """A direct supplier of a party has the party among its direct buyers, through the same relation."""
    view = world.view("columnar")
    for entry in _direct(ask(view, "suppliers", direct_only=True)):
        party = view.find(entry.id)
        assert party
        mirror = suppliers.around(view, party, Ask(), direction="buyers", tiers=1, direct_only=True)
        legs = [found.chain[0] for found in mirror.suppliers if found.id == "p0"]
        assert entry.chain[0].relation in {i for leg in legs for i in (leg.relation, *leg.parallel)}


def _direct(answer: SuppliersAnswer) -> list[Supplier]:
    return [entry for entry in answer.suppliers if entry.tier == 1]
