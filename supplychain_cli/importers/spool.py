"""Rows on their way into the database: a plain file for each table, written while an importer streams."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.importers.rows import (
    DetailRow,
    FlowRow,
    IdentifierRow,
    ListingRow,
    NameRow,
    PartyRow,
    RelationRow,
    Row,
)
from supplychain_cli.importers.tables.engine import text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS: Mapping[str, type[Any]] = {
    "parties": PartyRow,
    "names": NameRow,
    "identifiers": IdentifierRow,
    "details": DetailRow,
    "listings": ListingRow,
    "relations": RelationRow,
    "flows": FlowRow,
}
"""The tables that a feed is read into, and the type of their rows."""
_MOST_BYTES = 4
"""Bytes of a character at most."""
_BUFFER = 4_000_000
"""Bytes that the database reads at a time. By itself it takes sixteen of the longest rows, which is memory that is
missing where rows are sorted."""


def empty(kind: str) -> str:
    """Give a SELECT without rows that has the columns of a table."""
    return f"SELECT {_typed(kind, tuple(KINDS[kind]._fields), ())} WHERE false"


def spooled(rows: Iterable[Row | FlowRow], folder: Path, connection: DuckDBPyConnection) -> dict[str, str]:
    """Load rows by way of a folder and give a SELECT for each of `KINDS`. The memory of Python is that of one row."""
    names = {type_: name for name, type_ in KINDS.items()}
    files = {name: folder / f"{name}.csv" for name in KINDS}
    longest = dict.fromkeys(KINDS.values(), 0)
    with ExitStack() as stack:
        writers = {}
        for type_, name in names.items():
            stream = stack.enter_context(files[name].open("w", encoding="utf-8", newline=""))
            writers[type_] = csv.writer(stream, quoting=csv.QUOTE_ALL)
        for row in rows:
            type_ = type(row)
            longest[type_] = max(longest[type_], writers[type_].writerow(row))
    views = {}
    for name, type_ in KINDS.items():
        lines = _lines(name, files[name], longest[type_]) if longest[type_] else empty(name)
        views[name] = loaded(connection, name, lines)
        files[name].unlink()
    return views


def loaded(connection: DuckDBPyConnection, table: str, rows: str) -> str:
    """Make a table of the rows of a SELECT, in any order, and give a SELECT for it.

    The database knows how many rows a table has, and so which side of a join it had better hold.
    """
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"CREATE TABLE {table} AS {rows}")
    connection.execute("SET preserve_insertion_order = true")
    return f"SELECT * FROM {table}"


def _lines(name: str, file: Path, longest: int) -> str:
    """Give the SELECT for a file whose longest row has so many characters."""
    line = _MOST_BYTES * longest
    fields = KINDS[name]._fields
    columns = ", ".join(f"{text(field)}: 'VARCHAR'" for field in fields)
    read = (
        f"read_csv({text(str(file))}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"new_line = '\\r\\n', nullstr = 'NULL\x01', max_line_size = {line}, "
        f"buffer_size = {max(line, _BUFFER)}, columns = {{{columns}}})"
    )
    return f"SELECT {_typed(name, fields, fields)} FROM {read}"


def _typed(name: str, fields: Sequence[str], held: Iterable[str]) -> str:
    """Write the columns of a table with their types; one that is not held has its default."""
    kind, held = KINDS[name], set(held)
    pieces = []
    for field in fields:
        default = kind._field_defaults.get(field, "")
        value = f'"{field}"' if field in held else text(str(default))
        if field == "row":
            pieces.append(f"try_cast({value} AS BIGINT) AS row")
        else:
            pieces.append(f'coalesce({value}::VARCHAR, {text(str(default))}) AS "{field}"')
    return ", ".join(pieces)


def typed(name: str, held: Iterable[str], source: str) -> str:
    """Give a SELECT with the columns of a table from a source that has some of them, texts or numbers."""
    return f"SELECT {_typed(name, KINDS[name]._fields, held)} FROM {source}"
