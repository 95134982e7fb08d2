"""What a leg rests on: when, how good, stated or inferred, with which marks, and where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.chains.answers import AssumedLeg, Citation, Leg
from supplychain_cli.render.assuming import because
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import listing, when


def facts(leg: Leg, page: Page) -> Iterator[Item]:
    """Give the pieces of a leg's second line: date, grade, basis, stake, amounts, marks."""
    if leg.walked != "same":
        yield Item(when(leg.period, leg.attested), page.dot)
    yield Item(grade_text(leg.grade, page.signs), page.dot)
    yield Item(basis_text(leg.basis), page.dot)
    if leg.kind == "owns":
        yield Item(f"stake {leg.share or 'not recorded'}", page.dot)
    for amount in leg.amounts:
        yield Item(amount, page.dot)
    for mark in leg.marks:
        if mark != "undated":
            yield Item(Text(mark, MARK), page.dot)


def paint_remarks(page: Page, leg: Leg, guide: str) -> None:
    """Write what a reader must know beside the facts: parties in between, totals, further relations, the note."""
    if leg.through:
        page.write(f"through {listing([party.name for party in leg.through])}", guide, guide)
    if leg.total:
        page.write(f"a part of the total in {leg.total}; the two are never added up", guide, guide, QUIET)
    if leg.parallel:
        page.write(f"recorded as well in {listing(leg.parallel)}", guide, guide, QUIET)
    if leg.note:
        page.write(f"note: {leg.note}", guide, f"{guide}  ", QUIET)


def paint_sources(page: Page, leg: Leg, guide: str) -> None:
    """Write every source of a leg, then the file and line of the record; of an assumption, why it may be true."""
    if isinstance(leg, AssumedLeg):
        page.write(because(leg.assumption), f"{guide}{page.signs.cite} ", f"{guide}  ")
        page.write(Text(f"recorded in {leg.location}", PLACE), f"{guide}{page.signs.cite} ", f"{guide}  ")
        return
    for piece in leg.sources:
        paint_citation(page, piece, guide, leg.basis)
    if not leg.sources:
        page.write("no source is recorded", guide, guide, QUIET)
    page.write(Text(f"recorded in {leg.location}", PLACE), f"{guide}{page.signs.cite} ", f"{guide}  ")


def paint_citation(page: Page, piece: Citation, guide: str, basis: str = "") -> None:
    """Write one source: publisher, date, locator and what it says. A verbose page adds title, grading and address.

    The basis is said where it differs from `basis`, that of the whole claim.
    """
    where = [part for part in (piece.publisher or piece.source, piece.date, piece.locator) if part]
    if page.verbose:
        where[1:1] = (
            [f"“{piece.title}”" if page.screen.unicode else f'"{piece.title}"'] if piece.title else []
        )
        where += [f"{piece.reliability}{piece.credibility}"] if piece.reliability else []
    text = Text(", ".join(where))
    if piece.basis != basis:
        text.append(" (").append_text(basis_text(piece.basis)).append(")")
    if piece.paraphrase:
        text.append(f": {piece.paraphrase}", QUIET)
    page.write(text, f"{guide}{page.signs.cite} ", f"{guide}  ")
    if page.verbose and piece.url:
        page.whole(Text(piece.url, PLACE), f"{guide}  ")
