"""Where an export goes: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.exporters.export import FORMATS
from tests.exporters.worlds import exported, here

TEXTS = [name for name, found in FORMATS.items() if found.shape == "text"]
FOLDERS = [name for name, found in FORMATS.items() if found.shape == "folder"]


@pytest.mark.parametrize("style", TEXTS)
@pytest.mark.parametrize("words", [[], ["-o", "-"]], ids=["unnamed", "dash"])
def test_a_text_goes_to_standard_output(style: str, words: list[str], tmp_path: Path) -> None:
    world = here(tmp_path)
    exported(world, style, tmp_path / "out")
    done = world.run("export", style, *words)
    assert done.code == ExitCode.ANSWERED
    assert done.out == (tmp_path / "out").read_bytes().decode()


@pytest.mark.parametrize("style", [*FOLDERS, "xlsx"])
@pytest.mark.parametrize("words", [[], ["-o", "-"]], ids=["unnamed", "dash"])
def test_what_is_no_text_needs_a_place(style: str, words: list[str], tmp_path: Path) -> None:
    done = here(tmp_path).run("export", style, *words)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert "error[U172]" in done.err


@pytest.mark.parametrize("style", ["ftm", "xlsx", *FOLDERS])
def test_an_older_export_is_replaced_only_by_force(style: str, tmp_path: Path) -> None:
    world, target = here(tmp_path), tmp_path / "out"
    exported(world, style, target, "--around", "Lonely Ltd")
    refused = world.run("export", style, "-o", str(target))
    assert refused.code == ExitCode.USAGE
    assert "error[U108]" in refused.err
    before = sorted(tmp_path.iterdir())
    exported(world, style, target, "--force")
    exported(world, style, tmp_path / "fresh")
    assert _bytes(target) == _bytes(tmp_path / "fresh")
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "fresh"])


@pytest.mark.parametrize("style", FOLDERS)
def test_a_folder_of_other_files_is_left_alone_even_by_force(style: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = here(tmp_path).run("export", style, "-o", str(target), "--force")
    assert done.code == ExitCode.USAGE
    assert "thesis.txt" in done.err
    assert [file.name for file in target.iterdir()] == ["thesis.txt"]


def test_a_folder_does_not_replace_a_file_nor_a_file_a_folder(tmp_path: Path) -> None:
    world = here(tmp_path)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for style, name in (("csv", "file"), ("xlsx", "folder"), ("ftm", "folder")):
        done = world.run("export", style, "-o", str(tmp_path / name), "--force")
        assert done.code == ExitCode.USAGE
        assert "error[U108]" in done.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("style", ["ftm", "xlsx", *FOLDERS])
def test_a_failure_leaves_nothing_behind(style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = here(tmp_path)
    exported(world, style, tmp_path / "out")
    before = _bytes(tmp_path / "out")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("supplychain_cli.queries.extract.reading.Reader.relation", broken)
    done = world.run("export", style, "-o", str(tmp_path / "out"), "--force")
    assert done.code == ExitCode.USAGE
    assert "error[U109]" in done.err
    assert _bytes(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "records"]


def test_what_was_written_is_said_unless_it_shall_be_quiet(tmp_path: Path) -> None:
    world = here(tmp_path)
    said = exported(world, "csv", tmp_path / "one").err
    assert "12 nodes, 14 edges, 3 listings, 3 sources" in said
    assert exported(world, "csv", tmp_path / "two", "-q").said == ""


def _bytes(target: Path) -> list[bytes]:
    return [file.read_bytes() for file in ([target] if target.is_file() else sorted(target.iterdir()))]
