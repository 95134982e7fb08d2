"""Worlds for tests: a small dataset written from text, and the command run on it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from supplychain_cli.cli.app import main

TODAY = 1795219200
"""21 November 2026, as the seconds that SOURCE_DATE_EPOCH counts."""
HEAD = "format: supplychain/1\nname: example\nversion: 2026.11.0\nlicence: CC0-1.0\n"


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads the person's own records or cache, and all are asked on one day."""
    for name in ("SUPPLYCHAIN_RECORDS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def write_dataset(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write record files below a folder; a `dataset.yml` is added unless it is among them."""
    for name, content in {"dataset.yml": HEAD, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def run(*words: str, records: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
    """Run a command in this process: fast, with standard streams that are no terminal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    arguments = [*words, *(["--records", str(records)] if records else [])]
    with (
        mock.patch.dict(os.environ, env or {}),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        mock.patch.object(sys, "excepthook", sys.excepthook),
    ):
        code = main(arguments)
        for stream in (out, err):
            stream.flush()
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    return Result(code, *texts)


def spawn(
    *words: str,
    records: Path | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    limits: str = "",
) -> Result:
    """Run a command as a process of its own; `limits` are words for the shell's `ulimit`, such as `-v 1048576`."""
    arguments = [*words, *(["--records", str(records)] if records else [])]
    command: Sequence[str] = [sys.executable, "-m", "supplychain_cli", *arguments]
    if limits:
        command = ["sh", "-c", f'ulimit {limits} && exec "$@"', "sh", *command]
    path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Result(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


@dataclass(frozen=True)
class World:
    """A dataset on disk."""

    folder: Path

    def run(self, *words: str, env: Mapping[str, str] | None = None) -> Result:
        """Run a command on it in this process."""
        return run(*words, records=self.folder, env=env)

    def spawn(self, *words: str, env: Mapping[str, str] | None = None, limits: str = "") -> Result:
        """Run a command on it as a process of its own."""
        return spawn(*words, records=self.folder, env=env, limits=limits)


@pytest.fixture
def world(tmp_path: Path) -> Callable[..., World]:
    """Give a maker of worlds: `world(yaml)` or `world({"file.yml": yaml, ...})`."""

    def make(records: str | bytes | Mapping[str, str | bytes]) -> World:
        files = records if isinstance(records, Mapping) else {"records.yml": records}
        return World(write_dataset(tmp_path / "records", files))

    return make


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Stand in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep the names of tests short enough to read where a whole file is the parameter."""
    return f"{val[:40]!r}..." if isinstance(val, str) and len(val) > 80 else None
