"""What was exported comes back as a feed: the shipped records, all that a format has a place for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import run, write_dataset

RECORDS = Path(__file__).parents[2] / "records"


def result(*words: str, records: Path) -> Any:
    done = run(*words, "--format", "json", records=records)
    assert done.code == ExitCode.ANSWERED, done.said
    return json.loads(done.out)["result"]


def counts(records: Path) -> dict[tuple[str, ...], int]:
    """Count the records of each section by kind or, for listings, by authority."""
    answer = result("stats", records=records)
    return {
        (breakdown["section"], *tally["keys"]): tally["count"]
        for breakdown in answer["breakdowns"]
        for tally in breakdown["rows"]
        if breakdown["by"] in (["kind"], ["authority", "measure"])
    }


def taken(folder: Path, form: str, *files: Path) -> dict[tuple[str, ...], int]:
    write_dataset(folder, {})
    done = run("feed", "add", form, *map(str, files), "--name", "back", records=folder)
    assert done.code == ExitCode.ANSWERED, done.said
    return counts(folder)


def test_followthemoney_brings_parties_relations_and_listings_back(tmp_path: Path) -> None:
    assert run("export", "ftm", "-o", str(tmp_path / "x.json"), records=RECORDS).code == ExitCode.ANSWERED
    before, after = counts(RECORDS), taken(tmp_path / "d", "ftm", tmp_path / "x.json")
    for kind in ("supplies", "owns", "directs"):
        assert after.get(("relations", kind), 0) == before.get(("relations", kind), 0), kind
    for kind in ("person", "vessel"):
        assert after.get(("entities", kind), 0) == before.get(("entities", kind), 0), kind
    leads = result("stats", records=RECORDS)
    candidates = sum(
        tally["count"]
        for breakdown in leads["breakdowns"]
        if (breakdown["section"], breakdown["by"]) == ("listings", ["status"])
        for tally in breakdown["rows"]
        if tally["keys"] == ["candidate"]
    )
    listed = [sum(n for key, n in each.items() if key[0] == "listings") for each in (before, after)]
    assert listed[1] == listed[0] - candidates


def test_statements_of_ownership_come_back(tmp_path: Path) -> None:
    assert run("export", "bods", "-o", str(tmp_path / "x.json"), records=RECORDS).code == ExitCode.ANSWERED
    before, after = counts(RECORDS), taken(tmp_path / "d", "bods", tmp_path / "x.json")
    assert after["relations", "owns"] == before["relations", "owns"]


def test_the_tables_of_a_snapshot_come_back(tmp_path: Path) -> None:
    done = run("snapshot", "export-parquet", str(tmp_path / "x"), records=RECORDS)
    assert done.code == ExitCode.ANSWERED, done.said
    before = counts(RECORDS)
    after = taken(tmp_path / "d", "tables", *sorted((tmp_path / "x").glob("*.parquet")))
    goods = {("relations", "used-in"), ("relations", "produces")}
    kept = {
        key: n
        for key, n in before.items()
        if key[0] in {"entities", "relations", "listings"} and key not in goods
    }
    assert {key: after.get(key, 0) for key in kept} == kept


@pytest.mark.parametrize("form", ["ftm", "tables"])
def test_a_chain_comes_back(form: str, tmp_path: Path) -> None:
    words = ("trace", "Alpha Antennas", "--to", "Arms Group")
    folder = write_dataset(tmp_path / "a", {"a.yml": WORLD})
    before = result(*words, records=folder)["chains"]
    file = tmp_path / "x.json"
    if form == "ftm":
        assert run("export", "ftm", "-o", str(file), records=folder).code == ExitCode.ANSWERED
        files = [file]
    else:
        assert (
            run("snapshot", "export-parquet", str(tmp_path / "x"), records=folder).code == ExitCode.ANSWERED
        )
        files = sorted((tmp_path / "x").glob("*.parquet"))
    taken(tmp_path / "b", form, *files)
    after = result(*words, records=tmp_path / "b")["chains"]
    told = [[[leg["kind"], leg["period"], leg["share"]] for leg in chain["legs"]] for chain in before]
    assert [[[leg["kind"], leg["period"], leg["share"]] for leg in chain["legs"]] for chain in after] == told
    assert told


WORLD = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2022-05-01}
entities:
  - {id: cn-alpha, kind: company, name: Alpha Antennas, country: CN, sources: [press]}
  - {id: ru-beta, kind: company, name: Beta Radar, country: RU, identifiers: {inn: "7704274402"}, sources: [press]}
  - {id: ru-arms, kind: group, name: Arms Group, country: RU, sources: [press]}
relations:
  - id: alpha-beta
    kind: supplies
    from: cn-alpha
    to: ru-beta
    period: 2022-05-18
    evidence: [{source: press, locator: p. 1, paraphrase: It ships.}]
  - id: beta-of-arms
    kind: owns
    from: ru-arms
    to: ru-beta
    share: 60
    evidence: [{source: press, locator: p. 2, paraphrase: It holds 60 percent.}]
"""
