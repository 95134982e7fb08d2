"""The table of goods as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.overviews import GoodsAnswer
from supplychain_cli.render.tables.table import Table, joined


def table(answer: GoodsAnswer) -> Table:
    """Give one row a good."""
    columns = ("id", "name", "native", "hs", "chpl", "relations")
    rows = (
        (line.id, line.name, line.native, joined(line.hs), joined(line.chpl), line.relations)
        for line in answer.goods
    )
    return Table(columns, tuple(rows))
