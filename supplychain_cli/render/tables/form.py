"""Record files as rows, with whether their form changes."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import FormAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: FormAnswer) -> Table:
    """Give one row a file."""
    return Table(
        ("file", "changed"), tuple((item.file, "yes" if item.changed else "no") for item in answer.files)
    )
