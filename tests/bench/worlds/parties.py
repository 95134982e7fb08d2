"""The parties of a made-up world, and what is theirs alone: their register numbers and listings.

Parties are numbered. The first eight in a hundred are persons; the others stand in groups of neighbours that share a
country. Everything about a party follows from its number, so that any chunk can be made by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from supplychain_cli.importers.rows import IdentifierRow, ListingRow
from tests.bench.worlds.columns import Keys, Numbers, arrow, constant, joined, mixed, table, weighted, words
from tests.bench.worlds.vocabulary import AUTHORITIES, COUNTRIES, DAYS

PERSONS = 0.08
"""Share of the parties that are persons."""
NEIGHBOURS = 20
"""Parties in a row that share a country."""
LISTED = 1_000
"""One party of so many is listed."""
CODES = tuple(COUNTRIES)
KINDS = ("company", "group", "public-body", "vessel", "person")
INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
"""Of the check digit of a Russian tax number, as the Federal Tax Service publishes it."""
SCATTER = 899_999_963
"""A prime: numbers of a register are spread over so many."""


@dataclass(frozen=True)
class Population:
    """How many parties there are, and how many of them, at the front, are persons."""

    size: int

    @property
    def persons(self) -> int:
        """Give the number of persons."""
        return int(self.size * PERSONS)

    @property
    def firms(self) -> int:
        """Give the number of parties that are no persons."""
        return self.size - self.persons

    def countries(self, numbers: Numbers) -> Numbers:
        """Give the code of each party's country."""
        drawn = mixed(numbers // NEIGHBOURS, 1) / float(1 << 63)
        return weighted(drawn, tuple(COUNTRIES.values()))

    def kinds(self, numbers: Numbers) -> Numbers:
        """Give the code of each party's kind."""
        place = numbers % 100
        codes = np.where(place < 2, 1, np.where(place == 2, 2, np.where(place == 3, 3, 0)))
        return np.where(numbers < self.persons, KINDS.index("person"), codes)


def identifiers(population: Population, keys: Keys, numbers: Numbers) -> Any:
    """Give the rows of `identifiers`: a tax number for each Russian firm, an LEI for some of the others."""
    firms = numbers[numbers >= population.persons]
    russian = population.countries(firms) == CODES.index("RU")
    return arrow.concat_tables(
        [_inns(keys, firms[russian]), _leis(keys, firms[~russian & (mixed(firms, 10) % 10 < 3)])]
    )


def _inns(keys: Keys, numbers: Numbers) -> Any:
    body = 100_000_000 + numbers * 48_271 % SCATTER
    digits = [body // 10 ** (8 - place) % 10 for place in range(9)]
    check = sum(w * d for w, d in zip(INN_WEIGHTS, digits, strict=True)) % 11 % 10
    value = arrow.array(body * 10 + check).cast(arrow.string())
    return table(
        IdentifierRow, {"key": keys.of(numbers), "scheme": constant("inn", len(numbers)), "value": value}
    )


def _leis(keys: Keys, numbers: Numbers) -> Any:
    """Check digits by ISO 7064 MOD 97-10, over digits only."""
    body = 549_300_000_000_000_000 + numbers * 48_271 % SCATTER
    check = words(98 - body % 97 * 100 % 97, [f"{n:02}" for n in range(99)])
    value = joined([arrow.array(body), check])
    return table(
        IdentifierRow, {"key": keys.of(numbers), "scheme": constant("lei", len(numbers)), "value": value}
    )


def listed(population: Population) -> Numbers:
    """Give the numbers of the listed parties: one in each thousand, ascending."""
    block = np.arange(population.size // LISTED, dtype=np.int64)
    return block * LISTED + mixed(block, 11) % LISTED


def listings(keys: Keys, numbers: Numbers, first_row: int) -> Any:
    """Give the rows of `listings` for these parties; every seventh stands on a second list."""
    second = numbers[::7]
    whom = np.concatenate([numbers, second])
    drawn = mixed(whom, 12)
    authority = np.concatenate([drawn[: len(numbers)], drawn[len(numbers) :] + 1]) % len(AUTHORITIES)
    since = DAYS.index("2014-03-17") + drawn // 8 % 4_200
    entry = np.arange(len(whom), dtype=np.int64)
    return table(
        ListingRow,
        {
            "key": keys.of(whom),
            "authority": words(authority, [name for name, _, _ in AUTHORITIES]),
            "programme": words(authority, [programme for _, programme, _ in AUTHORITIES]),
            "measure": words(authority, [measure for _, _, measure in AUTHORITIES]),
            "first": words(since, DAYS),
            "last": constant("", len(whom)),
            "entry": arrow.array(entry + 10_000).cast(arrow.string()),
            "effect": constant("", len(whom)),
            "row": arrow.array(entry + first_row),
        },
    )
