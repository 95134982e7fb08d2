"""How far two spellings of a word lie apart, counted in slips: one slip is one letter put in, left out or changed.

Letters that are heard or written for each other cost less than a slip: vowels, voiced and voiceless pairs, `c` and `k`,
a silent `h`, a doubled letter. The pairs follow the romanisations that differ in them: BGN/PCGN, ISO 9, GOST 7.79,
the Ukrainian resolution 55 of 2010, McCune-Reischauer and the Korean romanisation of 2000, and
the usual renderings of Arabic and Persian, which leave short vowels to the writer.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, repeat

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
_HARDLY_HEARD = frozenset("aeiouyhwv")
_LOOSE_VOWEL = 0.12
_LOOSE_OTHER = 0.25


def _pairs(costs: dict[str, float]) -> dict[str, dict[str, float]]:
    """Give for each letter what it costs to be any other of its groups; the last group counts."""
    found: dict[str, dict[str, float]] = {}
    for groups, cost in costs.items():
        for group in groups.split():
            for one in group:
                found.setdefault(one, {}).update((other, cost) for other in group if other != one)
    return found


_NEAR = _pairs(
    {
        "ao ei ou ea iu eo ya": 0.8,
        "bp dt gk sz vf cs gh kh": 0.6,
        "ck kq ckq ij iy jy vw uw gj zj": 0.4,
    }
)
_LOOSE = _pairs(
    {
        "lr bp dt gk cgjz csz ckq vfw fhp vbw yij hg hk hj mn ts qgk kx vu vo wu wo": _LOOSE_OTHER,
        "aeiouy": _LOOSE_VOWEL,
    }
)
_NONE: dict[str, float] = {}


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
    changes, left_out = _LOOSE if loose else _NEAR, _left_out(other, loose=loose)
    before, above = "", [0.0, *accumulate(left_out if loose else repeat(1.0, len(other)))]
    last = above
    for letter, out in zip(one, _left_out(one, loose=loose), strict=True):
        change = changes.get(letter, _NONE).get
        here = above[0] + (out if loose else 1.0)
        row = [here]
        for across, (sign, other_out, corner, up) in enumerate(
            zip(other, left_out, above, above[1:], strict=False)
        ):
            if letter == sign:
                here = min(corner, up + out, here + other_out)
            else:
                here = min(corner + change(sign, 1.0), up + out, here + other_out)
                if sign == before and across and letter == other[across - 1]:
                    here = min(here, last[across - 1] + _SWAP)
            row.append(here)
        before, last, above = letter, above, row
    return above[-1]


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


def _left_out(word: str, *, loose: bool) -> list[float]:
    """Give for each letter what it costs to leave it out."""
    costs = []
    for at, letter in enumerate(word):
        if loose and (letter in _HARDLY_HEARD or word[at : at + 2] == _FRENCH):
            costs.append(_LOOSE_VOWEL)
        elif at and word[at - 1] == letter:
            costs.append(_HALF)
        else:
            costs.append(_SILENT.get(letter, 1.0) if at else 1.0)
    return costs
