"""What is known of single words when two names are compared: how common they are, and what else they may stand for.

Tables as text beside this module; a row more needs no code. What they come to is kept in `vocabulary.json`, as that of
the other tables is (`tables`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from supplychain_cli.light import dataclass
from supplychain_cli.matching.fold import compiled
from supplychain_cli.matching.ready import ready, text_of
from supplychain_cli.matching.tables import SOURCES as SOURCES_OF_TABLES
from supplychain_cli.matching.tables import concept_of, lines_of, rows_of, spell

KEPT = "vocabulary.json"
SOURCES = (
    *SOURCES_OF_TABLES, "common_words.tsv", "designations.txt", "given_names.tsv", "hangul_surnames.tsv",
    "kin.txt", "numbers.tsv", "person_words.tsv", "places.tsv",
)  # fmt: skip
"""The words are folded with the help of the other tables."""
_MOST_LOST = 0.55
"""What a word loses of its weight at most for being common."""
_UNCOMMON = 8.0
"""Names in 10 000 that may have a word before it weighs less."""
_ROMAN = "(?!li$)(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})"
"""Roman numerals up to 89, but for 51: Li is a Chinese syllable."""
_ORDINAL = "([0-9]+)(?:st|nd|rd|th)?"
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tables, with words folded as names are."""

    common: dict[str, dict[str, float]]
    """`organisations` and `persons`: word to what is left of its weight, 0 to 1; none for others."""
    short: dict[str, frozenset[str]]
    """Given name to the short forms that stand for it."""
    given: frozenset[str]
    """All given names and short forms of the table."""
    same: dict[str, frozenset[str]]
    """Given name to its row of forms in other languages."""
    surnames: dict[str, str]
    """Korean family name in Hangul to its usual spelling."""
    designations: frozenset[str]
    """Generic words that tell least: company, corporation, state."""
    kin: dict[str, frozenset[str]]
    """Concept word to those that translators write for it."""
    places: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    numbers: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Give the tables, as they were kept or else from their rows; some two milliseconds, or twenty, once."""
    kept = ready(KEPT, SOURCES)
    return made() if kept is None else _of(kept)


def kept_text() -> str:
    """Give the text of the file in which the vocabulary is kept, from its rows."""
    known = made()
    return text_of(
        {
            "common": known.common,
            "short": {name: " ".join(sorted(forms)) for name, forms in sorted(known.short.items())},
            "same": {name: " ".join(sorted(forms)) for name, forms in sorted(known.same.items())},
            "surnames": known.surnames,
            "designations": sorted(known.designations),
            "kin": {word: " ".join(sorted(kin)) for word, kin in known.kin.items()},
            "places": sorted(known.places),
            "particles": sorted(known.particles),
            "titles": sorted(known.titles),
            "numbers": known.numbers,
        },
        SOURCES,
    )


def _of(kept: Any) -> Vocabulary:  # noqa: ANN401 - what JSON gives
    short, same = _parted(kept["short"]), _parted(kept["same"])
    return Vocabulary(
        common=kept["common"],
        short=short,
        given=_given(short, same),
        same=same,
        surnames=kept["surnames"],
        designations=frozenset(kept["designations"]),
        kin=_parted(kept["kin"]),
        places=frozenset(kept["places"]),
        particles=frozenset(kept["particles"]),
        titles=frozenset(kept["titles"]),
        numbers=kept["numbers"],
    )


def _parted(names: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(forms.split()) for name, forms in names.items()}


def _given(short: Mapping[str, Iterable[str]], same: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(short) | frozenset(same) | frozenset().union(*short.values())


def made() -> Vocabulary:
    """Make the vocabulary from its rows."""
    common: dict[str, dict[str, float]] = defaultdict(dict)
    for word, names, rate, _source in rows_of("common_words.tsv"):
        key = _folded(word)
        common[names][key] = min(_left(float(rate)), common[names].get(key, 1.0))
    short: dict[str, set[str]] = defaultdict(set)
    same: dict[str, set[str]] = defaultdict(set)
    for relation, name, forms, _source in rows_of("given_names.tsv"):
        words = [_folded(word) for word in (name, *forms.split())]
        if relation == "short":
            short[words[0]].update(words[1:])
        else:
            for word in words:
                same[word].update(words)
    surnames: dict[str, str] = {}
    for syllable, usual, others, _source in rows_of("hangul_surnames.tsv"):
        surnames[syllable] = usual
        spellings = {_folded(word) for word in (usual, *others.split())}
        for word in spellings:
            same[word].update(spellings)
    roles: dict[str, set[str]] = defaultdict(set)
    for word, role, _source in rows_of("person_words.tsv"):
        roles[role].add(_folded(word))
    kin: dict[str, set[str]] = {}
    for line in lines_of("kin.txt"):
        words = [_folded(word) for word in line.split()]
        for word in words:
            kin.setdefault(word, set()).update(words)
    return Vocabulary(
        common=dict(common),
        short={name: frozenset(forms) for name, forms in short.items()},
        given=_given(short, same),
        same={name: frozenset(forms) for name, forms in same.items()},
        surnames=surnames,
        designations=frozenset(map(_folded, lines_of("designations.txt"))),
        kin={word: frozenset(words) for word, words in sorted(kin.items())},
        places=frozenset(_folded(place) for place, _source in rows_of("places.tsv")),
        particles=frozenset(roles["particle"]),
        titles=frozenset(roles["title"]),
        numbers={_folded(form): value for form, value, _source in rows_of("numbers.tsv")},
    )


def stands_for(one: str, other: str) -> str:
    """Say how one given name may stand for another: `short`, `same` for another language, or empty."""
    known = vocabulary()
    if other in known.short.get(one, ()) or one in known.short.get(other, ()):
        return "short"
    if other in known.same.get(one, ()):
        return "same"
    longer = [name for word in (one, other) for name in known.same.get(word, (word,))]
    short = {form for name in longer for form in known.short.get(name, ())}
    return "short" if {one, other} & short and {one, other} & set(longer) and _meet(one, other) else ""


def _meet(one: str, other: str) -> bool:
    """Whether one of two words is short for a form of the other in any language."""
    known = vocabulary()
    return any(
        short in known.short.get(form, ())
        for short, name in ((one, other), (other, one))
        for form in known.same.get(name, (name,))
    )


def number_of(word: str, *, roman: bool) -> str:
    """Give the digits of a word that is a number, or empty; `roman` reads numerals such as `xiv` too."""
    digits = compiled(_ORDINAL).fullmatch(word) if word[:1].isdigit() else None
    if digits:
        return digits.group(1).lstrip("0") or "0"
    if roman and _DIGITS.keys() >= set(word) and compiled(_ROMAN).fullmatch(word):
        return str(_roman(word))
    return vocabulary().numbers.get(word, "")


def _roman(word: str) -> int:
    values = [_DIGITS[letter] for letter in word] + [0]
    return sum(-value if value < after else value for value, after in pairwise(values))


def _left(rate: float) -> float:
    return 1.0 - min(_MOST_LOST, max(0.0, 0.25 * math.log10(rate / _UNCOMMON)))


def _folded(word: str) -> str:
    words = [concept for spelled in spell(word) for concept in concept_of(spelled)]
    return words[0] if len(words) == 1 else "".join(words)
