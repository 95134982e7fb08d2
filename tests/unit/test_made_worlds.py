"""The made-up worlds of the benchmarks are what feeds look like: right columns, right ends, stakes that add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.importers import rows
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.model.numbers import CHECKED

arrow = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb")

ROWS: dict[str, Any] = {
    "parties": rows.PartyRow,
    "names": rows.NameRow,
    "identifiers": rows.IdentifierRow,
    "listings": rows.ListingRow,
    "relations": rows.RelationRow,
}
RELATIONS = 20_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("world")
    return made(folder, seed=1)


def made(folder: Path, seed: int) -> dict[str, list[dict[str, Any]]]:
    from tests.bench.worlds.write import write

    write(folder, RELATIONS, seed=seed, neighbours=100)
    return {table: arrow.read_table(folder / f"{table}.parquet").to_pylist() for table in ROWS}


def test_the_tables_have_the_columns_of_the_importers(world: dict[str, list[dict[str, Any]]]) -> None:
    for table, kind in ROWS.items():
        assert tuple(world[table][0]) == kind._fields
        for column, cell in world[table][-1].items():
            assert isinstance(cell, int if column == "row" else str)


def test_the_same_seed_gives_the_same_world(world: dict[str, Any], tmp_path: Path) -> None:
    assert made(tmp_path / "same", seed=1) == world
    assert made(tmp_path / "other", seed=2) != world


def test_rows_are_counted_from_one(world: dict[str, list[dict[str, Any]]]) -> None:
    for table in ("parties", "listings", "relations"):
        assert [row["row"] for row in world[table]] == list(range(1, len(world[table]) + 1))


def test_relations_join_parties_that_they_may_join(world: dict[str, list[dict[str, Any]]]) -> None:
    kinds = {row["key"]: row["kind"] for row in world["parties"]}
    for row in world["relations"]:
        rule = KINDS[row["kind"]]
        assert kinds[row["source"]] in rule.from_kinds
        assert kinds[row["target"]] in rule.to_kinds
        assert row["source"] != row["target"]


def test_stakes_in_a_firm_do_not_exceed_the_whole(world: dict[str, list[dict[str, Any]]]) -> None:
    owned: dict[str, float] = {}
    for row in world["relations"]:
        if row["kind"] == "owns" and row["share"].isdigit():
            owned[row["target"]] = owned.get(row["target"], 0) + float(row["share"])
    assert max(owned.values()) == 100


def test_register_numbers_are_right_and_no_two_parties_share_one(
    world: dict[str, list[dict[str, Any]]],
) -> None:
    numbers = [(row["scheme"], row["value"]) for row in world["identifiers"]]
    assert len(set(numbers)) == len(numbers)
    assert all(CHECKED[scheme].holds(value) for scheme, value in numbers)


def test_a_few_parties_have_very_many_relations(world: dict[str, list[dict[str, Any]]]) -> None:
    degree: dict[str, int] = {}
    for row in world["relations"]:
        if row["kind"] == "supplies":
            degree[row["target"]] = degree.get(row["target"], 0) + 1
    most = sorted(degree.values(), reverse=True)
    assert most[0] > 500
    assert most[len(most) // 2] < 10
