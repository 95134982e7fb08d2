"""Russian in Latin letters by other schemes than ours: ISO 9, GOST 7.79 (B), passports, the press of other countries.

A word of the lexicon is known in the spelling of BGN/PCGN. A Latin word that no table knows is written so, too, and
looked up once more.
"""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.fold import compiled

_LEAST = 5
"""Letters below which a word may be anything."""


class _Scheme(NamedTuple):
    sign: str
    """Letters without which a word is not written so, or no otherwise than in BGN/PCGN."""
    rules: tuple[tuple[str, str], ...]


_OFFICIAL = (
    ("(?<=[bd])[iy]e+(?=[dkmz])", "e"),  # ъе in passports and in BGN: объединение, объект, подъём
    ("shh", "shch"),  # щ in GOST 7.79
    ("cz", "ts"),  # ц in GOST 7.79
    ("eh(?=[^aeiouy])", "e"),  # э in the state registers
    ("(?<![bcdgkpstz])h", "kh"),  # х in ISO 9 and by ear
    ("c(?![aehikouy])", "ts"),  # ц in ISO 9; before a vowel it is folded
    ("j", "y"),
)
_SCHEMES = (
    _Scheme("[hjc]|[bd][iy]e+[dkmz]", _OFFICIAL),
    _Scheme("x", (*_OFFICIAL, ("x", "kh"))),  # х in GOST 7.79 and in the spelling of scholars
    _Scheme(
        "w|tsch|[aeiouy]sch",
        (("schtsch", "SHCH"), ("tsch", "CH"), ("sch", "SH"), ("(?<!c)ch", "kh"), ("z", "ts"),
        ("w", "v"), ("(?<![a-zA-Z])s(?=[aeiouy])|(?<=[aeiouy])s(?=[aeiouyvd])", "z"), ("j", "y")),
    ),  # the German press: Sawod, Maschinostroitelnyj
    _Scheme("ou|tch", (("chtch", "SHCH"), ("tch", "CH"), ("ch", "SH"), ("ou", "u"), ("j", "zh"))),  # the French
    _Scheme("w|[cs]z", (("szcz", "SHCH"), ("cz", "CH"), ("sz", "SH"), ("ch", "kh"), ("w", "v"), ("j", "y"))),  # Polish
)  # fmt: skip
_ANY = "|".join(scheme.sign for scheme in _SCHEMES)


def respelled(word: str) -> Iterator[str]:
    """Give a lower-case ASCII word as BGN/PCGN would write it, if it may be Russian in another scheme."""
    if len(word) < _LEAST or not compiled(_ANY).search(word):
        return
    for scheme in _SCHEMES:
        if compiled(scheme.sign).search(word):
            found = word
            for rule, text in scheme.rules:
                found = compiled(rule).sub(text, found)
            if (found := found.lower()) != word:
                yield found
