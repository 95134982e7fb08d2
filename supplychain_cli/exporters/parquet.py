"""A folder of Parquet tables, written by DuckDB: lists as lists, days as dates, figures as decimals.

The rows pass through a file of JSON lines, so that memory stays that of some rows. Equal records and the same DuckDB
give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from supplychain_cli.exporters.about import json_text
from supplychain_cli.exporters.columns import Cell, Table, tables
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.tables import write_lines
from supplychain_cli.queries.extract.rows import Extract

_TYPES = {
    "list": "VARCHAR[]",
    "number": "DECIMAL(38,9)",
    "integer": "BIGINT",
    "day": "DATE",
    "text": "VARCHAR",
}
_SETTINGS: dict[str, str | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "400MB",
    "autoinstall_known_extensions": "false",
}


def write(extract: Extract, report: Report, target: Path) -> None:
    """Write the tables into an empty folder. A figure or day that nobody said is NULL, a text empty."""
    import duckdb

    with duckdb.connect(config={**_SETTINGS, "temp_directory": str(target)}) as engine:
        for table in tables(extract):
            staged = target / f"{table.name}.jsonl"
            write_lines(staged, _lines(table, report))
            engine.execute(_copied(table, staged, target / f"{table.name}.parquet"))
            staged.unlink()
    (target / "dataset.json").write_text(json_text(extract.head, report.written), encoding="utf-8")


def _lines(table: Table, report: Report) -> Iterator[str]:
    names = [column.name for column in table.columns]
    for cells in report.counted(table.name, table.cells()):
        row = {
            name: _plain(cell, column.kind)
            for name, cell, column in zip(names, cells, table.columns, strict=True)
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _plain(cell: Cell, kind: str) -> str | int | list[str] | None:
    if isinstance(cell, tuple):
        return list(cell)
    if isinstance(cell, Decimal):
        return str(cell)
    return None if kind == "day" and not cell else cell


def _copied(table: Table, staged: Path, target: Path) -> str:
    """Give the statement that turns staged rows into a table of the same order."""
    types = ", ".join(f"{_literal(column.name)}: '{_TYPES[column.kind]}'" for column in table.columns)
    read = f"read_json({_literal(str(staged))}, format = 'newline_delimited', columns = {{{types}}})"
    return f"COPY (SELECT * FROM {read}) TO {_literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608 - literals are quoted


def _literal(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))
