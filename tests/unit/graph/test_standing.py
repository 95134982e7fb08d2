"""How a claim stands, in Python and in the database, over random scopes and rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from supplychain_cli.graph import standing
from supplychain_cli.graph.view import Scope
from supplychain_cli.snapshot.format import SCHEMA
from supplychain_cli.snapshot.reader import EdgeRow, ListingRow

DAYS = st.one_of(st.none(), st.integers(1, 6))
SCOPES = st.builds(Scope, st.integers(1, 6), DAYS, DAYS)
Days = tuple[int | None, int | None, int | None, int | None]
STATUS = st.sampled_from(("current", "disputed", "retracted"))


def edge(klass: str, status: str, days: Days) -> EdgeRow:
    return EdgeRow(0, "r", "kind", klass, 0, 1, 2, 0, 0, status, *days, "", "", "", "direct", "", "", "")


def counted(table: str, row: tuple[object, ...], condition: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(SCHEMA)
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - our own words
        found = database.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()  # noqa: S608 - as above
    return bool(found[0])


@given(SCOPES, st.sampled_from(("flow", "hierarchy")), STATUS, st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_the_database_counts_the_relations_that_count(
    scope: Scope, klass: str, status: str, days: Days
) -> None:
    row = edge(klass, status, days)
    assert counted("edge", row, standing.relations_sql(scope)) == (
        standing.of_relation(scope, row) == "counts"
    )
    assert counted("edge", row, standing.written_sql(scope)) == (
        standing.of_relation(scope, row) != "unwritten"
    )


@given(SCOPES, STATUS, st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_the_database_counts_the_listings_in_force(scope: Scope, status: str, days: Days) -> None:
    row = ListingRow("l", 1, "eu", "list", "blocking", *days, status)
    assert counted("listing", row, standing.listings_sql(scope)) == (
        standing.of_listing(scope, row) == "counts"
    )


def test_a_delivery_that_was_made_stays_made() -> None:
    scope = Scope(6, as_of=5)
    assert standing.of_relation(scope, edge("flow", "current", (2, 3, None, None))) == "counts"
    assert standing.of_relation(scope, edge("hierarchy", "current", (2, 3, None, None))) == "ended"
    assert standing.of_relation(scope, edge("flow", "current", (6, 6, None, None))) == "not-yet"
