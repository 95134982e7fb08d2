"""Write a world as files, chunk by chunk: memory stays bounded at any size."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.worlds import names, parties, scenario
from tests.bench.worlds.columns import Keys, Numbers, arrow
from tests.bench.worlds.parties import Population
from tests.bench.worlds.relations import relations

SHARE = 5
"""Relations for each party."""
MOST_PARTIES = 10_000_000
CHUNK = 1_000_000
"""Rows made at a time: a multiple of 100, the period of the pattern of kinds."""
Tables = Iterator[Any]
Told = Callable[[str, int], None]
"""Told after each chunk: the table, and how many of its rows are written."""


def write(
    folder: Path,
    count: int,
    *,
    seed: int = 1,
    neighbours: int = 0,
    csv: bool = False,
    told: Told | None = None,
) -> dict[str, int]:
    """Write the five tables of a world with so many relations; give the rows of each.

    The relations of the planted case, and those of `x-super`, come on top. Equal arguments give equal tables.
    Cost: some 25 seconds for ten million relations, and less than 2 GB of memory at any size.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # What was made from an earlier world in this folder is not of this one.
    shutil.rmtree(folder / "peers", ignore_errors=True)
    for pairs in folder.glob("pairs-*.json"):
        pairs.unlink()
    population = Population(min(max(count // SHARE, 1_000), MOST_PARTIES))
    keys = Keys(population.size)
    tables: dict[str, Tables] = {
        "parties": _parties(population, keys),
        "names": _names(population, keys),
        "identifiers": (parties.identifiers(population, keys, part) for part in _chunks(population.size)),
        "listings": _listings(population, keys),
        "relations": _relations(population, keys, count, seed, neighbours),
    }
    return {name: _store(folder, name, chunks, csv, told) for name, chunks in tables.items()}


def _chunks(count: int) -> Iterator[Numbers]:
    for start in range(0, count, CHUNK):
        yield np.arange(start, min(start + CHUNK, count), dtype=np.int64)


def _parties(population: Population, keys: Keys) -> Tables:
    yield scenario.table(scenario.PARTIES)
    for part in _chunks(population.size):
        yield names.parties(population, keys, part, len(scenario.PARTIES) + 1)


def _names(population: Population, keys: Keys) -> Tables:
    yield scenario.table(scenario.NAMES)
    for part in _chunks(population.size):
        yield names.names(population, keys, part)


def _listings(population: Population, keys: Keys) -> Tables:
    yield scenario.table(scenario.LISTINGS)
    yield parties.listings(keys, parties.listed(population), len(scenario.LISTINGS) + 1)


def _relations(population: Population, keys: Keys, count: int, seed: int, neighbours: int) -> Tables:
    planted = scenario.table(scenario.relations())
    links = scenario.links(population, keys, planted.num_rows + 1)
    yield planted
    yield links
    row = planted.num_rows + links.num_rows + 1
    for part in _chunks(count):
        yield relations(population, keys, part, seed, row)
    if neighbours:
        yield scenario.hub(population, keys, neighbours, row + count)


def _store(folder: Path, name: str, tables: Tables, csv: bool, told: Told | None) -> int:
    first = next(tables)
    plain = arrow.schema(
        [(field.name, arrow.int64() if field.name == "row" else arrow.string()) for field in first.schema]
    )
    rows = 0
    with _writer(folder, name, plain if csv else first.schema, csv) as writer:
        for table in chain([first], tables):
            writer.write_table(table.cast(plain) if csv else table)
            rows += table.num_rows
            if told:
                told(name, rows)
    return rows


def _writer(folder: Path, name: str, schema: Any, csv: bool) -> Any:
    if csv:
        return import_module("pyarrow.csv").CSVWriter(folder / f"{name}.csv", schema)
    repeated = [field.name for field in schema if arrow.types.is_dictionary(field.type)]
    return import_module("pyarrow.parquet").ParquetWriter(
        folder / f"{name}.parquet", schema, compression="zstd", use_dictionary=repeated, store_schema=False
    )
