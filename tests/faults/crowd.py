"""Many processes that compile the same dataset, and many that ask, all at once."""

from __future__ import annotations

import shutil

from tests.faults.kill import leftovers
from tests.faults.rig import TRACE, Rig

EACH = 8


def run(rig: Rig, runs: int) -> list[str]:
    """Start eight compiles and eight questions on an empty cache, or after an edit; all end well."""
    _ = rig.right
    found = []
    for turn in range(runs):
        if turn % 2:
            rig.edit()
        else:
            shutil.rmtree(rig.cache, ignore_errors=True)
        compiling = [rig.spawn(rig.compile_words) for _ in range(EACH)]
        asking = [rig.spawn([*TRACE, "--format", "json"]) for _ in range(EACH)]
        for process in asking:
            found += rig.wrong(rig.wait(process))
        for process in compiling:
            done = rig.wait(process)
            if done.code != 0:
                found.append(f"A compile among others exited with {done.code}: {done.err.strip()[-200:]}")
        found += rig.wrong(rig.ask())
    return found + leftovers(rig)
