"""When the files of an index were written, as the disk has it: what was touched since is checked whole again.

A gigabyte takes a second to check. The stamps lie beside the index and are no part of it: without them, or when they
are damaged, everything is checked.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from supplychain_cli.snapshot import plain

_SUFFIX = ".stamps"


def agree(folder: Path) -> bool:
    """Whether the disk says of every file in a folder what it said when it was checked last."""
    try:
        return bool(plain.read(_beside(folder)) == _now(folder))
    except OSError:
        return False


def write(folder: Path) -> None:
    """Keep what the disk says now. Where nothing can be written, everything is checked each time."""
    with suppress(OSError):
        plain.write(_beside(folder), _now(folder))


def _now(folder: Path) -> list[tuple[str, int, int]]:
    found = ((file.name, file.stat()) for file in sorted(folder.iterdir()) if not file.name.endswith(".lock"))
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in found]


def _beside(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUFFIX)
