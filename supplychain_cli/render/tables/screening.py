"""Screened rows as rows."""

from __future__ import annotations

from collections.abc import Iterable

from supplychain_cli.queries.screen.rows import ScreenRow
from supplychain_cli.render.tables.table import Cell, joined, listed_text

COLUMNS = (
    "row",
    "name",
    "country",
    "verdict",
    "score",
    "party",
    "matched",
    "party_name",
    "party_kind",
    "party_country",
    "listed",
    "why",
    "apart",
    "others",
    "address",
)
BRIEF = (0, 1, 3, 4, 6, 7, 9, 10, 11, 12)
"""The columns that a page of Markdown has room for."""


def cells(rows: Iterable[ScreenRow]) -> list[tuple[Cell, ...]]:
    """Give one row of cells for each row; a party that is not there leaves its cells empty."""
    return [
        (
            row.number,
            row.name,
            row.country,
            row.verdict,
            row.score if row.party else None,
            row.party,
            row.matched,
            row.party_name,
            row.party_kind,
            row.party_country,
            listed_text(row.listed),
            row.why,
            row.apart,
            joined(f"{other.id} {other.score}" for other in row.others),
            row.address,
        )
        for row in rows
    ]
