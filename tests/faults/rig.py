"""A dataset, a cache and the real command: what is asked, what the right answer is, and what was wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tests.cli.worlds import CHAIN
from tests.conftest import TODAY, write_dataset

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "supplychain_cli")
TRACE = ("trace", "Smelter Group", "--to", "Arms Group")
QUESTIONS: tuple[tuple[str, ...], ...] = (
    TRACE,
    ("who-supplies", "Arms Group"),
    ("who-buys-from", "Firm 003", "--tiers", "4"),
    ("show", "Chip Plant"),
    ("find", "smelter tradin"),
    ("ownership", "Smelter Trading"),
    ("trace", "id:dealers:d1", "--to", "id:dealers:d5"),
)
FIRMS = 40
"""Firms that supply each other in a ring, each in a file of its own."""
DEALERS = 200
"""Parties of the feed."""
TIMEOUT = 120
"""Seconds after which a process counts as stuck."""
FIRM = """entities:
  - {{id: cn-firm-{number:03}, kind: company, name: Firm {number:03}, country: CN, sources: [press]}}
relations:
  - id: ring-{number:03}
    kind: supplies
    from: cn-firm-{number:03}
    to: cn-firm-{next:03}
    evidence: [{{source: press, locator: p. 7, paraphrase: Goods were sold.}}]
"""
NAME = "Wafer Works"
"""The party whose name is edited: `Wafer Works 017` is its 17th name."""
WORDS_OF_A_FILE = re.compile(r"[0-9a-f]{8,}|\d+")
Before = Callable[[], None]


@dataclass(frozen=True)
class Done:
    """How a process ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """The answer, without what differs from process to process; None when there is none."""
        try:
            return json.loads(self.out)["result"]
        except (ValueError, KeyError):
            return None

    @property
    def notices(self) -> list[Any]:
        """The remarks of the answer."""
        try:
            return list(json.loads(self.out)["notices"])
        except (ValueError, KeyError):
            return []


class Rig:
    """A dataset folder and a cache folder, both of our own."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.folder = folder
        self.records = folder / "records"
        self.cache = folder / "cache"
        self.chance = Random(seed)
        self.edition = 0
        ring = {
            f"ring/{number:03}.yml": FIRM.format(number=number, next=(number + 1) % FIRMS)
            for number in range(FIRMS)
        }
        write_dataset(self.records, {"chain.yml": self._chain(0), **ring})
        self._add_feed()

    def _add_feed(self) -> None:
        """Add tables of dealers that sell to each other in a row."""
        tables = write_dataset(
            self.folder / "tables", {"parties.csv": _parties(), "relations.csv": _relations()}
        )
        files = [str(tables / name) for name in ("parties.csv", "relations.csv")]
        added = self.wait(self.spawn(["feed", "add", "tables", *files, "--name", "dealers"]))
        assert added.code == 0, added.err

    def _chain(self, edition: int) -> str:
        return CHAIN.replace(f"name: {NAME}", f"name: {NAME} {edition:03}")

    def edit(self) -> None:
        """Give the party its next name: another record, in a file of the same size."""
        self.edition += 1
        beside = self.records / "chain.yml.beside"
        beside.write_text(self._chain(self.edition), encoding="utf-8")
        beside.replace(self.records / "chain.yml")

    def spawn(
        self,
        words: Sequence[str],
        *,
        cache: Path | None = None,
        before: Before | None = None,
        command: Sequence[str] = COMMAND,
    ) -> subprocess.Popen[str]:
        """Start the command on the dataset, in a group of processes of its own."""
        env = {key: value for key, value in os.environ.items() if not key.startswith("SUPPLYCHAIN")}
        env |= {"SUPPLYCHAIN_CACHE": str(cache or self.cache), "SOURCE_DATE_EPOCH": str(TODAY)}
        return subprocess.Popen(
            [*command, *words, "--records", str(self.records)],
            cwd=ROOT,
            env=env | {"PYTHONPATH": str(ROOT), "HOME": str(self.folder), "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=before,  # noqa: PLW1509 - no threads here; the limits must be set in the child
        )

    def wait(self, process: subprocess.Popen[str]) -> Done:
        """Wait for the end of a process; one that is stuck is killed and ends with code -9."""
        try:
            out, err = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
        return Done(process.returncode, out, err)

    def ask(
        self,
        question: Sequence[str] = TRACE,
        *,
        cache: Path | None = None,
        before: Before | None = None,
        command: Sequence[str] = COMMAND,
    ) -> Done:
        """Ask a question and wait for the answer."""
        words = [*question, "--format", "json"]
        return self.wait(self.spawn(words, cache=cache, before=before, command=command))

    @cached_property
    def compile_words(self) -> tuple[str, ...]:
        """Give the words that compile the dataset."""
        return ("compile",) if self.knows("compile") else TRACE

    def knows(self, command: str) -> bool:
        """Whether the program has such a command."""
        return self.wait(self.spawn([command, "--help"])).code == 0

    @cached_property
    def right(self) -> dict[tuple[str, ...], str]:
        """Give the right answers to all questions about edition 0, from a cache of their own."""
        assert self.edition == 0, "Ask for the right answers before the first edit."
        answers = {}
        for question in QUESTIONS:
            done = self.ask(question, cache=self.folder / "reference")
            assert done.code == 0, done.err
            answers[question] = json.dumps(done.result, sort_keys=True)
        return answers

    def wrong(self, done: Done, question: tuple[str, ...] = TRACE, edition: int | None = None) -> list[str]:
        """Say what is wrong with an answer about this edition, or about the latest; nothing when it is right."""
        edition = self.edition if edition is None else edition
        due = self.right[question].replace(f"{NAME} 000", f"{NAME} {edition:03}")
        found = unseemly(done)
        if done.code != 0:
            found.append(f"`{' '.join(question)}` exited with {done.code}: {_last(done.err)}")
        elif json.dumps(done.result, sort_keys=True) != due:
            found.append(f"`{' '.join(question)}` has another answer than before.")
        return found

    def files(self) -> list[Path]:
        """Give all files of the cache."""
        return sorted(file for file in self.cache.rglob("*") if file.is_file())

    def shapes(self, cache: Path | None = None) -> set[str]:
        """Give the names of the files in a cache, digests and numbers left out: what is there beyond is a leftover."""
        folder = cache or self.cache
        found = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        return {WORDS_OF_A_FILE.sub("#", name) for name in found}

    def age(self, seconds: float) -> None:
        """Set back the times of all files of the cache."""
        for file in self.files():
            stat = file.stat()
            os.utime(file, (stat.st_atime - seconds, stat.st_mtime - seconds))


def _parties() -> str:
    rows = [f"d{number},company,Dealer {number:03},HK,{number}" for number in range(1, DEALERS + 1)]
    return "\n".join(["key,kind,name,country,row", *rows, ""])


def _relations() -> str:
    rows = [
        f"supplies,d{number},d{number + 1},2022-01-01,2022-12-31,{number}" for number in range(1, DEALERS)
    ]
    return "\n".join(["kind,source,target,first,last,row", *rows, ""])


def unseemly(done: Done) -> list[str]:
    """Say what no answer may be, right or wrong: a traceback, a fault of ours, a process that hangs."""
    found = []
    if "Traceback" in done.out + done.err:
        found.append(f"A traceback was shown: {_last(done.err)}")
    if done.code in {70, -9}:
        found.append(f"A process ended with {done.code}: {_last(done.err)}")
    return found


def _last(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "nothing was said"
