"""Text inside XML: what is not allowed there never arrives, whatever a name holds."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# Everything but the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_QUOTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def content(text: str) -> str:
    """Write a text between two tags."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def quoted(text: str) -> str:
    """Write a text as the value of an attribute, with its quotes."""
    return f'"{escape(_FORBIDDEN.sub(chr(0xFFFD), text), _IN_QUOTES)}"'
