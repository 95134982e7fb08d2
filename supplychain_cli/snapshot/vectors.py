"""Columns as arrays, a stretch of rows at a time, for what passes over whole tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from supplychain_cli.snapshot.column import Coded, Constant, Ints, Texts
from supplychain_cli.snapshot.segment import Table

Vector: TypeAlias = np.ndarray[Any, Any]


def stretch(column: Any, begin: int, end: int, each: Callable[[str], str] | None = None) -> Vector:  # noqa: ANN401 - any column
    """Give the values of a column from one row to another: numbers as numbers, texts as objects.

    `each` is applied to every text, once for each different one where the column is coded.
    """
    if isinstance(column, Constant):
        value = each(column.value) if each else column.value
        found: Vector = np.full(end - begin, value, dtype=object if isinstance(value, str) else np.int64)
        return found
    if isinstance(column, Ints):
        return np.asarray(column.part(begin, end))
    if isinstance(column, Coded):
        terms = np.array([each(term) if each else term for term in column.terms], dtype=object)
        chosen: Vector = terms[np.asarray(column.codes.part(begin, end))]
        return chosen
    assert isinstance(column, Texts)  # there are no other columns  # noqa: S101
    texts = column.stretch(begin, end)
    return np.array([each(text) for text in texts] if each else texts, dtype=object)


def part(
    table: Table, columns: Sequence[str], begin: int, end: int, *, each: Mapping[str, Callable[[str], str]]
) -> dict[str, Vector]:
    """Give some columns of a table from one row to another, and as `place` the numbers of the rows.

    `each` has what is applied to the texts of a column, by its name.
    """
    held = {column: stretch(table[column], begin, end, each.get(column)) for column in columns}
    return {"place": np.arange(begin, end), **held}


def turned(
    rows: Sequence[tuple[Any, ...]], columns: Sequence[str], numbers: Collection[str]
) -> dict[str, Vector]:
    """Give rows as columns, of numbers or of texts."""
    return {
        column: np.array([row[at] for row in rows], dtype=None if column in numbers else object)
        for at, column in enumerate(columns)
    }
