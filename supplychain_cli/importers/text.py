"""Text and tables, strictly: what is not as the format says is refused with file, row and line, never guessed at."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.stream import fault, opened
from supplychain_cli.light import NamedTuple

MAX_LINE = 8 * 1024 * 1024
"""Longest line and longest row of a table in bytes. Real ones stay under 100 kB, FollowTheMoney ones under 4 MB."""
MAX_CELL = 1024 * 1024
_SUB = "\x1a"
"""Old programs, those of OFAC among them, end a text with this sign."""
_BOM_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_REMEDY = "Fetch the file again from its publisher, and compare its size."


class Cells(NamedTuple):
    """One row of a table: its number counted from 1 (the headings are row 1), the line it begins on, its cells."""

    row: int
    line: int
    values: list[str]


class Record(NamedTuple):
    """One row of a table with headings."""

    row: int
    line: int
    values: dict[str, str]


def lines(file: Path, encoding: str = "", limit: int = MAX_LINE) -> Iterator[tuple[int, str]]:
    """Give (number, text without its line end) of every line, decoded strictly.

    UTF-8 unless `encoding` says otherwise.

    Raises DataFault: D201 for bytes that are not of the encoding, D202 for a NUL, D203 for a line over `limit`
    bytes.
    """
    with opened(file) as stream:
        for number, line in _decoded(file, stream, encoding, limit):
            yield number, line.rstrip("\r\n")


def table(
    file: Path,
    *,
    columns: int = 0,
    delimiter: str = ",",
    encoding: str = "",
    cut: Report | None = None,
    skip: int = 0,
) -> Iterator[Cells]:
    """Give every row of a table that is not empty. Memory: one row.

    `columns` is how many cells each row has; 0 takes it from the first row, which then is that of the headings.
    Empty cells beyond are dropped. The first `skip` rows are not looked at. A file that ends in the middle of a
    row is refused, unless `cut` is a report: then that row is counted there as left out, with a notice, and the
    rows before it stand.

    Raises DataFault: as `lines`, D204 for another delimiter, D205 for a row with too few or too many cells or
    with a quote out of place, D206 for a file that ends in the middle of a row.
    """
    with opened(file) as stream:
        source = _Source(file, _decoded(file, stream, encoding, MAX_LINE))
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        row = 0
        while True:
            row += 1
            begin = source.begin(row)
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as reason:
                if source.ended:
                    _cut_off(file, row, begin, cut)
                    return
                raise _quotes(file, row, begin, str(reason)) from reason
            if row <= skip or not values or values == [_SUB]:
                continue
            columns = columns or len(values)
            if len(values) < columns and source.breaks_off():
                _cut_off(file, row, begin, cut)
                return
            yield _fitting(file, Cells(row, begin, values), columns, delimiter)


def records(
    file: Path,
    needed: Sequence[str],
    *,
    delimiter: str = ",",
    encoding: str = "",
    cut: Report | None = None,
    skip: int = 0,
) -> Iterator[Record]:
    """Give every row of a table with headings as a mapping of heading to text.

    `needed` are headings that must be there; `skip` rows stand above the headings. Raises DataFault as `table`.
    """
    rows = table(file, delimiter=delimiter, encoding=encoding, cut=cut, skip=skip)
    head = next(rows, None)
    headings = [cell.strip() for cell in head.values] if head else []
    missing = [name for name in needed if name not in headings]
    if head is None or missing:
        raise _headings(file, head, missing, delimiter)
    for cells in rows:
        yield Record(cells.row, cells.line, dict(zip(headings, cells.values, strict=True)))


class _Source:
    """Lines for the table reader, with the place where it stands and a bound on what one row may swallow."""

    def __init__(self, file: Path, numbered: Iterator[tuple[int, str]]) -> None:
        self.line = 0
        self.ended = False
        self._file, self._numbered = file, numbered
        self._last = ""
        self._size, self._row = 0, 0

    def begin(self, row: int) -> int:
        """Start to count the size of the next row, and give the line on which it begins."""
        self._size, self._row = 0, row
        return self.line + 1

    def breaks_off(self) -> bool:
        """Say whether the line read last ends without a line break, as the last one does of a file that was cut off."""
        return not self._last.endswith(("\n", "\r"))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        following = next(self._numbered, None)
        if following is None:
            self.ended = True
            raise StopIteration
        self.line, text = following
        self._last = text
        self._size += len(text)
        if self._size > MAX_LINE:
            raise fault(
                "D203",
                self._file,
                f"row {self._row} runs on for more than {MAX_LINE // 1024**2} MB: a quote in it is not closed",
                _REMEDY,
                row=self._row,
                line=self.line,
            )
        return text


def _decoded(file: Path, stream: BinaryIO, encoding: str, limit: int) -> Iterator[tuple[int, str]]:
    csv.field_size_limit(MAX_CELL)
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) > limit:
            why = f"line {number} is longer than {limit // 1024**2} MB"
            raise fault(
                "D203", file, why, "Look whether it is a text at all, and of this format.", row=number
            )
        if number == 1:
            raw = _without_mark(file, raw)
        if b"\0" in raw:
            why = f"line {number} holds a NUL sign (0x00), which no text does"
            raise fault("D202", file, why, _REMEDY, row=number)
        try:
            yield number, raw.decode(encoding or "utf-8")
        except UnicodeDecodeError as reason:
            raise _not_of(file, number, raw[reason.start], encoding or "UTF-8") from reason
        except LookupError as reason:
            why = f"no encoding is called {encoding}"
            raise fault("D201", file, why, "Name one such as windows-1252.") from reason


def _without_mark(file: Path, raw: bytes) -> bytes:
    if raw.startswith(_BOM_16):
        raise fault(
            "D201", file, "line 1 begins as UTF-16 does, not as UTF-8", "Save the file as UTF-8.", row=1
        )
    return raw.removeprefix(codecs.BOM_UTF8)


def _not_of(file: Path, number: int, byte: int, encoding: str) -> DataFault:
    return fault(
        "D201",
        file,
        f"line {number} holds a byte (0x{byte:02X}) that is not {encoding}",
        "Save the file as UTF-8, or fetch it again from its publisher.",
        row=number,
    )


def _cut_off(file: Path, row: int, line: int, cut: Report | None) -> None:
    why = f"it ends in the middle of row {row}, so it is not whole"
    if cut is None:
        raise fault("D206", file, why, _REMEDY, row=row, line=line)
    cut.read(file.name)
    cut.left_out(file.name, row, "The file ends in the middle of this row.")
    cut.notice(
        "N201",
        f"The file {file.name} is not whole: it ends in the middle of row {row}. The rows before it count.",
    )


def _quotes(file: Path, row: int, line: int, reason: str) -> DataFault:
    if "field limit" in reason:
        why = f"a cell of row {row} is longer than {MAX_CELL // 1024**2} MB: a quote in it may not be closed"
        return fault("D203", file, why, _REMEDY, row=row, line=line)
    why = f"row {row} has a quote in a place where none belongs ({reason})"
    return fault("D205", file, why, _REMEDY, row=row, line=line)


def _fitting(file: Path, cells: Cells, columns: int, delimiter: str) -> Cells:
    values = cells.values
    if len(values) > columns and not any(values[columns:]):
        return cells._replace(values=values[:columns])
    if len(values) == columns:
        return cells
    other = _other_delimiter(values, delimiter) if cells.row == 1 else ""
    if other:
        raise _delimiter(file, cells.row, cells.line, delimiter, other)
    count = len(values)
    why = f"row {cells.row} has {count} column{'s' * (count != 1)} where {columns} belong"
    raise fault("D205", file, why, _REMEDY, row=cells.row, line=cells.line)


def _headings(file: Path, head: Cells | None, missing: Sequence[str], delimiter: str) -> DataFault:
    if head is None:
        return fault("D206", file, "it is empty", _REMEDY)
    other = _other_delimiter(head.values, delimiter)
    if other:
        return _delimiter(file, head.row, head.line, delimiter, other)
    names = ", ".join(missing[:5])
    why = (
        f"row {head.row} has no column {names}"
        if len(missing) == 1
        else f"row {head.row} has no columns {names}"
    )
    return fault(
        "D204", file, why, "Look whether the file is of the format named.", row=head.row, line=head.line
    )


def _delimiter(file: Path, row: int, line: int, delimiter: str, other: str) -> DataFault:
    why = f"row {row} is parted by {_DELIMITERS[other]}, where {_DELIMITERS[delimiter]} belong"
    return fault(
        "D204", file, why, "Take the file as its publisher gives it, or save it so.", row=row, line=line
    )


def _other_delimiter(values: Sequence[str], delimiter: str) -> str:
    """Give the sign that seems to part a row which the right one leaves whole; empty when none does."""
    if len(values) > 1:
        return ""
    found = max((sign for sign in _DELIMITERS if sign != delimiter), key="".join(values).count)
    return found if found in "".join(values) else ""
