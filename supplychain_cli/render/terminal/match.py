"""Pairs of parties that may be the same."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.identity.pairs import MatchAnswer, MatchPair, Side
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET
from supplychain_cli.render.words import count


def paint(answer: MatchAnswer, envelope: Envelope, page: Page) -> None:
    """Write every pair with what tells for and against it; a person judges."""
    for number, pair in enumerate(answer.pairs, 1):
        paint_pair(pair, f"{number}. ", page)
    page.blank()
    page.write(
        f"The names of {count(answer.parties, 'party', 'parties')} were compared with those in {answer.against}.",
        style=QUIET,
    )
    if answer.more:
        page.write("There are more pairs; --limit shows more.", style=QUIET)
    if answer.pairs:
        page.write("Nobody has judged them: `supplychain match --judge` asks you, one by one.", style=QUIET)
    paint_foot(page, envelope, answer.notices)


def paint_pair(pair: MatchPair, number: str, page: Page) -> None:
    """Write one pair: the score and what it means, why, and both sides."""
    page.blank()
    measured = (
        "" if pair.precision is None else f", as {pair.precision:.0%} of measured pairs with such a score"
    )
    page.write(Text(f"{number}{pair.score:g} of 100{measured}", "bold"))
    page.write(pair.why, IN, IN)
    if pair.apart:
        page.write(Text(pair.apart, MARK), IN, IN)
    for side in (pair.left, pair.right):
        page.flow(_side(side, page), IN, IN * 3)
        for words in _about(side):
            page.write(words, IN * 2, IN * 3, QUIET)
    for made in pair.judgements:
        page.write(
            f"judged {made.judgement} by {made.by}, {made.on}: {made.why} ({made.identity})", IN, IN * 2
        )


def _side(side: Side, page: Page) -> Iterator[Item]:
    yield from party_items(side.party, page)
    yield Item(side.party.kind, page.dot)
    yield Item(Text(f"id:{side.party.id}", QUIET), page.dot)
    yield Item(Text(side.location, PLACE), page.dot)


def _about(side: Side) -> Iterator[str]:
    if side.matched != side.party.name:
        yield f"compared by its name {side.matched}"
    if side.names:
        yield f"also {', '.join(side.names)}"
    numbers = ", ".join(f"{number.scheme} {number.value}" for number in side.identifiers)
    figures = f"{count(side.relations, 'relation')}, {count(side.listings, 'listing')}"
    records = f", {count(side.records, 'record')}" if side.records > 1 else ""
    yield f"{numbers or 'no identifier'}; {figures}{records}"
