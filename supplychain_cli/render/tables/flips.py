"""Changes of verdicts as rows: one row a change."""

from __future__ import annotations

from supplychain_cli.queries.ownership.answers import FlipsAnswer
from supplychain_cli.render.rulings import no_flip
from supplychain_cli.render.tables.table import Table, joined

COLUMNS = ("on", "authority", "regime", "from", "to", "because", "records", "location")


def table(answer: FlipsAnswer) -> Table:
    """Give one row a change, oldest first."""
    rows = tuple(
        (
            flip.on, flip.authority, flip.regime, flip.from_, flip.to, joined(cause.says for cause in flip.because),
            joined(cause.record for cause in flip.because), joined(cause.location for cause in flip.because),
        )
        for flip in answer.flips
    )  # fmt: skip
    return Table(COLUMNS, rows, remarks=() if rows else (no_flip(answer),))
