"""From the file that a person has to one that the database may read: decoded, looked through, under a harmless name."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.stream import ZIP, fault, opened
from supplychain_cli.importers.tables import workbook
from supplychain_cli.model.mapping import TableMapping

Kind = Literal["csv", "jsonl", "parquet", "workbook"]

_CHUNK = 1024 * 1024
MAX_BROKEN = 8 * _CHUNK
"""Bytes of a line that is too long to be a row, but still left out and counted; the database loses a longer one."""
_UTF8 = {"utf-8", "utf-8-sig", "ascii"}
_REMEDY = "Fetch the file again from its publisher, and compare its size."


def kind_of(file: Path) -> Kind:
    """Say what kind of table a file is, from how it begins. Raises DataFault when it cannot be opened."""
    try:
        with file.open("rb") as stream:
            start = stream.read(4)
    except OSError as reason:
        why = (reason.strerror or type(reason).__name__).lower()
        raise fault("D200", file, f"it cannot be read: {why}", "Name a file that can be read.") from reason
    if start == b"PAR1":
        return "parquet"
    if start == ZIP and workbook.is_workbook(file):
        return "workbook"
    if start == b"\xd0\xcf\x11\xe0":
        why = "it is a workbook of the old kind (XLS)"
        raise fault("D204", file, why, "Save it as XLSX or as CSV (UTF-8).")
    with opened(file) as stream:
        text = stream.read(1024).removeprefix(codecs.BOM_UTF8).lstrip()
    return "jsonl" if text.startswith(b"{") else "csv"


def plain(file: Path, kind: Kind, mapping: TableMapping, folder: Path, number: int) -> Path:
    """Give a path in `folder` at which the content lies as UTF-8, CSV, JSON lines or Parquet.

    The name given to the database is always ours, because it would read signs in a name as a pattern. A text is read
    through once. Raises DataFault: D201 for bytes of another encoding, D202 for a NUL, D203 for a line without end.
    """
    target = folder / f"table-{number}.{'csv' if kind == 'workbook' else kind}"
    if kind == "workbook":
        workbook.to_csv(file, mapping.sheet, mapping.decimal, target)
    elif kind == "parquet":
        _link(file, target)
    else:
        _text(file, mapping.encoding, target)
    return target


def _text(file: Path, encoding: str, target: Path) -> None:
    name = _codec(file, encoding)
    if name in _UTF8 and not _packed(file) and _uniform(file):
        _link(file, target)
        return
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(_unbroken(_decoded(file, name)))


def _codec(file: Path, encoding: str) -> str:
    """Name the encoding of a file: as the mapping says, or as the mark at its beginning says."""
    with opened(file) as stream:
        start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError as reason:
        why = f"no encoding is called {encoding}"
        raise fault("D201", file, why, "Name one such as windows-1251 in the mapping.") from reason


def _packed(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == ZIP


def _uniform(file: Path) -> bool:
    """Say whether all lines of a file end alike; others are too much for the database.

    Raises DataFault for a NUL and for a line without end.
    """
    lines = pairs = length = 0
    last = b""
    with opened(file) as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                raise _nul(file, 1 + lines + chunk.count(b"\n", 0, chunk.index(b"\0")))
            length = _line_length(file, length, chunk.rfind(b"\n"), len(chunk), 1 + lines)
            lines += chunk.count(b"\n")
            # Looking for one sign is many times as fast as for two, and most files have none.
            pairs += (chunk.count(b"\r\n") if b"\r" in chunk else 0) + (last == b"\r" and chunk[:1] == b"\n")
            last = chunk[-1:]
    return pairs in {0, lines}


def _line_length(file: Path, length: int, end: int, size: int, line: int) -> int:
    """Give how long the last line is after a chunk in which the last line break is at `end`, or -1."""
    length = length + size if end < 0 else size - end - 1
    if length > MAX_BROKEN:
        why = f"line {line} is longer than {MAX_BROKEN // _CHUNK} MB, so it is no row of a table"
        raise fault("D203", file, why, _REMEDY, row=line)
    return length


def _unbroken(pieces: Iterator[str]) -> Iterator[str]:
    """Give a text with all its lines ending in one sign."""
    held = ""
    for piece in pieces:
        text = held + piece
        held = "\r" if text.endswith("\r") else ""
        yield text.removesuffix("\r").replace("\r\n", "\n")
    yield held


def _decoded(file: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, length = 1, 0
    with opened(file) as stream:
        while True:
            chunk = stream.read(_CHUNK)
            try:
                piece = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as reason:
                line += reason.object[: reason.start].count(b"\n")
                why = f"line {line} holds a byte (0x{reason.object[reason.start]:02X}) that is not {encoding}"
                help_ = "Name the encoding in the mapping, or save the file as UTF-8."
                raise fault("D201", file, why, help_, row=line) from reason
            if "\0" in piece:
                raise _nul(file, line + piece.count("\n", 0, piece.index("\0")))
            length = _line_length(file, length, piece.rfind("\n"), len(piece), line)
            line += piece.count("\n")
            yield piece.removeprefix("\ufeff")
            if not chunk:
                return


def _nul(file: Path, line: int) -> DataFault:
    return fault("D202", file, f"line {line} holds a NUL sign (0x00), which no text does", _REMEDY, row=line)


def _link(file: Path, target: Path) -> None:
    try:
        target.symlink_to(file.resolve())
    except (OSError, NotImplementedError):
        # Some systems let only administrators make links.
        shutil.copyfile(file, target)
