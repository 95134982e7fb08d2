"""Where the answer goes, and what happens when it cannot go there."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.cli.app import main
from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import World

Make = Callable[..., World]
QUESTION = ("trace", "Smelter Group", "--to", "Arms Group")
FULL = Path("/dev/full")
ROOT = Path(__file__).parents[2]


def test_json_is_one_object_with_the_envelope(world: Make) -> None:
    done = world(CHAIN).run(*QUESTION, "--format", "json", "--as-of", "2024")
    frame = json.loads(done.out)
    assert list(frame) == ["schema", "tool", "dataset", "query", "complete", "notices", "result"]
    assert frame["schema"] == "supplychain.trace/1"
    assert frame["dataset"]["name"] == "example"
    assert len(frame["dataset"]["digest"]) == 64
    assert frame["query"]["from"] == "cn-smelter-group"
    assert frame["query"]["as_of"] == "2024-12-31"
    assert frame["complete"] is True
    assert [party["id"] for party in frame["result"]["chains"][0]["parties"]][-1] == "ru-arms-group"


def test_csv_is_read_back(world: Make) -> None:
    done = world(CHAIN).run(*QUESTION, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["relation"] for row in rows] == [
        "group-owns-trading", "antimony-for-wafers", "wafers-for-chips", "plant-part-of-group",
    ]  # fmt: skip


def test_a_file_is_written_whole_and_never_replaced_by_accident(world: Make, tmp_path: Path) -> None:
    here, file = world(CHAIN), tmp_path / "answer.json"
    first = here.run(*QUESTION, "--format", "json", "--output", str(file))
    assert (first.code, first.out) == (ExitCode.ANSWERED, "")
    before = file.read_text(encoding="utf-8")
    assert json.loads(before)["schema"] == "supplychain.trace/1"
    again = here.run(*QUESTION, "-o", str(file))
    assert again.code == ExitCode.USAGE
    assert "error[U108]: The file" in again.err
    assert "add --force" in again.err
    assert file.read_text(encoding="utf-8") == before
    forced = here.run(*QUESTION, "--output", str(file), "--force")
    assert forced.code == ExitCode.ANSWERED
    assert file.read_text(encoding="utf-8").startswith("From Smelter Group to Arms Group")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["answer.json"]


def test_a_new_file_has_the_rights_that_the_umask_leaves(world: Make, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        world(CHAIN).run(*QUESTION, "--output", str(tmp_path / "answer.txt"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "answer.txt").stat().st_mode) == 0o640


def test_a_dash_is_standard_output(world: Make) -> None:
    assert world(CHAIN).run(*QUESTION, "--output", "-").out.startswith("From Smelter Group")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("nowhere/answer.txt", "cannot be written: no such file or directory."),
        (".", "is a folder; the answer is written to a file."),
    ],
)
def test_a_place_that_takes_no_file_is_told(world: Make, tmp_path: Path, target: str, sentence: str) -> None:
    done = world(CHAIN).run(*QUESTION, "--output", str(tmp_path / target))
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert sentence in done.err
    assert "Make room" not in done.err


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told() -> None:
    for words in (["guide", "chains", "--output", str(FULL)], ["--version"], ["guide", "chains"], ["--help"]):
        with FULL.open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "supplychain_cli", *words],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == ExitCode.USAGE, done.stderr
        assert "no space left on device" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_grows_too_large_leaves_nothing_behind(world: Make, tmp_path: Path) -> None:
    here = world(CHAIN)
    here.run("check")
    done = here.spawn(*QUESTION, "--format", "json", "--output", str(tmp_path / "answer.json"), limits="-f 1")
    assert done.code == ExitCode.USAGE
    assert "error[U109]" in done.err
    assert not list(tmp_path.glob("*answer*"))


@pytest.mark.parametrize("words", [["guide", "chains"], ["--help"], ["trace", "--help"], ["explain"]])
def test_a_closed_pipe_is_quiet(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "supplychain_cli", *words],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (ExitCode.CLOSED_PIPE, "")


def test_closed_streams_are_no_crash(world: Make) -> None:
    here = world(CHAIN)
    command = [sys.executable, "-m", "supplychain_cli", *QUESTION, "--records", str(here.folder)]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == ExitCode.USAGE
    assert "standard output is closed" in done.stderr
    silent = subprocess.run(
        ["sh", "-c", '"$@" 2>&-', "sh", *command], cwd=ROOT, capture_output=True, check=False
    )
    assert silent.returncode == ExitCode.ANSWERED


def test_an_ascii_locale_gets_every_name(world: Make) -> None:
    ascii_only = {"PYTHONIOENCODING": "", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    here = world(CHAIN)
    text = here.spawn("show", "id:cn-smelter-trading", env=ascii_only)
    assert text.code == ExitCode.ANSWERED, text.err
    assert text.out.isascii()
    assert "\\u51b6\\u70bc" in text.out
    document = here.spawn(*QUESTION, "--format", "json", env=ascii_only)
    assert "冶炼贸易" in {
        party["native"] for party in json.loads(document.out)["result"]["chains"][0]["parties"]
    }
    assert here.spawn("who-buys-from", "冶炼贸易", env=ascii_only).code == ExitCode.ANSWERED
    unknown = here.spawn("who-supplies", "зебра", env=ascii_only)
    assert unknown.code == ExitCode.USAGE
    assert "Traceback" not in unknown.err


@pytest.mark.parametrize("words", [[b"who-supplies", b"\xff\xfe"], [b"trace", b"\xe5", b"--to", b"x"]])
def test_bytes_that_are_no_text_name_nobody(world: Make, words: list[bytes]) -> None:
    command = [
        sys.executable.encode(),
        b"-m",
        b"supplychain_cli",
        *words,
        b"--records",
        bytes(world(CHAIN).folder),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert b"error[U103]" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_every_width_shows_every_party(world: Make, columns: str) -> None:
    here = world(CHAIN)
    for words in (QUESTION, ("who-supplies", "Arms Group"), ("check",), ("guide", "evidence"), ("--help",)):
        arguments = words if words[0].startswith("-") else (*words, "--records", str(here.folder))
        done = World(here.folder).spawn(*words, env={"COLUMNS": columns}) if arguments != words else None
        assert done is None or done.code == ExitCode.ANSWERED, done.said
    chain = "".join(here.run(*QUESTION, env={"COLUMNS": columns}).out.split())
    for name in ("SmelterGroup", "SmelterTrading", "WaferWorks", "ChipPlant", "ArmsGroup"):
        assert name in chain


def test_quiet_keeps_remarks_to_itself(world: Make) -> None:
    here = world(CHAIN)
    loud = here.run("trace", "Smelter Grup", "--to", "Arms Group")
    assert "note[N102]: 'Smelter Grup' was understood as Smelter Group" in loud.err
    assert here.run("trace", "Smelter Grup", "--to", "Arms Group", "--quiet").err == ""
    document = json.loads(
        here.run("trace", "Smelter Grup", "--to", "Arms Group", "--format", "json", "-q").out
    )
    assert [notice["code"] for notice in document["notices"]] == ["N102"]


def test_a_crash_is_one_sentence_unless_debug_is_asked_for(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        msg = "the \x1b[31mflux is low"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("supplychain_cli.queries.chains.trace.chains", broken)
    here = world(CHAIN)
    done = here.run(*QUESTION)
    assert (done.code, done.out) == (ExitCode.FAULT, "")
    assert "met a fault of its own (ZeroDivisionError: the \\x1b[31mflux is low)" in done.err
    assert "--debug" in done.err
    assert "Traceback" not in done.err
    debugged = here.run(*QUESTION, "--debug")
    assert debugged.code == ExitCode.FAULT
    assert "Traceback" in debugged.err
    assert "\x1b" not in debugged.err


def test_an_interruption_exits_with_130(world: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("supplychain_cli.queries.chains.trace.chains", interrupted)
    done = world(CHAIN).run(*QUESTION)
    assert (done.code, done.out, done.err) == (ExitCode.INTERRUPTED, "", "")


def test_no_escape_reaches_a_pipe_and_colour_reaches_a_terminal(world: Make) -> None:
    here = world(CHAIN)
    assert "\x1b" not in here.spawn(*QUESTION, env={"NO_COLOR": ""}).said
    assert "\x1b[" in on_a_terminal([*QUESTION, "--records", str(here.folder)], NO_COLOR="")
    assert "\x1b[" not in on_a_terminal(
        [*QUESTION, "--records", str(here.folder), "--as-of", "2025"], NO_COLOR="1"
    )


def on_a_terminal(words: list[str], typed: str = "", **env: str) -> str:
    """Run a command on a terminal of its own, and give all that appears on it."""
    master, slave = pty.openpty()
    os.write(master, typed.encode())
    with subprocess.Popen(
        [sys.executable, "-m", "supplychain_cli", *words],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", **env},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:
            pass  # Linux says so when the last writer has gone
        process.wait()
    os.close(master)
    return shown.decode("utf-8")


def test_on_a_terminal_the_person_chooses_among_several(world: Make) -> None:
    here = world(CHAIN)
    words = ["who-supplies", "Saturn", "--records", str(here.folder)]
    shown = on_a_terminal(words, "7\n2\n")
    assert "1  Saturn North (company, RU, id:ru-saturn-north)" in shown
    assert "Number of the one you mean (1 to 2; Enter to stop): " in shown
    assert shown.count("Number of the one you mean") == 2
    assert "Saturn South" in shown.rpartition("Enter to stop")[2]
    assert "error[U104]" in on_a_terminal(words, "\n")


def test_reading_is_announced_on_a_terminal_and_erased(world: Make, tmp_path: Path) -> None:
    words = [*QUESTION, "--records", str(world(CHAIN).folder)]
    shown = on_a_terminal(words, SUPPLYCHAIN_CACHE=str(tmp_path))
    assert "Reading 2 files ..." in shown
    assert "\r\x1b[2K" in shown
    assert "Reading" not in on_a_terminal(words, SUPPLYCHAIN_CACHE=str(tmp_path))


def test_main_takes_the_words_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["supplychain", "--version"])
    assert main() == ExitCode.ANSWERED
    assert capsys.readouterr().out.startswith("supplychain ")
