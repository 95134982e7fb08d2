"""Compiling, looking at what is stored, checking it, writing it as tables, and clearing the cache."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from supplychain_cli.snapshot import store
from tests.cli.worlds import CHAIN
from tests.conftest import Result, run, write_dataset

TRACE = ("trace", "Smelter Group", "--to", "Arms Group", "--format", "json")


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset, and a cache of its own."""
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    return write_dataset(tmp_path / "records", {"chain.yml": CHAIN})


def result(done: Result) -> Any:
    assert done.code in {0, 3}, done.said
    return json.loads(done.out)["result"]


def stored(records: Path) -> Path:
    """The folder of the snapshot."""
    return Path(result(run("compile", "--format", "json", records=records))["snapshot"])


def test_compiling_says_what_was_done(records: Path) -> None:
    first = result(run("compile", "--format", "json", records=records))
    assert first["compiled"]
    assert first["kept"]
    assert [(part["name"], part["made"]) for part in first["segments"]] == [("records", "compiled now")]
    assert first["bytes"] == sum(
        file.stat().st_size for file in Path(first["snapshot"]).rglob("*") if file.is_file()
    )
    again = result(run("compile", "--format", "json", records=records))
    assert not again["compiled"]
    assert again["digest"] == first["digest"]
    assert "nothing has changed" in run("compile", records=records).out
    anew = result(run("compile", "--anew", "--format", "json", records=records))
    assert anew["compiled"]
    assert (anew["digest"], anew["bytes"]) == (first["digest"], first["bytes"])


def test_compiling_what_holds_errors_says_so(tmp_path: Path) -> None:
    broken = write_dataset(tmp_path / "broken", {"a.yml": "relations: [{id: x}]\n"})
    done = run("compile", records=broken)
    assert done.code == 3
    assert "D103" in done.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="The administrator may write anywhere.")
def test_a_cache_that_may_not_be_written_is_said_once(records: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)
    done = run("compile", records=records)
    assert done.code == 0
    assert done.err.count("N103") == 1
    assert "for this once" in " ".join(done.out.split())


def test_a_cache_that_is_a_file_is_said_once(records: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    done = run("compile", records=records)
    assert done.code == 0
    assert done.err.count("N103") == 1
    assert "for this once" in " ".join(done.out.split())
    assert result(run(*TRACE, records=records))["chains"]


def test_equal_records_give_equal_bytes(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }

    first = content(stored(records))
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "other"))
    assert content(stored(records)) == first


def test_a_snapshot_is_described(records: Path) -> None:
    found = result(run("snapshot", "info", "--format", "json", records=records))
    assert found["made_from"] == [{"name": "records", "sha256": found["digest"]}]
    columns = {each["column"]: each for each in found["columns"]}
    parties = found["segments"][0]["parties"]
    assert columns["node.name"]["values"] == columns["node.kind"]["values"] == parties
    assert columns["names"]["values"] == found["segments"][0]["names"]
    assert run("snapshot", "info", "--verbose", records=records).out.count("constant") > 1
    assert run("snapshot", "info", "--format", "csv", records=records).out.startswith("part,column,type")


def test_a_sound_snapshot_is_sound(records: Path) -> None:
    stored(records)
    done = run("snapshot", "verify", records=records)
    assert done.code == 0
    assert "is sound" in done.out


def test_without_a_snapshot_there_is_nothing_to_verify(records: Path) -> None:
    done = run("snapshot", "verify", records=records)
    assert done.code == 3
    assert "D251" in done.err


def test_every_flipped_bit_is_found(records: Path) -> None:
    """One bit in every 97th byte of every file; padding between columns holds nothing, so it may be anything."""
    folder = stored(records)
    missed = []
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        for place in range(0, len(content), 97 if len(content) < 20_000 else 1999):
            file.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
            found = run("snapshot", "verify", "--format", "json", records=records)
            if found.code != 3 and content[place]:
                missed.append((file.name, place))
        file.write_bytes(content)
    assert not missed
    assert run("snapshot", "verify", records=records).code == 0


def test_damage_names_file_and_page_and_what_to_do(records: Path) -> None:
    folder = stored(records)
    file = folder / "records" / "columns.pack"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    done = run("snapshot", "verify", records=records)
    assert done.code == 3
    assert "records/columns.pack, column node.id" in done.out
    assert "page 0" in done.out
    assert "compile --anew" in done.out
    assert run("compile", "--anew", records=records).code == 0
    assert run("snapshot", "verify", records=records).code == 0


def test_a_damaged_snapshot_is_built_again_and_said(records: Path) -> None:
    due = result(run(*TRACE, records=records))
    for name in ("manifest.json", "records/columns.pack"):
        file = stored(records) / name
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        for place in range(64, len(content), 4096):
            content[place] ^= 1
        file.write_bytes(content)
        done = run(*TRACE, records=records)
        assert result(done) == due
        assert "N104" in done.err
        assert run("snapshot", "verify", records=records).code == 0


def test_tables_hold_all_and_can_be_read_back(records: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    found = result(run("snapshot", "export-parquet", str(target), "--format", "json", records=records))
    rows = {table["file"]: table["rows"] for table in found["tables"]}
    held = duckdb.read_parquet(str(target / "more" / "records.parquet")).fetchall()
    assert rows["more/records.parquet"] == len(held)
    back = write_dataset(tmp_path / "back", {})
    files = sorted(str(file) for file in target.glob("*.parquet"))
    added = run("feed", "add", "tables", *files, "--name", "back", "--reliability", "A", records=back)
    assert added.code == 0, added.said
    chains = result(run(*TRACE, records=records))["chains"]
    again = result(run(*TRACE, records=back))["chains"]
    names = [[party["name"] for party in chain["parties"]] for chain in chains]
    assert [[party["name"] for party in chain["parties"]] for chain in again] == names
    legs = [[(leg["kind"], leg["walked"]) for leg in chain["legs"]] for chain in chains]
    assert [[(leg["kind"], leg["walked"]) for leg in chain["legs"]] for chain in again] == legs


def test_tables_are_the_same_each_time(records: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        assert run("snapshot", "export-parquet", str(folder), records=records).code == 0
    one, two = ({file.name: file.read_bytes() for file in folder.rglob("*.parquet")} for folder in folders)
    assert one == two


def test_tables_replace_nothing_unasked(records: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    (target / "mine").touch()
    done = run("snapshot", "export-parquet", str(target), records=records)
    assert done.code == 2
    assert "U252" in done.err
    assert (target / "mine").exists()
    assert run("snapshot", "export-parquet", str(target), "--force", records=records).code == 0
    assert not (target / "mine").exists()


def test_the_cache_is_listed_and_cleared(records: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert result(run("cache", "list", "--format", "json"))["things"] == []
    folder = stored(records)
    listed = result(run("cache", "list", "--format", "json"))
    assert {thing["kind"] for thing in listed["things"]} == {"snapshot", "memory"}
    assert [thing["dataset"] for thing in listed["things"] if thing["kind"] == "snapshot"] == [
        "example 2026.11.0"
    ]
    assert listed["bytes"] == sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    month = 30 * 86_400
    os.utime(folder, (time.time() - month, time.time() - month))
    kept = result(run("cache", "clear", "--older-than", "31", "--format", "json"))
    assert kept["things"] == []
    gone = result(run("cache", "clear", "--older-than", "30", "--format", "json"))
    assert [thing["name"] for thing in gone["things"]] == [folder.name]
    assert not folder.exists()
    assert "Removed" in run("cache", "clear").out
    assert list(cache.iterdir()) == []


def test_the_least_recently_used_goes_first(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = []
    for number in range(4):
        head = f"format: supplychain/1\nname: d{number}\nversion: 1\nlicence: CC0-1.0\n"
        (records / "dataset.yml").write_text(head, encoding="utf-8")
        folders.append(stored(records))
        then = time.time() - 1000 + number
        os.utime(folders[-1], (then, then))
    left = sum(each.size for each in store.kept(tmp_path / "cache") if each.folder not in folders[:2])
    monkeypatch.setenv("SUPPLYCHAIN_CACHE_SIZE", str(left))
    store.sweep(tmp_path / "cache")
    assert [folder.exists() for folder in folders] == [False, False, True, True]


@pytest.mark.parametrize("said", ["", "much", "2²", "-1"])
def test_a_size_that_is_no_number_is_not_one(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPLYCHAIN_CACHE_SIZE", said)
    assert store.size_limit() == store.DEFAULT_SIZE


def test_no_more_than_so_many_things_are_kept(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST", 1)
    stored(records)
    store.sweep(tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_files_of_feeds_are_watched_after_compiling(records: Path, tmp_path: Path) -> None:
    table = tmp_path / "parties.csv"
    table.write_text("key,kind,name,country\n1,company,Feed Firm,CN\n", encoding="utf-8")
    assert run("feed", "add", "tables", str(table), "--name", "firms", records=records).code == 0
    question = ("find", "Feed Firm", "--format", "json")
    due = result(run(*question, records=records))
    assert due["matches"]
    content = table.read_bytes()
    table.write_bytes(content.replace(b"Feed", b"Food"))
    for _ in range(2):
        done = run(*question, records=records)
        assert (done.code, "D242" in done.err) == (3, True)
    table.unlink()
    done = run(*question, records=records)
    assert (done.code, "D242" in done.err) == (3, True)
    table.write_bytes(content)
    assert result(run(*question, records=records)) == due


def test_a_damaged_feed_is_compiled_again(records: Path, tmp_path: Path) -> None:
    table = tmp_path / "parties.csv"
    table.write_text("key,kind,name,country\n1,company,Feed Firm,CN\n2,company,Two,CN\n", encoding="utf-8")
    assert run("feed", "add", "tables", str(table), "--name", "firms", records=records).code == 0
    question = ("find", "Feed Firm", "--format", "json")
    due = result(run(*question, records=records))
    folder = stored(records)
    for file in sorted(file for file in (folder / "firms").rglob("*") if file.is_file()):
        held = file.read_bytes()
        with file.open("r+b") as stream:
            # In place, so that the feed in the cache, which is the same file, is damaged too.
            stream.write(bytes(byte ^ 8 for byte in held))
        assert result(run(*question, records=records)) == due
        assert result(run("who-supplies", "Arms Group", "--format", "json", records=records))["suppliers"]
        assert run("compile", "--anew", records=records).code == 0
        assert run("snapshot", "verify", records=records).code == 0
