"""README, guide and cases print what they say they print. `make accept` writes the screens anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import transcripts

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted(ROOT.glob("supplychain_cli/guide/*.md")),
    *sorted(ROOT.glob("tests/cases/*.md")),
]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cache for all transcripts, so that the shipped records are compiled once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_prints_what_it_says(page: Path, tmp_path: Path, cache: str) -> None:
    text = page.read_text(encoding="utf-8")
    transcripts.write_records(text, tmp_path)
    screens, done = [], 0
    for step in transcripts.steps(text):
        transcripts.write_files(text[done : step.start], tmp_path)
        screens.append((step, transcripts.run(step.command, tmp_path, SUPPLYCHAIN_CACHE=cache)))
        done = step.end
    if os.environ.get("ACCEPT"):
        for step, screen in reversed(screens):
            if not transcripts.matches(step.screen, screen):
                text = text[: step.start] + screen + text[step.end :]
        page.write_text(text, encoding="utf-8")
        return
    for step, screen in screens:
        if not transcripts.matches(step.screen, screen):
            assert screen == step.screen, step.command
