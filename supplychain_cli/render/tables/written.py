"""Tables that were written, as rows."""

from __future__ import annotations

from supplychain_cli.queries.stored import TablesAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: TablesAnswer) -> Table:
    """Give one row a table."""
    return Table(
        ("table", "rows", "bytes"), tuple((each.file, each.rows, each.bytes) for each in answer.tables)
    )
