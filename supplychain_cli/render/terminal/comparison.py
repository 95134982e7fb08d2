"""Two receipts: whether the same was answered, and what differs."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.audit.comparison import ComparisonAnswer, FindingChange
from supplychain_cli.render import compared
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.theme import HEAD, MARK, QUIET

_IN = "  "


def paint(answer: ComparisonAnswer, envelope: Envelope, page: Page) -> None:
    """Write the verdict, both receipts, the findings that came, changed and went, and all else that differs."""
    page.write(Text(compared.verdict(answer), HEAD))
    for receipt in (answer.old, answer.new):
        page.write(compared.side(receipt), _IN, _IN * 2)
    for turn, title in compared.TURNS.items():
        _paint_findings(title, [change for change in answer.findings if change.turn == turn], page)
    for part in compared.parts(answer):
        page.heading(compared.title(part))
        for item in answer.differences:
            if item.part == part:
                page.write(compared.difference(item), _IN, _IN * 2)
    page.blank()
    if not answer.new.findings:
        page.write(NOT_NOTHING)
    if envelope.dataset:
        paint_foot(page, envelope, answer.notices)


def _paint_findings(title: str, changes: list[FindingChange], page: Page) -> None:
    if not changes:
        return
    page.heading(f"{title} ({len(changes):,})")
    for change in changes:
        line = Text.assemble(compared.finding(change), "  ", (change.fingerprint, QUIET))
        page.write(line, _IN, _IN * 2)
        for words in compared.changed(change):
            page.write(Text(words, MARK), _IN * 3, _IN * 4)
