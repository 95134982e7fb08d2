"""Cells that a spreadsheet shows and never runs, and lines of CSV (RFC 4180) made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_QUOTED = re.compile(r'[",;\t\r\n]')


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_line(cells: Iterable[object]) -> str:
    """Write one line: texts defused, figures as they are, None as nothing, quotes where needed, CRLF at the end.

    A semicolon is quoted too: where spreadsheets part cells at it, what follows would become a cell of its own, and
    could be a formula.
    """
    return f"{','.join(map(_field, cells))}\r\n"


def _field(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if isinstance(cell, str):
        text = defused(text)
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text
