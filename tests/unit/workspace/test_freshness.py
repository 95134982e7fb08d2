"""The digest of a dataset: the same as from reading every file, whatever was remembered."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from random import Random

import pytest

from supplychain_cli.records.files import find
from supplychain_cli.workspace import freshness
from tests.conftest import write_dataset


def by_reading(folder: Path) -> str:
    """The digest as it is defined, from all contents."""
    total = hashlib.sha256()
    for file in find(folder).files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(folder).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass at once."""
    monkeypatch.setattr(freshness, "GRAIN", -(10**12))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    seen: list[str] = []
    before = freshness.content_digest

    def noted(file: Path) -> bytes:
        seen.append(file.name)
        return before(file)

    monkeypatch.setattr(freshness, "content_digest", noted)
    return seen


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_not_read(tmp_path: Path, reads: list[str]) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n", "b/c.yml": "goods: []\n"})
    first = freshness.digest_of(folder)
    assert first == by_reading(folder)
    assert sorted(reads) == ["a.yml", "c.yml", "dataset.yml"]
    assert freshness.digest_of(folder) == first
    (folder / "a.yml").write_text("sources: []\n", encoding="utf-8")
    assert freshness.digest_of(folder) == by_reading(folder) != first
    assert reads[3:] == ["a.yml"]


def test_what_changed_just_now_is_read_each_time(tmp_path: Path, reads: list[str]) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n"})
    for _ in range(2):
        assert freshness.digest_of(folder) == by_reading(folder)
    assert sorted(reads) == ["a.yml", "a.yml", "dataset.yml", "dataset.yml"]


def test_a_file_from_the_future_is_read_each_time(tmp_path: Path, reads: list[str]) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n"})
    ahead = time.time() + 10**6
    os.utime(folder / "a.yml", (ahead, ahead))
    for _ in range(2):
        assert freshness.digest_of(folder) == by_reading(folder)
    assert reads.count("a.yml") == 2


@pytest.mark.skipif(os.name == "nt", reason="Only POSIX tells when anything of a file changed.")
@pytest.mark.usefixtures("settled")
def test_a_change_within_the_same_times_is_seen(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []   \n"})
    freshness.digest_of(folder)
    file = folder / "a.yml"
    stat = file.stat()
    time.sleep(0.02)
    file.write_text("sources: [] \n", encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert freshness.digest_of(folder) == by_reading(folder)


@pytest.mark.usefixtures("settled")
def test_any_sequence_of_edits_gives_the_digest_of_reading(tmp_path: Path) -> None:
    chance = Random(7)
    folder = write_dataset(tmp_path / "data", {f"{n}.yml": f"# {n}\n" for n in range(5)})
    for turn in range(60):
        name = folder / f"{chance.randrange(8)}.yml"
        match chance.randrange(4):
            case 0:
                name.unlink(missing_ok=True)
            case 1:
                other = folder / f"{chance.randrange(8)}.yml"
                if name.exists():
                    name.replace(other)
            case _:
                name.write_text(f"# {turn}\n", encoding="utf-8")
        assert freshness.digest_of(folder) == by_reading(folder)


@pytest.mark.usefixtures("settled")
def test_names_and_digests_are_recalled_when_they_are_asked_for(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n", "b/c.yml": "goods: []\n"})
    first, second = (freshness.contents_of(folder) for _ in range(2))
    assert first
    assert second
    assert second.digest == first.digest == by_reading(folder)
    assert second.names == first.names == ["dataset.yml", "a.yml", "b/c.yml"]
    assert second.digests == [freshness.content_digest(folder / name) for name in second.names]
    third = freshness.contents_of(folder)
    (folder / "a.yml").write_text("sources: []\n", encoding="utf-8")
    freshness.contents_of(folder)
    assert third
    assert third.listed == ([], []), "What is remembered now is of other contents."


@pytest.mark.parametrize("suffix", [".seen", ".glance"])
@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda _data: b""])
@pytest.mark.usefixtures("settled")
def test_a_damaged_memory_is_no_memory(tmp_path: Path, spoil: object, suffix: str) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n"})
    first = freshness.digest_of(folder)
    memory = freshness.memory_of(folder, suffix)
    assert memory is not None
    memory.write_bytes(spoil(memory.read_bytes()))  # type: ignore[operator]
    assert freshness.digest_of(folder) == first


def test_a_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": "goods: []\n"})
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    assert freshness.digest_of(folder) == by_reading(folder)


def test_a_refused_file_leaves_no_digest(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "data", {"a.yml": b"#" * (2 * 1024 * 1024 + 1)})
    assert freshness.digest_of(folder) == ""
