"""Counts of a dataset as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.overviews import StatsAnswer
from supplychain_cli.render.tables.table import Cell, Table, joined


def table(answer: StatsAnswer) -> Table:
    """Give one row a count: of which section, by which fields, with which values."""
    return Table(("section", "by", "value", "count"), tuple(_rows(answer)))


def _rows(answer: StatsAnswer) -> Iterator[tuple[Cell, ...]]:
    yield from ((tally.keys[0], "", "", tally.count) for tally in answer.sections)
    for breakdown in answer.breakdowns:
        for row in breakdown.rows:
            yield (breakdown.section, joined(breakdown.by), joined(row.keys), row.count)
    for span in answer.spans:
        yield (span.section, "first day", span.first, None)
        yield (span.section, "last day", span.last, None)
        yield (span.section, "undated", "", span.undated)
    for ids in answer.single_source:
        yield (ids.section, "single source", joined(ids.ids), ids.count)
    for ids in answer.uncited:
        yield (
            ids.section,
            "no source" if ids.section != "sources" else "not cited",
            joined(ids.ids),
            ids.count,
        )
