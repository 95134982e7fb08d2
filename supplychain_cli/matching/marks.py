"""Marks: 128 bits of a name's letters, by which most pairs of names are ruled out without comparing them."""

from __future__ import annotations

_BITS = 128
_CLASSES = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    " bkd fk  kklnn bkrkd vvk k",
)
_LEAST_SHARED = 0.3
"""What two names must share of the shorter mark. Below it, no labelled pair was one name."""


def mark_of(compact: str) -> int:
    """Give the bits of a folded name: its consonants by sound, each pair of neighbours one bit."""
    consonants = compact.translate(_CLASSES).replace(" ", "")
    mark = 0
    for at in range(len(consonants) - 1):
        mark |= 1 << ((ord(consonants[at]) * 31 + ord(consonants[at + 1])) % _BITS)
    return mark


def may_be_alike(one: int, other: int) -> bool:
    """Whether two marks share enough bits; True for names too short to be marked. A fraction of a microsecond."""
    fewest = min(one.bit_count(), other.bit_count())
    return fewest < 3 or (one & other).bit_count() >= _LEAST_SHARED * fewest  # noqa: PLR2004 - two bits say nothing
