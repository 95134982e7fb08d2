"""From a file to its lines, one at a time: CSV, XLSX or JSON lines, told by name and content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.sheets.delimited import rows
from supplychain_cli.sheets.line import Line, lines_of_objects, lines_of_table
from supplychain_cli.sheets.physical import Physical, physical

_KINDS = {
    "csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "json": "json", "jsonl": "jsonl",
    "ndjson": "jsonl", "yml": "yaml", "yaml": "yaml",
}  # fmt: skip
HEAD = 64
"""Bytes from the beginning that `kind_of` looks at."""


def kind_of(head: bytes, file: str) -> str:
    """Tell csv, xlsx, json, jsonl or yaml: by the name's ending, and by the first bytes where that says nothing."""
    ending = file.rpartition(".")[2].casefold() if "." in file else ""
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if ending in _KINDS:
        return _KINDS[ending]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2]
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"["):
        return "json"
    return "yaml" if start.startswith(b"- ") else "csv"


def lines(
    stream: BinaryIO, file: str, kind: str, mapping: Mapping[str, str] | None = None, encoding: str = ""
) -> Iterator[Line]:
    """Read the lines of an XLSX workbook, of JSON lines or of CSV; `file` is its name for messages.

    A row that is bad by itself comes back with its fault, never left out, and the rows below it are read. Raises
    DataFault: D121 for a file that cannot be read at all, D122 for columns that say nobody. Reads as it is asked; only
    a workbook's shared texts are held, and `stream` must be able to seek for it.
    """
    if kind == "xlsx":
        from supplychain_cli.sheets.workbook import rows as workbook_rows

        return lines_of_table(workbook_rows(stream, file), file, mapping)
    if kind == "jsonl":
        return _json_lines(physical(stream, file, encoding), mapping)
    return lines_of_table(_within(rows(physical(stream, file, encoding))), file, mapping)


def _within(every: Iterable[tuple[int, list[str], str]]) -> Iterator[tuple[int, list[str], str]]:
    """Give rows with no more cells than the headings have: more mean that a name holds a comma and lacks its quotes.

    Where there is one column, the whole row is the name; elsewhere nobody can tell which cell is which.
    """
    width = 0
    for number, cells, fault in every:
        more = width and any(cell.strip() for cell in cells[width:])
        if more and width == 1:
            yield number, [", ".join(cell.strip() for cell in cells)], fault
        elif more:
            shape = f"The row has {len(cells)} cells and the headings {width}; a name with a comma stands in quotes."
            yield number, cells, fault or shape
        else:
            yield number, cells, fault
        width = width or len(cells) * any(cell.strip() for cell in cells)


def unread(file: str, why: str, what: str) -> DataFault:
    """Make the fault of a file that cannot be read: why, and what to do."""
    return DataFault("D121", f"The file {file} was not read: {why}.", help=what)


def _json_lines(every: Iterable[Physical], mapping: Mapping[str, str] | None) -> Iterator[Line]:
    for number, line in enumerate(every, 1):
        if not line.text.strip():
            continue
        try:
            value = json.loads(line.text)
        except (ValueError, RecursionError):
            yield Line(number, fault=line.fault or "The line is not JSON.")
            continue
        for read in lines_of_objects([(number, value)], mapping):
            yield read if not line.fault else Line(number, read.name, fault=line.fault)
