"""By which pieces a name is found where other letters than those of its folded words are right, too.

Arabic, Persian and Hebrew leave short vowels to the reader, so that دمشق folds to `dmshq` and shares little with
`Dimashq`: such a name is found by its consonants as well. A Chinese name with two characters swapped folds to other
syllables: it is found by its characters as well. Both stand in signs that no folded name has, so that a question which
has none of them pays nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.matching.fold import compiled
from supplychain_cli.matching.han import characters
from supplychain_cli.matching.keys import grams, spelling
from supplychain_cli.matching.letters import MAX_NAME
from supplychain_cli.matching.words import articles

_WITHOUT_VOWELS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
"""A letter of Hebrew, Arabic, Syriac or another script of theirs."""
_SILENT = "(?<=[bcdgkpstz])h|h$|d(?=j)"
"""An `h` that makes another sound of the letter before it, or an ending that is hardly heard; the `d` of French."""
_CONSONANTS = str.maketrans("bcdfghjklmnpqrstxz", "PKDPKHJKLMNPKRSTKS", "aeiouvwy")
"""Capitals for the consonants, those alike that romanisations mix up. `w` and `y` write long vowels, too."""
_DOUBLED = r"(.)\1+"


def signs_of(text: str) -> str:
    """Give the further words by which a recorded name is found; empty for most scripts."""
    if text.isascii():
        return ""
    text = text[:MAX_NAME]
    if compiled(_WITHOUT_VOWELS).search(text):
        return _consonants(spelling(text))
    return _each(characters(text))


def pieces_of(folded: str, signs: str) -> list[str]:
    """Give the three-letter pieces by which a recorded name is found, each once; none where nothing is folded."""
    return [*grams(folded), *grams(signs)] if signs and folded else grams(folded)


def pieces_asked(text: str) -> list[str]:
    """Give the pieces of signs by which a name that somebody asks for may be found; beside those of its folded key."""
    text = text[:MAX_NAME]
    han = characters(text)
    return grams(_each(han) if han else _consonants(spelling(text)))


def _consonants(words: Sequence[str]) -> str:
    silent, doubled, apart = compiled(_SILENT), compiled(_DOUBLED), articles(words)
    heard = (silent.sub("", word.replace("ch", "sh")) for at, word in enumerate(words) if at not in apart)
    found = (doubled.sub(r"\1", word.translate(_CONSONANTS)) for word in heard)
    return " ".join(word for word in found if len(word) > 1)


def _each(han: str) -> str:
    """Write each character three times, so that it is a piece by itself, and that with each neighbour another."""
    return "".join(character * 3 for character in han)
