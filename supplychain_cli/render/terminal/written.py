"""Tables that were written."""

from __future__ import annotations

from supplychain_cli.queries.stored import TablesAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count, size


def paint(answer: TablesAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write one row a table, and how to read them back."""
    page.write(f"Wrote {count(len(answer.tables), 'table')} to {answer.folder}.")
    page.blank()
    rows = [(each.file, f"{each.rows:,}", size(each.bytes)) for each in answer.tables]
    page.grid(("table", "rows", "on disk"), rows)
