"""The card of a policy or an expectation."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import StatementCard
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import paint_fields, paint_remarks, paint_title
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page


def paint(answer: StatementCard, envelope: Envelope, page: Page) -> None:
    """Write what must be or must not be, in the person's words and in fields."""
    paint_title(page, answer.says, answer.id, answer.location, answer.recorded)
    paint_remarks(page, "current", answer.note, answer.tags)
    page.blank()
    paint_fields(page, ((field.name, field.value) for field in answer.fields))
    paint_foot(page, envelope, answer.notices)
