"""The columns of a snapshot as rows."""

from __future__ import annotations

from supplychain_cli.queries.stored import SnapshotAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: SnapshotAnswer) -> Table:
    """Give one row a column."""
    rows = ((each.segment, each.column, each.type, each.values, each.bytes) for each in answer.columns)
    return Table(("part", "column", "type", "values", "bytes"), tuple(rows))
