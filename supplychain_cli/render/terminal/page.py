"""A page to paint on: lines of styled text, wrapped to the columns of a screen.

Text comes in as plain strings or Rich `Text`, never as markup, so that a name in brackets stays a name. Guides at
the left edge (the lines of a tree) are kept short on a narrow screen, so that there is always room to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from supplychain_cli.light import NamedTuple
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

    def write(self, words: Words, first: Words = "", rest: str | None = None, style: str = "") -> None:
        """Write words, wrapped. `first` stands before the first line, `rest` before each further one (else blanks)."""
        body = Text(words, style) if isinstance(words, str) else words
        self._fold(body, *self._guides(first, rest))

    def flow(self, items: Iterable[Item], first: Words = "", rest: str | None = None) -> None:
        """Write pieces one after the other, each kept whole where it fits; no separator stands at a line's edge."""
        guide, further = self._guides(first, rest)
        line = Text()
        for item in items:
            piece = Text(item.text) if isinstance(item.text, str) else item.text
            room = self.screen.width - guide.cell_len - len(item.before)
            if line and line.cell_len + piece.cell_len > room:
                self._fold(line, guide, further)
                guide, line = further, Text()
            if line:
                line.append(item.before, QUIET)
            line.append_text(piece)
        self._fold(line, guide, further)

    def whole(self, words: Words, first: str = "", style: str = "") -> None:
        """Write one line that is never broken: an address that must stay whole to be followed."""
        guide, _ = self._guides(first, None)
        self._put(guide, Text(words, style) if isinstance(words, str) else words)

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
            self._put(Text(), line)

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

    def _fold(self, body: Text, guide: Text, further: Text) -> None:
        """Wrap a text to the room that its guides leave; one that fits beside the first stays one line."""
        room = self.screen.width - guide.cell_len
        if body.cell_len > room:
            room = min(room, self.screen.width - further.cell_len)
        for line in body.wrap(self._console, room, overflow="fold"):
            self._put(guide, line)
            guide = further

    def _guides(self, first: Words, rest: str | None) -> tuple[Text, Text]:
        """Give the guides as text, shortened from the left, both alike, until there is room for words."""
        guide = Text(first, QUIET) if isinstance(first, str) else first
        further = Text(" " * guide.cell_len if rest is None else rest, QUIET)
        over = max(guide.cell_len, further.cell_len) - max(self.screen.width - _ROOM, 0)
        return (guide[over:], further[over:]) if over > 0 else (guide, further)

    def _put(self, guide: Text, line: Text) -> None:
        line.rstrip()
        self._lines.append(Text().append_text(guide).append_text(line) if guide else line)
