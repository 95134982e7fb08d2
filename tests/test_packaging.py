"""What people get: the wheel, the locks, the folder they clone."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import supplychain_cli

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "records",
    "requirements",
    "supplychain_cli",
    "tests",
}
# Split in two, so that this list does not find itself.
PRIVATE = [
    "py" + "pi.org",
    "python" + "hosted",
    "--index" + "-url",
    "--extra-index" + "-url",
    "--find" + "-links",
    "../" + "shared",
    "seed " + "article",
]
PRIVATE_PATHS = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+)/")


def tracked() -> list[Path]:
    """List the files of the project: what git tracks, or every file where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return [file for file in ROOT.rglob("*") if file.is_file() and ".venv" not in file.parts]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def shipped(folder: str) -> set[str]:
    """List what a wheel should hold of a folder: everything but what Python leaves behind."""
    files = (
        file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts
    )
    return {file.relative_to(ROOT / folder).as_posix() for file in files}


def test_the_top_level_stays_tidy() -> None:
    entries = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert {entry for entry in entries if not entry.startswith(".")} <= TOP_LEVEL


def test_nothing_private_is_written_down() -> None:
    found = []
    for file in tracked():
        text = file.read_text(encoding="utf-8", errors="replace")
        hits = [word for word in PRIVATE if word in text.lower()] + PRIVATE_PATHS.findall(text)
        found += [f"{file.relative_to(ROOT)}: {hit}" for hit in hits]
    assert found == []


def test_the_wheel_holds_every_module_page_and_record(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("supplychain_cli/")}
    expected = {f"supplychain_cli/{name}" for name in shipped("supplychain_cli")}
    assert names == expected | {f"supplychain_cli/shipped/{name}" for name in shipped("records")}


def test_the_version_is_the_same_in_both_places() -> None:
    assert PROJECT["project"]["version"] == supplychain_cli.__version__


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_and_hashes_everything_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z].*$(?=\n    --hash=sha256:)", text, flags=re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\S", text, flags=re.MULTILINE))
    assert all("==" in pin for pin in pins)
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_knows_every_dependency(lock: Path) -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    if lock.stem == "dev":
        wanted += PROJECT["dependency-groups"]["dev"]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {re.split(r"[<>=]", name)[0] for name in wanted} <= pinned


def test_every_ignored_rule_has_its_reason() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.ruff.lint]")[2]
    rules = re.findall(
        r'^  "[A-Z]+\d*",.*$', settings.partition("[tool.ruff.lint.flake8")[0], flags=re.MULTILINE
    )
    assert rules
    assert [rule for rule in rules if "# " not in rule] == []


def test_every_make_target_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert targets
    assert [
        name
        for name in targets[1].split()
        if not re.search(rf"^{name}:.* ## .", makefile, flags=re.MULTILINE)
    ] == []
