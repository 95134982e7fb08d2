"""Pairs of parties that may be the same, as rows."""

from __future__ import annotations

from supplychain_cli.queries.identity.pairs import MatchAnswer, MatchPair, Side
from supplychain_cli.render.tables.table import Table, joined

_COLUMNS = (
    "score", "precision", "left", "left_name", "left_country", "left_identifiers", "right", "right_name",
    "right_country", "right_identifiers", "why", "apart", "judged",
)  # fmt: skip
_BRIEF = ("score", "left", "left_name", "right", "right_name", "why", "apart", "judged")


def table(answer: MatchAnswer) -> Table:
    """Give one row a pair, the best first."""
    return Table(_COLUMNS, tuple(map(_row, answer.pairs)), _BRIEF)


def _row(pair: MatchPair) -> tuple[str, ...]:
    precision = "" if pair.precision is None else f"{pair.precision:g}"
    judged = joined(f"{made.judgement} ({made.identity})" for made in pair.judgements)
    return (f"{pair.score:g}", precision, *_side(pair.left), *_side(pair.right), pair.why, pair.apart, judged)


def _side(side: Side) -> tuple[str, ...]:
    numbers = joined(f"{number.scheme} {number.value}" for number in side.identifiers)
    return (side.party.id, side.matched, side.party.country, numbers)
