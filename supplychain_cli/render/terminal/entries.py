"""One listing on a line or two: who lists, what it does, from when to when, and whether it is in force."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.cards.answers import ListingLine
from supplychain_cli.queries.chains.answers import Listed
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import paint_citation
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_of, badge_text
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET
from supplychain_cli.render.words import listing, when

_STANDING = {
    "counts": "in force",
    "not-yet": "not in force yet",
    "ended": "no longer in force",
    "retracted": "withdrawn from these records",
}


def paint_listing(page: Page, line: ListingLine, day: str) -> None:
    """Write one listing of a party whose name stands above; `day` is the one for which it is said to be in force."""
    page.flow(_pieces(line, day, page), IN, IN * 2)
    if line.effect:
        page.write(line.effect, IN * 2, IN * 2)
    for words in (line.retracted, f"note: {line.note}" if line.note else ""):
        if words:
            page.write(words, IN * 2, IN * 3, QUIET)
    if page.verbose:
        for piece in line.sources:
            paint_citation(page, piece, IN * 2, line.basis)
    page.flow(_places(line, page), IN * 2, IN * 2)


def listing_badge(line: ListingLine) -> Text:
    """Give the badge that parties carry for such a listing."""
    return badge_text(badge_of(listed_by(line)))


def listed_by(line: ListingLine) -> Listed:
    """Give a listing as parties carry it."""
    return Listed(line.authority, line.measure, line.programme, line.from_, line.status)


def since(line: ListingLine) -> str:
    """Say from when to when, in words; a first day that no source prints is bounded or said to be missing."""
    if line.from_:
        return when(f"{line.from_}/{line.until or '..'}")
    until = f", until {line.until}" if line.until else ""
    if line.between:
        return f"first day within {when(line.between)}{until}"
    return f"first day not printed in the source{until}"


def standing_words(line: ListingLine, day: str) -> str:
    """Say how a listing stands on a day: `in force on 2026-11-21`."""
    words = _STANDING[line.standing]
    return words if line.standing == "retracted" else f"{words} on {day}"


def _pieces(line: ListingLine, day: str, page: Page) -> Iterator[Item]:
    yield Item(listing_badge(line))
    yield Item(line.programme, " ")
    if line.entry:
        yield Item(f"entry {line.entry}", page.dot)
    yield Item(since(line), page.dot)
    style = "" if line.standing == "counts" else MARK
    yield Item(Text(standing_words(line, day), style), page.dot)
    if line.status not in {"current", "retracted"}:
        yield Item(Text(line.status, MARK), page.dot)


def _places(line: ListingLine, page: Page) -> Iterator[Item]:
    sources = listing(list(dict.fromkeys(piece.source for piece in line.sources)))
    yield Item(Text(f"{page.signs.cite} {sources or 'no source is recorded'}", QUIET))
    yield Item(Text(line.listing, QUIET), page.dot)
    yield Item(Text(line.location, PLACE), page.dot)
