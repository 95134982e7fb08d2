"""Snapshots of an older or newer layout, under their own names and under those of this version."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.faults.rig import WORDS_OF_A_FILE, Rig

OTHER = """
import sys
from supplychain_cli.snapshot import format
changed = [name for name in vars(format) if "FORMAT" in name and isinstance(getattr(format, name), int)]
assert changed, "The version of the layout has another name now."
for name in changed:
    setattr(format, name, getattr(format, name) + {step})
from supplychain_cli.cli.app import main
sys.exit(main())
"""
"""The program as another version of it, whose snapshots have another layout."""


def run(rig: Rig, runs: int) -> list[str]:
    """Leave snapshots of other versions in the cache; each version answers right from its own."""
    _ = rig.right
    found = []
    for turn in range(runs):
        step = rig.chance.choice([-1, 1, 40])
        shutil.rmtree(rig.cache, ignore_errors=True)
        other = (sys.executable, "-c", OTHER.format(step=step))
        found += [f"Version {step:+}: {fault}" for fault in rig.wrong(rig.ask(command=other))]
        if turn % 2:
            _put_in_place_of_ours(rig)
        found += [f"Beside version {step:+}: {fault}" for fault in rig.wrong(rig.ask())]
        found += [f"Version {step:+} again: {fault}" for fault in rig.wrong(rig.ask(command=other))]
    return found


def _put_in_place_of_ours(rig: Rig) -> None:
    """Give the files of the other version the names that ours would have."""
    ours = rig.folder / "ours"
    shutil.rmtree(ours, ignore_errors=True)
    rig.ask(cache=ours)
    theirs = {_shape(file, rig.cache): file.read_bytes() for file in rig.files()}
    for file in [file for file in ours.rglob("*") if file.is_file()]:
        if content := theirs.get(_shape(file, ours)):
            target = rig.cache / file.relative_to(ours)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _shape(file: Path, folder: Path) -> str:
    return WORDS_OF_A_FILE.sub("#", file.relative_to(folder).as_posix())
