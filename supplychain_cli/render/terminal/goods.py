"""The table of goods."""

from __future__ import annotations

from supplychain_cli.queries.cards.overviews import GoodLine, GoodsAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page, Words
from supplychain_cli.render.terminal.parties import name_text
from supplychain_cli.render.words import count


def paint(answer: GoodsAnswer, envelope: Envelope, page: Page) -> None:
    """Write one row a good: name, id, HS codes, tier, and how many relations are about it."""
    under = f" under HS {answer.hs}" if answer.hs else ""
    page.heading(f"{count(len(answer.goods), 'good')}{under}")
    if answer.goods:
        page.blank()
        page.grid(("good", "id", "HS", "CHPL", "relations"), [_row(line, page) for line in answer.goods])
        page.blank()
        page.write("CHPL is the tier on the Common High Priority List, recorded or by HS code.", style="dim")
    paint_foot(page, envelope, answer.notices)


def _row(line: GoodLine, page: Page) -> tuple[Words, ...]:
    name = name_text(line.name, line.native, page, "")
    return (
        name,
        line.id,
        ", ".join(line.hs),
        ", ".join(line.chpl),
        f"{line.relations:,}" if line.relations else "",
    )
