"""A folder of CSV tables: nodes, edges, listings and sources, with the dataset they come from beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from supplychain_cli.exporters.about import json_text
from supplychain_cli.exporters.cells import csv_line
from supplychain_cli.exporters.columns import joined, tables
from supplychain_cli.exporters.export import Report
from supplychain_cli.queries.extract.rows import Extract


def write(extract: Extract, report: Report, target: Path) -> None:
    """Write the tables into an empty folder; lists stand in one cell, parted by semicolons."""
    for table in tables(extract):
        lines = (csv_line(map(joined, cells)) for cells in report.counted(table.name, table.cells()))
        write_lines(target / f"{table.name}.csv", [csv_line(column.name for column in table.columns)], lines)
    (target / "dataset.json").write_text(json_text(extract.head, report.written), encoding="utf-8")


def write_lines(file: Path, *parts: Iterable[str]) -> None:
    """Write lines one after the other as UTF-8, with the line ends they have."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        for lines in parts:
            stream.writelines(lines)
