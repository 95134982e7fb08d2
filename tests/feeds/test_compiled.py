"""Feeds compiled: the same segment, wherever its rows lay meanwhile and whatever memory it took."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.tables import engine
from supplychain_cli.model.feed import Feed, FeedFile
from supplychain_cli.snapshot.bulk import passes
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.workspace import feeds
from tests.feeds import tabular
from tests.feeds.reading import SAMPLES

SAMPLED = {
    "ofac": ["sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"],
    "ftm": ["entities.ftm.json"],
    "gleif": ["lei.xml", "rr.xml", "repex.xml"],
    "un": ["un.xml"],
}
Compiled = tuple[SegmentInfo, dict[str, bytes]]
Compile = Callable[[], Compiled]


@pytest.fixture(params=[*SAMPLED, "table"])
def compiled(request: pytest.FixtureRequest, tmp_path: Path) -> Compile:
    """Compile the samples of a format; give what is said of the segment, and each of its files."""
    form: str = request.param
    for name in SAMPLED.get(form, ()):
        shutil.copy(SAMPLES / name, tmp_path)
    files = [tmp_path / name for name in SAMPLED.get(form, ())] or [tabular.csv(tmp_path / "customs.csv")]
    mapping = None if form in SAMPLED else tabular.mapping()
    feed = Feed(id="list", format=form, files=tuple(map(pinned, files)), mapping=mapping)

    def again() -> Compiled:
        folder = tmp_path / "compiled"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        info = feeds.compile_into(feed, tmp_path, folder)
        assert [each.name for each in folder.iterdir()] == ["segment"]
        written = (file for file in folder.rglob("*") if file.is_file())
        return info, {str(file.relative_to(folder)): file.read_bytes() for file in written}

    return again


def pinned(file: Path) -> FeedFile:
    content = file.read_bytes()
    return FeedFile(file.name, hashlib.sha256(content).hexdigest(), len(content))


def test_where_rows_lie_makes_no_difference(compiled: Compile, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = compiled()
    assert in_memory[0].counts["node"]
    monkeypatch.setattr(engine, "_LARGE", -1)
    assert compiled() == in_memory


def test_passes_make_no_difference(compiled: Compile, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = compiled()
    monkeypatch.setattr(passes, "_EACH", 100_000_000)
    assert compiled() == at_once


@pytest.mark.parametrize("compiled", ["ofac"], indirect=True)
def test_where_the_usual_memory_is_too_little_more_is_taken(
    compiled: Compile, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = compiled()
    monkeypatch.setattr(engine, "LEAST", 2_000_000)
    assert compiled() == usual
    monkeypatch.setattr(feeds, "MORE", 1_000_000)
    with pytest.raises(DataFault, match=r"more memory than 0\.00152 GB"):
        compiled()
