r"""Makes visible what must not act or hide: control, bidi, zero-width and other unseen characters.

Names come from the world. At the border of every format, a character that moves the cursor, turns the reading
direction or is not seen at all is written as its escape (`\x1b`, `\u202e`).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar
from unicodedata import category

T = TypeVar("T")

PROSE = frozenset(
    {
        "note",
        "notes",
        "paraphrase",
        "effect",
        "statement",
        "why",
        "message",
        "reason",
        "share_text",
        "hs_basis",
        "retracted",
        "military_uses",
    }
)
"""Fields that hold sentences; a line break there is a space, elsewhere it is made visible."""

# Letters, marks and signs that print as nothing (Unicode: Default_Ignorable_Code_Point, and the empty Braille cell).
_UNSEEN = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""Compiled when a text beyond ASCII is looked at."""

_BREAK = re.compile(r"[ \t]*\r?\n\s*")


def clean(text: str, *, breaks: bool = False) -> str:
    """Write every character that would act or hide as its escape. Line breaks stay where `breaks` asks for them.

    Cost: one scan at the speed of C for a text that needs nothing, which is nearly every text.
    """
    if text.isprintable() and (text.isascii() or not re.search(_UNSEEN, text)):
        return text
    return "".join(_shown(character, breaks=breaks) for character in text)


def cleaned(value: T, *, breaks: bool = False, ascii_only: bool = False) -> T:
    """Clean every string in an answer: fields, items, keys. What is not text stays as it is.

    With `breaks`, line breaks stay (JSON escapes them itself); without, one inside a sentence is a space. With
    `ascii_only`, everything beyond ASCII is written as its escape too, for a stream that cannot carry it. A part that
    needs nothing is given back itself, and one that stands in several places is looked at once.
    """
    return _Cleaner(breaks=breaks, ascii_only=ascii_only).walk(value)  # type: ignore[no-any-return]  # same type as given


class _Cleaner:
    """One walk through an answer. Remembers the parts it has seen, which live as long as the walk."""

    def __init__(self, *, breaks: bool, ascii_only: bool) -> None:
        self._breaks = breaks
        self._ascii_only = ascii_only
        self._seen: dict[int, Any] = {}

    def walk(self, value: Any, *, prose: bool = False) -> Any:  # noqa: ANN401 - any answer
        if isinstance(value, str):
            return self._text(value, prose=prose)
        names = _names(value.__class__)
        if names is not None:
            shown = self._seen.get(id(value))
            if shown is None:
                shown = self._seen[id(value)] = self._record(value, names)
            return shown
        if isinstance(value, tuple | list):
            items = [self.walk(part, prose=prose) for part in value]
            if all(map(operator.is_, items, value)):
                return value
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if isinstance(value, Mapping):
            return {self.walk(key): self.walk(part, prose=key in PROSE) for key, part in value.items()}
        return value

    def _record(self, value: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - any answer
        parts = [getattr(value, name) for name in names]
        shown = [self.walk(part, prose=name in PROSE) for name, part in zip(names, parts, strict=True)]
        if all(map(operator.is_, shown, parts)):
            return value
        return type(value)(**dict(zip(names, shown, strict=True)))

    def _text(self, value: str, *, prose: bool) -> str:
        text = _BREAK.sub(" ", value) if prose and not self._breaks and "\n" in value else value
        shown = clean(text, breaks=self._breaks)
        if self._ascii_only and not shown.isascii():
            shown = shown.encode("ascii", "backslashreplace").decode("ascii")
        return shown if shown != value else value


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """Give the fields of a kind of record; None for what is none."""
    return tuple(item.name for item in fields(kind)) if is_dataclass(kind) else None


def _shown(character: str, *, breaks: bool) -> str:
    """Give a character, or its escape when it is unseen: everything unprintable but the spaces of other scripts."""
    if character == "\n" and breaks:
        return character
    if character.isprintable() and not re.match(_UNSEEN, character):
        return character
    if category(character) == "Zs":
        return character
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or _escape(ord(character))


def _escape(code: int) -> str:
    if code <= 0xFF:  # noqa: PLR2004 - the reach of two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above, four
