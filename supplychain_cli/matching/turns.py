"""From the words of a name to those that are compared: concepts, no legal forms, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.matching.tables import Form, Words, concept_of, is_form, join_initials, tables

_MOST_TURNS = 12
"""Times that words are looked up anew; a row of a table that leads back to itself ends here."""


def settled(words: Sequence[str], *, forms: bool = True) -> Words:
    """Give words in lower-case ASCII as concepts and, with `forms`, without legal forms, so that nothing more changes.

    Each turn makes the name shorter or plainer. Empty when only a legal form was there.
    """
    return (tuple(words), *turns(words, forms=forms))[-1]


def turns(words: Sequence[str], *, forms: bool = True) -> Iterator[Words]:
    """Give the words after each turn, the last as `settled` gives them."""
    now = tuple(words)
    for _ in range(_MOST_TURNS):
        found = [concept for word in join_initials(now) for concept in concept_of(word)]
        found = _with_phrases(found)
        if forms:
            found = _without_forms(found)
        found = _said_once(found)
        if tuple(found) == now:
            return
        now = tuple(found)
        yield now


def _with_phrases(words: list[str]) -> list[str]:
    phrases = tables().phrases
    found: list[str] = []
    at = 0
    while at < len(words):
        for phrase, concepts in phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found += concepts
                at += len(phrase)
                break
        else:
            found.append(words[at])
            at += 1
    return found


def _without_forms(words: list[str]) -> list[str]:
    table = tables().forms
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((len(f.words) for f in table.get(words[at], ()) if stands(f, words, at)), 0)
        if not size:
            found.append(words[at])
        at += size or 1
    return found


def stands(form: Form, words: list[str], at: int) -> bool:
    """Whether a legal form stands at this place of a name, where such a form may stand."""
    end = at + len(form.words)
    if tuple(words[at:end]) != form.words:
        return False
    return form.place == "any" or end == len(words) or (form.place == "ends" and at == 0)


def _said_once(words: list[str]) -> list[str]:
    """Undo `Compel (Kompel)` and `АО «А» (АО «А»)`: a name that says the same twice says it once."""
    half, odd = divmod(len(words), 2)
    if odd and half and is_form((words[half],)):
        return words[:half] if words[:half] == words[half + 1 :] else words
    return words[:half] if not odd and words[:half] == words[half:] else words
