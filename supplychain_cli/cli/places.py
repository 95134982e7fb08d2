"""Files that are no text, and folders of files: made beside, and there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from supplychain_cli.cli.faults import unwritable
from supplychain_cli.diagnostics import UsageFault

Make = Callable[[Path], None]


def check_folder(folder: Path, files: Collection[str], *, force: bool) -> None:
    """Refuse a folder that exists, or, where it may be replaced, one that holds anything but an older export.

    `files` are the names that an export writes. Raises UsageFault.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise UsageFault(
            "U108",
            f"{folder} is a file; this format is a folder of files.",
            help="Name a folder that is not there yet with --output.",
        )
    if not force:
        raise UsageFault(
            "U108",
            f"The folder {folder} exists; it was left as it is.",
            help="Name another folder, or add --force to replace an older export.",
        )
    others = sorted(path.name for path in folder.iterdir() if path.name not in files)
    if others:
        raise UsageFault(
            "U108",
            f"The folder {folder} holds {others[0]}, which no export wrote; it was left as it is.",
            help="Name a folder of its own for the export.",
        )


def make_file(target: Path, make: Make) -> None:
    """Make a file beside its place and put it there. Raises UsageFault when it cannot be written."""
    try:
        place = target.resolve()
        with tempfile.TemporaryDirectory(
            prefix=f".{place.name[:64]}.", suffix=".part", dir=place.parent
        ) as beside:
            made = Path(beside) / "made"
            make(made)
            _synced(made)
            made.replace(place)
    except OSError as fault:
        raise unwritable(f"The file {target}", fault) from fault


def make_folder(target: Path, make: Make) -> None:
    """Make a folder beside its place and put it there; an older one goes only when the new one is whole.

    Raises UsageFault when it cannot be written.
    """
    try:
        place = target.resolve()
        with tempfile.TemporaryDirectory(
            prefix=f".{place.name[:64]}.", suffix=".part", dir=place.parent
        ) as beside:
            made = Path(beside) / "made"
            made.mkdir()
            make(made)
            for file in made.iterdir():
                _synced(file)
            if place.exists():
                place.replace(Path(beside) / "old")
            made.replace(place)
    except OSError as fault:
        raise unwritable(f"The folder {target}", fault) from fault


def _synced(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
