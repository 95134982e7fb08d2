"""All files of a mapping in one table of cleaned text, each row with its number and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.importers.report import SHOWN_ROWS, Report
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.tables import cells, rejects
from supplychain_cli.importers.tables.engine import lacks_room, text
from supplychain_cli.importers.tables.plain import kind_of, plain
from supplychain_cli.importers.tables.readings import Reading, copied, understood
from supplychain_cli.importers.tables.source import Source, source
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.mapping import RowFilter, TableMapping, columns, constant

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FILE_BITS = 40
ROW_MASK = (1 << _FILE_BITS) - 1


class Rows(NamedTuple):
    """The table for the rows of a file: its number, and the most rows, 0 for all."""

    number: int
    most: int


class Staged(NamedTuple):
    """What the view `staged` gives: `spot` (file and row in one number), `file`, `row`, `verdict`, and its cells.

    `x0`, `x1`, ... are those that are taken as they are. What others mean is worked out once: `m0`, ... have what was
    understood, and `w0`, ... the cells that were not. A row counts where `verdict` is 0; all else of others is NULL.
    """

    places: dict[str, int]
    """Number of the column for each heading."""
    understood: dict[tuple[str, str], int]
    """Number of the column for what each reading gives, by `Reading.key`."""
    headings: tuple[str, ...]
    """All headings of the first file, wanted or not."""

    def cell(self, value: str) -> str:
        """Give the expression for a field of the mapping: a column, a constant, or NULL for an empty one."""
        fixed = constant(value)
        if fixed is not None:
            return text(fixed)
        return f"s.x{self.places[value]}" if value else "NULL::VARCHAR"

    def meaning(self, reading: Reading) -> str:
        """Give the expression for what a cell means, which is NULL where it cannot be understood."""
        fixed = constant(reading.column)
        return reading.meaning(text(fixed)) if fixed is not None else f"s.m{self.understood[reading.key]}"

    def misread(self, reading: Reading) -> str:
        """Give the expression for a cell that says something that cannot be understood; NULL for any other."""
        return f"s.w{self.understood[reading.key]}"


def staged(
    connection: DuckDBPyConnection,
    files: Sequence[Path],
    mapping: TableMapping,
    report: Report,
    *,
    folder: Path,
    most: int = 0,
) -> Staged:
    """Read the files once into tables below the view `staged`; at most so many rows of each, all without `most`.

    Counts rows in the report, and those that do not count with their reasons. Raises DataFault as `plain` and
    `source`, and D222 when more than half of the rows of a file cannot be read.
    """
    headings: tuple[str, ...] = ()
    parts = []
    kinds = [kind_of(file) for file in files]
    for number, (file, kind) in enumerate(zip(files, kinds, strict=True)):
        path = plain(file, kind, mapping, folder, number)
        read = source(connection, file, path, mapping, kind=kind, number=number)
        headings = headings or read.headings
        of = rejects.Rejects(file, path, read)
        parts.append(_filled(connection, of, mapping, folder, Rows(number, most)))
        _count(connection, file, mapping, report, parts[-1])
        if read.rejects:
            rejects.count(connection, of, report, whole=not most)
    connection.execute(f"CREATE OR REPLACE VIEW staged AS {' UNION ALL '.join(parts)}")
    places = {name: at for at, name in enumerate(columns(mapping))}
    meanings = {reading.key: at for at, reading in enumerate(understood(mapping))}
    return Staged(places, meanings, headings)


def _filled(
    connection: DuckDBPyConnection,
    of: rejects.Rejects,
    mapping: TableMapping,
    folder: Path,
    rows: Rows,
) -> str:
    """Read one file into a table, and give the SELECT of its rows for `staged`."""
    import duckdb

    try:
        if of.read.rejects:
            rejects.refuse_hopeless(connection, of, folder)
        return _read(connection, of.read, mapping, rows)
    except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException) as reason:
        if lacks_room(reason):
            raise
        why = f"it cannot be read as a table ({str(reason).splitlines()[0].strip()})"
        raise fault("D208", of.file, why, "Look at the file, or save it anew as CSV (UTF-8).") from reason


def _read(connection: DuckDBPyConnection, read: Source, mapping: TableMapping, rows: Rows) -> str:
    wanted = columns(mapping)
    cleaned = "".join(f", {cells.clean(f'x{at}', mapping.empty)} AS x{at}" for at in range(len(wanted)))
    kept = _cells(mapping)
    meant = "".join(
        f", CASE WHEN verdict = 0 THEN {reading.meaning(f'x{wanted.index(reading.column)}')} END AS m{at}"
        for at, reading in enumerate(understood(mapping))
    )
    picked = "".join(f", {cell} AS {name}" for name, cell in kept.items())
    own, limit = "row, " if read.counted else "", f" LIMIT {rows.most}" if rows.most else ""
    table = f"rows_{rows.number}"
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {own}verdict{picked} FROM ("
        f"SELECT *{meant} FROM (SELECT *, {_verdict(mapping)} AS verdict FROM ("
        f"SELECT {own}odd{cleaned} FROM ({read.statement}{limit}))))",
        list(read.parameters),
    )
    placed = table if read.counted else f"(SELECT rowid + {read.first + 1} AS row, * FROM {table})"
    if read.gapless and rejects.renumbered(connection, read, placed, f"{table}_renumbered"):
        connection.execute(f"DROP TABLE {table}")
        placed = f"{table}_renumbered"
    return _part(rows.number, placed, kept)


def _cells(mapping: TableMapping) -> dict[str, str]:
    """Give the columns of cells that are kept, with the expression for each."""
    places = {name: f"x{at}" for at, name in enumerate(columns(mapping))}
    kept = {places[name]: f"CASE WHEN verdict = 0 THEN {places[name]} END" for name in copied(mapping)}
    for at, reading in enumerate(understood(mapping)):
        kept[f"m{at}"] = f"m{at}"
        if reading.wanted:
            kept[f"w{at}"] = f"CASE WHEN verdict = 0 AND m{at} IS NULL THEN {places[reading.column]} END"
    return kept


def _part(number: int, rows: str, kept: Iterable[str]) -> str:
    named = "".join(f", {name}" for name in kept)
    return f"SELECT ({number}::BIGINT << {_FILE_BITS}) + row AS spot, {number} AS file, row, verdict{named} FROM {rows}"


def _verdict(mapping: TableMapping) -> str:
    """Number why a row does not count: -1 for one that cannot be read, else the condition that it does not meet."""
    names = {name: f"x{at}" for at, name in enumerate(columns(mapping))}
    cases = "".join(
        f" WHEN NOT ({_met(names[condition.column], condition)}) THEN {at}"
        for at, condition in enumerate(mapping.rows, 1)
    )
    return f"CASE WHEN odd IS NOT NULL THEN -1{cases} ELSE 0 END"


def _met(column: str, condition: RowFilter) -> str:
    cell = f"lower(coalesce({column}, ''))"
    parts = ["true"]
    if condition.is_:
        parts.append(f"{cell} IN ({_words(condition.is_)})")
    if condition.is_not:
        parts.append(f"{cell} NOT IN ({_words(condition.is_not)})")
    if condition.starts:
        begun = " OR ".join(f"starts_with({cell}, {text(begin.lower())})" for begin in condition.starts)
        parts.append(f"({begun})")
    return " AND ".join(parts)


def _words(words: Sequence[str]) -> str:
    return ", ".join(text(word.strip().lower()) for word in words)


def _count(
    connection: DuckDBPyConnection,
    file: Path,
    mapping: TableMapping,
    report: Report,
    rows_of: str,
) -> None:
    for verdict, count, rows in connection.execute(
        f"SELECT verdict, count(*), min(row, {SHOWN_ROWS}) FROM ({rows_of}) GROUP BY 1 ORDER BY 1"
    ).fetchall():
        report.read(file.name, count)
        if verdict:
            why = "The row is not JSON." if verdict < 0 else _unmet(mapping.rows[verdict - 1])
            report.counted(file.name, why, count, rows, whole=True)


def _unmet(condition: RowFilter) -> str:
    wishes = (
        ("is not one of", condition.is_),
        ("is one of", condition.is_not),
        ("does not begin with one of", condition.starts),
    )
    said = " or ".join(f"{words} {', '.join(values)}" for words, values in wishes if values)
    return f"Left out by the mapping: `{condition.column}` {said}."
