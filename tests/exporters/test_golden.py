"""Every format, held to the character, and the same from records that were written in another order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from supplychain_cli.exporters.export import FORMATS
from tests.exporters.worlds import FILES, exported, here

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [name for name, found in FORMATS.items() if found.shape == "text"]


def assert_golden(name: str, text: str) -> None:
    """Compare a text with the file of that name; ACCEPT=1 writes it anew."""
    file = GOLDEN / name
    if os.environ.get("ACCEPT"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert file.exists(), f"{name} is not there yet: run the test once with ACCEPT=1 and read what it wrote."
    assert text == file.read_bytes().decode()


def content(target: Path) -> dict[str, bytes]:
    """Give the bytes of a file, or of every file of a folder."""
    files = [target] if target.is_file() else sorted(target.iterdir())
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("style", TEXTS)
def test_a_text_is_what_it_was(style: str, tmp_path: Path) -> None:
    exported(here(tmp_path), style, tmp_path / "out")
    assert_golden(f"all.{style}", (tmp_path / "out").read_bytes().decode())


@pytest.mark.parametrize("style", ["csv", "neo4j"])
def test_a_folder_is_what_it_was(style: str, tmp_path: Path) -> None:
    exported(here(tmp_path), style, tmp_path / "out")
    for name, data in content(tmp_path / "out").items():
        assert_golden(f"{style}/{name}", data.decode())
    assert sorted(content(tmp_path / "out")) == sorted(FORMATS[style].files)


@pytest.mark.parametrize("style", FORMATS)
def test_equal_records_give_equal_bytes(style: str, tmp_path: Path) -> None:
    one, other = here(tmp_path / "one"), here(tmp_path / "other", dict(reversed(FILES.items())))
    exported(one, style, tmp_path / "first")
    # The day of asking is no part of an export.
    one.run("export", style, "-o", str(tmp_path / "later"), env={"SOURCE_DATE_EPOCH": "1900000000"})
    exported(other, style, tmp_path / "first-of-other")
    first, later, others = (
        list(content(tmp_path / name).values()) for name in ("first", "later", "first-of-other")
    )
    assert first == later == others
