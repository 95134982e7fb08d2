"""The first sheet of an XLSX workbook as rows of text, read as a stream.

A formula is not evaluated: its cell gives the value last saved. A workbook is a zip of XML from anywhere: its parts are
counted and their sizes bounded before anything is unpacked, and a document type, which is what entity bombs need, is
refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.sheets.line import UNSAVED

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts but the sheets, which are held as a whole or looked at more than once."""
MAX_SHEET = 2 * 1024 * 1024 * 1024
MAX_PARTS = 2000
_COLUMNS = 512
_BLOCK = 1 << 16
_CELL = re.compile(r"([A-Z]{1,3})\d+\Z")
_INDEX = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_TEXTS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_FAULTS = (
    zipfile.BadZipFile, expat.ExpatError, StopIteration, KeyError, IndexError, ValueError, NotImplementedError,
    RuntimeError, OSError, EOFError, zlib.error,
)  # fmt: skip
Attributes = dict[str, str]


def rows(stream: BinaryIO, file: str) -> Iterator[tuple[int, list[str], str]]:
    """Give (number of the row, cells, nothing) of the first sheet. Raises DataFault (D121) for what is no workbook.

    A cell whose formula was saved without a value is `line.UNSAVED`.
    """
    try:
        with zipfile.ZipFile(stream) as book:
            _bounded(book, file)
            shared = _shared(book, file)
            yield from _rows(book, _first_sheet(book, file), shared, file)
    except _FAULTS as fault:
        _refuse(file, f"it cannot be read as a workbook ({type(fault).__name__})")


def _bounded(book: zipfile.ZipFile, file: str) -> None:
    parts = book.infolist()
    others = sum(part.file_size for part in parts if not part.filename.startswith(_SHEETS))
    for size, most in ((others, MAX_UNPACKED), (sum(part.file_size for part in parts), MAX_SHEET)):
        if len(parts) > MAX_PARTS or size > most:
            _refuse(file, f"it unpacks to more than {most // 1024**2} MB")


def _first_sheet(book: zipfile.ZipFile, file: str) -> str:
    """Give the part that holds the sheet which people see first; without an index, the one with the lowest number."""
    names = set(book.namelist())
    if {_INDEX, _LINKS} <= names:
        sheet = next(_elements(book, _INDEX, "sheet", file))
        link = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        for item in _elements(book, _LINKS, "Relationship", file):
            if item.get("Id") == link:
                return f"xl/{item.get('Target', '').removeprefix('/xl/')}"
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return min(sheets, key=lambda name: int(re.sub(r"\D", "", name)))


def _elements(book: zipfile.ZipFile, part: str, name: str, file: str) -> Iterator[Attributes]:
    """Give the attributes of every element of this name."""
    elements = _Elements(name)
    for _ in _parsed(book, part, file, elements):
        pass
    return iter(elements.found)


def _shared(book: zipfile.ZipFile, file: str) -> list[str]:
    if _TEXTS not in book.namelist():
        return []
    texts = _Texts()
    for _ in _parsed(book, _TEXTS, file, texts):
        pass
    return texts.found


def _rows(
    book: zipfile.ZipFile, part: str, shared: list[str], file: str
) -> Iterator[tuple[int, list[str], str]]:
    sheet = _Sheet(shared)
    for _ in _parsed(book, part, file, sheet):
        yield from sheet.done
        sheet.done.clear()


class _Handler(Protocol):
    """Is told of what a part of XML holds, and gathers what it wants."""

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


def _parsed(book: zipfile.ZipFile, part: str, file: str, handler: _Handler) -> Iterator[None]:
    """Read a part of XML in blocks, and come back after each."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(file, "its XML declares a document type")
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.data
    with book.open(part) as stream:
        while block := stream.read(_BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield


class _Elements:
    """Gathers the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        self.found: list[Attributes] = []
        self._name = name

    def start(self, tag: str, attributes: Attributes) -> None:
        if _local(tag) == self._name:
            self.found.append(attributes)

    def end(self, tag: str) -> None:
        """Elements of interest have nothing inside."""

    def data(self, text: str) -> None:
        """Nor any text."""


class _Texts:
    """Gathers the shared texts: the runs of each joined, without the reading aids of East Asian names."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._aid = self._open = False

    def start(self, tag: str, _attributes: Attributes) -> None:
        name = _local(tag)
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aid = True
        elif name == "t":
            self._open = not self._aid

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "si":
            self.found.append("".join(self._parts))
        elif name == "rPh":
            self._aid = False
        elif name == "t":
            self._open = False

    def data(self, text: str) -> None:
        if self._open:
            self._parts.append(text)


class _Sheet:
    """Gathers rows of cells; finished ones wait in `done`."""

    def __init__(self, shared: list[str]) -> None:
        self.done: list[tuple[int, list[str], str]] = []
        self._shared = shared
        self._number = self._column = 0
        self._cells: list[str] = []
        self._kind = ""
        self._parts: list[str] = []
        self._open = self._formula = self._aid = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = _local(tag)
        if name == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isdecimal() else self._number + 1
            self._cells = []
        elif name == "c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else len(self._cells)
            self._kind, self._parts, self._formula = attributes.get("t", ""), [], False
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aid = True
        elif name in {"v", "t"}:
            self._open = not self._aid

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "row":
            self.done.append((self._number, self._cells, ""))
        elif name == "c" and self._column < _COLUMNS:
            self._cells += [""] * (self._column - len(self._cells))
            self._cells[self._column :] = [self._value()]
        elif name == "rPh":
            self._aid = False
        elif name in {"v", "t"}:
            self._open = False

    def data(self, text: str) -> None:
        if self._open:
            self._parts.append(text)

    def _value(self) -> str:
        text = "".join(self._parts)
        if self._formula and not text and self._kind != "str":
            return UNSAVED
        if self._kind == "s":
            return self._shared[int(text)] if text else ""
        # A register number that was saved as a figure.
        return text.removesuffix(".0") if self._kind in {"", "n"} else text


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _refuse(file: str, why: str) -> NoReturn:
    raise DataFault(
        "D121",
        f"The file {file} was not read: {why}.",
        help="Save the sheet as CSV (UTF-8), and give that file.",
    )
