"""Transcripts: Markdown in which people read what the command prints, and which the tests run.

A console block holds commands after `$ ` and the screen below each. A last line `[2]` is the exit code when it is not
0, and a line `...` stands for any number of lines. A YAML block whose first line is a comment with a file name
(`# radar.yml`) is a record file; without one the shipped dataset is asked. A block that names its file behind the
language (```` ```csv suppliers.csv ````) is written as it stands when the commands before it have run.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TODAY = 1795219200
"""21 November 2026, as the seconds that SOURCE_DATE_EPOCH counts."""
DATASET = "format: supplychain/1\nname: example\nversion: 2026.11.0\nlicence: CC0-1.0\n"

_BLOCK = re.compile(
    r"^```(?P<kind>[a-z]+)(?: (?P<file>[\w./-]+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"# (?P<name>[\w./-]+\.ya?ml)\n")


@dataclass(frozen=True)
class Step:
    """One command of a transcript with the screen it must print."""

    command: str
    screen: str
    start: int
    end: int


def run(command: str, folder: Path, *, columns: int = 100, **extra: str) -> str:
    """Run one command as a new process in a folder; give standard output, standard error and `[code]`."""
    program, *arguments = shlex.split(command)
    assert program == "supplychain", f"a transcript runs supplychain, not {program}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SUPPLYCHAIN_RECORDS")},
        "COLUMNS": str(columns),
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "SOURCE_DATE_EPOCH": str(TODAY),
        **extra,
    }
    done = subprocess.run(
        [sys.executable, "-m", "supplychain_cli", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    code = f"[{done.returncode}]\n" if done.returncode else ""
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n" * bool(done.stdout) + code


def steps(text: str) -> list[Step]:
    """Find every command of a Markdown text, in order, with where its screen lies."""
    found = []
    for block in _BLOCK.finditer(text):
        if block["kind"] == "console":
            found += _commands(block["text"], block.start("text"))
    return found


def _commands(block: str, offset: int) -> list[Step]:
    starts = [match.start() for match in re.finditer(r"^\$ ", block, re.MULTILINE)]
    found = []
    for begin, stop in zip(starts, [*starts[1:], len(block)], strict=True):
        command, _, screen = block[begin:stop].partition("\n")
        found.append(Step(command[2:], screen, offset + begin + len(command) + 1, offset + stop))
    return found


def write_records(text: str, folder: Path) -> None:
    """Write the record files of a Markdown text into a folder, with a head if none is given."""
    files: dict[str, str] = {}
    for block in _BLOCK.finditer(text):
        head = _FILE.match(block["text"])
        if block["kind"] == "yaml" and head:
            files[head["name"]] = block["text"]
    if files:
        for name, content in {"dataset.yml": DATASET, **files}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")


def write_files(text: str, folder: Path) -> None:
    """Write the files that a part of a Markdown text names, in its order; a later one replaces an earlier."""
    for block in _BLOCK.finditer(text):
        if block["file"]:
            (folder / block["file"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / block["file"]).write_text(block["text"], encoding="utf-8")


def matches(expected: str, screen: str) -> bool:
    """Whether a screen is the expected one; a line `...` fits any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line)
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, screen) is not None
