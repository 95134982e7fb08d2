"""Run a command as a person would, on a terminal of its own, and say what it took."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAUSE, LONGEST = 0.002, 0.02
"""Seconds between two looks at a process's memory: a hundredth of how long it has run, within these."""


@dataclass(frozen=True)
class Run:
    """What one process did: wall seconds, exit code, what it wrote, and its peak of private memory in bytes.

    Private memory is what no file stands behind (`RssAnon` of Linux): pages of a mapped snapshot do not count, for the
    system may drop them at any time. It is 0 when nobody looked.
    """

    seconds: float
    code: int
    output: str
    errors: str
    private: int = 0

    def answer(self) -> Any:
        """Read the output as JSON. Raises ValueError when it is none."""
        return json.loads(self.output)


def run(
    command: Sequence[str], env: dict[str, str], *, timeout: float | None = None, watched: bool = False
) -> Run:
    """Run a command with pipes for its output; code -9 when it was stopped after `timeout` seconds."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        peak = Peak(process.pid) if watched else None
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
        taken = time.perf_counter() - start
    return Run(taken, process.returncode, output, errors, peak.stop() if peak else 0)


class Peak(threading.Thread):
    """Looks at a process and its children again and again, and keeps the most private memory that it saw."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._most = 0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop, so seldom that the process keeps both processors."""
        begun = time.perf_counter()
        while not self._over.wait(min(max((time.perf_counter() - begun) / 100, PAUSE), LONGEST)):
            self._most = max(self._most, private(self._pid))

    def stop(self) -> int:
        """Give the most that was seen, in bytes."""
        self._over.set()
        self.join()
        return self._most


def private(pid: int) -> int:
    """Give the bytes of a process and its children that no file stands behind; 0 when it is gone."""
    own = 0
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith(("RssAnon", "RssShmem")):
                own += int(line.split()[1]) * 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return own
    return own + sum(private(int(child)) for child in children)


def environment(cache: Path, home: Path) -> dict[str, str]:
    """Give every process the same surroundings: an empty home, a cache of our own, compiled bytecode."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SUPPLYCHAIN"))}
    return kept | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "SUPPLYCHAIN_CACHE": str(cache),
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LC_ALL": "C.UTF-8",
    }
