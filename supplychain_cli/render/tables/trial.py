"""The first rows of a file, as understood, as rows."""

from __future__ import annotations

from supplychain_cli.queries.feeding import TrialAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: TrialAnswer) -> Table:
    """Give one row for each field of each row."""
    rows = (
        (number, row.kind, name, str(value))
        for number, row in enumerate(answer.rows, 1)
        for name, value in row.fields.items()
    )
    return Table(("number", "kind", "field", "value"), tuple(rows))
