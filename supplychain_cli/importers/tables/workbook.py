"""One sheet of an XLSX workbook, written out as CSV row by row. The only importer of openpyxl."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.stream import fault

MAX_SHARED = 128 * 1024 * 1024
"""Bytes of the texts that a workbook shares between cells; they are held in memory."""
MAX_UNPACKED = 4 * 1024**3
_SHARED = "xl/sharedStrings.xml"
_HEAD = 64 * 1024
_REMEDY = "Save the sheet as CSV (UTF-8), and give that file."
_DAMAGE = (
    zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def is_workbook(file: Path) -> bool:
    """Say whether a zip file is a workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def to_csv(file: Path, sheet: str, decimal: str, target: Path) -> None:
    """Write the sheet of that name, or the first, as CSV with the row's number as first cell.

    Figures are written with the sign `decimal`, days as ISO. A formula gives the value last saved. Memory: the shared
    texts and one row. Raises DataFault: D209 for a workbook that unpacks to too much, D207 for one with a document
    type, D208 for what is none, D204 for a sheet that is not there.
    """
    try:
        _bounded(file)
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            for number, cells in _rows(file, sheet):
                writer.writerow((number, *(_text(cell, decimal) for cell in cells)))
    except _DAMAGE as reason:
        why = f"it cannot be read as a workbook ({type(reason).__name__})"
        raise fault("D208", file, why, _REMEDY) from reason


def _bounded(file: Path) -> None:
    with zipfile.ZipFile(file) as book:
        parts = book.infolist()
        shared = sum(part.file_size for part in parts if part.filename == _SHARED)
        if shared > MAX_SHARED or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise fault("D209", file, "it unpacks to more than a workbook holds", _REMEDY)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with book.open(part) as stream:
                    if b"<!DOCTYPE" in stream.read(_HEAD):
                        raise fault("D207", file, f"{part.filename} in it declares a document type", _REMEDY)


def _rows(file: Path, sheet: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        if sheet and sheet not in book.sheetnames:
            names = ", ".join(book.sheetnames[:10])
            raise _no_sheet(file, sheet, names)
        page = book[sheet or book.sheetnames[0]]
        # Some programs write a size that is too small; the rows themselves tell.
        page.reset_dimensions()
        yield from enumerate(page.iter_rows(values_only=True), 1)
    finally:
        book.close()


def _no_sheet(file: Path, sheet: str, names: str) -> DataFault:
    return fault("D204", file, f"it has no sheet {sheet}", f"Name one of its sheets in the mapping: {names}.")


def _text(cell: object, decimal: str) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal):
        return _figure(cell).replace(".", decimal)
    return str(cell)


def _figure(cell: float | Decimal) -> str:
    """Write a figure without exponent, and a whole one without decimals: register numbers are saved as figures."""
    written = f"{Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
