"""`what-if` agrees with the definition of each of its parts, on every engine, over random worlds of stakes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.engines import ENGINES, open_view
from supplychain_cli.graph.view import Move, Scope, View
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.kinds import RelationKind
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.consequences import WhatIfAnswer
from supplychain_cli.queries.ownership.holdings import closure
from supplychain_cli.queries.ownership.sales import Sale, UnsoundSaleError
from supplychain_cli.queries.ownership.verdict import Rule
from supplychain_cli.queries.ownership.what_if import Hypothesis, consequences
from supplychain_cli.snapshot.reader import Snapshot
from tests.engines.worlds import SOURCES, TODAY, snapshot_of

PROOF = (Evidence("source-a", credibility=1),)
SHARES = (
    None,
    Decimal(20),
    Decimal(30),
    Decimal(50),
    Decimal(60),
    Decimal(100),
    ShareRange(Decimal(25), Decimal(60)),
)
RULES = (
    Regime("us-50", "A", "us", ("blocking",), Decimal(50), ">=", "yes", control=False, period="2014/.."),
    Regime("uk-50", "B", "uk", ("blocking",), Decimal(50), ">", "joint-only", control=True, period="2014/.."),
    Regime("ca-50", "C", "us", ("blocking",), Decimal(50), ">", "not-stated", control=True, period="2014/.."),
)


@dataclass(frozen=True)
class Stakes:
    """A world of owners; `view` opens it through an engine."""

    held: Snapshot
    parties: int

    def view(self, engine: str) -> View:
        return open_view(self.held, Scope(TODAY), engine)


def world_of(seed: int) -> Stakes:
    chance = Random(seed)
    count = chance.randint(3, 7)
    entities = [Entity(f"p{n}", "company", f"Party {n}") for n in range(count)]
    relations = []
    for number in range(chance.randint(count, 2 * count)):
        owner, asset = (f"p{n}" for n in chance.sample(range(count), 2))
        kind: RelationKind = chance.choice(
            ("owns", "owns", "owns", "owns", "controls", "part-of", "supplies")
        )
        relations.append(
            Relation(
                f"r{number:02}",
                kind,
                from_=owner,
                to=asset,
                share=chance.choice(SHARES) if kind == "owns" else None,
                period=chance.choice(("", "", "2015/..", "2015/2018")),
                evidence=PROOF,
            )
        )
    listings = [
        Listing(f"l{n}", f"p{n}", chance.choice(("us", "uk")), "X", "blocking", evidence=PROOF)
        for n in range(count)
        if chance.random() < 0.2
    ]
    return Stakes(snapshot_of(*entities, *relations, *listings, *RULES, *SOURCES), count)


worlds = st.builds(world_of, st.integers(0, 2**32))


def ask(view: View, *designated: str, frees: tuple[str, ...] = (), limit: int = 1000) -> WhatIfAnswer:
    parties = {name: view.find(name) for name in (*designated, *frees)}
    found = {name: party for name, party in parties.items() if party}
    supposed = Hypothesis(
        designated=tuple(found[name] for name in designated), frees=tuple(found[name] for name in frees)
    )
    return consequences(view, supposed, limit)


@given(world=worlds)
@settings(max_examples=150, deadline=None)
def test_engines_agree_on_what_would_follow(world: Stakes) -> None:
    first, second = (ask(world.view(engine), "p0", frees=("p1",)) for engine in ENGINES)
    assert first == second


@pytest.mark.parametrize("engine", ENGINES)
@given(world=worlds)
@settings(max_examples=100, deadline=None)
def test_verdicts_are_those_of_the_rules_over_the_whole_world(engine: str, world: Stakes) -> None:
    """Looking only at what lies below and above gives what looking at everything gives."""
    view = world.view(engine)
    nodes = [party.node for n in range(world.parties) if (party := view.find(f"p{n}"))]
    everything = closure(view, nodes, (Move.UP, Move.DOWN), 1000).on(TODAY)
    for regime in regimes.in_force(view, TODAY):
        listed = regimes.listed(view, regime, nodes, TODAY)
        before, later = Rule(regime, everything, listed), Rule(regime, everything, listed | {nodes[0]})
        for effect in ask(view, "p0").verdicts:
            party = view.find(effect.party.id)
            assert party
            if effect.regime == regime.id:
                assert (effect.before, effect.after) == (
                    before.of(party.node).word,
                    later.of(party.node).word,
                )


@given(world=worlds)
@settings(max_examples=100, deadline=None)
def test_a_designation_frees_nobody_and_a_whole_sale_by_the_designated_adds_nobody(world: Stakes) -> None:
    view = world.view("columnar")
    assert not {effect.change for effect in ask(view, "p0").verdicts} & {"freed", "less-certain"}
    owner, asset = view.find("p0"), view.find("p1")
    assert owner
    assert asset
    supposed = Hypothesis(sales=(Sale(owner.node, asset.node, None),))
    try:
        answer = consequences(view, supposed)
    except UnsoundSaleError:
        return
    assert not {effect.change for effect in answer.verdicts} & {"becomes-owned"}


@given(world=worlds)
@example(world=world_of(4112))  # stakes that add up to more than the whole, sold alone and then together
@settings(max_examples=100, deadline=None)
def test_the_divestment_that_is_named_frees_the_party(world: Stakes) -> None:
    """Where every stake of it is a figure, selling it (and a little more) makes the rule say not-owned."""
    view = world.view("columnar")
    for freeing in ask(view, "p0", frees=("p1",)).divestments:
        sellers = [(sale, seller) for sale in freeing.sales for seller in sale.owners]
        exact = all(seller.held.min == seller.held.max for _, seller in sellers)
        if freeing.sales and freeing.possible and exact:
            more = Fraction(1, 1000) if freeing.beyond else Fraction(0)
            sold: dict[tuple[int, int], list[Fraction]] = {}
            held: dict[tuple[int, int], Fraction] = {}
            for sale, seller in sellers:
                owner, asset = view.find(seller.owner.id), view.find(sale.asset.id)
                assert owner
                assert asset
                stake = owner.node, asset.node
                held[stake] = Fraction(seller.held.max)
                sold.setdefault(stake, []).append(Fraction(seller.sells))
            assert all(sum(points) <= held[stake] for stake, points in sold.items())
            sales = [
                Sale(*stake, min(sum(points, more), held[stake]))
                for stake, points in sold.items()
                if sum(points, more)
            ]
            designated, freed = view.find("p0"), view.find("p1")
            assert designated
            assert freed
            supposed = Hypothesis((designated,), tuple(sales), (freed,), (freeing.regime,))
            (again,) = (d for d in consequences(view, supposed).divestments if d.regime == freeing.regime)
            assert again.verdict == "not-owned"


def test_a_limit_that_cuts_the_search_is_said() -> None:
    world = world_of(3)
    answer = ask(world.view("columnar"), "p0", limit=1)
    assert not answer.complete
    assert "N323" in {notice.code for notice in answer.notices}
