"""The words of a name as a comparison weighs them: what each is, and how much it tells about which one is meant."""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.light import dataclass
from supplychain_cli.matching.fold import compiled
from supplychain_cli.matching.tables import tables
from supplychain_cli.matching.vocabulary import number_of, vocabulary

PERSON, ORGANISATION = "person", "organisation"
TELLING = frozenset({"name", "concept", "patronymic"})
"""Roles of words that may tell which one is meant."""
_WEIGHT = {
    "designation": 0.15,
    "general": 0.45,
    "honour": 0.08,
    "number": 1.0,
    "initial": 0.35,
    "particle": 0.15,
    "title": 0.1,
    "patronymic": 0.6,
}
"""What a word of a role weighs; every other weighs by its length and rarity."""
_PATRONYMIC = "(?:(?:ov|ev|iev|i)(?:ich|ik|ij)|(?:ov|ev|iev)na|inichna|ichna)$"
_ENDS_OF_PATRONYMICS = ("ich", "ik", "ij", "na")
_ARTICLES = frozenset({"al", "el"})
_ARTICLE_AS_SPOKEN = "[ae]([dlnrstz]h?)"
"""The Arabic article, where it is written apart: also with the consonant that follows it, `an-Nur` and `ash-Sharq`."""
_LONGEST_ARTICLE = _LEAST_AFTER_ARTICLE = 3
_FULL_LENGTH = 6
_LEAST_LENGTH = 0.55
_MOST_LENGTH = 1.2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a prepared name, and how much it tells."""

    key: str
    """Folded, in ASCII; a number in digits."""
    role: str
    """`name`, `concept` (of the lexicon), `general`, `designation`, `number`, `honour` (whom it is named after),
    `particle`; of a person also `initial`, `title`, `patronymic`."""
    weight: float
    """0.1 to 1.2; a long rare word tells most."""


def weighed(keys: Sequence[str], kind: str) -> tuple[Word, ...]:
    """Give the words of a person's or an organisation's name with their roles and weights."""
    spoken = articles(keys) if kind == ORGANISATION else ()
    words = tuple(
        Word("al", "particle", _WEIGHT["particle"]) if at in spoken
        else _word(key, kind, first=not at, alone=len(keys) == 1)
        for at, key in enumerate(keys)
    )  # fmt: skip
    if "named" not in keys[1:]:
        return words
    after = keys.index("named", 1)
    return words[:after] + tuple(Word(word.key, "honour", _WEIGHT["honour"]) for word in words[after:])


def articles(words: Sequence[str]) -> tuple[int, ...]:
    """Give the places of the words that are the Arabic article; usually none."""
    return tuple(
        at for at, word in enumerate(words) if word in _ARTICLES or _is_spoken(word, words[at + 1 : at + 2])
    )


def _is_spoken(word: str, following: Sequence[str]) -> bool:
    if len(word) > _LONGEST_ARTICLE or word[0] not in "ae" or not following:
        return False
    if len(following[0]) < _LEAST_AFTER_ARTICLE:
        return False
    spoken = compiled(_ARTICLE_AS_SPOKEN).fullmatch(word)
    return spoken is not None and following[0].startswith(spoken[1])


def looks_patronymic(key: str) -> bool:
    """Whether a folded word ends as a Russian or Ukrainian patronymic does."""
    if len(key) <= _FULL_LENGTH or not key.endswith(_ENDS_OF_PATRONYMICS):
        return False
    return bool(compiled(_PATRONYMIC).search(key))


def _word(key: str, kind: str, *, first: bool, alone: bool) -> Word:
    number = "" if alone else number_of(key, roman=kind == ORGANISATION and not first)
    role = "number" if number else _role_in_person(key) if kind == PERSON else _role(key)
    return Word(number or key, role, _WEIGHT.get(role) or _by_rarity(key, kind))


def _role_in_person(key: str) -> str:
    known = vocabulary()
    if len(key) == 1:
        return "initial"
    if key in known.particles:
        return "particle"
    if key in known.titles:
        return "title"
    return "patronymic" if looks_patronymic(key) else "name"


def _role(key: str) -> str:
    if key in vocabulary().designations:
        return "designation"
    if key in tables().generic:
        return "general"
    return "concept" if key in tables().exact else "name"


def _by_rarity(key: str, kind: str) -> float:
    names = "persons" if kind == PERSON else "organisations"
    common = vocabulary().common[names].get(key, 1.0)
    return common * min(_MOST_LENGTH, max(_LEAST_LENGTH, (len(key) + 3) / (_FULL_LENGTH + 3)))
