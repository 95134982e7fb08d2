"""The damaged places of a snapshot as rows."""

from __future__ import annotations

from supplychain_cli.queries.stored import SoundAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: SoundAnswer) -> Table:
    """Give one row a place; none when all is sound."""
    rows = ((each.file, each.column, each.page, each.what) for each in answer.damage)
    return Table(("file", "column", "page", "what"), tuple(rows))
