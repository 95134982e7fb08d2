"""Screening: every row is answered in the order of the file, whatever stops in between; nobody is said to be clear."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.queries.screen.judge import Judge
from supplychain_cli.workspace import screening
from tests.audit.worlds import WORLD
from tests.conftest import World

EXTRA = """
entities:
  - {id: ru-impuls-a, kind: company, name: NPO Impuls, country: RU, names: [{name: НПО «Импульс»}]}
  - {id: ru-impuls-b, kind: company, name: NPP Impuls, country: RU}
  - {id: metal, kind: system, name: Gamma Chips}
  - {id: fund-three, kind: company, name: Karabash Opportunity Growth Fund III}
"""
HEADINGS = "name,id,country,identifiers,address\n"


@pytest.fixture
def firms(world: Callable[..., World]) -> World:
    return world({"a.yml": WORLD, "b.yml": EXTRA})


def listed(folder: Path, *rows: str) -> Path:
    file = folder / "list.csv"
    file.write_text(HEADINGS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def answered(firms: World, file: Path, *words: str) -> dict[str, Any]:
    done = firms.run("screen", str(file), "--format", "json", *words)
    assert done.code in {ExitCode.ANSWERED, ExitCode.INCOMPLETE}, done.err
    result: dict[str, Any] = json.loads(done.out)["result"]
    return result


@pytest.mark.parametrize(
    ("row", "verdict", "party"),
    [
        ("Alpha Antennas,,,,", "match", "cn-alpha"),
        ("ALPHA ANTENNAS CO. LTD,,CN,,", "match", "cn-alpha"),
        ("Alpha Antennas,,China,,", "match", "cn-alpha"),
        ("Alpha Antennas,,Kazakhstan,,", "possible", "cn-alpha"),
        ("Alpha Antennas,,Nowhere,,", "match", "cn-alpha"),
        ("Alpha Antenas,,,,", "match", "cn-alpha"),
        ("Delta Trade,,,,", "possible", "ae-delta"),
        ("Delta Trade,,HK,,", "possible", "ae-delta"),
        ("Impuls,,,,", "possible", "ru-impuls-a"),
        ("Импульс,,,,", "possible", "ru-impuls-a"),
        ("Gamma Chips,,,,", "match", "cn-gamma"),
        ("Karabash Opportunity Growth Fund 3,,,,", "match", "fund-three"),
        ("Karabash Opportunity Growth Fund IV,,,,", "possible", "fund-three"),
        ("Karabash Opportunity Growth Fund,,,,", "possible", "fund-three"),
        (",ae-delta,,,", "match", "ae-delta"),
        (",id:ae-delta,,,", "match", "ae-delta"),
        (",nobody,,,", "none", ""),
        (",antennas,,,", "none", ""),
        ("Whoever,,,ofac: 4711,", "match", "cn-alpha"),
        ("Theta Foods,,,ofac: 4711,", "possible", "cn-alpha"),
        (",,,ofac: 4711; duns: 123456789,", "possible", "cn-alpha"),
        (",,,lei: 4711,", "none", ""),
        ("123456789,,,,", "match", "cn-gamma"),
        ("Theta Foods,,,lei: 529900T8BM49AURSDO55,", "possible", "kz-theta"),
        ("Nobody At All,,,,", "none", ""),
        ("Viktor,,,,", "none", ""),
        ("42,,,,", "none", ""),
        ("LLC,,,,", "not-screened", ""),
        ("有限公司,,,,", "not-screened", ""),
        ("😀😀,,,,", "not-screened", ""),
        ("\u202e\u200b,,,,", "not-screened", ""),
        (",,KZ,,", "not-screened", ""),
        ('"open,,,,', "not-screened", ""),
    ],
)  # fmt: skip
def test_a_row_gets_its_verdict(firms: World, tmp_path: Path, row: str, verdict: str, party: str) -> None:
    result = answered(firms, listed(tmp_path, row, "Theta Foods,,,,Almaty"))
    first, second = result["rows"]
    assert (first["verdict"], first["party"] if verdict != "possible" else "") == (
        verdict,
        party if verdict != "possible" else "",
    )
    if verdict == "possible":
        assert party in {first["party"], *(other["id"] for other in first["others"])}
    assert first["why"].endswith(".")
    assert (second["verdict"], second["party"], second["address"]) == ("match", "kz-theta", "Almaty")
    assert result["coverage"]["rows"] == 2


def test_what_tells_apart_is_said(firms: World, tmp_path: Path) -> None:
    rows = answered(firms, listed(tmp_path, "Alpha Antennas,,DE,inn: 7704274402,", "Delta Trade,,,,"))["rows"]
    assert "The row says DE, the records CN." in rows[0]["apart"]
    assert "No party of the records has inn 7704274402." in rows[0]["apart"]
    assert "It could also be: Delta Trade (hk-delta, HK, 100)." in rows[1]["apart"]


def test_none_says_of_what(firms: World, tmp_path: Path) -> None:
    result = answered(firms, listed(tmp_path, "Nobody At All,,,,"))
    assert result["against"].startswith("example 2026.11.0 (digest ")
    assert result["against"] in result["rows"][0]["why"]
    for style in ("text", "md", "csv", "json", "jsonl"):
        assert "clear" not in firms.run("screen", str(tmp_path / "list.csv"), "--format", style).said.lower()


def test_every_format_holds_the_same_rows(firms: World, tmp_path: Path) -> None:
    file = listed(tmp_path, "Alpha Antennas,,,,", "=1+1,,,,", "Impuls,,,,", "LLC,,,,")
    runs = {
        style: firms.run("screen", str(file), "--format", style) for style in ("csv", "jsonl", "md", "text")
    }
    assert {done.code for done in runs.values()} == {ExitCode.INCOMPLETE}
    expected = ["match", "none", "possible", "not-screened"]
    rows = list(csv.DictReader(io.StringIO(runs["csv"].out, newline="")))
    assert [row["verdict"] for row in rows] == expected
    assert rows[1]["name"] == "'=1+1"
    assert [json.loads(line)["verdict"] for line in runs["jsonl"].out.splitlines()] == expected
    assert runs["md"].out.count("\n| ") == 5
    assert "4 rows: 1 match, 1 possible, 1 with no name like theirs, 1 not screened" in runs["text"].out
    assert "Nobody" not in runs["text"].out
    assert "Row 2" in firms.run("screen", str(file), "-v").out


def test_a_list_without_rows_says_so(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\n", encoding="utf-8")
    for style in ("text", "md", "csv", "json", "jsonl"):
        done = firms.run("screen", str(file), "--format", style)
        assert done.code == ExitCode.ANSWERED
        assert "N381" in done.said


@pytest.mark.parametrize(
    ("content", "words", "ended"),
    [
        (b"what,ever\nA,B\n", (), (ExitCode.INVALID, "D122")),
        (b"what,ever\nA,B\n", ("--column", "name=other"), (ExitCode.INVALID, "no column called 'other'")),
        (b"name\nA\n", ("--column", "colour=name"), (ExitCode.USAGE, "U107")),
        (b"name\nA\n", ("--column", "name"), (ExitCode.USAGE, "U107")),
        (b"name\nA\n", ("--encoding", "nonsense"), (ExitCode.INVALID, "no encoding called nonsense")),
        (b"name\nA\n", ("--resume",), (ExitCode.USAGE, "U183")),
        (b"PK\x03\x04 no zip", (), (ExitCode.INVALID, "D121")),
        (b"- name: A\n", (), (ExitCode.INVALID, "it is YAML")),
    ],
)
def test_a_file_or_option_that_cannot_be_meant_is_refused(
    firms: World, tmp_path: Path, content: bytes, words: tuple[str, ...], ended: tuple[int, str]
) -> None:
    file = tmp_path / ("list.yml" if content.startswith(b"- ") else "list.csv")
    file.write_bytes(content)
    done = firms.run("screen", str(file), *words)
    assert (done.code, done.out) == (ended[0], "")
    assert ended[1] in done.err
    assert firms.run("screen", str(tmp_path / "none.csv")).code == ExitCode.INVALID


def many(folder: Path, count: int) -> Path:
    known = ["Alpha Antennas", "Delta Trade", "Nobody At All", "LLC"]
    return listed(folder, *(f"{known[at % 4]} {at if at % 4 == 2 else ''},,,," for at in range(count)))


def test_the_answer_does_not_depend_on_the_processes(
    firms: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "CHUNK", 7)
    file = many(tmp_path, 200)
    ask = ("screen", str(file), "--format", "csv", "--jobs")
    alone, several = firms.run(*ask, "1"), firms.run(*ask, "2")
    assert alone.out == several.out
    assert alone.out.count("\r\n") == 201


class Stopped(Exception):
    pass


@pytest.mark.parametrize("style", ["csv", "json", "text"])
def test_a_run_that_was_stopped_goes_on(
    firms: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    monkeypatch.setattr(screening, "CHUNK", 10)
    file, out = many(tmp_path, 100), tmp_path / "out"
    ask = ("screen", str(file), "--format", style, "--jobs", "1")
    whole = firms.run(*ask).out

    judged = Judge.row
    counted = iter(range(10**6))

    def stops(judge: Any, line: Any) -> Any:
        if next(counted) == 45:
            raise KeyboardInterrupt
        return judged(judge, line)

    with monkeypatch.context() as patched:
        patched.setattr(Judge, "row", stops)
        done = firms.run(*ask, "--output", str(out))
    assert done.code == ExitCode.INTERRUPTED
    assert "40 rows are kept" in done.err
    assert not out.exists()
    part = tmp_path / ".out.part"
    with part.open("ab") as torn:
        torn.write(b'{"number": 41, "na')

    assert "U181" in firms.run(*ask, "--output", str(out)).err
    before = file.read_bytes()
    file.write_bytes(before + b"One More,,,,\n")
    differs = firms.run(*ask, "--output", str(out), "--resume")
    assert (differs.code, "U182" in differs.err) == (ExitCode.USAGE, True)
    file.write_bytes(before)

    done = firms.run(*ask, "--output", str(out), "--resume")
    assert done.code == ExitCode.INCOMPLETE
    assert "40 rows were screened before" in done.err
    if style == "json":
        resumed, fresh = json.loads(out.read_text(encoding="utf-8")), json.loads(whole)
        assert resumed["result"] == fresh["result"]
    else:
        assert out.read_bytes().decode() == whole
    assert not part.exists()
    assert "U108" in firms.run(*ask, "--output", str(out), "--resume").err


def test_force_begins_anew(firms: World, tmp_path: Path) -> None:
    file, out = many(tmp_path, 8), tmp_path / "out"
    (tmp_path / ".out.part").write_text("left over\n", encoding="utf-8")
    assert "U182" in firms.run("screen", str(file), "--output", str(out), "--resume").err
    assert firms.run("screen", str(file), "--output", str(out), "--force").code == ExitCode.INCOMPLETE
    assert "8 rows" in out.read_text(encoding="utf-8")


def test_a_process_that_is_killed_loses_no_row(firms: World, tmp_path: Path) -> None:
    file, out = many(tmp_path, 20_000), tmp_path / "out.csv"
    words = ["screen", str(file), "--records", str(firms.folder), "--output", str(out), "--format", "csv"]
    command = [sys.executable, "-m", "supplychain_cli", *words, "--jobs", "1"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    part = tmp_path / ".out.csv.part"
    for _ in range(600):
        if part.exists() and part.stat().st_size > 50_000:
            break
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    kept = part.read_bytes().count(b"\n") - 1
    assert kept > 0
    done = firms.run(*words[:2], *words[4:], "--resume")
    assert done.code == ExitCode.INCOMPLETE
    with out.open(encoding="utf-8", newline="") as rows:
        assert [int(row["row"]) for row in csv.DictReader(rows)] == list(range(1, 20_001))


def test_standard_input_is_screened(firms: World) -> None:
    command = [sys.executable, "-m", "supplychain_cli", "screen", "-", "--records", str(firms.folder)]
    done = subprocess.run(
        [*command, "--format", "jsonl"], input=b"Alpha Antennas\nNobody\n", capture_output=True, check=False
    )
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["match", "none"]
