"""A page to paint on: lines of styled text, wrapped to the columns of a screen.

Text comes in as plain strings or Rich `Text`, never as markup, so that a name in brackets stays a name. Guides at
the left edge (the lines of a tree) are kept short on a narrow screen, so that there is always room to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from supplychain_cli.render.screen import Screen
from supplychain_cli.render.terminal.theme import HEAD, QUIET, Signs, signs_of

Words = Text | str
WIDE = 60
"""Columns from which there is room for margins and wide guides."""
_ROOM = 12
"""Columns that guides always leave for words."""


class Item(NamedTuple):
    """A piece of a line that stays together where it can: its text and what separates it from the piece before."""

    text: Words
    before: str = ""


class Page:
    """Collects lines for one screen; `text` gives them as one string, with escapes only when the screen has colour."""

    def __init__(self, screen: Screen, *, verbose: bool = False) -> None:
        """Open an empty page."""
        self.screen = screen
        self.verbose = verbose
        self.signs: Signs = signs_of(screen)
        self._sink = StringIO()
        self._console = Console(
            file=self._sink,
            width=screen.width,
            force_terminal=screen.colour,
            color_system="standard" if screen.colour else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )
        self._lines: list[Text] = []

    @property
    def dot(self) -> str:
        """What stands between the pieces of a line."""
        return f" {self.signs.dot} "

    def write(self, words: Words, first: str = "", rest: str | None = None, style: str = "") -> None:
        """Write words, wrapped. `first` stands before the first line, `rest` before each further one (else blanks)."""
        first, rest = self._guides(first, rest)
        body = Text(words, style) if isinstance(words, str) else words
        room = self.screen.width - _cells(first)
        if body.cell_len > room:
            room = min(room, self.screen.width - _cells(rest))
        for line in body.wrap(self._console, room, overflow="fold"):
            self._put(first, line)
            first = rest

    def flow(self, items: Iterable[Item], first: str = "", rest: str | None = None) -> None:
        """Write pieces one after the other, each kept whole where it fits; no separator stands at a line's edge."""
        first, rest = self._guides(first, rest)
        line = Text()
        for item in items:
            piece = Text(item.text) if isinstance(item.text, str) else item.text
            room = self.screen.width - _cells(first) - len(item.before)
            if line and line.cell_len + piece.cell_len > room:
                self.write(line, first, rest)
                first, line = rest, Text()
            if line:
                line.append(item.before, QUIET)
            line.append_text(piece)
        self.write(line, first, rest)

    def whole(self, words: Words, first: str = "", style: str = "") -> None:
        """Write one line that is never broken: an address that must stay whole to be followed."""
        first, _ = self._guides(first, None)
        self._put(first, Text(words, style) if isinstance(words, str) else words)

    def heading(self, words: Words) -> None:
        """Write a heading, with a blank line above unless it opens the page. A `Text` keeps its own style."""
        self.blank()
        self.write(words, style=HEAD)

    def blank(self) -> None:
        """Leave one line free; never two, never at the top."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def grid(self, headers: Sequence[str], rows: Sequence[Sequence[Words]]) -> None:
        """Write a table; on a screen too narrow for it, one small block a row."""
        from supplychain_cli.render.terminal.grid import grid_lines

        for line in grid_lines(headers, rows, self._console, self.screen.width):
            self._put("", line)

    def text(self) -> str:
        """Give the page as one string that ends with a line feed; an empty page is empty."""
        while self._lines and not self._lines[-1].plain:
            self._lines.pop()
        if not self._lines:
            return ""
        if not self.screen.colour:
            return "".join(f"{line.plain.rstrip()}\n" for line in self._lines)
        self._console.print(Text("\n").join(self._lines), soft_wrap=True)
        return self._sink.getvalue()

    def _guides(self, first: str, rest: str | None) -> tuple[str, str]:
        """Shorten guides from the left, both alike, until there is room for words."""
        rest = " " * _cells(first) if rest is None else rest
        over = max(len(first), len(rest)) - max(self.screen.width - _ROOM, 0)
        return (first[over:], rest[over:]) if over > 0 else (first, rest)

    def _put(self, guide: str, line: Text) -> None:
        line.rstrip()
        self._lines.append(Text.assemble((guide, QUIET), line) if guide else line)


def _cells(text: str) -> int:
    return Text(text).cell_len
