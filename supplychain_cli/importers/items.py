"""JSON item by item: the elements of one long array, streamed and bounded."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.stream import fault, opened

MAX_ITEM = 16 * 1024 * 1024
"""Characters of one item."""
_CHUNK = 256 * 1024
_BLANK = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"[\w.+-]*\Z")
_ESCAPED = re.compile(r"\\.")
_REMEDY = "Fetch the file again from its publisher, and compare its size."


def items(file: Path, field: str = "") -> Iterator[tuple[int, int, object]]:
    """Give (number from 1, line, value) of every item of a JSON array: the whole text, or that under `field`.

    Memory: one item. Raises DataFault: D201 for bytes that are not UTF-8, D202 for a NUL, D203 for an item over
    `MAX_ITEM` characters, D204 when there is no such array, D206 for a file that ends too soon, D208 for what
    is not JSON.
    """
    text = _Text(file)
    try:
        if not text.takes("["):
            _find(text, field)
        number = 0
        while not text.takes("]"):
            if number and not text.takes(","):
                raise text.broken()
            number += 1
            line = text.place()
            yield number, line, text.value()
    finally:
        text.close()


def _find(text: _Text, field: str) -> None:
    """Go to the first item of the array under a field of the outermost object."""
    if not text.takes("{"):
        raise text.broken("D204", "it begins neither with [ nor with {")
    while not text.takes("}"):
        key = text.value()
        if not text.takes(":"):
            raise text.broken()
        if key == field and text.takes("["):
            return
        text.value()
        text.takes(",")
    raise text.broken("D204", f"it has no list under {field}" if field else "it is no list")


class _Text:
    """The text of a file, read on as it is needed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = opened(file)
        self._stream = self._opened.__enter__()
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._buffer, self._at, self._line, self._ended = "", 0, 1, False

    def close(self) -> None:
        """Close the file."""
        self._opened.__exit__(None, None, None)

    def place(self) -> int:
        """Say on which line the next value begins."""
        self._blank()
        return self._line

    def takes(self, sign: str) -> bool:
        """Go past a sign if it comes next."""
        self._blank()
        if self._at >= len(self._buffer):
            raise self.cut()
        if self._buffer[self._at] != sign:
            return False
        self._at += 1
        return True

    def value(self) -> object:
        """Give the next value and go past it.

        Cost: a value that is not yet whole is tried again with twice the text.
        """
        self._blank()
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as reason:
                if self._more():
                    continue
                raise (self.cut() if self._breaks_off(reason.pos) else self.broken()) from reason
            except RecursionError as reason:
                raise self.broken("D208", f"line {self._line} is nested too deep") from reason
            # A number at the end of what is read may go on.
            if _SCALAR.match(self._buffer, self._at) and self._more():
                continue
            self._pass(end)
            return value

    def broken(self, code: str = "D208", why: str = "") -> DataFault:
        """Make the fault for a text that is not as it should be."""
        help_ = "Look whether the file is of the format named." if code == "D204" else _REMEDY
        return fault(code, self._file, why or f"line {self._line} is not JSON", help_, row=self._line)

    def cut(self) -> DataFault:
        """Make the fault for a text that ends too soon."""
        why = f"it ends at line {self._line} before its list is closed, so it is not whole"
        return fault("D206", self._file, why, _REMEDY, row=self._line)

    def _breaks_off(self, place: int) -> bool:
        """Say whether the text could not be read for its end: nothing follows the place, or a string is open."""
        rest = _ESCAPED.sub("", self._buffer[self._at :])
        return place >= len(self._buffer.rstrip()) or rest.count('"') % 2 == 1

    def _blank(self) -> None:
        while True:
            match = _BLANK.match(self._buffer, self._at)
            self._pass(match.end() if match else self._at)
            if self._at < len(self._buffer) or not self._more():
                return

    def _pass(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read on; twice as much as is waiting, so that a long item is not tried over and over."""
        if self._ended:
            return False
        waiting = len(self._buffer) - self._at
        if waiting > MAX_ITEM:
            why = f"the item at line {self._line} is longer than {MAX_ITEM // 1024**2} MB"
            raise self.broken("D203", why)
        raw = self._stream.read(max(_CHUNK, waiting))
        self._ended = not raw
        line = self._line + self._buffer.count("\n", self._at)
        if b"\0" in raw:
            line += raw.count(b"\n", 0, raw.index(b"\0"))
            raise fault("D202", self._file, f"line {line} holds a NUL sign (0x00)", _REMEDY, row=line)
        try:
            text = self._decoder.decode(raw, final=self._ended)
        except UnicodeDecodeError as reason:
            line += raw.count(b"\n", 0, reason.start)
            why = f"line {line} holds a byte (0x{reason.object[reason.start]:02X}) that is not UTF-8"
            raise fault("D201", self._file, why, "Save the file as UTF-8.", row=line) from reason
        self._buffer, self._at = self._buffer[self._at :] + text, 0
        return not self._ended or bool(text)
