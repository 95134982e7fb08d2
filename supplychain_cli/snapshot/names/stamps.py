"""When the files of an index were written, as the disk has it: what was touched since is checked whole again.

A gigabyte takes a second to check. The stamps lie beside the index and are no part of it: without them, or when they
are damaged, everything is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from supplychain_cli.snapshot.names import border

_SUFFIX = ".stamps"


def check(folder: Path, files: Mapping[str, Sequence[int]]) -> None:
    """Compare every file of a folder with its checksum, unless the disk says that none was touched since it was.

    Raises Damaged. Cost: a look at each file, or else `border.check`.
    """
    try:
        unchanged = json.loads(_beside(folder).read_bytes()) == _now(folder)
    except (OSError, ValueError):
        unchanged = False
    if not unchanged:
        border.check(folder, files)
        write(folder)


def write(folder: Path) -> None:
    """Keep what the disk says now. Where nothing can be written, everything is checked each time."""
    with suppress(OSError):
        _beside(folder).write_text(json.dumps(_now(folder)), "utf-8")


def _now(folder: Path) -> list[list[str | int]]:
    found = ((file.name, file.stat()) for file in sorted(folder.iterdir()) if not file.name.endswith(".lock"))
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in found]


def _beside(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUFFIX)
