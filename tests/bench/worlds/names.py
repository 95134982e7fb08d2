"""The names of made-up parties: a few syllables, a trade and a legal form, in Latin and in the country's script."""

from __future__ import annotations

from typing import Any

import numpy as np

from supplychain_cli.importers.rows import NameRow, PartyRow
from tests.bench.worlds.columns import Keys, Numbers, arrow, constant, joined, mixed, table, words
from tests.bench.worlds.parties import CODES, KINDS, Population
from tests.bench.worlds.vocabulary import CYRILLIC, FORMS, HAN, SYLLABLES, TRADES

FORMER = 4
"""One party of so many has another name, besides those that have one in their own script."""
NONE = len(SYLLABLES)
"""Code of the syllable that is left out."""


def shown(population: Population, numbers: Numbers, renamed: int = 0) -> Any:
    """Give the column of the names shown to people; `renamed` gives another name for the same parties."""
    first, second, third = _syllables(numbers, renamed)
    person = population.kinds(numbers) == KINDS.index("person")
    families = [f" {a.capitalize()}{b}v" for a in SYLLABLES for b in SYLLABLES]
    family = np.where(person, mixed(numbers, 6) % len(families), len(families))
    trade = np.where(person, len(TRADES), mixed(numbers, 5) % len(TRADES))
    form = np.where(person, len(CODES), population.countries(numbers))
    return joined(
        [
            words(first, [syllable.capitalize() for syllable in SYLLABLES]),
            words(second, SYLLABLES),
            words(third, [*SYLLABLES, ""]),
            words(family, [*families, ""]),
            words(trade, [*(f" {latin}" for latin, _, _ in TRADES), ""]),
            words(form, [*(f" {FORMS.get(country, 'Ltd')}" for country in CODES), ""]),
        ]
    )


def parties(population: Population, keys: Keys, numbers: Numbers, first_row: int) -> Any:
    """Give the rows of `parties` for these numbers."""
    return table(
        PartyRow,
        {
            "key": keys.of(numbers),
            "kind": words(population.kinds(numbers), KINDS),
            "name": shown(population, numbers),
            "country": words(population.countries(numbers), CODES),
            "row": arrow.array(numbers + first_row),
        },
    )


def names(population: Population, keys: Keys, numbers: Numbers) -> Any:
    """Give the rows of `names`: the same name in the country's own script, or another one."""
    country = population.countries(numbers)
    firm = numbers >= population.persons
    cyrillic = firm & np.isin(country, [CODES.index("RU"), CODES.index("BY")])
    han = firm & np.isin(country, [CODES.index("CN"), CODES.index("HK")])
    others = numbers[(mixed(numbers, 8) % FORMER == 0) & ~cyrillic & ~han]
    return arrow.concat_tables(
        [
            _table(keys, numbers[cyrillic], _russian(numbers[cyrillic]), "official", "ru"),
            _table(keys, numbers[han], _chinese(numbers[han]), "official", "zh"),
            _table(keys, others, shown(population, others, renamed=20), "former", ""),
        ]
    )


def _table(keys: Keys, numbers: Numbers, texts: Any, kind: str, lang: str) -> Any:
    count = len(numbers)
    return table(
        NameRow,
        {
            "key": keys.of(numbers),
            "name": texts,
            "kind": constant(kind, count),
            "lang": constant(lang, count),
        },
    )


def _syllables(numbers: Numbers, renamed: int = 0) -> tuple[Numbers, Numbers, Numbers]:
    first, second, third = (mixed(numbers, salt + renamed) % len(SYLLABLES) for salt in (2, 3, 4))
    return first, second, np.where(mixed(numbers, 7) % 3 > 0, third, NONE)


def _russian(numbers: Numbers) -> Any:
    first, second, third = _syllables(numbers)
    return joined(
        [
            constant("ООО «", len(numbers)),
            words(first, [syllable.capitalize() for syllable in CYRILLIC]),
            words(second, CYRILLIC),
            words(third, [*CYRILLIC, ""]),
            words(mixed(numbers, 5) % len(TRADES), [russian for _, russian, _ in TRADES]),
            constant("»", len(numbers)),
        ]
    )


def _chinese(numbers: Numbers) -> Any:
    first, second, third = _syllables(numbers)
    return joined(
        [
            words(first, list(HAN)),
            words(second, list(HAN)),
            words(third, [*HAN, ""]),
            words(mixed(numbers, 5) % len(TRADES), [chinese for _, _, chinese in TRADES]),
            constant("有限公司", len(numbers)),
        ]
    )
