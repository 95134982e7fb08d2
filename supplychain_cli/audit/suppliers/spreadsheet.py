"""The first sheet of an XLSX workbook as rows of text. A formula is not evaluated: its cell gives the value last saved.

A workbook is a zip of XML from anywhere: sizes are bounded before anything is unpacked, and a document type, which is
what entity bombs need, is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from supplychain_cli.diagnostics import DataFault

MAX_UNPACKED = 256 * 1024 * 1024
MAX_PARTS = 2000
_COLUMNS = 256
_CELL = re.compile(r"([A-Z]{1,3})\d+\Z")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_INDEX = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_FAULTS = (
    zipfile.BadZipFile, ET.ParseError, StopIteration, KeyError, ValueError, NotImplementedError, RuntimeError,
    OSError, EOFError,
)  # fmt: skip


def rows(content: bytes, file: str) -> Iterator[tuple[int, list[str], str]]:
    """Give (number of the row, cells, nothing) of the first sheet. Raises DataFault for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            _bounded(book, file)
            shared = _shared(book, file)
            sheet = book.read(_first_sheet(book, file))
        yield from _rows(_tree(sheet, file), shared)
    except _FAULTS as fault:
        _refuse(file, f"it cannot be read as a workbook ({type(fault).__name__})")


def _bounded(book: zipfile.ZipFile, file: str) -> None:
    parts = book.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        _refuse(file, f"it unpacks to more than {MAX_UNPACKED // 1024**2} MB")


def _first_sheet(book: zipfile.ZipFile, file: str) -> str:
    """Give the part that holds the sheet which people see first; without an index, the one with the lowest number."""
    names = set(book.namelist())
    if {_INDEX, _LINKS} <= names:
        first = next(_tree(book.read(_INDEX), file).iter(f"{_MAIN}sheet"))
        link = next((value for key, value in first.items() if key.endswith("}id")), "")
        for item in _tree(book.read(_LINKS), file):
            if item.get("Id") == link:
                return f"xl/{item.get('Target', '').removeprefix('/xl/')}"
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return min(sheets, key=lambda name: int(re.sub(r"\D", "", name)))


def _shared(book: zipfile.ZipFile, file: str) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_joined(item) for item in _tree(book.read("xl/sharedStrings.xml"), file).iter(f"{_MAIN}si")]


def _tree(content: bytes, file: str) -> ET.Element:
    probe = expat.ParserCreate()
    probe.StartDoctypeDeclHandler = lambda *_: _refuse(file, "its XML declares a document type")
    try:
        probe.Parse(content, True)
    except expat.ExpatError as fault:
        raise ValueError(str(fault)) from fault
    return ET.fromstring(content)  # noqa: S314 - looked at above


def _rows(sheet: ET.Element, shared: list[str]) -> Iterator[tuple[int, list[str], str]]:
    for at, row in enumerate(sheet.iter(f"{_MAIN}row"), 1):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _CELL.fullmatch(cell.get("r", ""))
            column = _number(place[1]) if place else len(cells)
            if column < _COLUMNS:
                cells += [""] * (column - len(cells))
                cells[column:] = [_value(cell, shared)]
        number = row.get("r", "")
        yield int(number) if number.isdecimal() else at, cells, ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ET.Element, shared: list[str]) -> str:
    kind = cell.get("t", "")
    if kind == "inlineStr":
        return _joined(cell)
    text = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return shared[int(text)]
    # A register number that was saved as a figure.
    return text.removesuffix(".0") if kind in {"", "n"} else text


def _joined(item: ET.Element) -> str:
    """Join the runs of a rich text, without the reading aids of East Asian names."""
    aids = {id(part) for aid in item.iter(f"{_MAIN}rPh") for part in aid.iter(f"{_MAIN}t")}
    return "".join(part.text or "" for part in item.iter(f"{_MAIN}t") if id(part) not in aids)


def _refuse(file: str, why: str) -> NoReturn:
    raise DataFault(
        "D121",
        f"The suppliers file {file} was not read: {why}.",
        help="Save the sheet as CSV (UTF-8), and give that file.",
    )
