"""DuckDB: a database file with the legs sorted by either end, and recursive queries."""

from __future__ import annotations

from typing import Any

from tests.bench.peers import sql
from tests.bench.peers.place import Place
from tests.bench.peers.question import Chains, Counts

NEEDS = "duckdb"
QUESTIONS = ("chains", "exposure")
LEAVES_OUT = ""
THREADS = 2
SCHEMA = """
CREATE TABLE legs AS SELECT * FROM '{legs}' ORDER BY tail, head;
CREATE TABLE legs_in AS SELECT * FROM '{legs}' ORDER BY head, tail;
CREATE TABLE listed (party INTEGER);
"""
EXPOSURE = """
WITH RECURSIVE reach(party, far) USING KEY (party) AS (
    SELECT party, 0 FROM listed
    UNION
    SELECT legs_in.tail, min(reach.far) + 1 FROM reach JOIN legs_in ON legs_in.head = reach.party
    LEFT JOIN recurring.reach AS seen ON seen.party = legs_in.tail
    WHERE seen.party IS NULL AND reach.far < {legs}
    GROUP BY legs_in.tail
)
SELECT far, count(*) FROM reach GROUP BY far ORDER BY far
"""


def prepare(place: Place) -> None:
    """Make the database file."""
    file = place.file("legs.duckdb")
    if file.exists():
        return
    import duckdb

    making = place.file("making.duckdb")
    making.unlink(missing_ok=True)
    database = duckdb.connect(making)
    database.execute(f"SET memory_limit = '6GB'; SET temp_directory = '{place.folder}'")
    database.execute(SCHEMA.format(legs=place.file("legs.parquet")))
    database.executemany("INSERT INTO listed VALUES (?)", [(n,) for n in place.array("listed").tolist()])
    database.close()
    making.rename(file)


def _open(place: Place) -> Any:
    import duckdb

    return duckdb.connect(place.file("legs.duckdb"), read_only=True, config={"threads": THREADS})


def chains(place: Place, start: int, end: int, legs: int, best: int) -> Chains:
    """Ask the recursive query."""
    database = _open(place)
    return sql.chains(lambda query: database.execute(query).fetchall(), start, end, legs, best)


def exposure(place: Place, legs: int) -> Counts:
    """Ask a recursive query that keeps one row for each party."""
    rows = _open(place).execute(EXPOSURE.format(legs=legs)).fetchall()
    return [count for _, count in rows]
