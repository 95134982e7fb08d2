"""`supplychain feed`: every format comes in through the door, and stays in force until a whole one takes its place."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import MAPPING
from tests.conftest import Result, World
from tests.feeds.test_ownership_statements import company, holding, person, stake

SAMPLES = Path(__file__).parents[1] / "feeds/samples"
ROWS = (
    ("Seller", "Buyer", "INN", "HS", "Goods", "Date"),
    ("Alpha Antennas", "Beta Radar", "7704274402", "852910", "ANTENNAS", "2022-05-18"),
    ("Alpha Antennas", "Gamma Optics", "", "901380", "LENSES", "2022-06-01"),
)
FIGURES = {"rows", "parties", "names", "relations", "listings", "links", "skipped"}


@pytest.fixture
def lists(world: Callable[..., World]) -> World:
    return world("{}")


def add(lists: World, *words: str | Path, name: str = "it") -> Result:
    return lists.run("feed", "add", *map(str, words), "--name", name)


def shown(lists: World, name: str = "it") -> dict[str, Any]:
    done = lists.run("feed", "show", name, "--format", "json")
    assert done.code == ExitCode.ANSWERED, done.said
    result: dict[str, Any] = json.loads(done.out)["result"]
    return result


def sample(*names: str) -> list[Path]:
    return [SAMPLES / name for name in names]


@pytest.mark.parametrize(
    ("form", "files", "counts"),
    [
        ("ofac", ["sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"], (18, 9, 6, 10)),
        ("ofac", ["sdn.csv"], (9, 9, 4, 10)),
        ("ofac", ["cons_prim.csv"], (5, 5, 0, 8)),
        ("ofac-xml", ["sdn_advanced.xml"], (5, 4, 3, 2)),
        ("csl", ["csl.csv"], (13, 11, 0, 13)),
        ("csl", ["csl.json"], (2, 2, 0, 3)),
        ("un", ["un.xml"], (3, 2, 0, 2)),
        ("eu", ["eu.csv"], (5, 2, 0, 2)),
        ("eu", ["eu.xml"], (3, 2, 0, 2)),
        ("uk", ["uk.csv"], (5, 3, 0, 3)),
        ("uk", ["uk.xml"], (3, 3, 0, 3)),
        ("ftm", ["entities.ftm.json"], (27, 5, 10, 2)),
        ("ftm", ["entities.ftm.json", "delta.ftm.json"], (31, 5, 7, 2)),
        ("gleif", ["lei.xml", "rr.xml", "repex.xml"], (10, 4, 4, 0)),
        ("comtrade", ["comtrade-new.csv"], (8, 0, 0, 0)),
    ],
)
def test_every_format_is_added_by_name(
    form: str, files: list[str], counts: tuple[int, ...], lists: World
) -> None:
    done = add(lists, form, *sample(*files))
    assert done.code == ExitCode.ANSWERED, done.said
    assert done.out.startswith("Feed it, added\n")
    assert "Records:" not in done.out
    feed = shown(lists)
    assert set(feed) >= FIGURES
    assert (feed["rows"], feed["parties"], feed["relations"], feed["listings"]) == counts
    assert [Path(file["path"]).name for file in feed["files"]] == files
    assert feed["files"][0]["sha256"] == hashlib.sha256((SAMPLES / files[0]).read_bytes()).hexdigest()
    assert all(set(left) == {"reason", "count", "rows"} for left in feed["skipped"])
    assert set(feed["links"]) == {"stated", "resolved"}


def test_a_format_is_told_by_its_files(lists: World) -> None:
    assert add(lists, *sample("un.xml")).code == ExitCode.ANSWERED
    assert shown(lists)["format"] == "un"
    done = add(lists, SAMPLES.parent / "reading.py", name="other")
    assert (done.code, "error[U201]" in done.err) == (ExitCode.USAGE, True)


def tables(folder: Path) -> Iterator[Path]:
    """Write the same rows in every kind of table."""
    import duckdb

    text = "\n".join(",".join(row) for row in ROWS) + "\n"
    (folder / "deals.csv").write_text(text, encoding="utf-8")
    yield folder / "deals.csv"
    lines = (json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:])
    (folder / "deals.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    yield folder / "deals.jsonl"
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(folder / "deals.xlsx")
    yield folder / "deals.xlsx"
    file = folder / "deals.parquet"
    duckdb.read_csv(str(folder / "deals.csv"), all_varchar=True).write_parquet(str(file))
    yield file


def test_any_table_is_added_through_a_mapping(lists: World, tmp_path: Path) -> None:
    (tmp_path / "deals.yml").write_text(MAPPING, encoding="utf-8")
    seen = []
    for number, file in enumerate(tables(tmp_path)):
        name = f"deals-{number}"
        done = lists.run(
            "feed", "add", "table", str(file), "--name", name, "--mapping", str(tmp_path / "deals.yml")
        )
        assert done.code == ExitCode.ANSWERED, done.said
        feed = shown(lists, name)
        seen.append([feed[figure] for figure in sorted(FIGURES)])
        assert (feed["rows"], feed["parties"], feed["relations"]) == (2, 3, 2)
        assert lists.run("feed", "remove", name).code == ExitCode.ANSWERED
    assert all(each == seen[0] for each in seen)


def test_a_table_without_a_mapping_is_refused(lists: World, tmp_path: Path) -> None:
    done = add(lists, "table", next(tables(tmp_path)))
    assert done.code == ExitCode.INVALID
    assert "error[D241]" in done.err


def test_statements_of_ownership_are_added(lists: World, tmp_path: Path) -> None:
    file = tmp_path / "bods.json"
    file.write_text(json.dumps([company(), person(), holding(stake(60))]), encoding="utf-8")
    assert add(lists, "bods", file).code == ExitCode.ANSWERED
    assert shown(lists)["relations"] == 1


def test_tables_of_parties_and_relations_are_added(lists: World, tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text(
        "key,kind,name\na,company,Alpha\nb,company,Beta\n", encoding="utf-8"
    )
    (tmp_path / "relations.csv").write_text("kind,source,target\nsupplies,a,b\n", encoding="utf-8")
    done = add(lists, "tables", tmp_path / "parties.csv", tmp_path / "relations.csv")
    assert done.code == ExitCode.ANSWERED, done.said
    assert (shown(lists)["parties"], shown(lists)["relations"]) == (2, 1)
    traced = lists.run("trace", "Alpha", "--to", "Beta", "--format", "json")
    assert traced.code == ExitCode.ANSWERED
    assert located(traced).endswith("relations.csv:2")


def located(traced: Result) -> str:
    location: str = json.loads(traced.out)["result"]["chains"][0]["legs"][0]["location"]
    return location


def test_a_leg_says_in_which_file_of_a_list_it_is(lists: World) -> None:
    assert add(lists, *sample("add.csv", "alt.csv", "sdn.csv")).code == ExitCode.ANSWERED
    traced = lists.run("trace", "Delta Works", "--to", "id:it:90007", "--format", "json")
    assert located(traced).endswith("sdn.csv:8")


def test_a_feed_is_listed_updated_verified_and_removed(lists: World, tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "uk.csv", tmp_path))
    assert lists.run("feed", "list").out.startswith("0 feeds\n")
    assert add(lists, file, name="uk").code == ExitCode.ANSWERED
    record = lists.folder / "feeds/uk.yml"
    assert 'date: "2026-02-13"' in record.read_text(encoding="utf-8")
    listed = json.loads(lists.run("feed", "list", "--format", "json").out)["result"]["feeds"]
    assert [(feed["name"], feed["parties"]) for feed in listed] == [("uk", 3)]
    assert "as added" in lists.run("feed", "verify").out

    text = file.read_text(encoding="utf-8")
    file.write_text("\n".join(text.splitlines()[:-2]) + "\n", encoding="utf-8")
    changed = lists.run("feed", "verify")
    assert (changed.code, "changed" in changed.out) == (ExitCode.INVALID, True)
    assert lists.run("stats").code == ExitCode.INVALID

    updated = lists.run("feed", "update", "uk", str(file))
    assert updated.code == ExitCode.ANSWERED, updated.said
    assert updated.out.startswith("Feed uk, updated\n")
    assert shown(lists, "uk")["rows"] < 5
    assert lists.run("feed", "verify").code == ExitCode.ANSWERED

    removed = lists.run("feed", "remove", "uk")
    assert removed.out.startswith("Feed uk, removed\n")
    assert not record.exists()
    assert file.exists()
    gone = lists.run("feed", "show", "uk")
    assert (gone.code, "error[U207]" in gone.err) == (ExitCode.USAGE, True)


def test_a_check_names_the_place_where_a_changed_file_is_pinned(lists: World, tmp_path: Path) -> None:
    file = Path(shutil.copy(SAMPLES / "un.xml", tmp_path))
    assert add(lists, file).code == ExitCode.ANSWERED
    file.write_bytes(file.read_bytes() + b" ")
    record = (lists.folder / "feeds/it.yml").read_text(encoding="utf-8")
    line = record[: record.index("path:")].count("\n") + 1
    told = lists.run("check")
    assert told.code == ExitCode.INVALID
    assert f"feeds/it.yml:{line}" in told.said, told.said
    asked = lists.run("check", "--format", "json")
    found = json.loads(asked.out)["result"]["diagnostics"]
    (fault,) = (item for item in found if item["severity"] == "error")
    assert (asked.code, fault["code"]) == (ExitCode.INVALID, "D242")
    assert "un.xml is not the file that was added" in fault["message"]


def test_half_a_list_does_not_replace_a_whole_one(lists: World, tmp_path: Path) -> None:
    text = (SAMPLES / "csl.csv").read_text(encoding="utf-8")
    whole, cut = tmp_path / "csl.csv", tmp_path / "cut.csv"
    whole.write_text(text, encoding="utf-8")
    cut.write_text(text[: text.index("Lambda") + 3], encoding="utf-8")
    assert add(lists, "csl", whole, name="csl").code == ExitCode.ANSWERED
    before = (lists.folder / "feeds/csl.yml").read_bytes()
    for _ in range(2):
        refused = lists.run("feed", "update", "csl", str(cut))
        assert refused.code == ExitCode.INVALID, refused.said
        assert "The file cut.csv is not whole: it ends in the middle of row 14." in refused.err
        assert "what a feed held before stays in force." in refused.err
        assert (lists.folder / "feeds/csl.yml").read_bytes() == before
    added = add(lists, "csl", cut, name="other")
    assert added.code == ExitCode.ANSWERED, added.said
    assert "N201" in added.said


def test_a_trial_shows_rows_and_adds_nothing(lists: World) -> None:
    done = lists.run("feed", "try", "ofac", str(SAMPLES / "sdn.csv"), "--limit", "3")
    assert (done.code, done.out.count("\nparty ")) == (ExitCode.ANSWERED, 1), done.said
    for form in ("json", "csv", "md"):
        assert lists.run("feed", "try", str(SAMPLES / "un.xml"), "--format", form).code == ExitCode.ANSWERED
    assert not (lists.folder / "feeds").exists()


def test_two_feeds_cannot_have_one_name(lists: World) -> None:
    assert add(lists, *sample("un.xml")).code == ExitCode.ANSWERED
    before = (lists.folder / "feeds/it.yml").read_bytes()
    done = add(lists, *sample("uk.csv"))
    assert (done.code, "error[U206]" in done.err) == (ExitCode.USAGE, True)
    assert (lists.folder / "feeds/it.yml").read_bytes() == before
    (lists.folder / "more.yml").write_bytes(before)
    twice = lists.run("stats")
    assert (twice.code, "feeds/it.yml" in twice.err) == (ExitCode.INVALID, True), twice.said


def test_a_feed_is_not_called_as_another_record(world: Callable[..., World]) -> None:
    lists = world(
        "sources: [{id: un-list, publisher: Example Press, title: A, reliability: B, date: 2022}]\n"
    )
    done = add(lists, *sample("un.xml"), name="un-list")
    assert (done.code, "section sources already, in records.yml:1" in done.err) == (ExitCode.USAGE, True), (
        done.said
    )
    assert not (lists.folder / "feeds").exists()


@pytest.mark.parametrize("name", ["records", "links", "A", "with space", "../up", ""])
def test_a_name_must_be_one(name: str, lists: World) -> None:
    done = add(lists, *sample("un.xml"), name=name)
    assert (done.code, "error[U204]" in done.err) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("day", ["2027-01-01", "2026-13-01", "soon"])
def test_a_list_is_not_of_the_future(day: str, lists: World) -> None:
    done = add(lists, *sample("sdn.csv"), "--date", day)
    assert (done.code, "error[U205]" in done.err) == (ExitCode.USAGE, True)
    assert not (lists.folder / "feeds").exists()


def test_a_date_of_the_future_in_the_file_itself_is_refused(lists: World, tmp_path: Path) -> None:
    text = (SAMPLES / "un.xml").read_text(encoding="utf-8").replace("2026-02-27", "2031-02-27")
    (tmp_path / "un.xml").write_text(text, encoding="utf-8")
    done = add(lists, tmp_path / "un.xml")
    assert (done.code, "2031-02-27" in done.err) == (ExitCode.USAGE, True)
    assert not (lists.folder / "feeds").exists()


def test_files_that_are_missing_are_named(lists: World, tmp_path: Path) -> None:
    done = add(lists, "un", tmp_path / "none.xml")
    assert (done.code, "none.xml does not exist" in done.err) == (ExitCode.USAGE, True)
    file = Path(shutil.copy(SAMPLES / "un.xml", tmp_path))
    assert add(lists, file).code == ExitCode.ANSWERED
    file.unlink()
    for words in (("stats",), ("find", "Example"), ("check",)):
        asked = lists.run(*words)
        assert (asked.code, "un.xml" in asked.said) == (ExitCode.INVALID, True), (words, asked.said)
    assert "missing" in lists.run("feed", "verify").out


def bad_files(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Write damaged files; give the format, the file, and what the message must say of where."""
    sdn, uk, un = (SAMPLES / name for name in ("sdn.csv", "uk.csv", "un.xml"))

    def written(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    yield "un", written("cut.xml", un.read_bytes()[:-200]), "cut.xml"
    yield "ofac", written("cut.csv", sdn.read_bytes()[:-60]), "cut.csv"
    yield (
        "un",
        written("doctype.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST/>'),
        "doctype.xml",
    )
    yield "uk", written("nul.csv", uk.read_bytes()[:-30] + b"\0" + uk.read_bytes()[-30:]), "nul.csv"
    yield "uk", written("utf16.csv", uk.read_text("utf-8").encode("utf-16")), "utf16.csv"
    yield "uk", written("tabs.csv", uk.read_bytes().replace(b",", b"\t")), "tabs.csv"
    yield "ofac", written("few.csv", sdn.read_bytes() + b'99,"X"\r\n'), "Row 11"
    yield "csl", written("long.csv", (SAMPLES / "csl.csv").read_bytes() + b"x" * 20_000_000), "long.csv"


def test_bad_files_are_refused_and_what_was_stays_in_force(lists: World, tmp_path: Path) -> None:
    assert add(lists, *sample("un.xml")).code == ExitCode.ANSWERED
    before = (lists.folder / "feeds/it.yml").read_bytes()
    for form, file, place in bad_files(tmp_path):
        added = add(lists, form, file, name="bad")
        assert added.code == ExitCode.INVALID, (file.name, added.said)
        assert place in added.err, (file.name, added.err)
        assert "help:" in added.err
        assert not (lists.folder / "feeds/bad.yml").exists()
    lists.run("feed", "update", "it", str(tmp_path / "cut.xml"))
    assert (lists.folder / "feeds/it.yml").read_bytes() == before
    assert shown(lists)["parties"] == 2


def test_a_feed_that_needs_more_memory_gets_it_and_gives_the_same(
    lists: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from supplychain_cli.importers.tables import engine
    from supplychain_cli.workspace import feeds

    monkeypatch.setattr(engine, "LEAST", 2_000_000)
    assert add(lists, *sample("un.xml")).code == ExitCode.ANSWERED
    assert shown(lists)["parties"] == 2
    monkeypatch.setattr(feeds, "MORE", 1_000_000)
    done = add(lists, *sample("uk.xml"), name="uk")
    assert (done.code, "error[D247]" in done.err) == (ExitCode.INVALID, True), done.said
    assert not (lists.folder / "feeds/uk.yml").exists()


def test_a_feed_is_added_where_nothing_can_be_kept(
    lists: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "taken"))
    done = add(lists, *sample("un.xml"))
    assert (done.code, done.err.count("note[N103]")) == (ExitCode.ANSWERED, 1), done.said
    add(lists, *sample("uk.xml"), name="uk")
    listed = lists.run("feed", "list")
    assert "2 feeds" in listed.out
    assert listed.err.count("note[N103]") == 1


def test_a_large_feed_without_room_is_refused(
    lists: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    from supplychain_cli.importers.tables import engine

    monkeypatch.setattr(engine, "_LARGE", -1)
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, usual[1]))
    try:
        done = add(lists, *sample("un.xml"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (done.code, "error[D254]" in done.err) == (ExitCode.INVALID, True), done.said
    assert not (lists.folder / "feeds/it.yml").exists()
