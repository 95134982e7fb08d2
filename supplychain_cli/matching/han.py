"""Chinese names: legal forms and concept words are found in the characters, the rest is read in pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import cache

from supplychain_cli.matching import pinyin
from supplychain_cli.matching.fold import fold_word
from supplychain_cli.matching.tables import Words, rows_of, tables

_NAME_OF_PERSON = 3
_HAN = "[々-〇㐀-䶿一-鿿\U00020000-\U0003134f]+"
"""Compiled when the first letter beyond ASCII is met."""


def characters(text: str) -> str:
    """Give the Han characters of a text without legal forms, in order; empty when there is none.

    Two Chinese names are the same only if these are: many different characters are read alike.
    """
    if text.isascii() or not (found := re.findall(_HAN, unicodedata.normalize("NFKC", text))):
        return ""
    text = simplified("".join(found))
    for form in tables().han_forms:
        text = text.replace(form, "")
    return text


def simplified(text: str) -> str:
    """Write traditional and Japanese characters in the simplified form in which names are compared."""
    return text.translate(_variants())


@cache
def _variants() -> dict[int, str]:
    return {ord(form): plain for form, plain, _source in rows_of("han_variants.tsv")}


def form_sorts(run: str) -> set[str]:
    """Give what kinds of firm the legal forms in a run of Han characters say."""
    run = simplified(run)
    found: set[str] = set()
    for form, sort in tables().han_forms.items():
        if form in run:
            found.add(sort)
            run = run.replace(form, "")
    return found


def without_forms(run: str) -> list[str]:
    """Cut a run of Han characters, in simplified form, at its legal forms."""
    run = simplified(run)
    pieces = [run]
    for form in tables().han_forms:
        if form in run:
            pieces = [part for piece in pieces for part in piece.split(form)]
    return [piece for piece in pieces if piece]


def han_words(run: str, heard: AbstractSet[str] = frozenset()) -> list[str]:
    """Read a run of Han characters without legal forms as Latin words.

    Words of the lexicon become concept words; what lies between is read in pinyin, in words of two syllables, for
    that is how most names are built. Three characters that begin with a family name are read as a person's. Words of
    the lexicon whose pinyin, once folded, is among `heard` are read in pinyin, too.
    """
    segments = _segments(run)
    spoken = pinyin.read(run) if heard or any(concepts is None for _, _, concepts in segments) else []
    words: list[str] = []
    for start, end, concepts in segments:
        if concepts is None:
            words += _paired(run[start:end], spoken[start:end])
        elif fold_word("".join(spoken[start:end])) in heard:
            words.append("".join(spoken[start:end]))
        else:
            words += concepts
    return words


def sounds_of_words(run: str) -> frozenset[str]:
    """Give the pinyin, folded, of each word of the lexicon in a run of Han characters."""
    spoken = pinyin.read(run) if run else []
    return frozenset(
        fold_word("".join(spoken[start:end]))
        for start, end, concepts in _segments(run)
        if concepts is not None
    )


def sounds(run: str) -> list[str]:
    """Read a run of Han characters in pinyin throughout, in words of two syllables."""
    return _paired(run, pinyin.read(run)) if run else []


def _segments(run: str) -> list[tuple[int, int, Words | None]]:
    known = tables().han_words
    sizes = _sizes()
    segments: list[tuple[int, int, Words | None]] = []
    start = gap = 0
    while start < len(run):
        size = next((n for n in sizes.get(run[start], ()) if run[start : start + n] in known), 0)
        if not size:
            start += 1
            continue
        if gap < start:
            segments.append((gap, start, None))
        segments.append((start, start + size, tuple(known[run[start : start + size]].split())))
        start = gap = start + size
    if gap < len(run):
        segments.append((gap, len(run), None))
    return segments


@cache
def _sizes() -> dict[str, list[int]]:
    """Give for each character how long the words of the lexicon are that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for word in tables().han_words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: sorted(sizes, reverse=True) for first, sizes in found.items()}


def _paired(run: str, sounds: list[str]) -> list[str]:
    sounds = [sound for sound in sounds if sound]
    first = 1 if _is_person(run, sounds) else 0
    pairs = [sounds[:first]] if first else []
    pairs += [sounds[at : at + 2] for at in range(first, len(sounds), 2)]
    return list(map("".join, pairs))


def _is_person(run: str, sounds: list[str]) -> bool:
    """Whether three characters may be a family name and a given name: 王小明, not 大连港, nor 江苏银."""
    if len(sounds) != _NAME_OF_PERSON or run[0] not in _surnames():
        return False
    from supplychain_cli.matching.vocabulary import vocabulary  # few names need it

    return fold_word("".join(sounds[:2])) not in vocabulary().places


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        character for characters, _source in rows_of("chinese_surnames.tsv") for character in characters
    )
