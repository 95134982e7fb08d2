"""Tables of the database to columns, a stretch of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from supplychain_cli.snapshot.format import TABLES
from supplychain_cli.snapshot.writing import SegmentWriter, code_type

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection

STRETCH = 1_000_000
"""Rows fetched at a time."""
MOST_TERMS = 60_000
"""Different texts up to which a column is stored as codes."""
_TYPES = {"u4": "UINTEGER", "day": "INTEGER", "rank": "UTINYINT"}
_STORED = {"u4": "u4", "day": "i4", "rank": "u1"}
_CODES = {"u1": "UTINYINT", "u2": "USMALLINT", "u4": "UINTEGER"}
Each = Callable[[int], None]
"""Told how many rows were written."""


def table(
    connection: DuckDBPyConnection, writer: SegmentWriter, name: str, told: Each = lambda _rows: None
) -> None:
    """Write a table of the database, in the order in which it lies there, as the columns that it has of `TABLES`."""
    count = _one(connection, f"SELECT count(*) FROM {name}")
    writer.counts[name] = count
    held = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    for column in (column for column in TABLES[name] if column in held):
        if count:
            _column(connection, writer, name, column, count)
        told(count)


def _column(
    connection: DuckDBPyConnection, writer: SegmentWriter, name: str, column: str, count: int
) -> None:
    kind, full = TABLES[name][column], f"{name}.{column}"
    low, high = connection.execute(f'SELECT min("{column}"), max("{column}") FROM {name}').fetchone() or (
        None,
        None,
    )
    if low == high:
        writer.constant(name, column, low)
    elif kind in _TYPES:
        chunks = fetched(connection, f'"{column}"::{_TYPES[kind]}', name, count)
        writer.numbers(full, _STORED[kind], chunks)
    elif kind == "coded" or (name == "edge" and terms(connection, name, column) <= MOST_TERMS):
        _coded(connection, writer, name, column, count)
    else:
        writer.texts(full, _texts(connection, name, column, count))


def _coded(connection: DuckDBPyConnection, writer: SegmentWriter, name: str, column: str, count: int) -> None:
    words = code(connection, name, column, "term")
    kind = code_type(len(words))
    chunks = fetched(connection, f'enum_code("{column}"::term)::{_CODES[kind]}', name, count)
    writer.numbers(f"{name}.{column}.codes", kind, chunks)
    writer.terms(f"{name}.{column}", words)


def code(connection: DuckDBPyConnection, name: str, column: str, type_: str) -> list[str]:
    """Make a type of the texts of a column, whose codes follow their order; gives them."""
    chosen = f'SELECT DISTINCT "{column}"::VARCHAR AS term FROM {name} ORDER BY 1'
    connection.execute(f"CREATE OR REPLACE TYPE {type_} AS ENUM ({chosen})")
    found = connection.execute(f"SELECT unnest(enum_range(NULL::{type_}))::VARCHAR").fetchall()
    return [row[0] for row in found]


def _texts(connection: DuckDBPyConnection, name: str, column: str, count: int) -> Iterator[str]:
    for begin in range(0, count, STRETCH // 10):
        # As an array: fetching rows one by one takes almost three times as long.
        found = connection.execute(
            f'SELECT "{column}" AS it FROM {name} WHERE rowid >= {begin} AND rowid < {begin + STRETCH // 10} '
        ).fetchnumpy()
        yield from found["it"].tolist()


def fetched(
    connection: DuckDBPyConnection, expression: str, name: str, count: int
) -> Iterable[np.ndarray[Any, Any]]:
    """Give an expression for every row as arrays of numbers, one for each stretch."""
    import numpy as np

    for begin in range(0, count, STRETCH):
        found = connection.execute(
            f"SELECT {expression} AS it FROM {name} WHERE rowid >= {begin} AND rowid < {begin + STRETCH} "
        ).fetchnumpy()
        yield np.ascontiguousarray(found["it"])


def terms(connection: DuckDBPyConnection, name: str, column: str) -> int:
    """Count the different texts of a column, up to one more than are stored as codes."""
    return _one(
        connection, f'SELECT count(*) FROM (SELECT DISTINCT "{column}" FROM {name} LIMIT {MOST_TERMS + 1})'
    )


def _one(connection: DuckDBPyConnection, statement: str) -> int:
    found = connection.execute(statement).fetchone()
    return int(found[0]) if found else 0
