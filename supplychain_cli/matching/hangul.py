"""Korean names in Hangul: words of the lexicon that are written without a space are cut off."""

from __future__ import annotations

from supplychain_cli.matching.fold import fold_word
from supplychain_cli.matching.letters import romanise
from supplychain_cli.matching.tables import concept_of, is_form

_FIRST, _LAST = "가", "힣"
_LEAST = 2
"""Syllables of a word that is cut off, and of what is left: a person's name has three."""


def hangul_parts(run: str) -> list[str]:
    """Cut 삼성전자 into 삼성 and 전자 (electronics), the last words first; a run that is no such name stays whole.

    Cost: for each syllable one look-up.
    """
    if len(run) < 2 * _LEAST or not all(_FIRST <= sign <= _LAST for sign in run) or _is_word(run):
        return [run]
    parts: list[str] = []
    while len(run) >= 2 * _LEAST:
        at = next((at for at in range(_LEAST, len(run) - _LEAST + 1) if _is_word(run[at:])), 0)
        if not at:
            break
        parts.insert(0, run[at:])
        run = run[:at]
    return [run, *parts]


def _is_word(run: str) -> bool:
    """Whether a run of syllables is a word of the lexicon or a legal form."""
    (word,) = romanise(run)
    concepts = concept_of(word)
    if concepts != (fold_word(word),):
        return True
    return is_form(concepts)
