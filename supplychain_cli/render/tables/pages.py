"""Pages as rows: name and title, and the lines of a page that is shown in full."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import PagesAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: PagesAnswer) -> Table:
    """Give one row a page, or one row a line of the only page."""
    if len(answer.pages) == 1 and answer.pages[0].lines:
        page = answer.pages[0]
        return Table(("name", "title", "line"), tuple((page.name, page.title, line) for line in page.lines))
    return Table(("name", "title"), tuple((page.name, page.title) for page in answer.pages))
