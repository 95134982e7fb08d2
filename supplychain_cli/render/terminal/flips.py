"""When the verdicts on a party change, and why: one entry a change, oldest first."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.queries.ownership.answers import FlipsAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.rulings import WORDS, no_flip
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import HEAD, PLACE, QUIET


def paint(answer: FlipsAnswer, envelope: Envelope, page: Page) -> None:
    """Write what each authority's rules said at first, then every change with the records that made it."""
    page.heading(f"When the ownership rules change what they say of {answer.party.name}")
    page.blank()
    for begin in answer.beginnings:
        rule = begin.regime or "no rule"
        page.write(f"At first, {begin.authority} ({rule}): {WORDS[begin.verdict]}.", rest=IN)
    page.blank()
    for flip in answer.flips:
        page.flow(
            (
                Item(Text(flip.on, HEAD)),
                Item(f"{flip.authority}{f' ({flip.regime})' if flip.regime else ''}", page.dot),
                Item(f"{WORDS[flip.from_]} to {WORDS[flip.to]}", page.dot),
            )
        )
        for cause in flip.because:
            page.write(f"because {cause.says}", IN, IN * 2)
            page.write(
                Text.assemble((cause.record, QUIET), (page.dot, QUIET), (cause.location, PLACE)),
                IN * 2,
                IN * 2,
            )
    if not answer.flips:
        page.write(no_flip(answer))
    paint_foot(page, envelope, answer.notices)
