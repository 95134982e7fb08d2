"""Records that are missing, broken or meant to harm: the right exit code, a sentence to act on, 1 GB at most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import HEAD, World, run, spawn, write_dataset

Make = Callable[..., World]

GIGABYTE = "-v 1048576"
QUESTION = ("trace", "Smelter Group", "--to", "Arms Group")

MANY = "entities:\n" + "  - {id: BAD ID, kind: firm, name: X}\n" * 10_000
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NAMED = "entities:\n  - id: cn-bad\n    kind: company\n    name: {}\n"

BROKEN: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "not UTF-8": ({"a.yml": b"entities:\n  - name: \xff\xfe\n"}, "not UTF-8: byte 21 is 0xFF"),
    "ten thousand faults": ({"a.yml": MANY}, "are not shown"),
    "a YAML bomb": ({"a.yml": BOMB}, "anchor"),
    "sixty kilobytes of brackets": ({"a.yml": "entities: " + "[" * 60_000}, "deep"),
    "escape in a name": ({"a.yml": NAMED.format('"\x1b[31mRed"')}, "control character"),
    "bidi in a name": ({"a.yml": NAMED.format("Alpha \u202e ateB")}, "U+202E"),
    "a megabyte as name": ({"a.yml": NAMED.format("A" * 1_000_000)}, "384"),
    "a tag": ({"a.yml": "entities: !!python/object/apply:os.system [ls]\n"}, "tag"),
    "a broken bracket": ({"a.yml": "entities: [\n"}, "a.yml:"),
    "a newer format": ({"dataset.yml": HEAD.replace("supplychain/1", "supplychain/99")}, "supplychain/99"),
    "an empty head": ({"dataset.yml": ""}, "holds no records"),
    "an unknown party": (
        {"a.yml": CHAIN + "listings:\n  - {id: eu-x, entity: nobody, authority: eu}\n"},
        "a.yml",
    ),
}


@pytest.mark.parametrize("command", ["check", "trace"])
@pytest.mark.parametrize("case", BROKEN)
def test_broken_records_are_told_and_exit_with_3(world: Make, case: str, command: str) -> None:
    files, sentence = BROKEN[case]
    done = world(files).spawn(*(QUESTION if command == "trace" else ("check",)), limits=GIGABYTE)
    assert done.code == ExitCode.INVALID, done.said
    assert "Traceback" not in done.said
    assert sentence in done.said
    assert "\x1b" not in done.said
    assert "\u202e" not in done.said
    assert len(done.said) < 1_000_000
    if command == "trace":
        assert done.out == ""
        assert "error[D103]: The records in" in done.err


def test_a_file_of_three_gigabytes_is_not_read(world: Make) -> None:
    here = world(CHAIN)
    with (here.folder / "huge.yml").open("wb") as stream:
        stream.truncate(3 << 30)
    for words in (QUESTION, ("check",), ("fmt", "--check")):
        done = here.spawn(*words, limits=GIGABYTE)
        assert done.code == ExitCode.INVALID, done.said
        assert "holds 3,221,225,472 bytes" in done.said
        assert "Traceback" not in done.said


def test_a_file_that_cannot_be_read_is_named(world: Make) -> None:
    here = world(CHAIN)
    (here.folder / "circle.yml").symlink_to("circle.yml")
    for words in (QUESTION, ("check",)):
        done = here.run(*words)
        assert done.code == ExitCode.INVALID
        assert "circle.yml" in done.said
        assert "cannot be read" in done.said


def test_a_link_out_of_the_folder_is_not_followed(world: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("password: hunter2\n")
    here = world(CHAIN)
    (here.folder / "link.yml").symlink_to(secret)
    done = here.run("check")
    assert done.code == ExitCode.INVALID
    assert "leads out of the dataset folder" in done.out
    assert "hunter2" not in done.said


@pytest.mark.parametrize("words", [QUESTION, ("check",), ("fmt",), ("who-supplies", "Arms Group")])
def test_a_missing_folder_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, records=tmp_path / "nowhere")
    assert (done.code, done.out) == (ExitCode.INVALID, "")
    assert "error[D101]: The records folder" in done.err
    assert "does not exist" in done.err


@pytest.mark.parametrize("words", [QUESTION, ("check",), ("fmt",)])
def test_an_empty_folder_is_no_dataset(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, records=tmp_path)
    assert (done.code, done.out) == (ExitCode.INVALID, "")
    assert "error[D102]" in done.err
    assert "holds no dataset.yml" in done.err


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "records"
    file.write_text("")
    done = run(*QUESTION, records=file)
    assert done.code == ExitCode.INVALID
    assert "is not a folder" in done.err


def test_a_dataset_without_records_answers_that_nobody_is_recorded(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "records", {})
    assert run("check", records=folder).code == ExitCode.ANSWERED
    done = run(*QUESTION, records=folder)
    assert done.code == ExitCode.USAGE
    assert "error[U103]" in done.err


def test_at_most_fifty_errors_are_printed_before_a_question(world: Make) -> None:
    done = world(MANY).run(*QUESTION)
    assert done.code == ExitCode.INVALID
    assert done.err.count("error[R") == 50
    assert "more errors are not shown" in done.err


def test_a_thousand_complaints_are_listed_and_the_rest_counted(world: Make) -> None:
    done = world(MANY).run("check")
    assert done.code == ExitCode.INVALID
    assert done.out.count("error[R") == 1000
    assert "19,000 more complaints are not shown; 20,000 of all 20,000 are errors." in done.out
    assert "do not hold: 1,000 errors and more" in " ".join(done.out.split())


def test_a_name_that_looks_like_markup_stays_a_name(world: Make) -> None:
    hostile = CHAIN.replace("name: Wafer Works", 'name: "[bold]Wafer[/bold] =cmd() | `x` <b>"')
    for style in ("text", "json", "jsonl", "csv", "md"):
        done = world(hostile).run(*QUESTION, "--format", style)
        assert done.code == ExitCode.ANSWERED, done.err
        assert "bold" in done.out
        assert "Wafer" in done.out


def test_all_work_in_a_gigabyte(world: Make) -> None:
    here = world(CHAIN)
    for words in (QUESTION, ("check",), ("who-supplies", "Arms Group"), ("stats",), ("find", "wafer")):
        done = here.spawn(*words, limits=GIGABYTE)
        assert done.code == ExitCode.ANSWERED, done.said


def test_a_deep_folder_that_vanished_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = spawn("check", cwd=gone, env={"SUPPLYCHAIN_RECORDS": str(gone / "records")})
    assert done.code == ExitCode.INVALID
    assert "$SUPPLYCHAIN_RECORDS: " in done.err
