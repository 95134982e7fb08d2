"""The two ends of a relation's period as a source gives them: a year, a month or a day each."""

from __future__ import annotations

from supplychain_cli.queries.extract.rows import ExportRelation

_OPEN = frozenset({"", ".."})


def ends_of(relation: ExportRelation) -> tuple[str, str]:
    """Give the first and the last date; empty where the period is open there or nobody said.

    One date is both: `2022` was true in the course of 2022.
    """
    if not relation.period:
        return relation.first, relation.last
    begin, slash, end = relation.period.partition("/")
    last = end if slash else begin
    return "" if begin in _OPEN else begin, "" if last in _OPEN else last
