"""Feeds compiled: the same segment, wherever its rows lay meanwhile and whatever memory it took."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.tables import engine
from supplychain_cli.model.feed import Feed, FeedFile
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.workspace import feeds
from tests.feeds.reading import SAMPLES

LISTS = {
    "ofac": ["sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"],
    "ftm": ["entities.ftm.json"],
    "gleif": ["lei.xml", "rr.xml", "repex.xml"],
    "un": ["un.xml"],
}


def feed(form: str) -> Feed:
    """Pin the sample files of a format."""
    pinned = []
    for name in LISTS[form]:
        content = (SAMPLES / name).read_bytes()
        pinned.append(FeedFile(name, hashlib.sha256(content).hexdigest(), len(content)))
    return Feed(id="list", format=form, files=tuple(pinned))


def compiled(form: str, folder: Path) -> tuple[SegmentInfo, dict[str, bytes]]:
    """Compile a feed; give what is said of it, and each of its files."""
    info = feeds.compile_into(feed(form), SAMPLES, folder)
    assert [each.name for each in folder.iterdir()] == ["segment"]
    segment = folder / "segment"
    return info, {
        str(file.relative_to(segment)): file.read_bytes() for file in segment.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("form", LISTS)
def test_where_rows_lie_makes_no_difference(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("memory", "file"):
        (tmp_path / place).mkdir()
    in_memory = compiled(form, tmp_path / "memory")
    assert in_memory[0].counts["node"]
    monkeypatch.setattr(engine, "_LARGE", 0)
    assert compiled(form, tmp_path / "file") == in_memory


def test_where_the_usual_memory_is_too_little_more_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("usual", "more"):
        (tmp_path / place).mkdir()
    usual = compiled("ofac", tmp_path / "usual")
    monkeypatch.setattr(engine, "MEMORY", "1MB")
    assert compiled("ofac", tmp_path / "more") == usual
    monkeypatch.setattr(feeds, "MEMORY", "1MB")
    (tmp_path / "none").mkdir()
    with pytest.raises(DataFault, match="more memory than 1MB"):
        compiled("ofac", tmp_path / "none")
