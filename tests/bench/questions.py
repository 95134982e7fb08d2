"""What is asked of a made-up world: the planted questions, and pairs of far parties found by walking."""

from __future__ import annotations

import json
from pathlib import Path

FEED = "world"
"""The name under which the tables are added to a dataset."""
PLANTED = (
    ("trace", "x-mine", "x-state"),
    ("trace", "x-seller", "x-buyer"),
    ("trace", "x-before", "x-after"),
    ("who-supplies", "x-corp"),
    ("ownership", "x-plant"),
)
"""Questions about the planted parties: equal answers in worlds of every size."""

NEAREST = 3
"""Flows within which no far pair is joined."""
FLOWS = """
CREATE TEMP TABLE flow AS SELECT source, target, row FROM '{world}/relations.parquet'
WHERE kind = 'supplies' AND status = 'current' AND source NOT LIKE 'x-%' AND target NOT LIKE 'x-%'
"""
WALKERS = """
CREATE TABLE walker AS SELECT row AS id, key AS start, key AS place FROM '{world}/parties.parquet'
WHERE kind = 'company' AND key NOT LIKE 'x-%' ORDER BY hash(row, {seed}) LIMIT {count};
CREATE TABLE reach AS SELECT id, start AS place FROM walker;
"""
STEP = """
CREATE OR REPLACE TABLE walker AS SELECT id, start, arg_min(target, hash(row, id, {step})) AS place
FROM walker JOIN flow ON source = place GROUP BY id, start
"""
SPREAD = """
INSERT INTO reach SELECT DISTINCT id, target FROM reach JOIN flow ON source = place
WHERE (id, target) NOT IN (SELECT (id, place) FROM reach)
"""
FAR = """
SELECT start, place FROM walker WHERE start <> place AND (id, place) NOT IN (SELECT (id, place) FROM reach) ORDER BY id
"""


def far_pairs(world: Path, count: int, steps: int = 6, seed: int = 1) -> list[tuple[str, str]]:
    """Give keys of pairs of parties: ends of random walks of so many flows that no three flows join. Needs DuckDB.

    The pairs are kept beside the world. There are fewer where too many walks end near their start.
    """
    kept = world / f"pairs-{count}-{steps}-{seed}.json"
    if kept.exists():
        return [(start, end) for start, end in json.loads(kept.read_text(encoding="utf-8"))]
    import duckdb

    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    database.execute(FLOWS.format(world=world))
    database.execute(WALKERS.format(world=world, seed=seed, count=count * 8))
    for step in range(steps):
        database.execute(STEP.format(step=step))
    for _ in range(NEAREST):
        database.execute(SPREAD)
    ends = [(str(start), str(end)) for start, end in database.execute(FAR).fetchmany(count)]
    kept.write_text(json.dumps(ends), encoding="utf-8")
    return ends


def party(key: str) -> str:
    """Give the words by which a command is asked about a party of the feed."""
    return f"id:{FEED}:{key}"
