"""Compared pairs on a screen."""

from __future__ import annotations

from supplychain_cli.queries.naming.pairs import PairsAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page


def paint(answer: PairsAnswer, _envelope: Envelope, page: Page) -> None:
    """Write one row a pair."""
    page.grid(
        ("row", "name1", "name2", "score", "match"),
        [
            (
                str(pair.row),
                pair.name1,
                pair.name2,
                "" if pair.score is None else f"{pair.score:g}",
                pair.why if pair.match is None else "yes" if pair.match else "no",
            )
            for pair in answer.pairs
        ],
    )
