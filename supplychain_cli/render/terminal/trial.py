"""The first rows of a file as they are understood."""

from __future__ import annotations

from supplychain_cli.queries.feeding import TrialAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.feed import paint_left
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page


def paint(answer: TrialAnswer, envelope: Envelope, page: Page) -> None:
    """Write each row with its fields, then what was left out and which columns nobody asked for."""
    page.heading(f"{', '.join(answer.files)} as {answer.format}")
    rows = [
        (row.kind, " · ".join(f"{name} {value}" for name, value in row.fields.items())) for row in answer.rows
    ]
    page.grid(("what", "as understood"), rows)
    page.blank()
    paint_left(answer.skipped, page)
    if answer.unused:
        page.write(f"Columns that the mapping does not name: {', '.join(answer.unused)}.", style="dim")
    paint_foot(page, envelope, answer.notices)
