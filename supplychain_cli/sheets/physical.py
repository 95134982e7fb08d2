"""From bytes to lines of text, one at a time: whatever a line holds, the next one is read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.light import NamedTuple

LONGEST = 4 * 1024 * 1024
"""Bytes of a line that are read; what is longer is cut there, and the line marked."""
_LONG = f"The row is longer than {LONGEST // 1024**2} MB; its end was not read."
_BLOCK = 1 << 16
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Physical(NamedTuple):
    """A line without its end, and what is wrong with it."""

    text: str
    fault: str = ""


def physical(stream: BinaryIO, file: str, encoding: str = "") -> Iterator[Physical]:
    """Read lines. Without an encoding the file's own mark decides, and UTF-8 where it has none.

    Bytes that are not of the encoding become escapes, and the line says so. Raises DataFault (D121) for an encoding
    that nobody knows.
    """
    head = stream.read(4)
    mark = next((mark for mark in _MARKS if head.startswith(mark)), b"")
    codec = encoding or _MARKS.get(mark, "") or _without_mark(head)
    try:
        wide = len("\n".encode(codec)) > 1
    except LookupError:
        raise DataFault(
            "D121",
            f"The file {file} was not read: there is no encoding called {encoding}.",
            help="Write a usual name, for example utf-8, cp1251, gb18030 or shift_jis.",
        ) from None
    if wide:
        return _wide(stream, head.removeprefix(mark), codec)
    return _narrow(stream, head.removeprefix(mark), codec)


def _without_mark(head: bytes) -> str:
    """Tell UTF-16 without a mark by the zero bytes beside its first ASCII letters."""
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" and head[1:2] != b"\0" else "utf-8"


def _narrow(stream: BinaryIO, head: bytes, codec: str) -> Iterator[Physical]:
    """Read an encoding whose line feed is one byte: each line is decoded by itself."""
    for raw in _raw_lines(stream, head):
        cut = len(raw) > LONGEST
        line = raw[:LONGEST].rstrip(b"\r\n")
        fault = _LONG if cut else ""
        try:
            yield Physical(line.decode(codec), fault)
        except UnicodeDecodeError as wrong:
            bad = "" if cut else _bad_byte(line[wrong.start], codec)
            yield Physical(line.decode(codec, "backslashreplace"), fault or bad)


def _raw_lines(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    """Give lines with their ends; of one that is too long, one byte more than what is read of it."""
    while True:
        part = head.partition(b"\n")
        if part[1]:
            raw, head = part[0] + part[1], part[2]
        else:
            raw, head = head + stream.readline(LONGEST + 1 - len(head)), b""
        if not raw:
            return
        yield raw
        while len(raw) > LONGEST and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST + 1)


def _wide(stream: BinaryIO, head: bytes, codec: str) -> Iterator[Physical]:
    """Read an encoding of several bytes a letter, such as UTF-16: decoded in pieces, then cut into lines."""
    decoder = codecs.getincrementaldecoder(codec)("backslashreplace")
    rest = decoder.decode(head)
    cut = False
    while block := stream.read(_BLOCK):
        *lines, rest = (rest + decoder.decode(block)).split("\n")
        for line in lines:
            yield _bounded(line.rstrip("\r"), cut=cut)
            cut = False
        if len(rest) > LONGEST:
            rest, cut = rest[:LONGEST], True
    rest += decoder.decode(b"", final=True)
    if rest:
        yield _bounded(rest.rstrip("\r"), cut=cut)


def _bounded(line: str, *, cut: bool) -> Physical:
    return Physical(line[:LONGEST], _LONG if cut or len(line) > LONGEST else "")


def _bad_byte(byte: int, codec: str) -> str:
    return f"The row holds a byte (0x{byte:02X}) that is not {codec.upper()}; save the file as UTF-8."
