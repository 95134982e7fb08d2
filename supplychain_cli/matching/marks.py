"""Marks: bits of a name's sounds, by which most pairs of names are ruled out without comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from supplychain_cli.light import NamedTuple

_BITS = 512
_FIRST, _LETTERS = ord("a"), 64
_FINE = str.maketrans("bcdfghjklmnpqrstvwxyz", "pkdfghgklmnpkrsdffkis", "aeiouhyj")
"""Consonants, those alone merged that romanisations and typing mix up; vowels and silent letters left out."""
_COARSE = str.maketrans("bcdfghjklmnpqrstvwxyz", "pkdphkkklnnpklkdppkik", "aeiouhyjvw")
"""The same by place of articulation, for scripts that leave sounds open: there `v` and `w` may be vowels."""
_LEAST_SHARED = 0.2
_LEAST_GLUED = 0.4
_CHANGED = 2
"""Consonants that a slip changes at most: one goes, another comes."""


class Mark(NamedTuple):
    """Bits of the words that tell which one is meant; of all words where none does."""

    fine: int
    """By word."""
    glued: int
    """As if the words were one."""
    coarse: int
    """As if they were one, by place of articulation only."""


def mark_of(words: Sequence[str]) -> Mark:
    """Give the marks of folded words."""
    fine = 0
    for word in words:
        fine |= _bits(word)
    glued = "".join(words)
    return Mark(fine, _runs(glued.translate(_FINE), 3), _runs(glued.replace("dj", "j").translate(_COARSE), 2))


def may_be_alike(one: Mark, other: Mark) -> bool:
    """Whether two names may be alike; True where one has no consonant. A microsecond at most."""
    return _share(one.fine, other.fine, _LEAST_SHARED) or _share(one.glued, other.glued, _LEAST_GLUED)


def may_sound_alike(one: Mark, other: Mark) -> bool:
    """Say the same of names in scripts that leave sounds open."""
    return _share(one.coarse, other.coarse, _LEAST_SHARED)


def _share(one: int, other: int, least: float) -> bool:
    fewest = min(one.bit_count(), other.bit_count())
    return not fewest or (one & other).bit_count() >= max(1.0, least * fewest)


@lru_cache(maxsize=65536)
def _bits(word: str) -> int:
    return _runs(f"^{word.translate(_FINE)}$", 3)


def _runs(sounds: str, size: int) -> int:
    """Give a bit for each run of neighbouring sounds; for all of them where they are fewer than a run."""
    bits = 0
    for at in range(max(1, len(sounds) - size + 1)):
        number = 0
        for sound in sounds[at : at + size]:
            number = number * 31 + ord(sound)
        bits |= 1 << number % _BITS
    return bits if sounds else 0


def many_apart(one: str, other: str, most: float, *, coarse: bool = False) -> bool:
    """Whether two words have so many consonants apart that they are more than `most` slips from each other."""
    apart = _letters_of(one, coarse=coarse) ^ _letters_of(other, coarse=coarse)
    return apart.bit_count() > _CHANGED * most + 1


@lru_cache(maxsize=65536)
def _letters_of(word: str, *, coarse: bool = False) -> int:
    """Give a bit for each consonant of a word by its sound, to tell without counting slips that there are many."""
    bits = 0
    for sound in word.translate(_COARSE if coarse else _FINE):
        bits |= 1 << (ord(sound) - _FIRST) % _LETTERS
    return bits
