"""Characters that a record file may not hold: what an editor hides must not decide what a record says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.light import NamedTuple

Concern = Literal["control", "hidden", "tab"]

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
_JOINERS = "\u200c\u200d"
_ANY = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_JOINERS}\t]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")

LINE_BREAK = re.compile(r"\r\n|\r|\n")
"""What ends a line, for YAML and for us."""

_SHOWN = 20
"""Characters of one concern that are reported one by one; a file full of them says one thing."""

_WORDS: dict[Concern, tuple[str, str, str]] = {
    "control": (
        "R104",
        "The file holds the control character {name}, which no text needs.",
        "Delete the character; if the text came from a PDF or a web page, paste it as plain text.",
    ),
    "hidden": (
        "R105",
        "The file holds the invisible character {name}, which changes a text without being seen.",
        "Delete the character; most editors show it when invisible characters are made visible.",
    ),
    "tab": (
        "R106",
        "A tab stands here; YAML indents with spaces.",
        "Write spaces instead of the tab.",
    ),
}


class Finding(NamedTuple):
    """One refused character: its offset in the text, itself, and why it is refused."""

    offset: int
    character: str
    concern: Concern


def refused(text: str) -> Iterator[Finding]:
    """Find every character that a record may not hold, in order. Joiners pass where a script needs them."""
    for match in _ANY.finditer(text):
        character = match[0]
        if character in _JOINERS and _joins(text[match.start() - 1 : match.start()]):
            continue
        yield Finding(match.start(), character, _concern(character))


def replaced(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """Give the text with each refused character replaced one for one, and a complaint about each.

    The columns of everything else stay true, so that reading goes on. Tabs become spaces.
    """
    findings = list(refused(text))
    if not findings:
        return text, []
    characters = list(text)
    for finding in findings:
        characters[finding.offset] = " " if finding.concern == "tab" else "\ufffd"
    return "".join(characters), list(_complaints(text, file, findings))


def described(character: str) -> str:
    """Name a character for a person: code point and Unicode name."""
    name = unicodedata.name(character, "") or {"\x1b": "ESCAPE", "\x00": "NULL"}.get(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def complaint(concern: Concern, character: str, place: Location, more: int = 0) -> Diagnostic:
    """Word the complaint about one refused character; `more` counts further ones that are not listed."""
    code, message, help_ = _WORDS[concern]
    notes = (f"There are {more} more of its kind in this file.",) if more else ()
    return Diagnostic(code, message.format(name=described(character)), place, notes=notes, help=help_)


def _complaints(text: str, file: str, findings: list[Finding]) -> Iterator[Diagnostic]:
    for concern in _WORDS:
        kind = [finding for finding in findings if finding.concern == concern]
        line, start = 1, 0
        for number, finding in enumerate(kind[:_SHOWN], 1):
            for end in LINE_BREAK.finditer(text, start, finding.offset):
                line, start = line + 1, end.end()
            more = len(kind) - _SHOWN if number == _SHOWN else 0
            yield complaint(
                concern, finding.character, Location(file, line, finding.offset - start + 1), max(more, 0)
            )


def _concern(character: str) -> Concern:
    if character == "\t":
        return "tab"
    return "control" if _IS_CONTROL.match(character) else "hidden"


def _joins(before: str) -> bool:
    """Whether a joiner after this character has a meaning: in Arabic and Indic scripts, not in ours."""
    if not before or not before.isalpha():
        # Vowel signs of Indic scripts are marks; emoji are symbols. Both may be joined.
        return bool(before) and unicodedata.category(before) in {"Mn", "Mc", "So"}
    return not unicodedata.name(before, "LATIN").startswith(("LATIN", "CYRILLIC", "GREEK", "CJK", "HANGUL"))
