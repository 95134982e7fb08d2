"""The output border: what the world writes into names must not steer a terminal, a page or an eye."""

from __future__ import annotations

import re
import unicodedata

# Joiners stay: Arabic and Indic scripts need them, and they move nothing.
_JOINERS = "\u200c\u200d"
_SUSPECT = re.compile(r"[^\x20-\x7e\xa1-\xac\xae-\u05ff]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """Make control, bidi and invisible characters visible as escapes such as `\\x1b` or `\\u202e`.

    For one line of text: a line break becomes visible too. Text without such characters comes back as it is.
    """
    return _SUSPECT.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) not in _UNSEEN or character in _JOINERS:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
