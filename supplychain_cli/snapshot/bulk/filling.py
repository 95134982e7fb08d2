"""Tables of the database to columns, a stretch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from supplychain_cli.snapshot.bulk.beside import Beside
from supplychain_cli.snapshot.format import TABLES
from supplychain_cli.snapshot.writing import SegmentWriter, code_type

if TYPE_CHECKING:
    from threading import Event

    import numpy as np
    from duckdb import DuckDBPyConnection

STRETCH = 1_000_000
"""Rows fetched at a time."""
TEXTS = 50_000
"""Texts fetched at a time, and fewer where they are long."""
BYTES = 4_000_000
"""Bytes of texts that the database joins at a time, unless one has more."""
MOST_TERMS = 60_000
"""Different texts up to which a column is stored as codes."""
_TYPES = {"u4": "UINTEGER", "day": "INTEGER", "rank": "UTINYINT"}
_STORED = {"u4": "u4", "day": "i4", "rank": "u1"}
_CODES = {"u1": "UTINYINT", "u2": "USMALLINT", "u4": "UINTEGER"}


def table(connection: DuckDBPyConnection, writer: SegmentWriter, name: str, beside: Beside) -> None:
    """Write a table of the database, in the order in which it lies there, as the columns that it has of `TABLES`.

    Columns of texts are left to `beside`, so the table must stay until that is done.
    """
    count = _one(connection, f"SELECT count(*) FROM {name}")
    writer.counts[name] = count
    held = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    for column in (column for column in TABLES[name] if column in held):
        if count:
            _column(connection, writer, name, column, count=count, beside=beside)


def _column(
    connection: DuckDBPyConnection,
    writer: SegmentWriter,
    name: str,
    column: str,
    *,
    count: int,
    beside: Beside,
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
        # Named now, so that columns are described in one order, whichever is written first.
        writer.described[full] = {"type": "text"}
        beside.do(lambda own: writer.joined(full, _texts(own, name, column, count, beside.stopped)))


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


def _texts(
    connection: DuckDBPyConnection, name: str, column: str, count: int, stopped: Event
) -> Iterator[tuple[np.ndarray[Any, Any], bytes]]:
    """Give the texts of a stretch of rows in one, after where each ends in the column.

    The database joins them: to make an object of each would keep all other threads of this process waiting.
    """
    import numpy as np

    end = np.uint64(0)
    for begin in range(0, count, TEXTS):
        found = connection.execute(
            f'SELECT strlen("{column}")::UBIGINT AS it FROM {name} '
            f"WHERE rowid >= {begin} AND rowid < {begin + TEXTS}"
        ).fetchnumpy()
        ends = np.cumsum(found["it"], dtype=np.uint64)
        cuts = np.searchsorted(ends, np.arange(BYTES, int(ends[-1]), BYTES)).tolist()
        for first, last in pairwise(dict.fromkeys((0, *cuts, len(ends)))):
            joined = connection.execute(
                f"SELECT encode(string_agg(\"{column}\", '' ORDER BY rowid)) FROM {name} "
                f"WHERE rowid >= {begin + first} AND rowid < {begin + last}"
            ).fetchone()
            yield (ends[first:last] + end).astype("<u8", copy=False), joined[0] if joined else b""
        end += ends[-1]
        if stopped.is_set():
            return


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
