"""Judgements that were written into the records or taken back."""

from __future__ import annotations

from supplychain_cli.queries.identity.pairs import JudgedAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count, listing


def paint(answer: JudgedAnswer, envelope: Envelope, page: Page) -> None:
    """Write what changed, and where."""
    if answer.revoked is not None:
        page.write(f"The judgement {answer.revoked.identity} was taken out of {answer.revoked.location}.")
        parties = "; ".join(listing(part) for part in answer.left)
        what = "they stay one party" if len(answer.left) == 1 else f"there are {len(answer.left)} parties"
        page.write(f"Without it {what}: {parties}", IN, IN)
    if answer.judgements or answer.revoked is None:
        written = count(len(answer.judgements), "judgement")
        page.write(f"{written} {'was' if len(answer.judgements) == 1 else 'were'} written to {answer.file}.")
    for made in answer.judgements:
        page.write(f"{made.judgement}: {made.left.name} and {made.right.name} ({made.identity})", IN, IN * 2)
    paint_foot(page, envelope, answer.notices)
