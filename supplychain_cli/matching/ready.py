"""Tables made ready: what their rows come to once they are folded, kept in a file, so that no process does it anew.

A file says of which rows it was made. When a row was changed since, it counts for nothing, and the rows are read again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

DATA = Path(__file__).parent / "data"


def ready(name: str, sources: Sequence[str]) -> Any | None:  # noqa: ANN401 - what JSON gives
    """Give what a file in `data` keeps of these tables; None when there is none, or a table was changed since.

    Cost: reading the tables whole, and a millisecond for each 100 kilobytes of the file.
    """
    try:
        made, kept = json.loads((DATA / name).read_bytes())
    except (OSError, ValueError):
        return None
    return kept if made == _mark(sources) else None


def text_of(kept: object, sources: Sequence[str]) -> str:
    """Give the text of such a file."""
    return json.dumps([_mark(sources), kept], ensure_ascii=False, indent=0) + "\n"


def _mark(sources: Sequence[str]) -> list[int]:
    """Give a checksum of each table, however its lines end."""
    return [_sum(DATA / name) for name in sources]


@lru_cache
def _sum(table: Path) -> int:
    return crc32(table.read_bytes().replace(b"\r\n", b"\n"))
