"""Kill -9 at a random moment of a compile, again and again."""

from __future__ import annotations

import os
import shutil
import signal
import time

from tests.faults.rig import Rig

A_DAY = 86_400.0


def run(rig: Rig, runs: int) -> list[str]:
    """Kill compiles from nothing and after an edit; every next answer is right, and leftovers are swept."""
    _ = rig.right
    begun = time.perf_counter()
    found = rig.wrong(rig.ask())
    usual = time.perf_counter() - begun
    for turn in range(runs):
        if turn % 2:
            rig.edit()
        else:
            shutil.rmtree(rig.cache, ignore_errors=True)
        process = rig.spawn(rig.compile_words)
        time.sleep(rig.chance.uniform(0, usual))
        if turn % 4 < 2:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            # Only the first process dies: helpers that it started, if any, go on.
            process.kill()
        process.communicate()
        found += [f"After kill {turn + 1}: {fault}" for fault in rig.wrong(rig.ask())]
    return found + leftovers(rig)


def leftovers(rig: Rig) -> list[str]:
    """Let a day pass, compile once more, and say which files are there that no undisturbed compile leaves."""
    rig.age(A_DAY)
    for _ in range(2):
        rig.edit()
        found = rig.wrong(rig.ask())
    clean = rig.folder / "clean"
    for _ in range(2):
        found += rig.wrong(rig.ask(cache=clean))
        rig.edit()
    found += rig.wrong(rig.ask(cache=clean))
    left = sorted(rig.shapes() - rig.shapes(clean))
    return found + [f"A killed compile left {name} behind." for name in left]
