"""A record that is edited while the dataset is compiled."""

from __future__ import annotations

import shutil
import time

from tests.faults.rig import TRACE, Rig

CHANGED = "D104"
"""The code of the message that says that the records changed meanwhile."""


def run(rig: Rig, runs: int) -> list[str]:
    """Edit at a random moment: the answer is that of before or after, or says why there is none; the next is right."""
    _ = rig.right
    begun = time.perf_counter()
    found = rig.wrong(rig.ask())
    usual = time.perf_counter() - begun
    for turn in range(runs):
        if turn % 2:
            shutil.rmtree(rig.cache, ignore_errors=True)
        before = rig.edition
        rig.edit()
        process = rig.spawn([*TRACE, "--format", "json"])
        time.sleep(rig.chance.uniform(0, usual))
        rig.edit()
        done = rig.wait(process)
        if not (done.code == 3 and CHANGED in done.err) and all(
            rig.wrong(done, edition=edition) for edition in range(before + 1, rig.edition + 1)
        ):
            found.append(f"Edited meanwhile: {rig.wrong(done)}")
        found += [f"After an edit meanwhile: {fault}" for fault in rig.wrong(rig.ask())]
    return found
