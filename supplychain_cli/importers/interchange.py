"""Tables that are named and built like those every feed is read into: what `snapshot export-parquet` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.spool import KINDS, empty, loaded, typed
from supplychain_cli.importers.tables.engine import placed, text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def views(files: Sequence[Path], connection: DuckDBPyConnection, report: Report) -> dict[str, str]:
    """Give a SELECT for each of `spool.KINDS` over files called parties.parquet, relations.csv and so on.

    Columns that a file leaves out are empty. Raises DataFault for a file of another name, one that cannot be read, and
    one that lacks the columns that say whom a row is about.
    """
    found = {kind: empty(kind) for kind in KINDS}
    for file in files:
        kind = file.stem
        if kind not in KINDS or file.suffix not in {".parquet", ".csv"}:
            raise DataFault(
                "D230",
                f"The file {file} is not named like one of the tables.",
                help=f"Name the files {', '.join(f'{name}.parquet' for name in KINDS)}, or .csv.",
            )
        source = _source(file)
        held = _columns(connection, file, source)
        needed = [name for name in KINDS[kind]._fields if name not in KINDS[kind]._field_defaults]
        missing = [name for name in needed if name not in held]
        if missing:
            raise DataFault(
                "D231",
                f"The table {file} has no column {', '.join(missing)}.",
                notes=(f"It has: {', '.join(held)}.",),
                help="`supplychain guide feeds` names the columns of each table.",
            )
        numbered = source if "row" in held else _numbered(file, source)
        found[kind] = typed(kind, {*held, "row"}, numbered)
        report.read(file.name, _count(connection, file, source))
    return found


def held(
    views: Mapping[str, str], files: Sequence[Path], connection: DuckDBPyConnection, folder: Path
) -> dict[str, str]:
    """Load the views that read CSV files: unlike one of Parquet, such a file does not say how many rows it has."""
    plain = {file.stem: file.stat().st_size for file in files if file.suffix == ".csv"}
    where = placed(connection, folder, sum(plain.values()))
    tables = {kind: loaded(connection, f"{where}.{kind}", views[kind]) for kind in plain}
    return {**views, **tables}


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


def _columns(connection: DuckDBPyConnection, file: Path, source: str) -> list[str]:
    return [row[0] for row in _asked(connection, file, f"DESCRIBE SELECT * FROM {source}")]


def _count(connection: DuckDBPyConnection, file: Path, source: str) -> int:
    return int(_asked(connection, file, f"SELECT count(*) FROM {source}")[0][0])


def _asked(connection: DuckDBPyConnection, file: Path, statement: str) -> list[tuple[str, ...]]:
    import duckdb

    try:
        return connection.execute(statement).fetchall()
    except duckdb.Error as fault:
        raise DataFault(
            "D232",
            f"The table {file} cannot be read.",
            notes=(str(fault).splitlines()[0],),
            help="Write it again, as Parquet or as CSV with headings.",
        ) from fault
