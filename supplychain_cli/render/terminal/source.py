"""The card of a source."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.cards.papers import Cited, CitedGroup, SourceCard
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import IN, paint_fields, paint_remarks, paint_title
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import PLACE, QUIET, grade_text

_SHOWN = 20
_HEADINGS = {
    "relations": "Relations that rest on it",
    "listings": "Listings that rest on it",
    "entities": "Parties that it names",
    "goods": "Goods that it names",
    "regimes": "Ownership rules that rest on it",
    "identities": "Judgements that rest on it",
    "searches": "Parties for which it was searched and had no entry",
}


def paint(answer: SourceCard, envelope: Envelope, page: Page) -> None:
    """Write a document, how far it is trusted, and what rests on it; all of it where the page is verbose."""
    paint_title(page, answer.title, answer.source, answer.location, answer.recorded)
    paint_remarks(page, "current", answer.note, answer.tags)
    page.blank()
    fields = (
        ("publisher", answer.publisher),
        ("date", answer.date or "not recorded"),
        ("licence", answer.licence),
        ("reliability", f"{answer.reliability}, {answer.reliability_means}"),
    )
    paint_fields(page, fields)
    if answer.url:
        page.whole(Text(answer.url, PLACE), IN)
    for group in answer.cited_by:
        _paint_group(group, page)
    if not answer.cited_by:
        page.heading("Cited by")
        page.write("No record cites it.", IN, IN)
    paint_foot(page, envelope, answer.notices)


def _paint_group(group: CitedGroup, page: Page) -> None:
    page.heading(f"{_HEADINGS[group.section]} ({group.count:,})")
    shown = group.records if page.verbose else group.records[:_SHOWN]
    for record in shown:
        page.flow(_record(record, page), IN, IN * 2)
    if len(shown) < group.count:
        rest = f"and {group.count - len(shown):,} more"
        more = "; --verbose shows all." if len(group.records) == group.count else "."
        page.write(f"{rest}{more}", IN, IN, QUIET)


def _record(record: Cited, page: Page) -> Iterator[Item]:
    yield Item(record.says)
    if record.grade:
        yield Item(grade_text(record.grade, page.signs), page.dot)
    yield Item(Text(record.id, QUIET), page.dot)
    yield Item(Text(record.location, PLACE), page.dot)
