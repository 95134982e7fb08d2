"""How alike two names are, and the reason in words that an investigator can check.

The score orders candidates; it decides nothing (`matching.resolve` does, by rules). RapidFuzz is imported only when
two names differ in letters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import ne

from supplychain_cli.matching.fold import fold_text
from supplychain_cli.matching.han import characters
from supplychain_cli.matching.keys import NameKeys, same_spelling, spelling
from supplychain_cli.matching.letters import romanise
from supplychain_cli.matching.tables import Words, concept_of, tables

_LEAST = 4
"""Letters below which every letter counts."""
_LONG_WORD = 8
_LONG_NAME = 10
_FIRST_LETTER_COUNTS = 6
_CLOSE = 75
"""Likeness of two words, of 100, from which one may be meant by the other."""
_NEAR_CONCEPT = 0.8
"""What is left of the likeness of a word to a concept word: geranium is worth a look at germanium, no more."""
_MOST_FUZZY = 69
"""Highest value for names that differ in more than a letter or two and do not contain each other."""


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two names are, 0 to 100, and why. 0: nothing in common."""

    value: int
    why: str


def compare(query: NameKeys, name: NameKeys) -> Score:
    """Compare a query with a recorded name.

    100: written alike. 97: but for legal form, case and script. 96: but for spelling and language. 92 and 88: one or
    two letters differ. 70 to 87: all words of one are in the other, the more of it the better. Below 70: some words
    are alike. The value is the same whichever of the two is the query. A concept word (germanium, poly) is never
    taken for a misspelling of another word.
    """
    if query.raw and query.raw == name.raw:
        return Score(100, f"'{name.text}' is recorded so.")
    if not query.words or not name.words:
        return Score(0, "There is nothing to compare but a legal form.")
    if alike(query, name):
        if sounds_only(query, name):
            return Score(
                90, f"'{query.text}' and '{name.text}' are read alike, but written with other characters."
            )
        if same_spelling(query.text, name.text):
            return Score(97, f"'{query.text}' and '{name.text}' differ only in legal form, case or script.")
        return Score(
            96, f"'{query.text}' and '{name.text}' are one name in different spelling, script or language."
        )
    return _contained(query, name) or _misspelled(query, name) or _fuzzy(query, name)


def alike(one: NameKeys, other: NameKeys) -> bool:
    """Whether the folded names are equal, with or without spaces; never for empty ones."""
    return bool(one.folded) and (one.folded == other.folded or one.compact == other.compact)


def sounds_only(one: NameKeys, other: NameKeys) -> bool:
    """Whether both names are Chinese and neither has all characters of the other: equal sounds then say nothing."""
    first, second = Counter(characters(one.text)), Counter(characters(other.text))
    return bool(first and second) and not (first <= second or second <= first)


def letters_apart(query: NameKeys, name: NameKeys) -> int | None:
    """Count the letters in which a name is misspelled; None when it is another name.

    At most one letter in short names, two from ten letters on. Numbers, words under four letters, concept words and
    pairs known to be different must agree exactly; words under six letters must begin alike.
    """
    most = _allowed(query, name)
    if not most or sounds_only(query, name):
        return None
    pairs = [(query.words, name.words), (spelling(query.text), spelling(name.text))]
    if not (query.raw.isascii() or name.raw.isascii()):  # one Cyrillic letter may be four Latin ones
        pairs.append((tuple(query.raw.split()), tuple(name.raw.split())))
    counts = [count(*pair) for pair in pairs for count in (_words_apart, _spaces_apart)]
    return min((count for count in counts if count is not None and count <= most), default=None)


def distance(one: NameKeys, other: NameKeys) -> int:
    """Count the letters between two compact names: put in, left out, changed, or swapped with their neighbour."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one.compact, other.compact)


def _allowed(query: NameKeys, name: NameKeys) -> int:
    letters = min(sum(map(len, query.core)), sum(map(len, name.core)))
    if letters < _LEAST:  # names of general words only, such as United Engine Corporation, must be long
        return 1 if min(len(query.compact), len(name.compact)) >= _LONG_NAME else 0
    return 1 if letters < _LONG_NAME else 2


def _words_apart(query: Words, name: Words) -> int | None:
    if len(query) != len(name) or not query or sum(map(ne, query, name)) > 2:  # noqa: PLR2004 - two letters, two words
        return None
    total = 0
    for typed, recorded in zip(query, name, strict=True):
        if typed != recorded:
            count = _word_apart(typed, recorded)
            if count is None:
                return None
            total += count
    return total


def _word_apart(typed: str, recorded: str) -> int | None:
    """Letters in which a word is misspelled, None when it is another word."""
    shortest = min(len(typed), len(recorded))
    if shortest < _LEAST or not (typed.isalpha() and recorded.isalpha()):
        return None
    known, found = _concepts(recorded), _concepts(typed)
    if not tables().exact.isdisjoint((*known, *found)) or frozenset((*known, *found)) in tables().distinct:
        return None
    if shortest < _FIRST_LETTER_COUNTS and typed[0] != recorded[0] and not tables().generic.issuperset(known):
        return None
    return _edits(typed, recorded, 1 if shortest < _LONG_WORD else 2)


def _concepts(word: str) -> Words:
    return tuple(concept for latin in romanise(word) for concept in concept_of(latin))


def _spaces_apart(query: Words, name: Words) -> int | None:
    """Letters in which names differ that are cut into other words; their fixed words must agree."""
    asked, held = Counter(query), Counter(name)
    if min((asked - held).total(), (held - asked).total()) < 2 and len(query) == len(name):  # noqa: PLR2004 - a word alone is not cut
        return None
    one, other = fold_text("".join(query)), fold_text("".join(name))
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _LONG_WORD:
        return None
    return _edits(one, other, 1) if _fixed(query) == _fixed(name) else None


def _edits(one: str, other: str, most: int) -> int | None:
    """Letters put in, left out, changed or swapped with their neighbour; None when there are more than `most`."""
    first, second = Counter(one), Counter(other)
    if max((first - second).total(), (second - first).total()) > most:
        return None  # each slip changes one letter at most; this spares the library for names that are near
    from rapidfuzz.distance import OSA

    count = OSA.distance(one, other)
    return count if count <= most else None


def _fixed(words: Words) -> set[str]:
    exact = tables().exact
    return {
        word
        for word in words
        if len(word) < _LEAST or not word.isalpha() or exact.intersection(_concepts(word))
    }


def _contained(query: NameKeys, name: NameKeys) -> Score | None:
    asked, held = set(query.words), set(name.words)
    small, big = sorted((query, name), key=lambda keys: len(set(keys.words)))
    if not set(small.core) or not set(small.words) <= set(big.words):
        return None
    share = sum(map(len, set(small.words))) / sum(map(len, set(big.words)))
    value = 70 + round(17 * share)
    if asked <= held:
        return Score(value, f"All words of the query are in '{name.text}'.")
    return Score(value, f"All words of '{name.text}' are in the query.")


def _misspelled(query: NameKeys, name: NameKeys) -> Score | None:
    count = letters_apart(query, name)
    if count is None:
        return None
    if count == 0:
        return Score(92, f"'{query.text}' and '{name.text}' have the same letters, cut into other words.")
    letters = "One letter differs" if count == 1 else "Two letters differ"
    return Score(92 if count == 1 else 88, f"{letters} between '{query.text}' and '{name.text}'.")


def _fuzzy(query: NameKeys, name: NameKeys) -> Score:
    short, long_ = sorted((query.core, name.core), key=lambda core: (sum(map(len, core)), core))
    if not short:
        return Score(0, "The names share only general words.")
    pairs = [_best(word, long_) for word in short]
    met = sum(len(word) * likeness for word, (_, likeness) in zip(short, pairs, strict=True)) / 100
    value = round(_MOST_FUZZY * met * (0.6 / sum(map(len, short)) + 0.4 / sum(map(len, long_))))
    shared = sorted(set(query.core) & set(name.core))
    if shared:
        return Score(value, f"Both names have '{' '.join(shared)}', but other words differ.")
    near = [(likeness, word, other) for word, (other, likeness) in zip(short, pairs, strict=True) if likeness]
    if not near:
        return Score(0, "The names have nothing in common.")
    _, word, other = max(near)
    asked, held = (word, other) if word in query.core else (other, word)
    return Score(value, f"'{asked}' is close to '{held}' in '{name.text}'.")


def _best(word: str, others: Words) -> tuple[str, float]:
    if word in others:
        return word, 100.0
    from rapidfuzz import fuzz

    if not word.isalpha():
        return "", 0.0
    likeness, other = max(
        ((fuzz.ratio(word, other), other) for other in others if other.isalpha()), default=(0.0, "")
    )
    if likeness < _CLOSE:
        return "", 0.0
    return other, likeness * (1 if tables().exact.isdisjoint((word, other)) else _NEAR_CONCEPT)
