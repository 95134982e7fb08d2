"""Tables that are named and built like those every feed is read into: what `snapshot export-parquet` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.spool import KINDS, empty, loaded, typed
from supplychain_cli.importers.tables.engine import lacks_room, text, too_small

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def tables(files: Sequence[Path], connection: DuckDBPyConnection, report: Report) -> dict[str, str]:
    """Give a SELECT for each of `spool.KINDS` over files called parties.parquet, relations.csv and so on; count rows.

    Columns that a file leaves out are empty. CSV files are loaded: unlike one of Parquet, such a file does not say how
    many rows it has. Raises DataFault for a file of another name, one that cannot be read, and one that lacks the
    columns that say whom a row is about.
    """
    found = {kind: empty(kind) for kind in KINDS}
    for file in files:
        with _readable(file):
            rows = _rows(file, connection)
            found[file.stem] = loaded(connection, file.stem, rows) if file.suffix == ".csv" else rows
            (count,) = connection.execute(f"SELECT count(*) FROM ({found[file.stem]})").fetchall()[0]
        report.read(file.name, int(count))
    return found


def first_rows(files: Sequence[Path], connection: DuckDBPyConnection, most: int) -> Iterator[Any]:
    """Give the first rows of each file, as those of `spool.KINDS`. Raises DataFault as `tables`."""
    for file in files:
        with _readable(file):
            rows = connection.execute(f"FROM ({_rows(file, connection)}) LIMIT {int(most)}").fetchall()
        yield from map(KINDS[file.stem]._make, rows)


def _rows(file: Path, connection: DuckDBPyConnection) -> str:
    """Give the SELECT for the rows of a file."""
    kind = file.stem
    if kind not in KINDS or file.suffix not in {".parquet", ".csv"}:
        raise DataFault(
            "D230",
            f"The file {file} is not named like one of the tables.",
            help=f"Name the files {', '.join(f'{name}.parquet' for name in KINDS)}, or .csv.",
        )
    source = _source(file)
    held = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    needed = [name for name in KINDS[kind]._fields if name not in KINDS[kind]._field_defaults]
    missing = [name for name in needed if name not in held]
    if missing:
        raise DataFault(
            "D231",
            f"The table {file} has no column {', '.join(missing)}.",
            notes=(f"It has: {', '.join(held)}.",),
            help="`supplychain guide feeds` names the columns of each table.",
        )
    return typed(kind, {*held, "row"}, source if "row" in held else _numbered(file, source))


def _source(file: Path) -> str:
    name = text(str(file))
    return (
        f"read_parquet({name})"
        if file.suffix == ".parquet"
        else f"read_csv({name}, all_varchar = true, header = true)"
    )


def _numbered(file: Path, source: str) -> str:
    """Number the rows of a table that does not say where they come from: by their place, a line of headings counted."""
    if file.suffix == ".parquet":
        return f"(SELECT *, file_row_number + 1 AS row FROM read_parquet({text(str(file))}, file_row_number = true))"
    alone = source.removesuffix(")") + ", parallel = false)"
    return f"(SELECT *, row_number() OVER () + 1 AS row FROM {alone})"


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Say which file it is that the database cannot read; that memory or a disk is full is no fault of a file."""
    import duckdb

    try:
        yield
    except duckdb.Error as fault:
        if isinstance(fault, too_small()) or lacks_room(fault):
            raise
        raise DataFault(
            "D232",
            f"The table {file} cannot be read.",
            notes=(str(fault).splitlines()[0],),
            help="Write it again, as Parquet or as CSV with headings.",
        ) from fault
