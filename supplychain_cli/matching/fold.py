"""Folding: the usual ways to write one sound in Latin letters become one spelling.

Only differences between romanisations are folded (kh, ch, c and k in `Rostekh`, `Rostech`, `Rostec`; y, i and j in
`Antey`, `Antei`, `Antej`; x and ks; w and v; doubled letters). Chinese h and k, c and k before a vowel, zh and z stay
apart, because they part real names there. The result is for comparing, not for showing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (sign, re.compile(pattern), text)
    for sign, pattern, text in (
        ("tsch", r"tsch", "ch"),
        ("sch", r"sch", "sh"),
        ("shch", r"shch", "sh"),
        ("ts", r"ts(?=[aeiouy])", "c"),
        ("k", r"kh|ck", "k"),
        ("te", r"tech|teh(?![aeiouy])", "tek"),
        ("ch", r"ch$", "k"),
        ("c", r"c(?![aeiouyh])|c(?=o(?!u|ng))", "k"),
        ("x", r"(?<=.)x", "ks"),
        ("w", r"w", "v"),
        ("ph", r"ph", "f"),
        ("tz", r"tz", "ts"),
        ("j", r"(?<=[aeiouy])j$|(?<=[aiouy])j(?=[aeou]$)", "i"),
        ("ye", r"^ye", "e"),
        ("y", r"(?<=.)y", "i"),
        ("ie", r"(?<=[aeou])ie", "e"),
        ("", r"([a-z])\1+", r"\1"),
    )
)
"""Each rule with letters without which it cannot apply: looking for them is far cheaper than the pattern."""
_SHORT = 4
_DIGIT = re.compile("[0-9]")
_VOWEL = re.compile("[aeiouy]")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold a lower-case ASCII word. Kept, for there every letter counts: short ones, those with digits or no vowel."""
    if len(word) < _SHORT or _DIGIT.search(word) or not _VOWEL.search(word):
        return word
    return fold_text(word)


def fold_joined(text: str) -> str:
    """Fold words that were joined; letters without a vowel (CRRC, CRCC) are kept."""
    return fold_text(text) if _VOWEL.search(text) else text


@lru_cache(maxsize=65536)
def fold_text(text: str) -> str:
    """Fold any run of lower-case ASCII letters, until folding again changes nothing."""
    while True:
        folded = text
        for sign, pattern, replacement in _RULES:
            if sign in folded:
                folded = pattern.sub(replacement, folded)
        if folded == text:
            return folded
        text = folded
