"""Russian in Latin letters by other schemes than ours: ISO 9, GOST 7.79 (B), the passport rules of 2013, and by ear.

A word of the lexicon is known in the spelling of BGN/PCGN. A Latin word that no table knows is written so, too, and
looked up once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEAST = 5
"""Letters below which a word may be anything."""
_OTHER = re.compile("[hxjc]|bieed")
"""Letters without which all schemes agree, but for one word."""
_RULES = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        ("bieed", "bed"),  # объединение: the passport writes ie for ъ
        ("shh", "shch"),  # щ in GOST 7.79
        ("cz", "ts"),  # ц in GOST 7.79
        ("eh(?=[^aeiouy])", "e"),  # э in the rules of the state registers
        ("(?<![bcdgkpstz])h", "kh"),  # х in ISO 9 and by ear
        ("c(?![aehikouy])", "ts"),  # ц in ISO 9; before a vowel it is folded
        ("j", "y"),
    )
)


def respelled(word: str) -> Iterator[str]:
    """Give a lower-case ASCII word as BGN/PCGN would write it, if it may be Russian in another scheme."""
    if len(word) < _LEAST or not _OTHER.search(word):
        return
    found = word
    for rule, text in _RULES:
        found = rule.sub(text, found)
    if found != word:
        yield found
    if "x" in word:  # х in GOST 7.79 and in the spelling of scholars
        yield found.replace("x", "kh")
