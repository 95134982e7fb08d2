"""What is asked of a made-up world: the planted questions, and pairs of far parties found by walking."""

from __future__ import annotations

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

STEP = """
CREATE OR REPLACE TABLE walker AS
SELECT id, start, arg_min(target, hash(row, id, {step})) AS place
FROM walker JOIN '{world}/relations.parquet' ON source = place
WHERE kind = 'supplies' AND status = 'current' AND target NOT LIKE 'x-%'
GROUP BY id, start
"""
WALKERS = """
CREATE TABLE walker AS SELECT row AS id, key AS start, key AS place FROM '{world}/parties.parquet'
WHERE kind = 'company' AND key NOT LIKE 'x-%' AND row % {every} = 1 ORDER BY hash(row, {seed}) LIMIT {count}
"""


def far_pairs(world: Path, count: int, steps: int = 6, seed: int = 1) -> list[tuple[str, str]]:
    """Give keys of pairs of parties: the ends of random walks of so many flows. Needs DuckDB.

    The fewest legs between them may be less than the steps, never more. Cost: `steps` scans of the relations.
    """
    import duckdb

    database = duckdb.connect()
    database.execute(WALKERS.format(world=world, every=7, seed=seed, count=count * 3))
    for step in range(steps):
        database.execute(STEP.format(world=world, step=step))
    ends = database.execute("SELECT start, place FROM walker WHERE start <> place ORDER BY id").fetchall()
    return [(str(start), str(end)) for start, end in ends[:count]]


def party(key: str) -> str:
    """Give the words by which a command is asked about a party of the feed."""
    return f"id:{FEED}:{key}"
