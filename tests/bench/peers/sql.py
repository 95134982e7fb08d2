"""The recursive query that DuckDB and SQLite are asked, in the words that both understand.

Distances to the end come first, within so many legs; walks from the start then keep to parties from which the end is
still in reach. The bound rises by one leg until there are enough chains: without that the walks are without number.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.peers.question import Chains

CHAINS = """
WITH RECURSIVE
back(party, far) AS (
    SELECT {end}, 0
    UNION
    SELECT legs_in.tail, back.far + 1 FROM back JOIN legs_in ON legs_in.head = back.party WHERE back.far < {legs}
),
near AS MATERIALIZED (SELECT party, min(far) AS far FROM back GROUP BY party),
walk(party, legs, path) AS (
    SELECT {start}, 0, ' {start} '
    UNION ALL
    SELECT legs.head, walk.legs + 1, walk.path || legs.head || ' '
    FROM walk JOIN legs ON legs.tail = walk.party JOIN near ON near.party = legs.head
    WHERE walk.party <> {end} AND walk.legs + 1 + near.far <= {legs} AND instr(walk.path, ' ' || legs.head || ' ') = 0
)
SELECT path FROM walk WHERE party = {end} ORDER BY legs, path LIMIT {best}
"""


def chains(ask: Callable[[str], list[tuple[str]]], start: int, end: int, legs: int, best: int) -> Chains:
    """Ask for chains of one leg, then of two, and so on, until there are enough."""
    found: Chains = []
    for bound in range(1, legs + 1):
        rows = ask(CHAINS.format(start=start, end=end, legs=bound, best=best))
        found = [[int(part) for part in path.split()] for (path,) in rows]
        if len(found) >= best:
            break
    return found
