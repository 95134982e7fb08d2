"""The card of a listing."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.cards.papers import ListingCard
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import paint_fields, paint_remarks, paint_title
from supplychain_cli.render.terminal.entries import listed_by, listing_badge, since, standing_words
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Page, Words
from supplychain_cli.render.terminal.parties import name_text
from supplychain_cli.render.terminal.theme import basis_text, grade_text
from supplychain_cli.render.terminal.weighed import paint_evidence


def paint(answer: ListingCard, envelope: Envelope, page: Page) -> None:
    """Write everything on a listing: who, by whom, what it does, from when to when, and how that is known."""
    line = answer.listing
    paint_title(page, f"{line.party.name}, {line.programme}", line.listing, line.location, answer.recorded)
    paint_remarks(page, line.status, line.note, answer.tags, line.retracted)
    page.blank()
    paint_fields(page, _fields(answer, page))
    paint_evidence(page, answer.evidence, answer.reasoning)
    paint_signs(page, [line.status], [listed_by(line)])
    paint_foot(page, envelope, answer.notices)


def _fields(answer: ListingCard, page: Page) -> Iterator[tuple[str, Words]]:
    line = answer.listing
    yield (
        "party",
        name_text(line.party.name, line.party.native, page).append(f"{page.dot}id:{line.party.id}", "dim"),
    )
    yield "authority", line.authority
    yield "programme", line.programme
    yield "measure", Text(f"{line.measure} ").append_text(listing_badge(line))
    yield "effect", line.effect
    yield "entry", line.entry
    yield "when", since(line)
    yield "standing", standing_words(line, answer.day)
    yield "grade", grade_text(line.grade, page.signs).append(", ").append_text(basis_text(line.basis))
