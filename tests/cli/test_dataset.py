"""Which dataset is asked, and what becomes of its compiled form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.workspace import folder as where
from supplychain_cli.workspace.folder import dataset_folder
from tests.cli.worlds import CHAIN
from tests.conftest import HEAD, World, inside, run, write_dataset

Make = Callable[..., World]
QUESTION = ("trace", "Smelter Group", "--to", "Arms Group")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def stored(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.snapshot"))


def test_the_option_wins_over_the_environment_and_that_over_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, in_environment, here = (write_dataset(tmp_path / name, {}) for name in ("a", "b", "c"))
    deep = here / "parties" / "cn"
    deep.mkdir(parents=True)
    with inside(deep):
        assert dataset_folder() == here
        monkeypatch.setenv("SUPPLYCHAIN_RECORDS", str(in_environment))
        assert dataset_folder() == in_environment
        assert dataset_folder(named) == named


def test_at_last_the_dataset_that_came_with_the_program_is_taken(tmp_path: Path) -> None:
    with inside(tmp_path):
        assert (dataset_folder() / "dataset.yml").is_file()


def test_without_any_dataset_the_person_is_told_what_to_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, "_PACKAGE", tmp_path / "nothing" / "here")
    with inside(tmp_path):
        done = run("stats")
    assert done.code == ExitCode.INVALID
    assert "error[D102]: No folder from this one upwards holds a dataset.yml" in done.err
    assert "--records DIR or in $SUPPLYCHAIN_RECORDS" in done.err


def test_a_second_question_reads_no_records(
    world: Make, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(CHAIN)
    first = here.run(*QUESTION)
    assert len(stored(cache)) == 1
    monkeypatch.setattr("supplychain_cli.records.read.read", None)
    assert here.run(*QUESTION) == first


def test_a_change_is_seen_at_once(world: Make, cache: Path) -> None:
    here = world(CHAIN)
    here.run(*QUESTION)
    changed = CHAIN.replace("name: Arms Group", "name: Weapons Group")
    (here.folder / "records.yml").write_text(changed, encoding="utf-8")
    assert here.run("trace", "Smelter Group", "--to", "Weapons Group").code == ExitCode.ANSWERED
    assert len(stored(cache)) == 2


def test_a_file_that_is_refused_is_seen_beside_a_stored_form(world: Make, cache: Path) -> None:
    here = world(CHAIN)
    here.run(*QUESTION)
    assert stored(cache)
    (here.folder / "out.yml").symlink_to("/etc/hostname")
    assert here.run(*QUESTION).code == ExitCode.INVALID


def test_invalid_records_are_never_stored(world: Make, cache: Path) -> None:
    assert world("entities: [").run(*QUESTION).code == ExitCode.INVALID
    assert not stored(cache)


def test_a_cache_that_cannot_be_written_is_told_once_and_the_answer_given(world: Make, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    done = world(CHAIN).run(*QUESTION)
    assert done.code == ExitCode.ANSWERED
    assert done.out.startswith("From Smelter Group to Arms Group: 1 chain")
    assert done.err.count("note[N103]: The compiled records cannot be kept") == 1


@pytest.mark.parametrize("damage", ["tail", "middle", "empty", "words"])
def test_a_damaged_store_is_thrown_away_and_made_anew(world: Make, cache: Path, damage: str) -> None:
    here = world(CHAIN)
    first = here.run(*QUESTION)
    [folder] = stored(cache)
    file = folder / "records" / "columns.pack"
    content = file.read_bytes()
    half = len(content) // 2
    file.write_bytes(
        {
            "tail": content[:8192],
            "middle": content[:4096] + b"\x5a" * (half - 4096) + content[half:],
            "empty": b"",
            "words": b"no database" * 1000,
        }[damage]
    )
    again = here.run(*QUESTION)
    assert (again.code, again.out) == (first.code, first.out)
    assert "Traceback" not in again.err
    assert again.err.count("note[N104]") <= 1
    assert here.run(*QUESTION) == first


def test_records_that_change_while_they_are_read_are_not_stored(
    world: Make, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from supplychain_cli.records import read as reading

    here = world(CHAIN)
    whole = reading.read

    def meddling(*arguments: object, **options: object) -> object:
        done = whole(*arguments, **options)  # type: ignore[arg-type]
        (here.folder / "late.yml").write_text("sources: []\n")
        return done

    monkeypatch.setattr(reading, "read", meddling)
    done = here.run(*QUESTION)
    assert done.code == ExitCode.INVALID
    assert "error[D104]" in done.err
    assert not stored(cache)


def test_both_engines_give_the_same_answer(world: Make) -> None:
    here = world(CHAIN)
    for words in (QUESTION, ("who-supplies", "Arms Group"), ("who-buys-from", "Smelter Group")):
        assert here.run(*words, "--engine", "plain", "--format", "json") == here.run(
            *words, "--format", "json"
        )


def test_the_day_of_asking_can_be_fixed(world: Make) -> None:
    listed = CHAIN + (
        "listings:\n  - {id: eu-chips, entity: ru-chips, authority: eu, programme: P, measure: blocking,\n"
        "     from: 2024-06-24, evidence: [{source: press, locator: p. 8, paraphrase: Listed.}]}\n"
    )
    here = world({"dataset.yml": HEAD, "a.yml": listed})
    early = here.run("who-buys-from", "Wafer Works", env={"SOURCE_DATE_EPOCH": "1704067200"})
    late = here.run("who-buys-from", "Wafer Works", env={"SOURCE_DATE_EPOCH": "1735689600"})
    assert "EU freeze" not in early.out
    assert "EU freeze" in late.out
