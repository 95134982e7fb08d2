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
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

STRETCH = 1_000_000
"""Rows fetched at a time."""
BYTES = 4_000_000
"""Bytes of texts fetched at a time, unless one has more."""
MOST_TERMS = 60_000
"""Different texts up to which a column is stored as codes."""
_TYPES = {"u4": "UINTEGER", "day": "INTEGER", "rank": "UTINYINT"}
_STORED = {"u4": "u4", "day": "i4", "rank": "u1"}
_CODES = {"u1": "UTINYINT", "u2": "USMALLINT", "u4": "UINTEGER"}


def table(connection: DuckDBPyConnection, writer: SegmentWriter, name: str, beside: Beside) -> None:
    """Write a table of the database, in the order in which it lies there, as the columns that it has of `TABLES`.

    Columns of texts are left to `beside`, so the table must stay until that is done.
    """
    count = count_of(connection, name)
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
    constant = _constant(connection, name, column)
    if constant is not None:
        writer.constant(name, column, constant[0])
    elif kind in _TYPES:
        chunks = fetched(connection, f'"{column}"::{_TYPES[kind]}', name, count)
        writer.numbers(full, _STORED[kind], chunks)
    elif (words := _words(connection, name, column, kind)) is not None:
        _write_codes(connection, writer, name, column, words, count=count)
    else:
        # Named now, so that columns are described in one order, whichever is written first.
        writer.described[full] = {"type": "text"}
        beside.do(lambda own: writer.joined(full, _texts(own, name, column, count, beside.stopped)))


def _constant(connection: DuckDBPyConnection, name: str, column: str) -> tuple[Any] | None:
    """Give what stands in every row of a column; None where rows differ."""
    one = f'SELECT "{column}" FROM {name} LIMIT 1'
    another = connection.execute(f'SELECT 1 FROM {name} WHERE "{column}" IS DISTINCT FROM ({one}) LIMIT 1')
    return None if another.fetchone() else connection.execute(one).fetchone()


def _words(connection: DuckDBPyConnection, name: str, column: str, kind: str) -> list[str] | None:
    """Give the different texts of a column that is stored as codes; None for another."""
    if kind != "coded" and name != "edge":
        return None
    return code(connection, name, column, "term", most=None if kind == "coded" else MOST_TERMS)


def _write_codes(
    connection: DuckDBPyConnection,
    writer: SegmentWriter,
    name: str,
    column: str,
    words: list[str],
    *,
    count: int,
) -> None:
    kind = code_type(len(words))
    chunks = fetched(connection, f'enum_code("{column}"::term)::{_CODES[kind]}', name, count)
    writer.numbers(f"{name}.{column}.codes", kind, chunks)
    writer.terms(f"{name}.{column}", words)


def code(
    connection: DuckDBPyConnection, rows: str, column: str, type_: str, *, most: int | None = None
) -> list[str] | None:
    """Make a type of the texts of a column, whose codes follow their order; gives them.

    None, and no type, where there are more than `most` of them.
    """
    limit = "" if most is None else f" LIMIT {most + 1}"
    connection.execute(
        f'CREATE OR REPLACE TABLE distinct_terms AS SELECT DISTINCT "{column}" AS term FROM {rows}{limit}'
    )
    if most is not None and count_of(connection, "distinct_terms") > most:
        return None
    connection.execute(
        f"CREATE OR REPLACE TYPE {type_} AS ENUM (SELECT term::VARCHAR FROM distinct_terms ORDER BY 1)"
    )
    found = connection.execute(f"SELECT unnest(enum_range(NULL::{type_}))::VARCHAR").fetchall()
    return [row[0] for row in found]


def _texts(
    connection: DuckDBPyConnection, name: str, column: str, count: int, stopped: Event
) -> Iterator[tuple[np.ndarray[Any, Any], bytes]]:
    """Give the texts of a stretch of rows in one, after where each ends in the column.

    Arrow lays them out so: to make an object of each would keep all other threads of this process waiting.
    """
    import numpy as np

    end = np.uint64(0)
    begin = 0
    for lengths in fetched(connection, f'strlen("{column}")::UINTEGER', name, count):
        ends = np.cumsum(lengths, dtype=np.uint64)
        cuts = np.searchsorted(ends, np.arange(BYTES, int(ends[-1]), BYTES)).tolist()
        for first, last in pairwise(dict.fromkeys((0, *cuts, len(ends)))):
            texts = connection.sql(
                f'SELECT "{column}" FROM {name} WHERE rowid >= {begin + first} AND rowid < {begin + last}'
            )
            yield (ends[first:last] + end).astype("<u8", copy=False), _joined(texts)
        begin, end = begin + len(ends), end + ends[-1]
        if stopped.is_set():
            return


def _joined(texts: DuckDBPyRelation) -> bytes:
    """Give the texts of a column in one, without NULL among them."""
    from nanoarrow import c_array_stream

    parts = []
    for batch in c_array_stream(texts):
        column = batch.child(0)
        view = column.view()
        places = memoryview(view.buffer(1))
        begin, end = places[column.offset], places[column.offset + len(column)]
        parts.append(memoryview(view.buffer(2))[begin:end])
    return b"".join(parts)


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


def count_of(connection: DuckDBPyConnection, rows: str) -> int:
    """Count the rows of a table, or of a SELECT in brackets."""
    found = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
    return int(found[0]) if found else 0
