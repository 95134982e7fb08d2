"""How a claim stands, one by one and over whole columns, over random scopes and rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from supplychain_cli.graph import standing
from supplychain_cli.graph.view import Scope
from supplychain_cli.snapshot.condition import Condition
from supplychain_cli.snapshot.rows import EdgeRow, ListingRow

DAYS = st.one_of(st.none(), st.integers(1, 6))
SCOPES = st.builds(Scope, st.integers(1, 6), DAYS, DAYS)
Days = tuple[int | None, int | None, int | None, int | None]
STATUS = st.sampled_from(("current", "disputed", "retracted"))


def edge(klass: str, status: str, days: Days) -> EdgeRow:
    return EdgeRow(0, "r", "kind", klass, 0, 1, 2, 0, 0, status, *days, "", "", "", "direct", "", "", "")


def holds(where: Condition, status: str, days: Days, *, flow: bool) -> bool:
    """Ask the condition of the numbers, and of a column with them; both must say the same."""
    numbers = [*(day or 0 for day in days), int(status == "retracted"), int(flow)]
    alone = bool(where.holds(*numbers))
    together = np.broadcast_to(where.holds(*(np.array([number, number]) for number in numbers)), (2,))
    assert together.tolist() == [alone, alone]
    return alone


@given(SCOPES, st.sampled_from(("flow", "hierarchy")), STATUS, st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_the_condition_holds_for_the_relations_that_count(
    scope: Scope, klass: str, status: str, days: Days
) -> None:
    row, flow = edge(klass, status, days), klass == "flow"
    said = standing.of_relation(scope, row)
    assert holds(standing.relations(scope), status, days, flow=flow) == (said == "counts")
    assert holds(standing.written(scope), status, days, flow=flow) == (said != "unwritten")


@given(SCOPES, STATUS, st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_the_condition_holds_for_the_listings_in_force(scope: Scope, status: str, days: Days) -> None:
    row = ListingRow("l", 1, "eu", "list", "blocking", *days, status)
    said = standing.of_listing(scope, row)
    assert holds(standing.listings(scope), status, days, flow=False) == (said == "counts")


def test_a_delivery_that_was_made_stays_made() -> None:
    scope = Scope(6, as_of=5)
    assert standing.of_relation(scope, edge("flow", "current", (2, 3, None, None))) == "counts"
    assert standing.of_relation(scope, edge("hierarchy", "current", (2, 3, None, None))) == "ended"
    assert standing.of_relation(scope, edge("flow", "current", (6, 6, None, None))) == "not-yet"
