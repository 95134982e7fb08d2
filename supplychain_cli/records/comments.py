"""A person's comments are data: found in the text, and each tied to the field or item that it stands by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import field
from itertools import pairwise

from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.dataset import Path
from supplychain_cli.records.characters import LINE_BREAK
from supplychain_cli.records.syntax import Parsed

_COMMENT = re.compile(r"#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ ]+(#[^\r\n]*)")
BLANK = ""
"""Stands between comment lines for an empty line."""
_HEADED = 2
"""Length of the path of a record; the path of a section is shorter."""


@dataclass(slots=True)
class Comments:
    """Comment lines by the path of the item that they lead, follow, or stand behind; `tail` ends the file."""

    leading: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    following: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    tail: list[str] = field(default_factory=list)
    inside: set[Path] = field(default_factory=set)

    def words(self) -> list[str]:
        """Give every word of every comment, to compare two texts."""
        groups = [*self.leading.values(), *self.behind.values(), *self.following.values(), self.tail]
        return sorted(word for lines in groups for line in lines for word in line.split())


class _Item(NamedTuple):
    line: int
    column: int
    path: Path
    in_flow: bool


class _Found(NamedTuple):
    line: int
    column: int
    text: str
    alone: bool


def comments_of(text: str, parsed: Parsed) -> Comments:
    """Find every comment and tie it to an item. `parsed` must come from this text, with its layout."""
    lines = LINE_BREAK.split(text)
    layout = _Layout(lines, _items(parsed, lines))
    comments = Comments()
    for found in _found(text, parsed, lines):
        group, path = layout.tie(found, comments)
        group.append(found.text.rstrip())
        if found.alone and found.line < len(lines) and not lines[found.line].strip():
            group.append(BLANK)
        comments.inside.update(path[:length] for length in range(len(path)))
    # A heading may stand apart from the section or record below it; elsewhere the last empty line means nothing.
    inner = [group for path, group in comments.leading.items() if len(path) > _HEADED]
    for group in [*inner, *comments.following.values(), comments.tail]:
        if group[-1:] == [BLANK]:
            group.pop()
    return comments


def _found(text: str, parsed: Parsed, lines: list[str]) -> list[_Found]:
    """Look between the scalars, where a `#` can only begin a comment, and in the heads of block scalars."""
    offsets = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    spans = [(0, 0, False), *parsed.spans, (len(text), len(text), False)]
    places = [
        match.start(1) for begin, _, block in parsed.spans if block and (match := _HEADER.match(text, begin))
    ]
    for (_, end, _), (begin, _, _) in pairwise(spans):
        places += [match.start() for match in _COMMENT.finditer(text, end, begin)]
    found = []
    for place in sorted(places):
        line = bisect_right(offsets, place)
        column = place - offsets[line - 1]
        found.append(_Found(line, column, lines[line - 1][column:], not lines[line - 1][:column].strip()))
    return found


def _items(parsed: Parsed, lines: list[str]) -> list[_Item]:
    """Give every field and list item in the order of the text; a list item begins at its dash."""
    items = []
    for path, (line, column) in (parsed.values | parsed.keys).items():
        if not path:
            continue
        in_flow = any(path[:length] in parsed.flow for length in range(len(path)))
        if isinstance(path[-1], int) and not in_flow:
            dash = lines[line - 1].rfind("-", 0, column - 1)
            items.append(_Item(line, dash if dash >= 0 else column - 1, path, in_flow))
        else:
            items.append(_Item(line, column - 1, path, in_flow))
    return sorted(items, key=lambda item: (item.line, item.column, len(item.path)))


class _Layout:
    """Where every item of a file begins."""

    def __init__(self, lines: list[str], items: list[_Item]) -> None:
        self._lines = lines
        self._items = items
        self._starts = [item.line for item in items]
        self._by_path = {item.path: item for item in items}

    def tie(self, found: _Found, comments: Comments) -> tuple[list[str], Path]:
        """Choose the item of a comment: on its line, the next below, or, where it is indented deeper, the last."""
        first, after = bisect_left(self._starts, found.line), bisect_right(self._starts, found.line)
        if not found.alone and after:
            here = [item for item in self._items[first:after] if item.column < found.column]
            block = [item for item in here if not item.in_flow]
            chosen = (block or here or [self._items[after - 1]])[-1]
            return comments.behind[chosen.path], chosen.path
        if after < len(self._items):
            following = self._items[after]
            line = self._lines[following.line - 1]
            if not after or found.column <= len(line) - len(line.lstrip()):
                return comments.leading[following.path], following.path
        elif not found.column or not after:
            return comments.tail, ()
        return self._last(found, after, comments)

    def _last(self, found: _Found, after: int, comments: Comments) -> tuple[list[str], Path]:
        """Tie a comment to the innermost item around the last one that begins no deeper than the comment."""
        last = self._items[after - 1].path
        around = [
            self._by_path[last[:length]]
            for length in range(1, len(last) + 1)
            if last[:length] in self._by_path
        ]
        path = next(
            (item.path for item in reversed(around) if not item.in_flow and item.column <= found.column), ()
        )
        following = self._items[after].path if after < len(self._items) else ()
        if len(path) < _HEADED or (len(path) == _HEADED and path[:1] == following[:1]):
            # Between sections or records an empty line decides: below it, a comment belongs to what follows.
            return (comments.leading[following] if following else comments.tail), following
        return comments.following[path], path
