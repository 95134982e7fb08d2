"""Abbreviations: a word that is made of the first letters of a name, in its own language or in Russian."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from supplychain_cli.matching.tables import concept_of, is_form, tables

_SIGNS = frozenset({"ch", "kh", "sh", "ts", "ya", "yu", "zh"})
"""What one Cyrillic letter is in Latin."""
_STEMS = (
    "aero", "agro", "avia", "avto", "auto", "bio", "electro", "elektro", "energo", "foto", "gazo", "geo", "gidro",
    "gorno", "hydro", "lazer", "mashino", "metallo", "micro", "mikro", "nano", "nefte", "opto", "priboro", "radio",
    "stanko", "sudo", "tele", "teplo", "termo", "turbo", "vagono", "vneshne",
)  # fmt: skip
"""First parts of compounds, of which an abbreviation may take both letters: НТ of нанотехнологический."""
_LEAST_WITH_GAP = 4


def initialled(spelled: Sequence[str]) -> tuple[str, ...]:
    """Give the words of which an abbreviation takes the first letters: no legal forms, no small words."""
    return tuple(word for word in spelled if concept_of(word) and not is_form((word,)))


@lru_cache(maxsize=4096)
def choices_of(word: str) -> tuple[str, ...]:
    """Give the letters that may stand for a word; an empty text where it is so general that it may be left out."""
    concepts = concept_of(word)
    known = tables()
    abroad = known.letters.get(concepts[0], "") if len(concepts) == 1 else ""
    found = list(dict.fromkeys(word[0] + concepts[0][0] + abroad))
    if word[:2] in _SIGNS:
        found.append(word[:2])
    elif "c" in found:
        found.append("ts")
    if word.startswith(_STEMS):
        stem = next((stem for stem in _STEMS if word.startswith(stem) and len(word) > len(stem) + 2), "")
        found += [word[0] + word[len(stem)]] if stem else []
    if known.generic.issuperset(concepts):
        found.append("")
    return tuple(found)


def spells(short: str, choices: Sequence[Sequence[str]]) -> bool:
    """Whether a word is spelled by letters of each word of a name, one general word at most left out.

    Costs a step for each letter and word.
    """
    if not choices or len(short) > 2 * len(choices) or len(short) + 1 < len(choices):
        return False
    reached = {(0, False)}
    for signs in choices:
        reached = {
            (at + len(sign), gap or not sign)
            for at, gap in reached
            for sign in signs
            if (short.startswith(sign, at) if sign else not gap and len(short) >= _LEAST_WITH_GAP)
        }
        if not reached:
            return False
    return any(at == len(short) for at, _gap in reached)
