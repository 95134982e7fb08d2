"""From a feed file to a stream of its bytes; a zip file with one plain member is read through."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from supplychain_cli.diagnostics import DataFault, Diagnostic, Location

MAX_RATIO = 100
"""Bytes that one byte of a zip file may become. Lists and registers shrink 5 to 40 times; a bomb 1000 times."""
ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_PACKED = {
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


def fault(code: str, file: Path, why: str, help_: str, *, row: int = 0, line: int = 0) -> DataFault:
    """Make the fault that refuses a feed file.

    `why` is a clause without a full stop that names the row, if there is one.

    `line` is the line of the text where it differs from the row.
    """
    place = Location(str(file), line or row)
    said = why[:1].upper() + why[1:] + "."
    return DataFault(
        code,
        f"The feed file {file.name} was not taken in: {why}.",
        diagnostics=(Diagnostic(code, said, place, help=help_),),
        notes=("Nothing was changed; what a feed held before stays in force.",),
        help=help_,
    )


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open a feed file for reading bytes, through its zip wrapper if it has one.

    Raises DataFault: D200 for what cannot be opened, D209 for a zip file with several members, with a password,
    damaged, or that unpacks to more than `MAX_RATIO` times its size. A workbook (XLSX) is a zip file too: open
    it otherwise.
    """
    try:
        with file.open("rb") as stream:
            start = stream.read(6)
            stream.seek(0)
            if start.startswith((ZIP, _EMPTY_ZIP)):
                with _unpacked(file, stream) as member:
                    yield member
                return
            _refuse_packed(file, start)
            yield stream
    except OSError as reason:
        why = (reason.strerror or type(reason).__name__).lower()
        raise fault("D200", file, f"it cannot be read: {why}", "Name a file that can be read.") from reason


@contextmanager
def _unpacked(file: Path, stream: BinaryIO) -> Iterator[BinaryIO]:
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(_member(file, archive)) as member:
            # A member whose head lies of its size fails its check sum below, at the latest when it ends.
            yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", member)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as reason:
        raise _zip_fault(file, f"its zip wrapper is damaged ({reason})") from reason


def _member(file: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise _zip_fault(file, f"it is a zip file with {len(members)} files in it, and only one can be read")
    (member,) = members
    if member.flag_bits & 1:
        raise _zip_fault(file, "it is a zip file with a password")
    if member.file_size > MAX_RATIO * max(member.compress_size, 1024):
        ratio = member.file_size // max(member.compress_size, 1)
        raise _zip_fault(
            file, f"its zip wrapper unpacks to {ratio:,} times its size, and {MAX_RATIO} is the most"
        )
    return member


def _refuse_packed(file: Path, start: bytes) -> None:
    for mark, name in _PACKED.items():
        if start.startswith(mark):
            raise _zip_fault(file, f"it is packed with {name}")


def _zip_fault(file: Path, why: str) -> DataFault:
    return fault("D209", file, why, "Unpack it, and name the file that was in it.")
