"""Screened rows on a terminal: those that a person must look at, and how many there were of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from supplychain_cli.queries.chains.answers import Listed
from supplychain_cli.queries.screen.rows import ScreenAnswer, ScreenRow
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.screen import Screen
from supplychain_cli.render.screened import ending
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_text, badges_of, name_text
from supplychain_cli.render.terminal.theme import HEAD, QUIET

_IN = "    "
_STYLES = {"match": "bold red", "possible": "yellow", "not-screened": "cyan", "none": QUIET}


def rows_text(rows: Iterable[ScreenRow], screen: Screen, *, verbose: bool) -> str:
    """Write a block for each row that is not `none`, and a line for those too when the page is verbose."""
    page = Page(screen, verbose=verbose)
    for row in rows:
        if row.verdict == "none" and not verbose:
            continue
        page.flow(_title(row, page), "", _IN)
        if row.party:
            page.flow(_party(row, page), _IN, _IN)
        for words in filter(None, (row.why, row.apart)):
            page.write(words, _IN, _IN)
        page.blank()
    text = page.text()
    return f"{text}\n" if text else ""


def end_text(answer: ScreenAnswer, envelope: Envelope, used: Iterable[Listed], screen: Screen) -> str:
    """Write the counts, what the verdicts mean, the signs that were used, and the foot."""
    page = Page(screen)
    first, *rest = ending(answer)
    page.heading(first)
    for sentence in rest:
        page.write(sentence)
    paint_signs(page, (), used)
    paint_foot(page, envelope, answer.notices)
    return page.text()


def _title(row: ScreenRow, page: Page) -> Iterator[Item]:
    yield Item(Text(f"Row {row.number}", HEAD))
    yield Item(row.name or "(no name)", " ")
    if row.country:
        yield Item(row.country, page.dot)
    verdict = Text(row.verdict.replace("-", " "), _STYLES[row.verdict])
    yield Item(verdict, page.dot)
    if row.party:
        yield Item(f"{row.score} of 100", page.dot)


def _party(row: ScreenRow, page: Page) -> Iterator[Item]:
    yield Item(name_text(row.party_name, "", page))
    yield from (Item(part, page.dot) for part in (row.party_country, row.party_kind) if part)
    yield from (Item(badge_text(badge), " ") for badge in badges_of(row.listed))
    yield Item(Text(f"id:{row.party}", QUIET), page.dot)
