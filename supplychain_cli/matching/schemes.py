"""Russian in Latin letters by other schemes than ours: ISO 9, GOST 7.79 (B), passports, the press of other countries.

A word of the lexicon is known in the spelling of BGN/PCGN. A Latin word that no table knows is written so, too, and
looked up once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from supplychain_cli.light import NamedTuple

_LEAST = 5
"""Letters below which a word may be anything."""


class _Scheme(NamedTuple):
    sign: re.Pattern[str]
    """Letters without which a word is not written so, or no otherwise than in BGN/PCGN."""
    rules: tuple[tuple[re.Pattern[str], str], ...]


def _scheme(sign: str, *rules: tuple[str, str]) -> _Scheme:
    return _Scheme(re.compile(sign), tuple((re.compile(pattern), text) for pattern, text in rules))


_OFFICIAL = (
    ("bieed", "bed"),  # объединение: passports write ie for ъ
    ("shh", "shch"),  # щ in GOST 7.79
    ("cz", "ts"),  # ц in GOST 7.79
    ("eh(?=[^aeiouy])", "e"),  # э in the state registers
    ("(?<![bcdgkpstz])h", "kh"),  # х in ISO 9 and by ear
    ("c(?![aehikouy])", "ts"),  # ц in ISO 9; before a vowel it is folded
    ("j", "y"),
)
_SCHEMES = (
    _scheme("[hjc]|bieed", *_OFFICIAL),
    _scheme("x", *_OFFICIAL, ("x", "kh")),  # х in GOST 7.79 and in the spelling of scholars
    _scheme(
        "w|tsch|[aeiouy]sch", ("schtsch", "SHCH"), ("tsch", "CH"), ("sch", "SH"), ("(?<!c)ch", "kh"), ("z", "ts"),
        ("w", "v"), ("(?<![a-zA-Z])s(?=[aeiouy])|(?<=[aeiouy])s(?=[aeiouyvd])", "z"), ("j", "y"),
    ),  # the German press: Sawod, Maschinostroitelnyj
    _scheme("ou|tch", ("chtch", "SHCH"), ("tch", "CH"), ("ch", "SH"), ("ou", "u"), ("j", "zh")),  # the French
    _scheme("w|[cs]z", ("szcz", "SHCH"), ("cz", "CH"), ("sz", "SH"), ("ch", "kh"), ("w", "v"), ("j", "y")),  # Polish
)  # fmt: skip


def respelled(word: str) -> Iterator[str]:
    """Give a lower-case ASCII word as BGN/PCGN would write it, if it may be Russian in another scheme."""
    if len(word) < _LEAST:
        return
    for scheme in _SCHEMES:
        if scheme.sign.search(word):
            found = word
            for rule, text in scheme.rules:
                found = rule.sub(text, found)
            if (found := found.lower()) != word:
                yield found
