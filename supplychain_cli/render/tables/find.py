"""Matches as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.found import FindAnswer
from supplychain_cli.render.tables.table import Table, listed_text


def table(answer: FindAnswer) -> Table:
    """Give one row a match, best first."""
    columns = ("id", "name", "native", "kind", "country", "score", "matched", "why", "listed")
    rows = (
        (
            match.id,
            match.name,
            match.native,
            match.kind,
            match.country,
            match.score,
            match.matched,
            match.why,
            listed_text(match.listed),
        )
        for match in answer.matches
    )
    return Table(columns, tuple(rows))
