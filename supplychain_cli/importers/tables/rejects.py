"""The rows of a text table that cannot be parted into cells: each counted with its reason, none lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.importers.report import SHOWN_ROWS, Report
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.tables.source import MAX_LINE, Source
from supplychain_cli.light import NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TOO_LONG = f"The row is longer than {MAX_LINE // 1024**2} MB."
_CUT = "The file ends in the middle of this row."
_OPEN = "A quote in the row is not closed, or stands where none belongs."
_REASONS = {
    "MISSING COLUMNS": "The row has too few columns.",
    "TOO MANY COLUMNS": "The row has too many columns.",
    "UNQUOTED VALUE": _OPEN,
    "LINE SIZE OVER MAXIMUM": _TOO_LONG,
    "INVALID ENCODING": "The row is not UTF-8.",
}
_CUT_OFF = {"MISSING COLUMNS", "UNQUOTED VALUE"}
"""What the database may say of a row that a file ends in the middle of."""
_ODD = "The row cannot be parted into cells."
_HALF = 2
SAMPLE = 1 << 20
"""Bytes at the beginning of a larger file that are read before all of it."""


class Rejects(NamedTuple):
    """A file, where its text lies, and the query that read it."""

    file: Path
    path: Path
    read: Source


class Gone(NamedTuple):
    """A reason, how many rows are gone for it, and the first of them."""

    why: str
    many: int
    rows: list[int]


def renumbered(connection: DuckDBPyConnection, read: Source, rows: str, table: str) -> bool:
    """Count the rows that were rejected into the numbers of those behind them, and say whether there are any.

    `rows` has the column `row`; what is made of it lies in a new table.
    """
    (some,) = connection.execute(f"SELECT count(*) FROM {read.rejects}").fetchone() or (0,)
    if not some:
        return False
    connection.execute(
        "CREATE OR REPLACE TABLE shifts AS SELECT line - place AS before, max(place) AS shift FROM ("
        "SELECT line, row_number() OVER (ORDER BY line) AS place FROM "
        f"(SELECT DISTINCT line FROM {read.rejects})) GROUP BY before"
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT s.* REPLACE (s.row + coalesce(m.shift, 0) AS row) "
        f"FROM {rows} s ASOF LEFT JOIN shifts m ON s.row > m.before"
    )
    return True


def refuse_hopeless(connection: DuckDBPyConnection, of: Rejects, folder: Path) -> None:
    """Raise DataFault (D222) where more than half of the first rows of a large file cannot be parted into cells.

    The database keeps each error in memory until it has read the whole file: gigabytes, were all rows like these.
    """
    if of.path.stat().st_size <= SAMPLE:
        return
    with of.path.open("rb") as stream:
        head = stream.read(SAMPLE)
    sample = folder / "sample"
    sample.write_bytes(head[: head.rfind(b"\n") + 1])
    told = [str(sample) if each == str(of.path) else each for each in of.read.parameters]
    connection.execute(f"CREATE OR REPLACE TABLE sampled AS {of.read.statement}", told)
    (rows,) = connection.execute("SELECT count(*) FROM sampled").fetchone() or (0,)
    found = _found(connection, of.read)
    connection.execute(f"DROP TABLE sampled; DROP TABLE {of.read.rejects}; DROP TABLE {of.read.rejects}_scan")
    sample.unlink()
    _refuse_odd(of.file, found, int(rows) + sum(each.many for each in found), "first ")


def count(connection: DuckDBPyConnection, of: Rejects, report: Report, *, whole: bool) -> None:
    """Count every row that was rejected; `whole` where the file was read to its end.

    A file that ends in the middle of its last row gets a notice (N201). Raises DataFault: D205 when an open quote takes
    other rows with it, D222 when more than half of the rows are gone.
    """
    found = _found(connection, of.read)
    if whole:
        for gone in found:
            if gone.why == _OPEN and of.read.lines:
                _refuse_open(connection, of, gone.rows[0], sum(each.many for each in found))
        last = of.read.first + report.files.get(of.file.name, 0) + sum(gone.many for gone in found)
        (kind,) = connection.execute(
            f"SELECT arg_min(error_type, byte_position)::VARCHAR FROM {of.read.rejects} WHERE line = ?",
            [last],
        ).fetchone() or ("",)
        found = _with_end(found, of, report, last, kind or "")
    for why, many, rows in found:
        report.read(of.file.name, many)
        report.counted(of.file.name, why, many, rows, whole=True)
    _refuse_odd(of.file, found, report.files.get(of.file.name, 0))


def _found(connection: DuckDBPyConnection, read: Source) -> list[Gone]:
    rows = connection.execute(
        f"SELECT kind, count(*), min(line, {SHOWN_ROWS}) FROM ("
        f"SELECT line, arg_min(error_type, byte_position)::VARCHAR AS kind FROM {read.rejects} GROUP BY line"
        ") GROUP BY kind ORDER BY kind"
    ).fetchall()
    return [Gone(_REASONS.get(kind, _ODD), count, rows) for kind, count, rows in rows]


def _refuse_open(connection: DuckDBPyConnection, of: Rejects, row: int, rejected: int) -> None:
    """Raise DataFault where lines are missing that belong to no row: an open quote has taken them with it.

    Cost: reads the file twice more, which only a file with such a row has to bear.
    """
    (held,) = connection.execute(of.read.lines, list(of.read.parameters)).fetchone() or (0,)
    with of.path.open("rb") as stream:
        lines = sum(1 for _ in stream)
    lost = lines - of.read.first - int(held) - rejected
    if lost > 0:
        why = f"row {row} has a quote that is not closed, and {lost:,} lines behind it cannot be told from its cells"
        raise fault("D205", of.file, why, "Close the quote in that row, or write it twice.", row=row)


def _with_end(found: list[Gone], of: Rejects, report: Report, last: int, kind: str) -> list[Gone]:
    """Add what the database does not say of the last row, which it rejected as `kind` or not at all.

    It drops a very long one without a word, and does not tell one that is cut off from one that is short.
    """
    end = _end(of.path)
    if len(end) > MAX_LINE and b"\n" not in end[:-1]:
        known = _REASONS.get(kind) == _TOO_LONG
        return found if known else _moved(found, Gone(_TOO_LONG, 1, [last + 1]))
    if kind not in _CUT_OFF or end.endswith((b"\n", b"\r")):
        return found
    report.notice(
        "N201",
        f"The file {of.file.name} is not whole: it ends in the middle of row {last}. The rows before it count.",
    )
    return _moved(found, Gone(_CUT, 1, [last]), _REASONS.get(kind, _ODD))


def _moved(found: list[Gone], one: Gone, before: str = "") -> list[Gone]:
    """Count one row more, and no longer for the reason `before`."""
    kept = [gone for gone in found if gone.why not in {before, one.why}]
    for gone in found:
        if gone.why == one.why:
            one = Gone(one.why, gone.many + 1, [*gone.rows, *one.rows][:SHOWN_ROWS])
        elif gone.why == before and gone.many > 1:
            kept.append(Gone(before, gone.many - 1, [row for row in gone.rows if row not in one.rows]))
    return [*kept, one]


def _end(path: Path) -> bytes:
    """Give the end of a file: more than the longest row, if there is so much."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - MAX_LINE - 2))
        return stream.read()


def _refuse_odd(file: Path, found: list[Gone], every: int, which: str = "") -> None:
    gone = sum(each.many for each in found)
    if gone * _HALF <= every:
        return
    first = min(found, key=lambda each: each.rows[0])
    why = (
        f"{gone:,} of its {which}{every:,} rows cannot be read, first row {first.rows[0]}: "
        f"{first.why[:1].lower()}{first.why[1:-1]}"
    )
    help_ = "Look at the delimiter and the encoding in the mapping, and at that row."
    raise fault("D222", file, why, help_, row=first.rows[0])
