"""Run one fault for long, or all: `python -m tests.faults kill --runs 1000`; exit code 1 when something was wrong."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import clock, crowd, disk, edited, flip, kill, layouts
from tests.faults.rig import Rig

FAULTS = {
    "kill": kill.run,
    "crowd": crowd.run,
    "flip": flip.run,
    "disk": disk.run,
    "clock": clock.run,
    "edited": edited.run,
    "layouts": layouts.run,
}


def main() -> int:
    """Run and print every complaint."""
    parser = argparse.ArgumentParser(description="Do harm to the cache and ask.")
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], help="which; all when none is named")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failed = False
    for name in asked.faults or FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            found = FAULTS[name](Rig(Path(folder), asked.seed), asked.runs)
        took = time.perf_counter() - begun
        summary = f"{name}: {asked.runs} runs in {took:.0f} s, {len(found)} complaints"
        sys.stdout.write("\n".join([*found, summary]) + "\n")
        sys.stdout.flush()
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
