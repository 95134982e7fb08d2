"""A feed as rows: why rows were left out."""

from __future__ import annotations

from supplychain_cli.queries.feeding import FeedAnswer
from supplychain_cli.render.tables.table import Table, joined


def table(answer: FeedAnswer) -> Table:
    """Give the figures, and one row for each reason for which rows were left out."""
    figures = ("rows", "parties", "names", "relations", "listings", "flows")
    rows = [(word, getattr(answer, word), "") for word in figures]
    rows += [("links stated", answer.links.stated, ""), ("links resolved", answer.links.resolved, "")]
    rows += [(f"left out: {left.reason}", left.count, joined(map(str, left.rows))) for left in answer.skipped]
    return Table(("what", "count", "first_rows"), tuple(rows))
