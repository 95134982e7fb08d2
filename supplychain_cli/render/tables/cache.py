"""What the cache holds as rows."""

from __future__ import annotations

from supplychain_cli.queries.stored import CacheAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: CacheAnswer) -> Table:
    """Give one row a thing."""
    rows = ((each.kind, each.dataset, each.bytes, each.used, each.days, each.name) for each in answer.things)
    return Table(("kind", "dataset", "bytes", "used", "days", "name"), tuple(rows))
