"""Completion in the three shells: commands, options, names and ids; quick, silent, and never building anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import World, run, spawn

Make = Callable[..., World]


def completed(shell: str, line: str, records: Path, **env: str) -> list[str]:
    """Give what the shell would offer at the end of a command line."""
    words = line.split(" ")
    asking = {
        "_SUPPLYCHAIN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "SUPPLYCHAIN_RECORDS": str(records),
    }
    done = spawn(env={**asking, **env})
    assert done.code == ExitCode.ANSWERED, done.said
    assert done.err == ""
    return done.out.split("\n")[:-1] if done.out.strip() else []


@pytest.fixture
def here(world: Make) -> World:
    made = world(CHAIN)
    made.run("stats")
    return made


def test_bash_joins_the_words_of_a_name(here: World) -> None:
    assert completed("bash", "supplychain trace Sme", here.folder) == ["Smelter-Group", "Smelter-Trading"]
    assert completed("bash", "supplychain trace Smelter-T", here.folder) == ["Smelter-Trading"]
    assert here.run("who-supplies", "Smelter-Trading").code == ExitCode.ANSWERED


def test_fish_and_zsh_say_what_each_is(here: World) -> None:
    assert completed("fish", "supplychain trace Sme", here.folder)[0] == "Smelter Group\tgroup CN"
    assert '"Smelter Group":"group CN"' in "".join(completed("zsh", "supplychain trace Sme", here.folder))


def test_what_is_typed_stays_as_it_is(here: World) -> None:
    assert completed("bash", "supplychain trace sme", here.folder) == ["smelter-Group", "smelter-Trading"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("supplychain trace ru-ch", "ru-chips"),
        ("supplychain trace VITAL --to ru-ar", "ru-arms-group"),
        ("supplychain trace x --to y --goods ant", "antimony"),
        ("supplychain who-supplies 冶", "冶炼贸易"),
        ("supplychain who-supplies x --format js", "jsonl"),
        ("supplychain explain r20", "r203"),
        ("supplychain guide exi", "exit-codes"),
        ("supplychain new ent", "entity"),
        ("supplychain show press", "press"),
        ("supplychain wh", "who-supplies"),
        ("supplychain trace --max", "--max-legs"),
        ("supplychain trace id:ru-ch", "id:ru-chips"),
        ("supplychain trace x --to y --via supplies,ow", "supplies,owns"),
        ("supplychain trace x --to y --min-grade prob", "probable"),
        ("supplychain find x --kind gr", "group"),
    ],
)
def test_bash_completes(here: World, line: str, offered: str) -> None:
    assert offered in completed("bash", line, here.folder)


def test_goods_are_no_parties(here: World) -> None:
    assert completed("bash", "supplychain trace Anti", here.folder) == []


def test_nothing_is_built_and_nothing_is_said(world: Make, tmp_path: Path) -> None:
    empty = str(tmp_path / "cache")
    assert completed("bash", "supplychain trace Sme", world(CHAIN).folder, SUPPLYCHAIN_CACHE=empty) == []
    assert not Path(empty).exists()
    assert completed("bash", "supplychain trace Sme", tmp_path / "nowhere") == []


def test_a_shell_that_is_not_known_is_a_misuse_and_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    done = run("--show-completion")
    assert done.code == ExitCode.USAGE
    assert "not supported" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(shell: str) -> None:
    done = spawn("--show-completion", env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert done.code == ExitCode.USAGE
    done = spawn("--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert done.code == ExitCode.ANSWERED, done.said
    assert f"_SUPPLYCHAIN_COMPLETE=complete_{shell}" in done.out
