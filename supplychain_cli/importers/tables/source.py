"""A file as a query: its headings, and a statement that gives its rows with their numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.tables.plain import Kind
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.mapping import TableMapping, columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAX_LINE = 2 * 1024 * 1024
"""Longest row of a text table in bytes; a longer one is left out. The database sets aside many times as much."""
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1000
"""Rows of JSON in which a heading must come up at least once."""
_RARE = "\x01"
"""A sign that no JSON holds: with it between cells, a line is one cell."""
_EXACT = (
    "DECIMAL",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)


class Source(NamedTuple):
    """The rows of one file as a statement with the columns `row`, `odd`, and a text `x0`, `x1`, ... for each heading.

    `odd` says why a row cannot be read, or is NULL. Rows that are not even parted into cells lie in `rejects`. A plain
    text has no `row`: its rows come in order, and counting them on the way would keep all threads but one waiting.
    """

    statement: str
    parameters: tuple[Any, ...]
    headings: tuple[str, ...]
    rejects: str = ""
    first: int = 1
    """Number of the row that holds the headings, where rows are counted by position; the next one is the first."""
    lines: str = ""
    """A statement that counts the lines of the rows that can be read, where a row may have several."""
    counted: bool = True
    """Whether the statement has `row`."""
    gapless: bool = False
    """Whether rows are counted without those that lie in `rejects`."""


def source(
    connection: DuckDBPyConnection, file: Path, path: Path, mapping: TableMapping, *, kind: Kind, number: int
) -> Source:
    """Make the query for a file whose content lies at `path`.

    Raises DataFault: D221 when a column of the mapping is not there or there twice, D208 for a damaged file.
    """
    if kind == "parquet":
        return _parquet(connection, file, path, mapping)
    if kind == "jsonl":
        return _json_lines(file, path, mapping, f"rejects_{number}")
    return _delimited(file, path, kind, mapping, f"rejects_{number}")


def _delimited(file: Path, path: Path, kind: Kind, mapping: TableMapping, rejects: str) -> Source:
    delimiter = "," if kind == "workbook" else mapping.delimiter
    delimiter, headings = _headings(path, delimiter, mapping)
    own = headings[1:] if kind == "workbook" else headings
    places = _places(file, own, mapping, delimiter if kind == "csv" else "")
    shift = len(headings) - len(own)
    row = "CAST(c0 AS BIGINT) AS row, " if shift else ""
    picked = "".join(f", c{place + shift} AS x{at}" for at, place in enumerate(places))
    listed = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(headings)))
    statement = (
        f"SELECT {row}NULL::VARCHAR AS odd{picked} FROM read_csv(?, delim = ?, "
        f"skip = {mapping.heading_row - 1}, columns = {{{listed}}}, header = true, {_reading(rejects)})"
    )
    breaks = " + ".join(
        f"coalesce(length(c{place}) - length(replace(c{place}, chr(10), '')), 0)"
        for place in range(len(headings))
    )
    lines = (
        f"SELECT count(*) + coalesce(sum({breaks}), 0) FROM read_csv(?, delim = ?, skip = {mapping.heading_row - 1}, "
        f"columns = {{{listed}}}, header = true, {_reading('')})"
    )
    return Source(
        statement,
        (str(path), delimiter),
        own,
        rejects,
        mapping.heading_row,
        lines,
        counted=bool(shift),
        gapless=not shift,
    )


def _reading(rejects: str) -> str:
    """Say how rows are parted into cells, and where those go that cannot be; nowhere without a name."""
    kept = f"store_rejects = true, rejects_table = '{rejects}', rejects_scan = '{rejects}_scan'"
    return (
        "auto_detect = false, quote = '\"', escape = '\"', strict_mode = true, "
        f"{kept if rejects else 'ignore_errors = true'}, max_line_size = {MAX_LINE}"
    )


def _headings(path: Path, delimiter: str, mapping: TableMapping) -> tuple[str, tuple[str, ...]]:
    """Give the sign between cells and the headings: with the sign that gives most of the wanted ones."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        for _ in range(mapping.heading_row - 1):
            stream.readline(MAX_LINE)
        text = stream.read(MAX_LINE)
    wanted = {_plain(name) for name in columns(mapping)}
    found = {
        sign: tuple(next(csv.reader(text.splitlines(keepends=True)[:50], delimiter=sign), ()))
        for sign in ((delimiter,) if delimiter else _DELIMITERS)
    }
    best = max(
        found, key=lambda sign: (len(wanted & {_plain(name) for name in found[sign]}), len(found[sign]))
    )
    return best, found[best]


def _places(file: Path, headings: Sequence[str], mapping: TableMapping, delimiter: str = "") -> list[int]:
    """Give the place of every wanted heading. Case and blanks in a heading do not count."""
    known: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        known.setdefault(_plain(heading), []).append(place)
    wanted = columns(mapping)
    missing = [name for name in wanted if _plain(name) not in known]
    if missing:
        raise _no_column(file, missing, headings, mapping, delimiter)
    twice = [name for name in wanted if len(known[_plain(name)]) > 1]
    if twice:
        why = f"row {mapping.heading_row} has more than one column {twice[0]}"
        help_ = "Give the columns headings of their own."
        raise fault("D221", file, why, help_, row=mapping.heading_row)
    return [known[_plain(name)][0] for name in wanted]


def _no_column(
    file: Path, missing: Sequence[str], headings: Sequence[str], mapping: TableMapping, delimiter: str
) -> DataFault:
    names = ", ".join(f"`{name}`" for name in missing[:5])
    shown = ", ".join(f"`{name[:60]}`" for name in headings[:30]) or "none"
    parted = f", parted by {delimiter!r}" if delimiter else ""
    why = f"the mapping {mapping.id} names {names}, and row {mapping.heading_row} has no such heading"
    help_ = f"Correct the headings in the mapping. The file has{parted}: {shown}."
    return fault("D221", file, why, help_, row=mapping.heading_row)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _json_lines(file: Path, path: Path, mapping: TableMapping, rejects: str) -> Source:
    headings = _sampled(path)
    wanted = columns(mapping)
    missing = [name for name in wanted if name not in headings]
    if missing:
        raise _no_column(file, missing, tuple(headings), mapping, "")
    pointers = [pointer for name in wanted for pointer in (_pointer((name,)), _pointer(name.split(".")))]
    picked = "".join(f", coalesce(v[{2 * at + 1}], v[{2 * at + 2}]) AS x{at}" for at in range(len(wanted)))
    statement = (
        "SELECT row, CASE WHEN line IS NOT NULL AND NOT coalesce(json_valid(line), false) "
        f"THEN 'The row is not JSON.' END AS odd{picked} FROM ("
        "SELECT row_number() OVER () AS row, line, "
        "json_extract_string(CASE WHEN json_valid(line) THEN line END, ?::VARCHAR[]) AS v "
        f"FROM read_csv(?, delim = '{_RARE}', columns = {{'line': 'VARCHAR'}}, header = false, {_line(rejects)})"
        ") WHERE line IS NOT NULL"
    )
    return Source(statement, (pointers, str(path)), tuple(headings), rejects, 0, gapless=True)


def _line(rejects: str) -> str:
    return _reading(rejects).replace("quote = '\"', escape = '\"'", "quote = '', escape = ''")


def _pointer(names: Sequence[str]) -> str:
    return "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)


def _sampled(path: Path) -> Mapping[str, None]:
    """Give the names in the first rows of JSON, those inside others with a full stop between: `seller.name`."""
    found: dict[str, None] = {}
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for line in islice(iter(lambda: stream.readline(MAX_LINE), ""), _SAMPLE):
            try:
                row = json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                continue
            if isinstance(row, dict):
                _named(row, "", found)
    return found


def _named(row: Mapping[str, object], before: str, found: dict[str, None]) -> None:
    for name, value in row.items():
        found[before + name] = None
        if isinstance(value, dict):
            _named(value, f"{before}{name}.", found)


def _parquet(connection: DuckDBPyConnection, file: Path, path: Path, mapping: TableMapping) -> Source:
    import duckdb

    try:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    except duckdb.Error as reason:
        why = "it is not whole, or no Parquet file"
        raise fault("D208", file, why, "Fetch the file again from its publisher.") from reason
    headings = tuple(str(column[0]) for column in described)
    places = _places(file, headings, mapping)
    picked = "".join(
        f", {_as_text(_quoted(headings[place]), str(described[place][1]), mapping.decimal)} AS x{at}"
        for at, place in enumerate(places)
    )
    numbered = "read_parquet(?, file_row_number = true)"
    statement = f"SELECT file_row_number + 1 AS row, NULL::VARCHAR AS odd{picked} FROM {numbered}"
    return Source(statement, (str(path),), headings, "", 0)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _as_text(column: str, kind: str, decimal: str) -> str:
    """Write a typed value as the mapping expects to read it."""
    if kind.startswith("TIMESTAMP"):
        return f"CAST(CAST({column} AS DATE) AS VARCHAR)"
    if kind in {"DOUBLE", "FLOAT"}:
        exact = f"CAST(TRY_CAST({column} AS DECIMAL(38, 9)) AS VARCHAR)"
        return rf"replace(regexp_replace({exact}, '\.?0+$', ''), '.', '{decimal}')"
    if kind.startswith(_EXACT):
        return f"replace(CAST({column} AS VARCHAR), '.', '{decimal}')"
    return f"CAST({column} AS VARCHAR)"
