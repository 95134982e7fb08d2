"""The page cache: drop what it holds of some files, so that the next process must read them from the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def files_of(*places: Path) -> list[Path]:
    """Give all files in these folders, and those of the places that are files themselves."""
    inside = (file for place in places for file in sorted(place.rglob("*")))
    return [file for file in (*places, *inside) if file.is_file()]


def drop(files: Iterable[Path]) -> None:
    """Ask the system to forget the pages of these files; what is not yet on the disk is written first."""
    for file in files:
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def resident(files: Iterable[Path]) -> int | None:
    """Give the bytes of these files that are in memory; None where `fincore` (util-linux) is not installed."""
    named = [str(file) for file in files]
    if not shutil.which("fincore") or not named:
        return None
    done = subprocess.run(
        ["fincore", "--bytes", "--noheadings", "--output", "RES", *named],
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(int(line) for line in done.stdout.split())
