"""The keys of names by the million: what was found of a word is kept, so that a name costs little more than its words.

The same keys as `keys.keys_of` gives, found another way. Most words of a name take no part in any legal form or phrase:
they become their concepts, whatever stands beside them. The others are settled in runs, each run once (`turns`), and
compact keys are folded all together. Whatever does not fit is left to the plain way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeAlias, TypeVar

from supplychain_cli.matching.fold import fold_each, fold_word
from supplychain_cli.matching.keys import words_of
from supplychain_cli.matching.letters import MAX_NAME, reads_as_ukrainian, tokens
from supplychain_cli.matching.tables import Words, concept_of, every_form, tables
from supplychain_cli.matching.turns import settled, turns

Keys: TypeAlias = tuple[str, str, str]
"""The raw, the folded and the compact key of a name."""
_KEPT = 1 << 16
"""Words, runs or places that are kept at most, some 300 bytes each; then all are forgotten, and found again."""
_BEFORE, _AFTER = "<1", "2>"
"""Stand for the words on either side of a run. No word of a name equals them."""
_BESIDE = frozenset({_BEFORE, _AFTER})
_ALONE, _FOLLOWS, _LEADS = range(3)
"""What a word does: it is only itself, may stand in a phrase or legal form, or may begin one or change otherwise."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def keys_of_many(names: Iterable[tuple[str, str]]) -> list[Keys]:
    """Give the raw, folded and compact keys of names, each name with its language (ISO 639) or an empty one.

    Never fails. Some eight microseconds for a Latin name of words that were met before, and ten for each other word.
    """
    raws: list[str] = []
    every: list[str] = []
    for name, lang in names:
        raw, words = _words(name[:MAX_NAME], lang)
        raws.append(raw)
        every.append(" ".join(_settled(words)))
    compact = fold_each([folded.replace(" ", "") for folded in every])
    return list(zip(raws, every, compact, strict=True))


def _words(name: str, lang: str) -> tuple[str, Sequence[str]]:
    """Give the raw key of a name and its words in lower-case ASCII."""
    written = tokens(name)
    if name.isascii():
        raw = " ".join(written).lower()
        return raw, raw.split()
    raw = " ".join([_RAW[token] for token in written])[:MAX_NAME].strip()
    spelled = _UKRAINIAN if reads_as_ukrainian(name, lang) else _SPELLED
    return raw, [word for token in written for word in spelled[token]]


def _settled(words: Sequence[str]) -> Sequence[str]:
    """Do what `turns.settled` does.

    Runs of words that may be phrases or legal forms are settled one by one; what lies between keeps them apart. A name
    that may say the same twice is left to `settled`. None does that has a word but once, which no run can give.
    """
    known = _KNOWN
    found: list[str] = []
    begun = -1
    apart = False
    for at, word in enumerate(words):
        role, concepts = known[word]
        if begun < 0:
            if role == _LEADS:
                begun = at
                continue
        elif role == _ALONE:
            run = _RUNS[(_BEFORE, *words[begun:at], _AFTER) if begun else (*words[:at], _AFTER)]
            if run is None:
                return settled(words)
            found += run
            begun = -1
        else:
            continue
        found += concepts
        apart = apart or role == _ALONE
    if begun >= 0:
        run = _RUNS[_BEFORE, *words[begun:]] if apart else None
        if run is None:
            return settled(words)
        found += run
    return found if len(set(found)) == len(found) and (apart or begun < 0) else settled(words)


class _Kept(dict[_Key, _Value]):
    """Answers that are kept, found when first asked for."""

    def __init__(self, find: Callable[[_Key], _Value]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= _KEPT:
            self.clear()
        found = self[key] = self._find(key)
        return found


@cache
def _leading() -> frozenset[str]:
    """Give the words with which phrases and legal forms begin."""
    return frozenset(tables().phrases) | frozenset(tables().forms)


@cache
def _following() -> frozenset[str]:
    """Give the words that phrases and legal forms go on with."""
    phrases = (words for group in tables().phrases.values() for words, _ in group)
    forms = (form.words for form in every_form())
    return frozenset(word for words in (*phrases, *forms) for word in words[1:])


def _word(word: str) -> tuple[int, Words]:
    """Give what a word does, and its concepts."""
    concepts = concept_of(word)
    if not concepts or _single(word) or not _steady(word, concepts) or any(map(_changes, concepts)):
        return _LEADS, concepts
    return (_ALONE if _following().isdisjoint(concepts) else _FOLLOWS), concepts


def _steady(word: str, concepts: Words) -> bool:
    """Whether the concepts of a word are their own concepts."""
    english = tables().english
    if len(concepts) == 1 and word not in english:
        (folded,) = concepts
        if folded == fold_word(word) and folded not in english:
            return True  # what was looked up is what would be looked up again
    return all(concept_of(one) == (one,) for one in concepts)


def _changes(word: str) -> bool:
    return _single(word) or word in _leading()


def _single(word: str) -> bool:
    """Whether a word is a letter that would be joined to one beside it."""
    return len(word) == 1 and word.isalpha()


def _run(words: Words) -> Words | None:
    """Settle a run with what stands for its neighbours; None when a turn gives a word that may stand beside it, too."""
    states = list(turns(words)) or [words]
    if any(_KNOWN[word][0] == _ALONE for state in states for word in state if word not in _BESIDE):
        return None
    return tuple(word for word in states[-1] if word not in _BESIDE)


def _raw(token: str) -> str:
    for _ in range(2):  # as in `keys.raw_of`
        token = unicodedata.normalize("NFKC", token.casefold())
    return token


_KNOWN = _Kept(_word)
_RUNS = _Kept(_run)
_RAW = _Kept(_raw)
_SPELLED: _Kept[str, Words] = _Kept(lambda token: tuple(words_of(token, ukrainian=False)))
_UKRAINIAN: _Kept[str, Words] = _Kept(lambda token: tuple(words_of(token, ukrainian=True)))
