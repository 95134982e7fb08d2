"""`supplychain diff` over two dates of one list: parties by their numbers, relations and listings by what they say."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import Result, World, run, write_dataset
from tests.shared import shared

_REST = "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
OLD = f"""\
101,"ALPHA GROUP",-0- ,"SDGT",{_REST},"Tax ID No. 7707083893 (Russia)."
102,"BETA YARD",-0- ,"SDGT",{_REST},"Linked To: ALPHA GROUP."
103,"GAMMA BANK",-0- ,"SDGT",{_REST},-0-
104,"DELTA LINES",-0- ,"SDGT",{_REST},-0-
"""
NEW = f"""\
100,"FIRST FOUND",-0- ,"SDGT",{_REST},-0-
101,"ALPHA HOLDING",-0- ,"SDGT",{_REST},"Tax ID No. 7707083893 (Russia)."
102,"BETA YARD",-0- ,"SDGT",{_REST},-0-
104,"DELTA LINES",-0- ,"SDGT] [RUSSIA-EO14024",{_REST},"a.k.a. 'DL'."
"""


def listed(folder: Path, text: str, day: str) -> World:
    made = World(write_dataset(folder, {}))
    (folder / "sdn.csv").write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    done = made.run("feed", "add", "ofac", str(folder / "sdn.csv"), "--name", "sdn", "--date", day)
    assert done.code == ExitCode.ANSWERED, done.said
    return made


@pytest.fixture
def both(tmp_path: Path) -> tuple[World, World]:
    return listed(tmp_path / "old", OLD, "2022-01-01"), listed(tmp_path / "new", NEW, "2022-02-01")


def differing(done: Result) -> dict[str, Any]:
    assert done.code == ExitCode.ANSWERED, done.said
    (feed,) = json.loads(done.out)["result"]["feeds"]
    counts: dict[str, Any] = feed
    return counts


def test_parties_of_two_dates_are_compared_by_their_numbers(both: tuple[World, World]) -> None:
    old, new = both
    feed = differing(run("diff", str(old.folder), str(new.folder), "--format", "json"))
    assert {name: feed[name] for name in ("added", "removed", "renamed", "changed")} == {
        "added": 1, "removed": 1, "renamed": 1, "changed": 2,
    }  # fmt: skip
    assert (feed["relations_gained"], feed["relations_lost"]) == (0, 1)
    assert (feed["listings_gained"], feed["listings_lost"]) == (2, 1)
    parties = {party["id"]: party for party in feed["parties"]}
    assert {name: party["happened"] for name, party in parties.items()} == {
        "sdn:100": "added", "sdn:101": "renamed", "sdn:102": "changed", "sdn:103": "removed", "sdn:104": "changed",
    }  # fmt: skip
    assert parties["sdn:102"]["lost"] == ["is linked to sdn:101, Linked To: ALPHA GROUP"]
    renamed = next(field for field in parties["sdn:101"]["fields"] if field["field"] == "name")
    assert (renamed["old"], renamed["new"]) == (["ALPHA GROUP"], ["ALPHA HOLDING"])
    assert any("RUSSIA-EO14024" in line for line in parties["sdn:104"]["gained"])
    assert feed["more"] is False


def test_every_format_tells_it(both: tuple[World, World]) -> None:
    old, new = both
    for form in ("text", "csv", "md", "jsonl"):
        done = run("diff", str(old.folder), str(new.folder), "--format", form)
        assert done.code == ExitCode.ANSWERED, done.said
        assert "ALPHA HOLDING" in done.out
    assert (
        "Feed sdn: parties 1 added, 1 removed, 1 renamed and"
        in run("diff", *map(str, (old.folder, new.folder))).out
    )


def test_a_list_of_which_only_the_date_differs_has_no_party_that_does(tmp_path: Path) -> None:
    old, new = listed(tmp_path / "a", OLD, "2022-01-01"), listed(tmp_path / "b", OLD, "2022-02-01")
    done = run("diff", str(old.folder), str(new.folder), "--format", "json")
    answer = json.loads(done.out)["result"]
    assert answer["feeds"] == []
    assert [record["section"] for record in answer["records"]] == ["feeds"]


def test_a_feed_that_only_one_side_has_is_counted(both: tuple[World, World], tmp_path: Path) -> None:
    none = write_dataset(tmp_path / "none", {})
    feed = differing(run("diff", str(none), str(both[0].folder), "--format", "json"))
    assert (feed["happened"], feed["added"], feed["listings_gained"]) == ("added", 4, 4)
    feed = differing(run("diff", str(both[0].folder), str(none), "--format", "json"))
    assert (feed["happened"], feed["removed"], feed["relations_lost"]) == ("removed", 4, 1)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_feed_is_compared_with_an_earlier_revision_of_its_record(both: tuple[World, World]) -> None:
    folder = both[0].folder
    for words in (
        ("init", "-q"),
        ("add", "dataset.yml", "feeds"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "first"),
    ):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    (folder / "sdn.csv").write_text(NEW.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert both[0].run("feed", "update", "sdn", str(folder / "sdn.csv")).code == ExitCode.ANSWERED
    assert differing(both[0].run("diff", "git:HEAD", "--format", "json"))["renamed"] == 1


def test_the_published_lists_of_2019_and_2022(tmp_path: Path) -> None:
    sides = []
    for day, where in (
        ("2019-01-15", "ofac/sdn-2019-01/sdn.csv"),
        ("2022-11-03", "ofac/sdn-2022-11-03/sdn.csv"),
    ):
        made = write_dataset(tmp_path / day, {})
        done = run("feed", "add", "ofac", str(shared(where)), "--name", "sdn", "--date", day, records=made)
        assert done.code == ExitCode.ANSWERED, done.said
        sides.append(str(made))
    feed = differing(run("diff", *sides, "--format", "json"))
    assert feed["added"] - feed["removed"] == 11_002 - 7_379
    assert feed["listings_gained"] - feed["listings_lost"] == 13_039 - 8_314 or feed["more"]
    assert feed["renamed"] > 0
    assert feed["more"]
