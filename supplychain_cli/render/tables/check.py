"""Complaints as rows: one row each."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import CheckAnswer
from supplychain_cli.render.tables.table import Table, joined

COLUMNS = ("severity", "code", "file", "line", "column", "message", "notes", "help")


def table(answer: CheckAnswer) -> Table:
    """Give the complaints in order of their places."""
    return Table(
        COLUMNS,
        tuple(
            (
                item.severity,
                item.code,
                item.location.file,
                item.location.line or None,
                item.location.column or None,
                item.message,
                joined(item.notes),
                item.help,
            )
            for item in answer.diagnostics
        ),
    )
