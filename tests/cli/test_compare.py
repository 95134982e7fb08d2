"""`compare` at the door: two names, and tables of pairs, with whatever such tables hold."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from supplychain_cli.render.formats import FORMATS
from tests.conftest import Result, run


def _rows(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.out)))


@pytest.mark.parametrize("style", FORMATS)
def test_two_names_compare_in_every_format(style: str) -> None:
    done = run("compare", "АО «Германий»", "Germanium JSC", "--format", style)
    assert (done.code, done.err) == (0, "")
    assert "Германий" in done.out


def test_the_answer_for_programs_has_score_match_and_points() -> None:
    answer = json.loads(run("compare", "Saturn (Omsk)", "UEC-Saturn", "--format", "json").out)
    result = answer["result"]
    assert answer["schema"] == "supplychain.compare/1"
    assert (result["match"], result["threshold"], result["kind"]) == (False, 70.0, "organisation")
    assert round(100 - sum(point["cost"] for point in result["points"]), 1) == result["score"]
    assert {"least", "most", "pairs", "one_name", "precision"} == set(result["bands"][0])


def test_a_kind_can_be_said() -> None:
    assert "a person" in run("compare", "Boris Abramovich", "Roman Abramovich", "--kind", "person").out
    done = run("compare", "a", "b", "--kind", "cheese")
    assert (done.code, done.out) == (2, "")
    assert "U107" in done.err


@pytest.mark.parametrize(
    "words", [("compare",), ("compare", "Rostec"), ("compare", "a", "b", "--pairs", "pairs.csv")]
)
def test_two_names_or_a_file_are_needed(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "U191" in done.err


@pytest.mark.parametrize(
    "name", ["", "   ", "\u202e", "🙂", "АО", "7", "x" * 1_000_000, "a\u0000b", "\x1b[31mred"]
)
def test_any_name_is_answered(name: str) -> None:
    done = run("compare", name, "Rostec")
    assert (done.code, done.err) == (0, "")
    assert "of 100: no match" in done.out
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert len(done.out) < 10_000


def test_pairs_keep_their_columns_and_gain_score_match_and_why(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("id;Name1;NAME 2;Kind\n7;Ростех;Rostec;company\n8;Вектор;Виктор;\n", encoding="utf-8")
    done = run("compare", "--pairs", str(file))
    assert (done.code, done.err) == (0, "")
    first, second = _rows(done)
    assert list(first) == ["id", "Name1", "NAME 2", "Kind", "score", "match", "why"]
    assert (first["id"], first["score"], first["match"]) == ("7", "100.0", "true")
    assert (second["id"], second["match"]) == ("8", "false")


def test_a_bad_row_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    rows = [
        b"name1,name2,kind",
        b"Rostec,,",
        b"a,b,c,d,e",
        b'"open,Rostec',
        b"\xff\xfe,Rostec",
        b"",
        b"Orion,ORION,cheese",
    ]
    file.write_bytes(b"\n".join(rows))
    done = run("compare", "--pairs", str(file))
    assert done.code == 4
    assert "N392" in done.err
    found = _rows(done)
    assert [row["match"] for row in found] == ["", "", "", "", "true"]
    assert "no name2" in found[0]["why"]
    assert "5 cells" in found[1]["why"]
    assert "quote" in found[2]["why"]
    assert "UTF-8" in found[3]["why"]
    assert "'cheese' is not known" in found[4]["why"]


def test_a_table_with_three_hundred_columns_is_a_table(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    columns = [f"c{number}" for number in range(300)]
    file.write_text(f"{','.join(columns)},name2,name1\n{','.join(columns)},Ростех,Rostec\n", encoding="utf-8")
    assert _rows(run("compare", "--pairs", str(file)))[0]["match"] == "true"


@pytest.mark.parametrize("text", ["", "\n\n", "one,two\nRostec,Rostec\n", "name1\nRostec\n"])
def test_a_table_without_the_two_columns_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    done = run("compare", "--pairs", str(file))
    assert (done.code, done.out) == (3, "")
    assert "D125" in done.err


def test_a_table_without_rows_is_no_list_without_matches(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name1,name2\n", encoding="utf-8")
    done = run("compare", "--pairs", str(file))
    assert done.code == 0
    assert "N391" in done.err


def test_a_file_that_is_not_there_is_a_fault_of_the_data(tmp_path: Path) -> None:
    done = run("compare", "--pairs", str(tmp_path / "none.csv"))
    assert (done.code, done.out) == (3, "")
    assert "D121" in done.err


@pytest.mark.parametrize("style", FORMATS)
def test_pairs_come_in_every_format(tmp_path: Path, style: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("name1,name2\n=Orion,Orion\nA,\n", encoding="utf-8")
    done = run("compare", "--pairs", str(file), "--format", style)
    assert done.code == 4
    assert "Orion" in done.out
    if style in {"csv", "text"}:
        assert "'=Orion" in done.out
