"""Compared pairs as CSV, row by row while they are compared, with the columns of the table that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.exporters.cells import csv_line
from supplychain_cli.queries.naming.pairs import ADDED, Heading, PairRow
from supplychain_cli.render.clean import cleaned
from supplychain_cli.render.tables.pairs import word_of


def csv_lines(rows: Iterable[PairRow], heading: Heading) -> Iterator[str]:
    """Write the columns as they were and after them score, match and why."""
    yield csv_line((*(cleaned(heading.columns[at]) for at in heading.kept), *ADDED))
    for row in rows:
        shown = cleaned(row)
        yield csv_line((*shown.cells, shown.score, word_of(shown.match), shown.why))
