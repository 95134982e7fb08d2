"""The gallery of errors: each code's page has a record that trips it and one that passes, and both are run.

The golden file beside this one holds the complaint as people see it. `ACCEPT=1` rewrites it.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.records.read import read
from supplychain_cli.render.complaints import complaints_text

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "supplychain_cli"
PAGES = PACKAGE / "explain"
HEADINGS = ["What it says", "Why it matters", "Trips", "Passes", "What to do"]
CODE = re.compile(r'"([RUDNA]\d{3})"')


def raised_in(folder: Path) -> set[str]:
    return {code for path in folder.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}


CODES = sorted(code for code in raised_in(PACKAGE / "records") if code.startswith("R"))
HEAD = "format: supplychain/1\nname: example\nversion: 2026.11.0\nlicence: CC-BY-4.0\n"
SHOWN = 3

SECTION = re.compile(r"^## (.+)\n\n((?:.*\n)*?)(?=^## |\Z)", re.MULTILINE)
BLOCK = re.compile(r"^```(yaml|sh)(?: (\S+))?\n((?:.*\n)*?)```$", re.MULTILINE)


def sections_of(code: str) -> dict[str, str]:
    return dict(SECTION.findall((PAGES / f"{code}.md").read_text(encoding="utf-8")))


def complaints_about(example: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Build the dataset that an example describes, and read it by a relative path, so that messages are stable."""
    records = folder / "records"
    records.mkdir()
    (records / "dataset.yml").write_text(HEAD, encoding="utf-8")
    for language, name, body in BLOCK.findall(example):
        if language == "sh":
            subprocess.run(["sh", "-euc", body], cwd=records, check=True, env={**os.environ, "LC_ALL": "C"})
        else:
            (records / (name or "example.yml")).write_text(body, encoding="utf-8")
    return read(Path("records")).diagnostics


@pytest.mark.parametrize("code", CODES)
def test_the_page_has_every_heading(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {code}: ")
    assert list(sections_of(code)) == HEADINGS
    assert all(body.strip() for body in sections_of(code).values())


@pytest.mark.parametrize("code", CODES)
def test_the_tripping_example_trips(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = complaints_about(sections_of(code)["Trips"], tmp_path)
    mine = [item for item in found if item.code == code]
    assert mine, [item.code for item in found]
    assert all(item.help for item in found)
    text = complaints_text(mine[:SHOWN]) + "\n"
    golden = HERE / f"{code}.txt"
    if os.environ.get("ACCEPT"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_the_passing_example_passes(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = complaints_about(sections_of(code)["Passes"], tmp_path)
    assert not found, complaints_text(found)


def test_every_code_that_is_raised_has_a_page_and_every_page_is_raised() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == raised_in(PACKAGE)


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_messages_are_whole_sentences(code: str) -> None:
    for line in (HERE / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        said = re.match(r"(?:\w+\[\w+\]|\s+= (?:note|help)): (.*)", line)
        if said:
            assert said[1].endswith("."), line
            assert "?" not in said[1], line
            assert not re.search(r"\bcleared\b", said[1]), line
