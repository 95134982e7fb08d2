"""What the signs of a page mean, in words: only those that occur on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.parties import badge_text, badges_of
from supplychain_cli.render.terminal.theme import INFERRED, MARK

if TYPE_CHECKING:
    from supplychain_cli.queries.chains.answers import Leg, Listed

_INFERRED = "inferred: our conclusion, which no source states"

MARKS = {
    "assumed": "nobody has decided that the two are the same; the chain holds only if they are",
    "undated": "no source says when; such a leg is taken to fit any date",
    "within-group": "one company of a group received goods, another sold goods; that they passed between is inferred",
    "goods-by-code": "only the customs code says that the goods may be those of the leg before",
    "goods-unknown": "the records do not name the goods of this leg",
    "goods-change": "no record says how the goods of the leg before become the goods of this one",
    "group-level": "the source names the group; which of its companies traded is not recorded",
    "indirect": "the goods went through other parties",
    "origin-country": "the source names a country, and no company",
    "aggregate": "a total of many trades",
    "disputed": "someone concerned denies the claim, or sources contradict each other",
    "candidate": "nobody has verified the claim yet; it is doubtful and never counts as stated",
    "retracted": "the claim was withdrawn and does not count",
}


def paint_legend(page: Page, legs: Iterable[Leg], listed: Iterable[Listed], dash: str) -> None:
    """Write one line for each kind of line, mark and badge that the page uses; nothing when it uses none.

    `dash` is the page's line for what is inferred.
    """
    from supplychain_cli.render.sentences import is_inferred  # not needed for a page without chains

    legs = list(legs)
    arrows = [(Text(dash, INFERRED), _INFERRED)] if any(map(is_inferred, legs)) else []
    _paint(page, [*arrows, *_signs((mark for leg in legs for mark in leg.marks), listed)])


def paint_signs(page: Page, marks: Iterable[str], listed: Iterable[Listed]) -> None:
    """Write one line for each mark and badge of a page without arrows; nothing when it uses none."""
    _paint(page, list(_signs(marks, listed)))


def _signs(marks: Iterable[str], listed: Iterable[Listed]) -> Iterator[tuple[Text, str]]:
    used = frozenset(marks)
    yield from ((Text(mark, MARK), words) for mark, words in MARKS.items() if mark in used)
    yield from ((badge_text(badge), badge.words) for badge in badges_of(listed))


def _paint(page: Page, lines: Sequence[tuple[Text, str]]) -> None:
    if not lines:
        return
    page.heading("What the signs mean")
    widest = max(sign.cell_len for sign, _ in lines)
    beside = widest < page.screen.width // 2
    for sign, words in lines:
        if beside:
            page.write(words, Text.assemble("  ", sign, " " * (widest - sign.cell_len + 2)))
        else:
            page.write(sign, "  ")
            page.write(words, "      ")
