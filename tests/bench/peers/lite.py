"""SQLite: legs in two tables that are their own index, and recursive queries."""

from __future__ import annotations

import sqlite3

from tests.bench.peers import sql
from tests.bench.peers.place import Place
from tests.bench.peers.question import Chains, Counts

NEEDS = "sqlite3"
QUESTIONS = ("chains", "exposure")
LEAVES_OUT = ""
BATCH = 1_000_000
SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE legs (tail INTEGER, head INTEGER, PRIMARY KEY (tail, head)) WITHOUT ROWID;
CREATE TABLE legs_in (head INTEGER, tail INTEGER, PRIMARY KEY (head, tail)) WITHOUT ROWID;
CREATE TABLE listed (party INTEGER PRIMARY KEY);
"""
EXPOSURE = """
WITH RECURSIVE reach(party, far) AS (
    SELECT party, 0 FROM listed
    UNION
    SELECT legs_in.tail, reach.far + 1 FROM reach JOIN legs_in ON legs_in.head = reach.party WHERE reach.far < :legs
)
SELECT far, count(*) FROM (SELECT party, min(far) AS far FROM reach GROUP BY party) GROUP BY far ORDER BY far
"""


def prepare(place: Place) -> None:
    """Make the database file."""
    file = place.file("legs.sqlite")
    if file.exists():
        return
    import numpy as np

    making = place.file("making.sqlite")
    making.unlink(missing_ok=True)
    database = sqlite3.connect(making)
    database.executescript(SCHEMA)
    tail, head = place.array("tail"), place.array("head")
    for start in range(0, len(tail), BATCH):
        legs = tail[start : start + BATCH].tolist(), head[start : start + BATCH].tolist()
        rows = zip(*legs, strict=True)
        database.executemany("INSERT INTO legs VALUES (?, ?)", rows)
    order = np.lexsort((tail, head))
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        turned = zip(head[part].tolist(), tail[part].tolist(), strict=True)
        database.executemany("INSERT INTO legs_in VALUES (?, ?)", turned)
    database.executemany("INSERT INTO listed VALUES (?)", [(n,) for n in place.array("listed").tolist()])
    database.commit()
    database.close()
    making.rename(file)


def _open(place: Place) -> sqlite3.Connection:
    return sqlite3.connect(f"{place.file('legs.sqlite').absolute().as_uri()}?mode=ro", uri=True)


def chains(place: Place, start: int, end: int, legs: int, best: int) -> Chains:
    """Ask the recursive query."""
    database = _open(place)
    return sql.chains(lambda query: database.execute(query).fetchall(), start, end, legs, best)


def exposure(place: Place, legs: int) -> Counts:
    """Ask a recursive query; SQLite has no way to skip parties that it met on an earlier leg."""
    rows = _open(place).execute(EXPOSURE, {"legs": legs}).fetchall()
    return [count for _, count in rows]
