"""How alike two names are, and the reason in words that an investigator can check.

The score orders candidates; it decides nothing (`matching.resolve` does, by rules). RapidFuzz is imported only when
two names differ in letters.
"""

from __future__ import annotations

from collections import Counter
from operator import ne
from os.path import commonprefix
from typing import TYPE_CHECKING

from supplychain_cli.light import dataclass
from supplychain_cli.matching.fold import fold_text
from supplychain_cli.matching.han import characters
from supplychain_cli.matching.keys import NameKeys, known_apart, same_spelling, spelling
from supplychain_cli.matching.letters import romanise
from supplychain_cli.matching.tables import Words, concept_of, tables

if TYPE_CHECKING:
    from supplychain_cli.matching.compare import Outcome

_LEAST = 4
"""Letters below which every letter counts."""
_LONG_WORD = 8
_LONG_NAME = 10
_FIRST_LETTER_COUNTS = 6
_MOST_OF_PART = 69
_WORTH_OF_PART = 0.7
_MOST_UNLIKE = 95
"""Highest value for names that are not equal once folded."""


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two names are, 0 to 100, and why. 0: nothing in common."""

    value: int
    why: str


def compare(query: NameKeys, name: NameKeys) -> Score:
    """Compare a query with a recorded name.

    100: written alike. 97: but for legal form, case and script. 96: but for spelling and language. 70 to 87: all words
    of one are in the other, the more of it the better. Else the points of `matching.compare`, at most 95. The value is
    the same whichever of the two is the query.
    """
    return Score(value_of(query, name), reason_of(query, name))


def value_of(query: NameKeys, name: NameKeys) -> int:
    """Give the value alone; the reason costs more."""
    if query.raw and query.raw == name.raw:
        return 100
    if not query.words or not name.words:
        return 0
    if alike(query, name):
        return 90 if sounds_only(query, name) else 97 if same_spelling(query.text, name.text) else 96
    return _contained(query, name) or _points(likeness(query, name))


def _points(found: Outcome) -> int:
    """Give the points of a comparison; a part of a name with a slip in it is worth a look, too."""
    extra = sum(step.cost for step in found.steps if step.how == "extra")
    part = min(_MOST_OF_PART, _WORTH_OF_PART * (100.0 - sum(step.cost for step in found.steps) + extra))
    return min(round(max(found.score, part if extra else 0.0)), _MOST_UNLIKE)


def reason_of(query: NameKeys, name: NameKeys) -> str:
    """Say why a query fits a name as it does, in a sentence or two."""
    if query.raw and query.raw == name.raw:
        return f"'{name.text}' is recorded so."
    if not query.words or not name.words:
        return "There is nothing to compare but a legal form."
    if alike(query, name):
        return _same_name(query, name)
    if _contained(query, name):
        if set(query.words) <= set(name.words):
            return f"All words of the query are in '{name.text}'."
        return f"All words of '{name.text}' are in the query."
    from supplychain_cli.matching.explanation import explained  # not needed for a name that is recorded

    return _one_or_two_letters(query, name) or explained(query.text, name.text).why


def _same_name(query: NameKeys, name: NameKeys) -> str:
    both = f"'{query.text}' and '{name.text}'"
    if sounds_only(query, name):
        return f"{both} are read alike, but written with other characters."
    if same_spelling(query.text, name.text):
        return f"{both} differ only in legal form, case or script."
    return f"{both} are one name in different spelling, script or language."


def _one_or_two_letters(query: NameKeys, name: NameKeys) -> str:
    count = letters_apart(query, name)
    if count is None:
        return ""
    both = f"'{query.text}' and '{name.text}'"
    if not count:
        return f"{both} have the same letters, cut into other words."
    return f"{'One letter differs' if count == 1 else 'Two letters differ'} between {both}."


def likeness(query: NameKeys, name: NameKeys) -> Outcome:
    """Compare the two word by word, see `matching.compare`."""
    from supplychain_cli.matching.compare import outcome  # not needed for a name that is recorded
    from supplychain_cli.matching.prepared import prepare

    return outcome(prepare(query.text, folded=query.folded), prepare(name.text, folded=name.folded))


def alike(one: NameKeys, other: NameKeys) -> bool:
    """Whether the folded names are equal, with or without spaces; never for empty ones."""
    if not one.folded or (one.folded != other.folded and one.compact != other.compact):
        return False
    return not known_apart(one, other)


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
        return None  # each slip changes one letter at most
    one, other = _left_over(one, other)
    if max(len(one), len(other)) < 2:  # noqa: PLR2004 - one letter, which spares loading the library
        return len(one or other)
    from rapidfuzz.distance import OSA

    count = OSA.distance(one, other)
    return count if count <= most else None


def _left_over(one: str, other: str) -> tuple[str, str]:
    """Take off what two words begin and end with alike."""
    begin = len(commonprefix((one, other)))  # noqa: RUF071 - letters are meant, no paths
    one, other = one[begin:], other[begin:]
    end = len(commonprefix((one[::-1], other[::-1])))  # noqa: RUF071 - as above
    return one[: len(one) - end], other[: len(other) - end]


def _fixed(words: Words) -> set[str]:
    exact = tables().exact
    return {
        word
        for word in words
        if len(word) < _LEAST or not word.isalpha() or exact.intersection(_concepts(word))
    }


def _contained(query: NameKeys, name: NameKeys) -> int:
    """Give 70 to 87 where all words of one are in the other; 0 where not, or where they are general words alone."""
    small, big = sorted((query, name), key=lambda keys: len(set(keys.words)))
    if not set(small.core) or not set(small.words) <= set(big.words):
        return 0
    return 70 + round(17 * sum(map(len, set(small.words))) / sum(map(len, set(big.words))))
