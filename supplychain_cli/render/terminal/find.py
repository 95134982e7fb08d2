"""Whom a name could mean, best first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from supplychain_cli.queries.cards.found import FindAnswer, Match
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_text, badges_of, name_text
from supplychain_cli.render.terminal.theme import QUIET
from supplychain_cli.render.words import count

if TYPE_CHECKING:
    from supplychain_cli.matching.explanation import Comparison

_LONGEST = 120  # characters of the name asked for that are repeated


def paint(answer: FindAnswer, envelope: Envelope, page: Page) -> None:
    """Write one block a match; asked to explain (or verbose), with the score and the reason."""
    explain = page.verbose or bool(envelope.query.get("explain"))
    asked = _shortened(str(envelope.query.get("name", "")))
    if answer.matches:
        page.heading(f"{count(len(answer.matches), 'match', 'matches')} for {asked}, the best first")
    else:
        page.heading(f"No match for {asked} among {count(answer.searched, 'recorded name')}")
    page.blank()
    for number, match in enumerate(answer.matches, 1):
        guide = f"{number}. "
        page.flow(_title(match, page), guide, " " * (len(guide) + 2))
        page.flow(_facts(match, page), " " * len(guide), " " * len(guide))
        if explain:
            page.write(f"{match.score} of 100: {match.why}", " " * len(guide), " " * len(guide))
            if match.comparison is not None:
                _paint_comparison(match.comparison, page, " " * len(guide))
    if answer.more:
        page.blank()
        page.write("There are further matches; --limit shows more of them.")
    paint_signs(page, (), [mark for match in answer.matches for mark in match.listed])
    paint_foot(page, envelope, answer.notices)


def _paint_comparison(found: Comparison, page: Page, guide: str) -> None:
    """Write how both names were read, and a line for each agreement and disagreement, with its cost."""
    read = f"'{_shortened(found.folded1)}' and '{_shortened(found.folded2)}'"
    page.write(f"Word by word {found.score:g} of 100, compared as {read}:", guide, guide)
    for point in found.points:
        cost = f"-{point.cost:g}" if point.cost else "0"
        page.write(f"{cost:>6}  {point.why}", guide, f"{guide}        ")


def _shortened(name: str) -> str:
    """Keep a pasted page from filling the screen; what it means is found from its beginning alone."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]} ..."


def _title(match: Match, page: Page) -> Iterator[Item]:
    yield Item(name_text(match.name, match.native, page))
    yield from (Item(part, page.dot) for part in (match.country, match.kind) if part)
    yield from (Item(badge_text(badge), " ") for badge in badges_of(match.listed))


def _facts(match: Match, page: Page) -> Iterator[Item]:
    yield Item(Text(f"id:{match.id}", QUIET))
    if match.matched.casefold() not in {match.name.casefold(), match.native.casefold()}:
        yield Item(f"recorded as {match.matched}", page.dot)
