"""Names of the world that are no names: each command answers each of them clearly, shortly and soon."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import openpyxl
import pytest

from tests import joined
from tests.conftest import Result, World

NOBODY = {
    "emoji": "🚀🔥",
    "points": "!!! ---",
    "no width": "\u200b\u200d",
    "marks": "\u202e\u202c",
    "form": "ООО",
    "two forms": "GmbH & Co. KG",
    "han form": "有限公司",
}
STRANGERS = {
    "letter": "a",
    "character": "中",
    "number": "12345",
    "long": "A" * 1_000_000,
    "long words": "alpha " * 170_000,
}
MAKER = {
    "right to left": "\u202eMaker of Shanghai\u202c",
    "two scripts": "Mаker of Shаnghai",
    "wide": "Ｍａｋｅｒ ｏｆ Ｓｈａｎｇｈａｉ",
}
HOSTILE = {"control": "Ma\x01ker\x1b[31m of\x00 Shanghai", "half a character": "Maker\udcff"}
EVERY = {**NOBODY, **STRANGERS, **MAKER, **HOSTILE}
SOON = 20.0
"""Seconds, on a machine that has other things to do: what is not linear takes minutes."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> World:
    from tests.conftest import write_dataset

    return World(write_dataset(tmp_path_factory.mktemp("bad") / "records", {"records.yml": joined.RECORDS}))


def sound(done: Result) -> Result:
    """Nothing that acts on a terminal, no page of a name, no fault of ours."""
    assert done.code in {0, 2, 4}, done.said
    assert not set(done.said) & set("\x1b\x00\x01\u202e\u202c\u200b\u200d")
    assert len(done.said) < 20_000
    assert "Traceback" not in done.said
    return done


@pytest.mark.parametrize("name", EVERY.values(), ids=EVERY.keys())
@pytest.mark.parametrize("command", ["find", "show", "match", "compare"])
def test_every_name_is_answered(asked: World, command: str, name: str) -> None:
    begun = time.monotonic()
    words = (command, name, "Maker of Shanghai") if command == "compare" else (command, name)
    sound(asked.run(*words))
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize("name", NOBODY.values(), ids=NOBODY.keys())
def test_a_name_that_names_nobody_is_told_so(asked: World, name: str) -> None:
    why = ("is only a legal form, which names nobody.", "There is no letter or digit in the name.")
    found = " ".join(sound(asked.run("find", name)).out.split())
    assert "No match" in found
    assert any(each in found for each in why)
    for command in ("show", "match"):
        done = sound(asked.run(command, name))
        assert done.code == 2
        assert any(each in done.err for each in why)


@pytest.mark.parametrize("name", MAKER.values(), ids=MAKER.keys())
def test_a_name_in_disguise_is_found(asked: World, name: str) -> None:
    found = json.loads(asked.run("find", name, "--format", "json").out)["result"]["matches"]
    assert found[0]["id"] == "cn-maker"
    assert sound(asked.run("show", name)).code == 0


@pytest.mark.parametrize("style", ["json", "jsonl", "md", "text"])
def test_a_name_of_a_megabyte_is_not_repeated(asked: World, style: str) -> None:
    done = sound(asked.run("find", STRANGERS["long"], "--format", style))
    assert done.code == 0


def pairs(asked: World, file: Path) -> list[dict[str, str]]:
    done = asked.run("compare", "--pairs", str(file))
    assert done.code in {0, 4}, done.err
    csv.field_size_limit(2_000_000)
    return list(csv.DictReader(io.StringIO(done.out)))


def screened(asked: World, file: Path) -> list[dict[str, str]]:
    done = asked.run("screen", str(file), "--format", "json")
    assert done.code in {0, 4}, done.err
    rows: list[dict[str, str]] = json.loads(done.out)["result"]["rows"]
    return rows


def written(file: Path, heading: str, rows: list[list[str]]) -> Path:
    with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        csv.writer(stream).writerows([heading.split(","), *rows])
    return file


def test_every_row_of_pairs_is_answered_and_the_last_goes_on(asked: World, tmp_path: Path) -> None:
    names = [name for name in EVERY.values() if "\x00" not in name and "\udcff" not in name]
    rows = [*([name, "Maker"] for name in ("", "  ", *names)), ["Maker", "MAKER"]]
    found = pairs(asked, written(tmp_path / "pairs.csv", "name1,name2", rows))
    assert len(found) == len(rows)
    assert all(row["why"] for row in found)
    assert [row["match"] for row in found[:2]] == ["", ""], "a row without a name is not compared"
    assert found[-1]["match"] == "true"


def test_every_row_of_a_list_is_answered_and_the_last_goes_on(asked: World, tmp_path: Path) -> None:
    names = [name for name in EVERY.values() if "\x00" not in name and "\udcff" not in name]
    rows = [[name, "CN"] for name in ("", "  ", *names, "Maker of Shanghai")]
    found = screened(asked, written(tmp_path / "list.csv", "name,country", rows))
    assert len(found) == len(rows)
    assert all(row["why"].endswith(".") for row in found)
    verdict = {name: row["verdict"] for (name, _), row in zip(rows, found, strict=True)}
    assert {verdict[name] for name in ("", "  ", *NOBODY.values())} == {"not-screened"}
    assert {verdict[name] for name in STRANGERS.values()} == {"none"}
    assert {verdict[name] for name in (*MAKER.values(), "Maker of Shanghai")} == {"match"}


ROWS: dict[str, tuple[bytes, str]] = {
    "another delimiter": (b"Maker Trading;HK", "not-screened"),
    "another encoding": ("Werk Köln,DE".encode("cp1252"), "not-screened"),
    "an open quote": (b'"Maker Trading,HK', "not-screened"),
    "too many cells": (b"Maker Trading,HK,x,y", "not-screened"),
    "a zero byte": (b"Maker\x00 Trading,HK", "not-screened"),
}


@pytest.mark.parametrize(("row", "verdict"), ROWS.values(), ids=ROWS.keys())
def test_a_row_that_cannot_be_read_says_so_and_the_next_goes_on(
    asked: World, tmp_path: Path, row: bytes, verdict: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"name,country\n" + row + b"\nMaker Trading,HK\n")
    first, second = screened(asked, file)
    assert (first["verdict"], second["verdict"]) == (verdict, "match")
    assert first["why"].endswith(".")
    file.write_bytes(b"name1,name2\n" + row + b"\nMaker,MAKER\n")
    one, other = pairs(asked, file)
    assert (one["match"], other["match"]) == ("", "true")
    assert one["why"].endswith(".")


def test_a_list_of_300_columns_is_a_list(asked: World, tmp_path: Path) -> None:
    more = [f"c{number}" for number in range(300)]
    file = written(tmp_path / "list.csv", ",".join([*more, "name"]), [[*more, "Maker Trading"]])
    assert [row["verdict"] for row in screened(asked, file)] == ["match"]


def test_a_workbook_with_formulas_says_which_cell_holds_no_name(asked: World, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["name", "country"], ['="Maker"&" Trading"', "HK"], ["Maker Trading", "HK"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    first, second = screened(asked, tmp_path / "list.xlsx")
    assert (first["verdict"], second["verdict"]) == ("not-screened", "match")
    assert "formula" in first["why"]
