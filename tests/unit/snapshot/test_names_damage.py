"""A damaged index of names says so, or answers as if nothing were: it never fails in another way."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from supplychain_cli.matching.keys import grams, keys_of
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.names import large
from tests.bench.crowd import Crowd
from tests.unit.snapshot.names_twin import FORMS, indexed

FLIPS = 60


def answers(folder: Path, queries: list[str]) -> list[object]:
    index = names.open(folder)
    found: list[object] = []
    for query in queries:
        wanted = keys_of(query)
        found += [
            index.equal(wanted.raw),
            index.with_words(wanted.words[:1]),
            index.near(grams(wanted.folded), 9),
        ]
        found.append(index.starting(wanted.raw[:3], 5))
    return found


def replaced(file: Path, data: bytes) -> None:
    """Put other bytes in place of a file, as another file: the one that is mapped stays whole."""
    other = file.with_name("other")
    other.write_bytes(data)
    other.replace(file)


def written(folder: Path) -> list[Path]:
    """The files of an index that hold something; the stamps say only when the others were looked at."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".stamps")
    return sorted(file for file in files if file.stat().st_size)


@pytest.mark.parametrize("form", FORMS)
def test_a_flipped_bit_is_found_out_or_harmless(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    texts = list(Crowd(words=200).names(300))
    folder = tmp_path / "names"
    indexed(texts, folder, form)
    chance, queries = Random(3), texts[:8]
    sound = answers(folder, queries)
    files = written(folder)
    monkeypatch.setattr(large, "_CHECKED", 0)  # as if every file of Tantivy were large
    outcomes = set()
    for _ in range(FLIPS):
        file = chance.choice(files)
        data = bytearray(file.read_bytes())
        at, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        data[at] ^= bit
        replaced(file, bytes(data))
        try:
            same = answers(folder, queries) == sound
        except Damaged:
            outcomes.add("said")
        else:
            assert same or file.parent != folder, f"a flipped bit in {file.name} changed an answer"
            outcomes.add("same" if same else "other")
        with pytest.raises(Damaged):
            names.open(folder).verify()
        data[at] ^= bit
        replaced(file, bytes(data))
    assert "said" in outcomes
    names.open(folder).verify()
    assert answers(folder, queries) == sound
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_short_or_missing_is_said(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    texts = list(Crowd(words=50).names(40))
    indexed(texts, folder, form)
    for file in written(folder):
        data = file.read_bytes()
        replaced(file, data[: len(data) // 2])
        with pytest.raises(Damaged):
            answers(folder, texts)
        file.unlink()
        with pytest.raises(Damaged):
            answers(folder, texts)
        replaced(file, data)
    assert answers(folder, texts)


def test_a_folder_without_an_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        names.open(tmp_path)


@pytest.mark.parametrize("missing", ["", "posix_fadvise", "maps"])
def test_a_wide_index_answers_the_same(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(Crowd(words=50).names(40))
    indexed(texts, tmp_path / "names", "large")
    before = answers(tmp_path / "names", texts)
    monkeypatch.setattr(large, "_WIDE", 0)
    if missing == "posix_fadvise":
        monkeypatch.delattr(os, "posix_fadvise", raising=False)
    if missing == "maps":
        monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert answers(tmp_path / "names", texts) == before


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_who_may_read_the_folder_may_read_its_files(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        indexed(["Rostec"], tmp_path / "names", "large")
    finally:
        os.umask(before)
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "names").rglob("*") if file.is_file()}
    assert modes == {0o644}


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(Crowd(words=50).names(40))
    indexed(texts, tmp_path / "names", "large")
    before = answers(tmp_path / "names", texts)
    locks = list((tmp_path / "names" / "pieces").glob("*.lock"))
    for lock in locks:
        lock.unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert answers(tmp_path / "names", texts) == before
    assert not list((tmp_path / "names" / "pieces").glob("*.lock"))
