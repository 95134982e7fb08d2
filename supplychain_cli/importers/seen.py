"""A set of names kept on disk, for registers of more parties than memory should hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_BATCH = 20_000
_CACHE_KB = 65_536


class Seen:
    """Names that came up. Memory: one batch."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "seen.sqlite", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("CREATE TABLE seen (name TEXT PRIMARY KEY) WITHOUT ROWID")
        self._waiting: set[str] = set()

    def add(self, name: str) -> None:
        """Take a name in."""
        self._waiting.add(name)
        if len(self._waiting) >= _BATCH:
            self._base.execute("BEGIN")
            self._base.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?)", [(each,) for each in self._waiting]
            )
            self._base.execute("COMMIT")
            self._waiting.clear()

    def __contains__(self, name: str) -> bool:
        if name in self._waiting:
            return True
        return self._base.execute("SELECT 1 FROM seen WHERE name = ?", [name]).fetchone() is not None

    def close(self) -> None:
        """Close the file."""
        self._base.close()


@contextmanager
def seen() -> Iterator[Seen]:
    """Open an empty set in a folder of its own, which is deleted at the end."""
    with TemporaryDirectory() as folder:
        made = Seen(Path(folder))
        try:
            yield made
        finally:
            made.close()
