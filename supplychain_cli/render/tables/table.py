"""The shape that CSV and Markdown share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Listed

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Flat rows under named columns; None is unknown and prints as an empty cell.

    CSV prints every column; Markdown prints those in `brief`, or all when it is empty, with the sentences in `opening`
    above the rows and those in `remarks` below.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    brief: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()


def with_column(table: Table, name: str, cells: Sequence[str]) -> Table:
    """Give a table with one more column, one cell a row; the same table where all of them are empty."""
    if not any(cells):
        return table
    rows = tuple((*row, cell) for row, cell in zip(table.rows, cells, strict=True))
    return replace(table, columns=(*table.columns, name), rows=rows, brief=(*table.brief, name))


def listed_text(listed: Iterable[Listed]) -> str:
    """Put the listings of a party into one cell, each once: `eu blocking; us-ofac blocking (candidate)`."""
    words = (
        f"{mark.authority} {mark.measure}{' (candidate)' * (mark.status == 'candidate')}" for mark in listed
    )
    return joined(dict.fromkeys(words))


def joined(parts: Iterable[object]) -> str:
    """Put several values into one cell."""
    return "; ".join(str(part) for part in parts)
