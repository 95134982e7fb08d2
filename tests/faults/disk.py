"""A disk that is full, a cache that cannot be written, a cache that is no folder."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from supplychain_cli.diagnostics import ExitCode
from tests.faults.kill import leftovers
from tests.faults.rig import COMMAND, Done, Rig, unseemly

ROOMS = (0, 4096, 65_536, 1, 10_000, 200_000, 100)
"""Bytes that a file, or the whole disk, may have."""
IN_SMALL_TMPFS = 'mount -t tmpfs -o size="$0" tmpfs "$SUPPLYCHAIN_CACHE" && exec "$@"'
"""A shell script that puts a small file system over the cache, for itself alone, and runs the command."""


def run(rig: Rig, runs: int) -> list[str]:
    """Compile with less and less room; every question is answered, and a sound cache can be built afterwards."""
    _ = rig.right
    found = []
    for turn in range(runs):
        shutil.rmtree(rig.cache, ignore_errors=True)
        room = ROOMS[turn % len(ROOMS)]
        done = rig.ask(before=lambda room=room: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))  # type: ignore[misc]
        found += [f"With files of at most {room} bytes: {fault}" for fault in _wrong(rig, done)]
        if not room and not done.notices and done.code == 0:
            found.append("With no room at all: nothing was said of it.")
        if not turn % 3 and _has_namespaces():
            found += [f"On a full disk: {fault}" for fault in _on_full_disk(rig, room)]
        found += [f"After a full disk: {fault}" for fault in rig.wrong(rig.ask())]
    shutil.rmtree(rig.cache)
    rig.cache.write_text("no folder", encoding="utf-8")
    found += [f"With a file for a cache: {fault}" for fault in rig.wrong(rig.ask())]
    rig.cache.unlink()
    return found + leftovers(rig)


def _on_full_disk(rig: Rig, room: int) -> list[str]:
    shutil.rmtree(rig.cache, ignore_errors=True)
    rig.cache.mkdir()
    return _wrong(rig, rig.ask(command=_over(str(max(room, 4096)), COMMAND)))


def _wrong(rig: Rig, done: Done) -> list[str]:
    """Say what is wrong; without any room a feed may be refused, for it is never held in memory as a whole."""
    refused = done.code == ExitCode.INVALID and "error[D" in done.err and not done.out
    return unseemly(done) if refused else rig.wrong(done)


def _over(size: str, command: Sequence[str]) -> list[str]:
    return ["unshare", "--mount", "--map-root-user", "sh", "-c", IN_SMALL_TMPFS, size, *command]


def _has_namespaces() -> bool:
    """Whether this machine lets us mount something for one process alone."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    trial = _over("4096", ["true"])
    env = {"SUPPLYCHAIN_CACHE": str(Path("/mnt")), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    return subprocess.run(trial, env=env, capture_output=True, check=False).returncode == 0
