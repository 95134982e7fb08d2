"""How far two spellings of a word lie apart, counted in slips: one slip is one letter put in, left out or changed.

Letters that are heard or written for each other cost less than a slip: vowels, voiced and voiceless pairs, `c` and `k`,
a silent `h`, a doubled letter. The pairs follow the romanisations that differ in them: BGN/PCGN, ISO 9, GOST 7.79,
the Ukrainian resolution 55 of 2010, McCune-Reischauer and the Korean romanisation of 2000, and
the usual renderings of Arabic and Persian, which leave short vowels to the writer.
"""

from __future__ import annotations

from functools import lru_cache

VOWELS = frozenset("aeiouy")
_LONGEST = 32
"""Letters of a word that are compared; nothing that long is a word."""
LOOSE_ALLOWED = 0.14
"""Slips for each letter up to which words are one, where their script leaves sounds open."""
_LEAST_HEARD = 3
_HALF = 0.5
_SWAP = 1.0
_SILENT = {"h": 0.4, "y": 0.5, "j": 0.5, "i": 0.8, "e": 0.7}
"""What it costs to leave these letters out, where not every letter counts."""
_FRENCH = "dj"
"""How French writes the letter that English writes with `j` alone: Djamel."""
_LOOSE_VOWEL = 0.12
_LOOSE_OTHER = 0.25


def _pairs(groups: str, cost: float) -> dict[tuple[str, str], float]:
    return {
        (one, other): cost for group in groups.split() for one in group for other in group if one != other
    }


_NEAR = {
    **_pairs("ao ei ou ea iu eo ya", 0.8),
    **_pairs("bp dt gk sz vf cs gh kh", 0.6),
    **_pairs("ck kq ckq ij iy jy vw uw gj zj", 0.4),
}
_LOOSE = {
    **_pairs("lr bp dt gk cgjz csz ckq vfw fhp vbw yij hg hk hj mn ts qgk kx vu vo wu wo", _LOOSE_OTHER)
}


@lru_cache(maxsize=65536)
def slips(one: str, other: str, *, loose: bool = False) -> float:
    """Give the slips between two lower-case ASCII words, 0 for equal ones.

    `loose` is for words whose own script does not fix the vowels or has other sounds (Arabic, Hebrew, Hangul, kana, Han
    that renders a foreign name): vowels then cost next to nothing. Costs the product of the lengths, at most 32 letters
    each; words that differ more in length than they could agree come back as the difference at once.
    """
    if one == other:
        return 0.0
    one, other = map(_plain, (one, other))
    above: list[float] = []
    row = [0.0]
    for across in range(len(other)):
        row.append(row[-1] + (_dropped(other, across, loose=True) if loose else 1.0))
    for at, letter in enumerate(one):
        last, above, row = above, row, [row[0] + (_dropped(one, at, loose=True) if loose else 1.0)]
        for across, sign in enumerate(other):
            cost = min(
                above[across] + (0.0 if letter == sign else _change(letter, sign, loose=loose)),
                above[across + 1] + _dropped(one, at, loose=loose),
                row[across] + _dropped(other, across, loose=loose),
            )
            if at and across and letter == other[across - 1] and one[at - 1] == sign:
                cost = min(cost, last[across - 1] + _SWAP)
            row.append(cost)
    return row[-1]


def may_sound_as(one: str, other: str) -> bool:
    """Whether a word whose own script does not fix its sounds may be another, folded both."""
    size = max(len(one), len(other))
    return size >= _LEAST_HEARD and slips(one, other, loose=True) <= LOOSE_ALLOWED * size


def _plain(word: str) -> str:
    """Write in one way what schemes do not: `ae`, the last letter of ЗНТЦ, хим, авто and евро in a compound."""
    word = word[:_LONGEST].replace("ae", "ai")
    if word.endswith("ts"):  # the last letter of ЗНТЦ, where it stands for `center`: STTs, ZNTC
        word = f"{word[:-2]}c"
    return word.replace("chem", "kim").replace("auto", "avto").replace("euro", "evro")


def _dropped(word: str, at: int, *, loose: bool) -> float:
    letter = word[at]
    if loose and (letter in "aeiouyhwv" or word[at : at + 2] == _FRENCH):
        return _LOOSE_VOWEL
    if at and word[at - 1] == letter:
        return _HALF
    return _SILENT.get(letter, 1.0) if at else 1.0


def _change(letter: str, sign: str, *, loose: bool) -> float:
    if loose:
        if letter in VOWELS and sign in VOWELS:
            return _LOOSE_VOWEL
        return _LOOSE.get((letter, sign), 1.0)
    return _NEAR.get((letter, sign), 1.0)
