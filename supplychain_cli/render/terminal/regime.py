"""The card of an ownership rule."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import RegimeCard
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import paint_fields, paint_remarks, paint_title
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.weighed import paint_evidence
from supplychain_cli.render.words import listing, when


def paint(answer: RegimeCard, envelope: Envelope, page: Page) -> None:
    """Write an ownership rule: what it says, when it is in force, and where that is written."""
    paint_title(page, answer.name, answer.regime, answer.location, answer.recorded)
    paint_remarks(page, "current", answer.note, answer.tags)
    page.blank()
    page.write(answer.statement)
    page.write(answer.rule)
    page.blank()
    fields = (
        ("authority", answer.authority),
        ("counts for", listing(answer.measures)),
        ("threshold", f"{answer.operator} {answer.threshold} %"),
        ("adding up", answer.aggregate),
        ("control", "counts" if answer.control else "does not count"),
        ("period", when(answer.period)),
        ("suspended", when(answer.suspended) if answer.suspended else ""),
        ("standing", answer.in_force),
    )
    paint_fields(page, fields)
    paint_evidence(page, answer.evidence, "")
    paint_foot(page, envelope, answer.notices)
