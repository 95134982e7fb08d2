"""Clocks that lie: files from the future or the past, an edit that times do not show, a clock going backwards."""

from __future__ import annotations

import os
import sys

from tests.faults.rig import Rig

YEARS = 365 * 86_400
BACKWARDS = """
import sys, time
now, steps = time.time(), 0
def earlier():
    global steps
    steps += 1
    return now - 3600 * steps
time.time, time.time_ns = earlier, lambda: int(earlier() * 1e9)
from supplychain_cli.cli.app import main
sys.exit(main())
"""
"""The program in a process whose clock goes back an hour at each look."""


def run(rig: Rig, runs: int) -> list[str]:
    """Set all times to somewhere else, and edit records within the same times; answers follow the contents alone."""
    _ = rig.right
    found = rig.wrong(rig.ask())
    for turn in range(runs):
        shift = rig.chance.choice([-40, -1, 1, 20]) * YEARS
        for file in [*rig.files(), *rig.records.rglob("*.yml")]:
            stat = file.stat()
            os.utime(file, (max(stat.st_atime + shift, 0), max(stat.st_mtime + shift, 0)))
        found += [f"Times moved by {shift} s: {fault}" for fault in rig.wrong(rig.ask())]
        _edit_unseen(rig)
        found += [f"Edited within the same times: {fault}" for fault in rig.wrong(rig.ask())]
        if turn % 2:
            rig.edit()
        backwards = rig.ask(command=(sys.executable, "-c", BACKWARDS))
        found += [f"With a clock going backwards: {fault}" for fault in rig.wrong(backwards)]
    return found


def _edit_unseen(rig: Rig) -> None:
    """Edit a record in place and put the file's times back: same size, same times, another content."""
    file = rig.records / "chain.yml"
    stat = file.stat()
    rig.edit()
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
