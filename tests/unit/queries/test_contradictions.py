"""Contradictions among recorded stakes, as answers show them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Move, Scope
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.contradictions import Contradiction, contradictions
from supplychain_cli.queries.ownership.holdings import closure
from tests.engines.worlds import SOURCES, TODAY, snapshot_of

Held = tuple[str, str, object]
HALF_AND_MORE = ShareRange(Decimal(50), Decimal(100), min_exclusive=True)


def found(*held: Held) -> tuple[Contradiction, ...]:
    names = sorted({name for owner, asset, _ in held for name in (owner, asset)})
    entities = [Entity(name, "person" if name == "p" else "company", name.upper()) for name in names]
    relations = [
        Relation(
            f"r{n}", "owns", from_=owner, to=asset, evidence=(Evidence("source-a"),),
            share=share if isinstance(share, ShareRange) else Decimal(str(share)),
        )
        for n, (owner, asset, share) in enumerate(held)
    ]  # fmt: skip
    view = open_view(snapshot_of(*entities, *relations, *SOURCES), Scope(TODAY), "columnar")
    nodes = [party.node for name in names if (party := view.find(name))]
    return contradictions(view, Scribe(view), closure(view, nodes, (Move.UP,), 100).on(TODAY))


@pytest.mark.parametrize(
    ("held", "code", "says"),
    [
        ([("a", "x", 40), ("b", "x", 40), ("c", "x", 40)], "R304", "add up to more than 100 %"),
        ([("a", "x", 100), ("b", "x", HALF_AND_MORE)], "R311", "A 100 % and B more than 50 %."),
        ([("a", "x", 60), ("a", "x", 30)], "R312", "recorded as 60 % and 30 %"),
        ([("a", "b", 60), ("b", "a", 60)], "R313", "A and B each hold a majority of the other"),
        ([("a", "b", 100), ("b", "c", 100), ("c", "a", 100)], "R314", "A, B and C own each other entirely"),
        ([("a", "p", 10)], "R306", "P is a person"),
    ],
)
def test_each_kind_is_found_once_with_its_records(held: list[Held], code: str, says: str) -> None:
    (one,) = found(*held)
    assert one.code == code
    assert says in one.says
    assert one.says.endswith(".")
    assert {leg.relation for leg in one.relations} == {f"r{n}" for n in range(len(held))}
    assert all(leg.location.startswith("world.yml:") for leg in one.relations)


@pytest.mark.parametrize(
    "held",
    [
        [("a", "x", 60), ("b", "x", 40)],
        [("a", "x", "41.6"), ("a", "x", "41.66")],
        [("a", "b", 60), ("b", "a", 50)],
        [("a", "b", 100), ("b", "a", 10), ("c", "a", 90)],
    ],
)
def test_what_fits_together_is_no_contradiction(held: list[Held]) -> None:
    assert found(*held) == ()
