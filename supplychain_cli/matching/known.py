"""Names by which a well-known organisation goes: in short and in full, in one language and another.

`AVIC` and `中国航空工业集团` share no word, so only a table can tell that they are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supplychain_cli.matching.keys import keys_of
from supplychain_cli.matching.tables import Words, tables

Forms = dict[str, tuple[tuple[Words, str], ...]]
"""First word of a form to the forms that begin with it, longest first, each with the name it stands for."""
Spans = tuple[tuple[str, tuple[int, ...]], ...]
"""Well-known names, each with the places of its words; a name that is said twice has them all."""
_SHORTEST = 3


def forms_of(rows: Iterable[Sequence[str]]) -> Forms:
    """Fold the forms of a table as names are.

    Left out are those of one word that is short or says no name, and those that two organisations have once they are
    in English: 农业银行 is one Agricultural Bank of several.
    """
    found: dict[Words, set[str]] = {}
    for name, lang, form, _source in rows:
        for text in (name, form):
            words = keys_of(text, lang).words
            if len(words) > 1 or (words and _tells(words[0])):
                found.setdefault(words, set()).add(name)
    forms: dict[str, list[tuple[Words, str]]] = {}
    for words, names in found.items():
        if len(names) == 1:
            forms.setdefault(words[0], []).append((words, next(iter(names))))
    return {first: tuple(sorted(group, key=lambda form: -len(form[0]))) for first, group in forms.items()}


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in tables().generic and word not in tables().exact


def known_in(words: Words, forms: Forms) -> Spans:
    """Find well-known names among folded words, from left to right, the longest first. Costs a look-up a word."""
    found: dict[str, tuple[int, ...]] = {}
    at = 0
    while at < len(words):
        size = 1
        for form, name in forms.get(words[at], ()):
            if words[at : at + len(form)] == form:
                size = len(form)
                found[name] = (*found.get(name, ()), *range(at, at + size))
                break
        at += size
    return tuple(found.items())
