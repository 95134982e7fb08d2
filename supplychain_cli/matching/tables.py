"""The tables of words that people maintain: legal forms, concept words, generic words, pairs that are different.

They lie as text beside this module; a row more needs no code. What they come to is kept in `tables.json`, which a test
compares with the rows and writes anew; without it, or where a row was changed, the rows are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from supplychain_cli.light import dataclass
from supplychain_cli.matching.declension import cases, short_adjective
from supplychain_cli.matching.fold import fold_word
from supplychain_cli.matching.letters import HAN, reads_as_ukrainian, romanise, script_of, tokens
from supplychain_cli.matching.ready import DATA, ready, text_of
from supplychain_cli.matching.schemes import respelled

KEPT = "tables.json"
SOURCES = ("lexicon.tsv", "legal_forms.tsv", "generic.txt", "distinct.tsv")
Words = tuple[str, ...]
_DICTIONARY_ENDINGS = ("ый", "ий", "ой", "ній")
_DECLINED = frozenset({"ru", "uk"})
_SHORTEST_PLURAL = 4
_ADJECTIVE = re.compile(
    "(?<=[a-z]{3}[bcdfghklmnprstvz])(?:i|ii|ij|oi|aia|aja|oe|oje|ogo|oho|omu|im|om|ie|ije|ik|ikh|imi|a|e)$"
)
"""Endings of adjectives, as fold leaves them."""


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form as folded words, where it may stand (`any`, `ends` or `tail`), and what kind of firm it says."""

    words: Words
    place: str
    sort: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables, folded as names are. Phrases and forms are found by their first word, longest first."""

    concepts: dict[str, str]
    """Folded word to its concept words, spaces between them; empty when the word is dropped."""
    english: dict[str, str]
    """English words as spelled, which are looked up before others that fold to the same: Germany, not germanium."""
    adjectives: dict[str, str]
    """Russian and Ukrainian adjectives without their ending."""
    phrases: dict[str, tuple[tuple[Words, Words], ...]]
    """First word to phrases and their concept words."""
    forms: dict[str, tuple[Form, ...]]
    han_forms: dict[str, str]
    """Forms in Han characters, longest first, each with the kind of firm it says."""
    han_words: dict[str, str]
    generic: frozenset[str]
    exact: frozenset[str]
    """Concept words that must match letter by letter: all but the generic ones."""
    distinct: frozenset[frozenset[str]]
    """Pairs of words that look like misspellings of each other and are not."""
    apart: frozenset[frozenset[str]]
    """The same pairs as spelled, for those that fold into one."""
    apart_words: frozenset[str]
    letters: dict[str, str]
    """Concept word to the letters with which Russian words for it begin, in Latin, beside its own."""


@cache
def tables() -> Tables:
    """Give the tables, as they were kept or else from their rows; some four milliseconds, or forty, once."""
    kept = ready(KEPT, SOURCES)
    return made() if kept is None else _of(kept)


def kept_text() -> str:
    """Give the text of the file in which the tables are kept, from their rows."""
    known = made()
    return text_of(
        {
            "concepts": known.concepts,
            "english": known.english,
            "adjectives": known.adjectives,
            "phrases": {
                first: [[" ".join(words), " ".join(target)] for words, target in group]
                for first, group in known.phrases.items()
            },
            "forms": {
                first: [[" ".join(form.words), form.place, form.sort] for form in group]
                for first, group in known.forms.items()
            },
            "han_forms": known.han_forms,
            "han_words": known.han_words,
            "generic": sorted(known.generic),
            "exact": sorted(known.exact),
            "distinct": sorted(map(sorted, known.distinct)),
            "apart": sorted(map(sorted, known.apart)),
            "apart_words": sorted(known.apart_words),
            "letters": known.letters,
        },
        SOURCES,
    )


def _of(kept: Any) -> Tables:  # noqa: ANN401 - what JSON gives
    return Tables(
        concepts=kept["concepts"],
        english=kept["english"],
        adjectives=kept["adjectives"],
        phrases={
            first: tuple((tuple(words.split()), tuple(target.split())) for words, target in group)
            for first, group in kept["phrases"].items()
        },
        forms={
            first: tuple(Form(tuple(words.split()), place, sort) for words, place, sort in group)
            for first, group in kept["forms"].items()
        },
        han_forms=kept["han_forms"],
        han_words=kept["han_words"],
        generic=frozenset(kept["generic"]),
        exact=frozenset(kept["exact"]),
        distinct=frozenset(map(frozenset, kept["distinct"])),
        apart=frozenset(map(frozenset, kept["apart"])),
        apart_words=frozenset(kept["apart_words"]),
        letters=kept["letters"],
    )


def made() -> Tables:
    """Make the tables from their rows."""
    concepts: dict[str, str] = {}
    english: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    spelled: list[tuple[Words, Words]] = []
    han_words: dict[str, str] = {}
    declined: dict[str, str] = {}
    letters: dict[str, set[str]] = {}
    for concept, lang, form, _source in rows_of("lexicon.tsv"):
        target = "" if concept == "-" else concept
        meant = tuple(target.split())
        concepts.update({fold_word(word): word for word in meant if fold_word(word) not in concepts})
        if lang == "ru" and len(meant) == 1:
            letters.setdefault(target, set()).add(spell(form)[0][0])
        if _is_han(form):
            han_words[form] = target
        elif len(words := spell(form, lang)) > 1:
            spelled.append((words, meant))
        else:
            concepts[fold_word(words[0])] = target
            if lang == "en":
                english[words[0]] = target
            elif form.endswith(_DICTIONARY_ENDINGS) and (stem := _stem(fold_word(words[0]))):
                adjectives.setdefault(stem, target)
            elif form.endswith(_DICTIONARY_ENDINGS) and lang == "ru":
                declined.update((fold_word(spell(other)[0]), target) for other in short_adjective(form))
            elif lang in _DECLINED:
                declined.update((fold_word(spell(other, lang)[0]), target) for other in cases(form))
    concepts = declined | concepts

    def mapped(words: Words) -> Words:
        return tuple(m for word in words for m in _looked_up(word, concepts, english, adjectives))

    phrases = [(mapped(words), target) for words, target in spelled]
    generic = frozenset(word for line in lines_of("generic.txt") for word in mapped((line,)))
    forms = [(form, place, sort) for form, _country, place, sort, _source in rows_of("legal_forms.tsv")]
    pairs = [(one, other) for one, other, _source in rows_of("distinct.tsv")]
    return Tables(
        concepts=concepts,
        english=english,
        adjectives=adjectives,
        phrases=_by_first_word(phrases),
        forms=_by_first(
            Form(mapped(spell(form)), place, sort) for form, place, sort in forms if not _is_han(form)
        ),
        han_forms={
            form: sort for form, _, sort in sorted(forms, key=lambda row: -len(row[0])) if _is_han(form)
        },
        han_words=han_words,
        generic=generic,
        exact=frozenset(word for words in concepts.values() for word in words.split()) - generic,
        distinct=frozenset(frozenset(map(fold_word, pair)) for pair in pairs),
        apart=frozenset(map(frozenset, pairs)),
        apart_words=frozenset(word for pair in pairs for word in pair),
        letters={word: "".join(sorted(found)) for word, found in sorted(letters.items())},
    )


def spell(text: str, lang: str = "") -> Words:
    """Give the words of a text without Han in ASCII, runs of single letters joined (`G.m.b.H.` to `gmbh`)."""
    ukrainian = reads_as_ukrainian(text, lang)
    return join_initials([word for token in tokens(text) for word in romanise(token, ukrainian=ukrainian)])


def join_initials(words: Sequence[str]) -> Words:
    """Join neighbouring single letters into one word, so that `A.I.`, `A. I.` and `AI` agree."""
    joined: list[str] = []
    open_run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = single
    return tuple(joined)


@lru_cache(maxsize=32768)
def concept_of(word: str) -> Words:
    """Fold a word and give its concept words; itself when it is none, nothing when it is dropped."""
    known = tables()
    return _looked_up(word, known.concepts, known.english, known.adjectives, _words_of_forms())


@cache
def _words_of_forms() -> frozenset[str]:
    return frozenset(word for form in every_form() for word in form.words)


def every_form() -> Iterator[Form]:
    """Give every legal form that is not in Han."""
    return (form for group in tables().forms.values() for form in group)


def is_form(words: Words) -> bool:
    """Whether folded words are a legal form, whole."""
    return any(form.words == words for form in tables().forms.get(words[0], ()))


def _looked_up(
    word: str,
    concepts: dict[str, str],
    english: dict[str, str],
    adjectives: dict[str, str],
    forms: Collection[str] = (),
) -> Words:
    """Give what a word means as it is written, or as it would be in our scheme: there a word of a legal form, too."""
    if word in english:
        return tuple(english[word].split())
    folded = fold_word(word)
    found = _meant(folded, concepts, adjectives)
    if found is not None:
        return found
    others = [fold_word(other) for other in respelled(word)]
    for other in others:
        found = _meant(other, concepts, adjectives)
        if found is not None:
            return found
    return next(((other,) for other in others if other in forms), (folded,))


def _meant(folded: str, concepts: dict[str, str], adjectives: dict[str, str]) -> Words | None:
    found = concepts.get(folded)
    if found is None and folded.endswith("s") and len(folded) > _SHORTEST_PLURAL:
        found = concepts.get(folded[:-1])
    if found is None:
        found = adjectives.get(_stem(folded))
    return None if found is None else tuple(found.split())


def _stem(folded: str) -> str:
    """Take the ending off a word that may be a Russian or Ukrainian adjective; empty when it cannot be one."""
    ending = _ADJECTIVE.search(folded)
    return folded[: ending.start()] if ending else ""


def _by_first_word(phrases: Sequence[tuple[Words, Words]]) -> dict[str, tuple[tuple[Words, Words], ...]]:
    found: dict[str, list[tuple[Words, Words]]] = {}
    for phrase in longest_first(phrases):
        found.setdefault(phrase[0][0], []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}


def longest_first(phrases: Sequence[tuple[Words, Words]]) -> list[tuple[Words, Words]]:
    """Order phrases so that the longest is tried first."""
    return sorted(phrases, key=lambda phrase: -len(phrase[0]))


def _by_first(forms: Iterator[Form]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for form in sorted(forms, key=lambda form: -len(form.words)):
        found.setdefault(form.words[0], []).append(form)
    return {first: tuple(group) for first, group in found.items()}


def _is_han(text: str) -> bool:
    return any(script_of(char) == HAN for char in text)


def rows_of(name: str) -> Iterator[list[str]]:
    """Give the rows of a table in `data`, without its comments and its head; a ValueError where a row is cut short."""
    return (line.split("\t") for line in lines_of(name)[1:])


def lines_of(name: str) -> list[str]:
    """Give the lines of a file in `data` without comments and empty ones."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
