"""The feeds of a dataset as rows."""

from __future__ import annotations

from supplychain_cli.queries.feeding import FeedsAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: FeedsAnswer) -> Table:
    """Give one row for each file of each feed."""
    columns = ("name", "format", "date", "rows", "parties", "names", "relations", "listings", "left_out", "file",
               "sha256", "state")  # fmt: skip
    rows = (
        (feed.name, feed.format, feed.date, feed.rows, feed.parties, feed.names, feed.relations, feed.listings,
         sum(left.count for left in feed.skipped), file.path, file.sha256, file.state)
        for feed in answer.feeds
        for file in feed.files
    )  # fmt: skip
    return Table(columns, tuple(rows))
