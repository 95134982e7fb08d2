"""Which records an export holds: all that count, those around a party, those of chains, as of a day."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import Result, World, write_dataset
from tests.exporters.worlds import exported, here


def ids(folder: Path, table: str) -> list[str]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as stream:
        return [row["id"] for row in csv.DictReader(stream)]


def asked(tmp_path: Path, *words: str) -> dict[str, list[str]]:
    target = tmp_path / "tables"
    exported(here(tmp_path), "csv", target, *words)
    return {table: ids(target, table) for table in ("nodes", "edges", "listings", "sources")}


def test_all_is_everything_that_counts_in_order_of_ids(tmp_path: Path) -> None:
    found = asked(tmp_path, "--all")
    assert found["edges"] == sorted(found["edges"])
    assert found["nodes"] == sorted(found["nodes"])
    assert "withdrawn" not in found["edges"]
    assert found["listings"] == ["eu-alpha", "us-alpha", "uk-gamma"]
    assert "lonely" in found["nodes"]
    assert "unused" in found["sources"]


def test_nothing_said_is_all(tmp_path: Path) -> None:
    assert asked(tmp_path / "one") == asked(tmp_path / "other", "--all")


def test_as_of_a_day_counts_what_was_true_then(tmp_path: Path) -> None:
    found = asked(tmp_path, "--as-of", "2023-06")
    assert found["listings"] == ["eu-alpha", "uk-gamma"]
    assert "eve-owns-beta" not in found["edges"]
    assert "alpha-supplies-beta" in found["edges"]


def test_known_on_a_day_counts_what_was_written_then(tmp_path: Path) -> None:
    found = asked(tmp_path, "--known-on", "2026-10-01")
    assert not {"alpha-antennas", "group-alpha", "lonely"} & set(found["nodes"])
    # What hangs on a party that was not written down yet would hang on nothing.
    assert not {"group-owns-alpha", "alphaland-owns-group", "alpha-supplies-beta"} & set(found["edges"])
    assert "beta-supplies-gamma" in found["edges"]


@pytest.mark.parametrize(
    ("legs", "nodes", "edges"),
    [
        (
            [],
            ["alpha-antennas", "antenna-parts", "beta-trading", "group-alpha"],
            ["alpha-supplies-beta", "group-owns-alpha"],
        ),
        (["--legs", "0"], ["alpha-antennas"], []),
    ],
    ids=["one leg by default", "no leg"],
)
def test_around_a_party_is_what_touches_it(
    legs: list[str], nodes: list[str], edges: list[str], tmp_path: Path
) -> None:
    found = asked(tmp_path, "--around", "Alpha Antennas", *legs)
    assert (found["nodes"], found["edges"]) == (nodes, edges)


def test_around_holds_every_relation_between_those_it_reaches(tmp_path: Path) -> None:
    found = asked(tmp_path, "--around", "Alpha Antennas", "--legs", "2")
    assert {"eve-owns-beta", "eve-directs-beta", "alphaland-owns-group", "alphaland-supplies-gamma"} < set(
        found["edges"]
    )
    assert "parts-in-radar" not in found["edges"]
    assert found["sources"] == ["list", "press"]


def test_around_does_not_go_on_beyond_a_country(tmp_path: Path) -> None:
    found = asked(tmp_path, "--around", "Alpha Group", "--legs", "2")
    assert "country-alpha" in found["nodes"]
    assert "gamma-radar" not in found["nodes"]


def test_around_a_good_reaches_who_trades_it(tmp_path: Path) -> None:
    found = asked(tmp_path, "--around", "id:antenna-parts")
    assert {"alpha-supplies-beta", "beta-supplies-gamma", "parts-in-radar"} <= set(found["edges"])


def chained(tmp_path: Path, *words: str) -> tuple[Result, Path]:
    world = World(write_dataset(tmp_path / "chain", {"records.yml": CHAIN}))
    return world.run("export", "csv", "-o", str(tmp_path / "out"), *words), tmp_path / "out"


def test_chains_are_those_that_trace_finds(tmp_path: Path) -> None:
    done, target = chained(tmp_path, "--chain", "Smelter Group", "Arms Group")
    assert done.code == ExitCode.ANSWERED
    assert ids(target, "edges") == [
        "antimony-for-wafers",
        "group-owns-trading",
        "plant-part-of-group",
        "wafers-for-chips",
    ]
    assert ids(target, "nodes") == [
        "antimony",
        "cn-smelter-group",
        "cn-smelter-trading",
        "ru-arms-group",
        "ru-chips",
        "ru-wafers",
        "wafers",
    ]


def test_without_a_chain_both_parties_are_written_and_it_is_said(tmp_path: Path) -> None:
    done, target = chained(tmp_path, "--chain", "Arms Group", "Smelter Group")
    assert done.code == ExitCode.ANSWERED
    assert "N184" in done.err
    assert (ids(target, "edges"), len(ids(target, "nodes"))) == ([], 2)


def test_limits_of_a_question_apply_to_chains(tmp_path: Path) -> None:
    done, target = chained(tmp_path, "--chain", "Smelter Group", "Arms Group", "--max-legs", "3")
    assert "within 3 legs" in done.err
    assert ids(target, "edges") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--around", "Rostec", "--all"], "U171"),
        (["--chain", "a", "b", "--around", "c"], "U171"),
        (["--legs", "2"], "U171"),
        (["--around", "Lonely Ltd", "--goods", "Antenna parts"], "U171"),
        (["--strict"], "U171"),
        (["--format", "json"], "U107"),
        (["--around", "Nobody At All"], "U103"),
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(words: list[str], code: str, tmp_path: Path) -> None:
    done = here(tmp_path).run("export", "ftm", *words)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert f"error[{code}]" in done.err


def test_a_format_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    done = here(tmp_path).run("export", "visio")
    assert done.code == ExitCode.USAGE
    assert "ftm, bods, graphml" in done.err


def test_what_a_format_has_no_place_for_is_counted(tmp_path: Path) -> None:
    done = exported(here(tmp_path), "ftm", tmp_path / "out")
    assert "3 goods and weapon systems" in done.err
    assert "2 relations about goods and weapon systems" in done.err


def test_a_picture_that_is_too_large_is_cut_and_incomplete(tmp_path: Path) -> None:
    firms = "".join(f"  - {{id: f{at}, kind: company, name: Firm {at}}}\n" for at in range(40))
    grades = ("strong", "weak")
    edges = "".join(
        f"  - {{id: e{one}-{two}, kind: supplies, from: f{one}, to: f{two}, sources: [{grades[one > 0]}]}}\n"
        for one in range(40)
        for two in range(40)
        if one != two
    )
    sources = (
        "sources:\n"
        "  - {id: strong, publisher: Example, title: Strong, reliability: A}\n"
        "  - {id: weak, publisher: Example, title: Weak, reliability: E}\n"
    )
    text = f"{sources}entities:\n{firms}relations:\n{edges}"
    world = World(write_dataset(tmp_path / "large", {"records.yml": text}))
    done = world.run("export", "mermaid", "-o", str(tmp_path / "out"))
    assert done.code == ExitCode.INCOMPLETE
    assert "N182" in done.err
    picture = (tmp_path / "out").read_text(encoding="utf-8")
    assert len(picture) <= 50_000
    assert picture.count("-->") <= 500
    # The strongest evidence is what stays.
    assert picture.count("; strong;") == 39
