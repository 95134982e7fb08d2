"""Seeded made-up names by the million, and the ways in which people mangle them.

Firms and persons in Latin and Cyrillic, of syllables, with trades, places and legal forms. Own words are drawn with a
long tail, as surnames are: a few are borne by thousands, most by one. The same seed gives the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import TypeAlias

Letters: TypeAlias = tuple[Sequence[str], ...]
_ONSETS = "b br ch d dr f g gr h j k kh kl kr l m n p pr r s sh sk st t tr v vl y z zh"
_CYRILLIC_ONSETS = "б бр ч д др ф г гр х ж к кл кр л м н п пр р с ш ск ст т тр в вл з щ"
_LATIN: Letters = (
    _ONSETS.split(),
    ("a", "e", "i", "o", "u", "ai", "ia"),
    ("", "", "", "n", "r", "s", "l", "k", "m", "t", "v", "ng"),
)
_CYRILLIC: Letters = (
    _CYRILLIC_ONSETS.split(),
    "аеиоуыяю",
    ("", "", "", "н", "р", "с", "л", "к", "м", "т", "в", "й"),
)
"""Beginnings, middles and ends of syllables."""
_TRADES = """
    Trading Electronics Logistics Metals Chemical Machinery Technology Optics Semiconductor Shipping Energy Instruments
    Materials Industrial Holdings International Group Engineering Systems Services Capital Import Consulting Export
    Marine Aviation Foods Pharma Textile Mining Construction Development Investments Solutions
"""
_CYRILLIC_TRADES = """
    Торг Электроника Логистика Металл Химпром Машиностроение Технологии Оптика Прибор Энерго Материалы Инвест
    Инжиниринг Сервис Строй Холдинг Завод Транс Агро Авиа Телеком Сталь Мебель Консалтинг
"""
_PLACES = """
    Shenzhen Shanghai Guangzhou Dubai Istanbul Moscow Ural Siberian Baltic Northern Eastern Pacific Asia Euro Global
    Omsk Tomsk Samara Minsk Tashkent Almaty Delhi Mumbai Singapore
"""
TRADES, CYRILLIC_TRADES, PLACES = _TRADES.split(), _CYRILLIC_TRADES.split(), _PLACES.split()
FORMS = ("Co Ltd", "Ltd", "LLC", "GmbH", "FZE", "Inc", "SA", "JSC", "BV", "Limited", "")
CYRILLIC_FORMS = ("ООО", "АО", "ПАО", "ЗАО", "ООО", "")
_OWN_WORDS = 400_000


class Crowd:
    """A made-up vocabulary, drawn with a long tail."""

    def __init__(self, seed: int = 1, words: int = _OWN_WORDS) -> None:
        """Make so many own words of firms, and fewer of the others."""
        chance = Random(seed)
        self._words = [_word(chance, 2, 4) for _ in range(words)]
        self._cyrillic = [_word(chance, 2, 4, _CYRILLIC) for _ in range(words // 4 + 1)]
        self._given = [_word(chance, 1, 3) for _ in range(words // 130 + 1)]
        self._surnames = [_word(chance, 2, 4) for _ in range(words // 2 + 1)]

    def names(self, count: int, seed: int = 2) -> Iterator[str]:
        """Give so many names: three firms in Latin letters to one in Cyrillic and one person."""
        chance = Random(seed)
        for _ in range(count):
            yield self._kinds[chance.randrange(len(self._kinds))](self, chance)

    def _firm(self, chance: Random) -> str:
        own = [_drawn(chance, self._words) for _ in range(1 if chance.random() < 0.7 else 2)]
        parts = [*own, *chance.sample(TRADES, 1 if chance.random() < 0.6 else 2)]
        if chance.random() < 0.3:
            parts.insert(0, chance.choice(PLACES))
        return " ".join((*parts, chance.choice(FORMS))).strip()

    def _cyrillic_firm(self, chance: Random) -> str:
        parts = [chance.choice(CYRILLIC_FORMS), _drawn(chance, self._cyrillic)]
        if chance.random() < 0.7:
            parts.append(chance.choice(CYRILLIC_TRADES))
        return " ".join(parts).strip()

    def _person(self, chance: Random) -> str:
        parts = [_drawn(chance, self._given), _drawn(chance, self._surnames)]
        if chance.random() < 0.4:
            parts.insert(1, _drawn(chance, self._given))
        return " ".join(parts)

    _kinds: tuple[Callable[[Crowd, Random], str], ...] = (_firm, _firm, _firm, _cyrillic_firm, _person)


def _word(chance: Random, least: int, most: int, letters: Letters = _LATIN) -> str:
    syllables = range(chance.randint(least, most))
    return "".join(chance.choice(part) for _ in syllables for part in letters).capitalize()


def _drawn(chance: Random, words: list[str]) -> str:
    """Draw a word, the first ones far more often than the last ones."""
    return words[int(len(words) * chance.random() ** 3)]


def mangled(name: str, chance: Random) -> str:
    """Give a name as somebody might type it: one to three of the treatments below."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        name = chance.choice(TREATMENTS)(name, chance)
    return name


def _left_out(name: str, chance: Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + name[at + 1 :] if len(name) > 4 else name


def _swapped(name: str, chance: Random) -> str:
    at = chance.randrange(max(len(name) - 1, 1))
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _changed(name: str, chance: Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice("aeioustrn") + name[at + 1 :]


def _doubled(name: str, chance: Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + name[at] + name[at:]


def _reordered(name: str, chance: Random) -> str:
    words = name.split()
    chance.shuffle(words)
    return " ".join(words)


def _shortened(name: str, chance: Random) -> str:
    words = name.split()
    if len(words) > 2:
        words.pop(chance.randrange(len(words)))
    return " ".join(words)


def _joined(name: str, chance: Random) -> str:
    words = name.split()
    at = chance.randrange(max(len(words) - 1, 1))
    return " ".join([*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]])


def _other_form(name: str, chance: Random) -> str:
    return f"{name} {chance.choice(FORMS)}".strip()


def _romanised(name: str, _chance: Random) -> str:
    from anyascii import anyascii

    return anyascii(name)


TREATMENTS = (
    _left_out, _swapped, _changed, _doubled, _reordered, _shortened, _joined, _other_form, _romanised
)  # fmt: skip
"""Letters left out, swapped, changed, doubled; words in other order, left out, joined; another form; in Latin."""
