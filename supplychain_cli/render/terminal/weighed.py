"""Evidence piece by piece, with the arithmetic of its grade."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from supplychain_cli.queries.cards.papers import Weighed
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import paint_citation
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import QUIET, grade_text


def paint_evidence(page: Page, evidence: Sequence[Weighed], reasoning: str) -> None:
    """Write every piece of evidence with how its letter and figure make its grade, and what follows for the whole."""
    page.heading("Evidence")
    if reasoning:
        page.write(reasoning, IN, IN)
    if not evidence:
        page.write("No source is recorded.", IN, IN)
    for piece in evidence:
        paint_citation(page, piece.citation, IN, "stated")
        page.flow(_arithmetic(page, piece), IN * 2)


def _arithmetic(page: Page, piece: Weighed) -> list[Item]:
    """Give `source B (usually reliable) x information 2 (probably true) = ●●●○ probable`."""
    letter = piece.citation.reliability or "F"
    by = "×" if page.screen.unicode else "x"
    return [
        Item(Text(f"source {letter} ({piece.reliability_means})", QUIET)),
        Item(Text(f"{by} information {piece.citation.credibility} ({piece.credibility_means})", QUIET), " "),
        Item(Text("= ", QUIET).append_text(grade_text(piece.grade, page.signs)), " "),
    ]
