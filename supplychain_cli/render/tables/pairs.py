"""Compared pairs as rows."""

from __future__ import annotations

from supplychain_cli.queries.naming.pairs import PairsAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: PairsAnswer) -> Table:
    """Give one row a pair, in the order of the file."""
    columns = ("row", "name1", "name2", "kind", "score", "match", "why")
    rows = tuple(
        (pair.row, pair.name1, pair.name2, pair.kind, pair.score, word_of(pair.match), pair.why)
        for pair in answer.pairs
    )
    return Table(columns, rows)


def word_of(match: bool | None) -> str | None:
    """Write true or false as programs expect it; None stays unknown."""
    return None if match is None else str(match).lower()
