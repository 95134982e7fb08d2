"""One small case that is planted in every world, so that the same question has the same answer at every size.

Ore goes from `x-mine` through refiners, wafer makers, chip makers and traders to a plant of a listed corporation. The
makers sell into the world as well, but nothing of the world leads back: a search from the mine must wade through the
world, and finds what it would find without it. `x-seller` to `x-buyer` is the same the other way round: the depot in
between buys from the world. `x-super` has as many neighbours as are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from supplychain_cli.importers.rows import ListingRow, NameRow, PartyRow, RelationRow
from tests.bench.worlds.columns import Keys, Numbers, arrow, constant, listed, spread
from tests.bench.worlds.parties import Population

Row = PartyRow | NameRow | ListingRow | RelationRow
REFINERS = tuple(f"x-refiner-{n}" for n in range(1, 4))
WAFERS = tuple(f"x-wafers-{n}" for n in range(1, 5))
CHIPS = tuple(f"x-chips-{n}" for n in range(1, 4))
TRADERS = ("x-trader-1", "x-trader-2")
MAKERS = (*REFINERS, *WAFERS, *CHIPS)
PLAIN = frozenset({"key", "name", "source", "target", "entry"})
"""Columns whose cells are as good as never equal."""
LINKS = 25
"""Relations of each maker with the world."""

PARTIES = (
    PartyRow("x-mine", "company", "Xanthe Ore Mining", "KZ"),
    *(PartyRow(key, "company", f"Xanthe Refining {key[-1]}", "CN") for key in REFINERS),
    *(PartyRow(key, "company", f"Xylon Wafers {key[-1]}", "CN") for key in WAFERS),
    *(PartyRow(key, "company", f"Xylon Chips {key[-1]}", "TW") for key in CHIPS),
    *(PartyRow(key, "company", f"Xeric Trading {key[-1]}", "HK") for key in TRADERS),
    PartyRow("x-plant", "company", "Xerxes Radar Plant", "RU"),
    PartyRow("x-corp", "group", "Xerxes Corporation", "RU"),
    PartyRow("x-state", "public-body", "Xerxes State Agency", "RU"),
    PartyRow("x-fund", "company", "Xenia Fund", "CY"),
    PartyRow("x-seller", "company", "Xebec Seller", "DE"),
    PartyRow("x-forwarder", "company", "Xebec Forwarder", "TR"),
    PartyRow("x-depot", "company", "Xebec Depot", "AE"),
    PartyRow("x-buyer", "company", "Xebec Buyer", "RU"),
    PartyRow("x-before", "company", "Xystus Maker", "DE"),
    PartyRow("x-super", "company", "Xystus Freight", "SG"),
    PartyRow("x-after", "company", "Xystus Receiver", "RU"),
)
LISTINGS = (
    ListingRow("x-plant", "us-ofac", "RUSSIA-EO14024", "blocking", "2022-02-24", entry="90001"),
    ListingRow("x-corp", "us-ofac", "RUSSIA-EO14024", "blocking", "2022-06-28", entry="90002"),
    ListingRow("x-corp", "eu", "EU-269-2014", "blocking", "2022-12-16", entry="90003"),
    ListingRow("x-buyer", "uk", "UK-RUSSIA-2019", "blocking", "2023-02-24", entry="90004"),
)
NAMES = (
    NameRow("x-plant", "АО «Ксеркс Радар»", "official", "ru"),
    NameRow("x-corp", "Корпорация «Ксеркс»", "official", "ru"),
)


def relations() -> list[RelationRow]:
    """Give the relations among the planted parties."""
    return [
        *(_flow("x-mine", refiner, "261710", 2019) for refiner in REFINERS),
        *(_flow(refiner, wafers, "811010", 2020) for refiner in REFINERS for wafers in WAFERS),
        *(_flow(wafers, chips, "381800", 2021) for wafers in WAFERS for chips in CHIPS),
        *(_flow(chips, trader, "854231", 2022) for chips in CHIPS for trader in TRADERS),
        *(_flow(trader, "x-plant", "854231", 2023) for trader in TRADERS),
        RelationRow("owns", "x-corp", "x-plant", "2014-01-01", share="51", directness="direct"),
        RelationRow("owns", "x-fund", "x-plant", "2014-01-01", share="49", directness="direct"),
        RelationRow("owns", "x-state", "x-corp", "2010-01-01", share="100", directness="direct"),
        _flow("x-seller", "x-depot", "845710", 2022),
        _flow("x-seller", "x-forwarder", "845710", 2022),
        _flow("x-forwarder", "x-depot", "845710", 2022),
        _flow("x-depot", "x-buyer", "845710", 2023),
        _flow("x-before", "x-super", "854231", 2021),
        _flow("x-super", "x-after", "854231", 2022),
    ]


def _flow(source: str, target: str, good: str, year: int) -> RelationRow:
    return RelationRow("supplies", source, target, f"{year}-01-01", f"{year}-12-31", good)


def table(rows: Sequence[Row]) -> Any:
    """Give planted rows as a table with the columns of the others; they are counted from row 1."""
    columns: dict[str, Any] = {}
    for field in rows[0]._fields:
        if field == "row":
            columns[field] = arrow.array(range(1, len(rows) + 1), arrow.int64())
            continue
        cells = [getattr(row, field) for row in rows]
        columns[field] = arrow.array(cells, arrow.string()) if field in PLAIN else listed(cells)
    return arrow.table(columns)


def links(population: Population, keys: Keys, first_row: int) -> Any:
    """Give the relations between the planted parties and the world."""
    count = len(MAKERS) * LINKS
    seller = arrow.array([maker for maker in MAKERS for _ in range(LINKS)])
    sold = _trade(seller, keys.of(_strangers(population, 0, count)), first_row)
    supplier = keys.of(_strangers(population, count, LINKS))
    return arrow.concat_tables([sold, _trade(supplier, _always("x-depot", LINKS), first_row + count)])


def hub(population: Population, keys: Keys, neighbours: int, first_row: int) -> Any:
    """Give the relations of `x-super` with so many parties: it buys from half of them and sells to the others."""
    strangers = keys.of(_strangers(population, 10_000, neighbours))
    half = neighbours // 2
    bought = _trade(strangers[:half], _always("x-super", half), first_row)
    sold = _trade(_always("x-super", neighbours - half), strangers[half:], first_row + half)
    return arrow.concat_tables([bought, sold])


def _strangers(population: Population, first: int, count: int) -> Numbers:
    order = spread(
        np.arange(first, first + count, dtype=np.int64) % population.firms, population.firms, 4_256_233
    )
    return order + population.persons


def _always(key: str, count: int) -> Any:
    return constant(key, count).cast(arrow.string())


def _trade(source: Any, target: Any, first_row: int) -> Any:
    count = len(source)
    same = RelationRow("supplies", "", "", "2020-01-01", "", "854231")
    columns = {field: constant(str(getattr(same, field)), count) for field in same._fields}
    columns |= {"source": source, "target": target}
    columns["row"] = arrow.array(np.arange(first_row, first_row + count, dtype=np.int64))
    return arrow.table(columns)
