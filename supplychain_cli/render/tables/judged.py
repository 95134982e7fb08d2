"""Judgements that were written into the records or taken back, as rows."""

from __future__ import annotations

from supplychain_cli.queries.identity.answers import Judgement
from supplychain_cli.queries.identity.pairs import JudgedAnswer
from supplychain_cli.render.tables.table import Table

_COLUMNS = ("happened", "id", "judgement", "left", "right", "by", "on", "why", "location")


def table(answer: JudgedAnswer) -> Table:
    """Give one row a judgement."""
    revoked = [] if answer.revoked is None else [_row("revoked", answer.revoked)]
    return Table(_COLUMNS, (*revoked, *(_row("written", made) for made in answer.judgements)))


def _row(happened: str, made: Judgement) -> tuple[str, ...]:
    return (
        happened, made.identity, made.judgement, made.left.id, made.right.id, made.by, made.on, made.why,
        made.location,
    )  # fmt: skip
