"""A record to edit as rows: one row a line."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import TemplateAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: TemplateAnswer) -> Table:
    """Give one row a line."""
    return Table(("section", "line"), tuple((answer.section, line) for line in answer.lines))
