"""The segments of a compiled dataset as rows."""

from __future__ import annotations

from supplychain_cli.queries.stored import CompileAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: CompileAnswer) -> Table:
    """Give one row a segment."""
    columns = ("part", "parties", "names", "relations", "listings", "bytes", "made")
    rows = (
        (each.name, each.parties, each.names, each.relations, each.listings, each.bytes, each.made)
        for each in answer.segments
    )
    return Table(columns, tuple(rows))
