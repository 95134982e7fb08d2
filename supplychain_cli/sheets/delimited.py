"""Rows of CSV, one at a time. What is wrong with one row spoils that row only: a quote that is never closed, too."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from io import StringIO

from supplychain_cli.sheets.physical import Physical

DELIMITERS = ",;\t|"
MAX_BREAKS = 4
"""Line breaks in one row; an address has a few, and an open quote would swallow all rows below it."""
_OPEN = "A cell runs over many lines: a quote in this row is not closed."
_NUL = "The row holds a zero byte; the file may be no text, or in an encoding that it does not name."


def rows(lines: Iterable[Physical]) -> Iterator[tuple[int, list[str], str]]:
    """Give (number of the row, cells, what is wrong with it); a row of several lines counts as one.

    The delimiter is the sign that the first line with any text holds most often outside quotes. Cost: a line without
    quotes is cut at the delimiter, nothing more.
    """
    return _Reader(lines).rows()


def delimiter_of(line: str) -> str:
    """Take the sign that a line holds most often outside quotes; a comma when it holds none."""
    bare = "".join(part for at, part in enumerate(line.split('"')) if at % 2 == 0)
    return max(DELIMITERS, key=bare.count)


class _Reader:
    """Holds the lines that were looked at to find the end of a quote, and are rows of their own if it has none."""

    def __init__(self, lines: Iterable[Physical]) -> None:
        self._lines = iter(lines)
        self._held: deque[Physical] = deque()
        self._delimiter = ""
        self._quoted = re.compile("")

    def rows(self) -> Iterator[tuple[int, list[str], str]]:
        number = 0
        while (line := self._next()) is not None:
            number += 1
            if not self._delimiter:
                if not line.text.strip():
                    continue
                self._delimiter = delimiter_of(line.text)
                self._quoted = re.compile(rf'(?:^|{re.escape(self._delimiter)})\s*"')
            yield number, *self._row(line)

    def _next(self) -> Physical | None:
        return self._held.popleft() if self._held else next(self._lines, None)

    def _row(self, line: Physical) -> tuple[list[str], str]:
        if "\0" in line.text:
            return line.text.replace("\0", "").split(self._delimiter), line.fault or _NUL
        if '"' not in line.text or not self._quoted.search(line.text):
            return line.text.split(self._delimiter), line.fault
        text, fault = line
        taken: list[Physical] = []
        while text.count('"') % 2 and len(taken) < MAX_BREAKS and (more := self._next()) is not None:
            taken.append(more)
            text, fault = f"{text}\n{more.text}", fault or more.fault
        if text.count('"') % 2:
            self._held.extendleft(reversed(taken))
            return line.text.replace('"', "").split(self._delimiter), line.fault or _OPEN
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        cells = next(csv.reader(StringIO(text, newline=""), delimiter=self._delimiter), [])
        return cells, fault
