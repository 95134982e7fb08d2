r"""Makes visible what must not act or hide: control, bidi, zero-width and other unseen characters.

Names come from the world. At the border of every format, a character that moves the cursor, turns the reading
direction or is not seen at all is written as its escape (`\x1b`, `\u202e`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
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
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)

_BREAK = re.compile(r"[ \t]*\r?\n\s*")


def clean(text: str, *, breaks: bool = False) -> str:
    """Write every character that would act or hide as its escape. Line breaks stay where `breaks` asks for them.

    Cost: one scan at the speed of C for a text that needs nothing, which is nearly every text.
    """
    if text.isprintable() and (text.isascii() or not _UNSEEN.search(text)):
        return text
    return "".join(_shown(character, breaks=breaks) for character in text)


def cleaned(value: T, *, breaks: bool = False, ascii_only: bool = False) -> T:
    """Clean every string in an answer: fields, items, keys. What is not text stays as it is.

    With `breaks`, line breaks stay (JSON escapes them itself); without, one inside a sentence is a space. With
    `ascii_only`, everything beyond ASCII is written as its escape too, for a stream that cannot carry it.
    """
    return _walk(value, breaks=breaks, ascii_only=ascii_only)  # type: ignore[no-any-return]  # same type as given


def _walk(value: Any, *, breaks: bool, ascii_only: bool, prose: bool = False) -> Any:  # noqa: ANN401 - any answer
    if isinstance(value, str):
        shown = clean(_BREAK.sub(" ", value) if prose and not breaks else value, breaks=breaks)
        shown = shown.encode("ascii", "backslashreplace").decode("ascii") if ascii_only else shown
        return shown if shown != value else value
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            item.name: _walk(
                getattr(value, item.name), breaks=breaks, ascii_only=ascii_only, prose=item.name in PROSE
            )
            for item in fields(value)
        }
        return type(value)(**parts)
    if isinstance(value, tuple | list):
        items = [_walk(part, breaks=breaks, ascii_only=ascii_only, prose=prose) for part in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    if isinstance(value, Mapping):
        return {
            _walk(key, breaks=breaks, ascii_only=ascii_only): _walk(
                part, breaks=breaks, ascii_only=ascii_only, prose=key in PROSE
            )
            for key, part in value.items()
        }
    return value


def _shown(character: str, *, breaks: bool) -> str:
    """Give a character, or its escape when it is unseen: everything unprintable but the spaces of other scripts."""
    if character == "\n" and breaks:
        return character
    if character.isprintable() and not _UNSEEN.match(character):
        return character
    if category(character) == "Zs":
        return character
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or _escape(ord(character))


def _escape(code: int) -> str:
    if code <= 0xFF:  # noqa: PLR2004 - the reach of two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above, four
