"""What a relation of FollowTheMoney needs to know of other entities: kept on disk, whatever the file's size."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from supplychain_cli.light import NamedTuple

_BATCH = 10_000
_CACHE_KB = 65_536


class Known(NamedTuple):
    """An entity by its id: schema, kind of party (empty for what is none), and for some schemas their properties."""

    id: str
    schema: str
    kind: str
    properties: dict[str, list[str]]


class Index:
    """Entities by id and by referent. A later version of an entity replaces an earlier one."""

    def __init__(self, folder: Path) -> None:
        self.layered = False
        """Whether what is said of an entity may be replaced further on."""
        self._base = sqlite3.connect(folder / "entities.sqlite", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute(
            "CREATE TABLE entity (id TEXT PRIMARY KEY, version INTEGER, gone INTEGER, schema TEXT, kind TEXT, "
            "properties TEXT) WITHOUT ROWID"
        )
        self._base.execute("CREATE TABLE referent (referent TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
        self._entities: list[tuple[str, int, bool, str, str, str]] = []
        self._referents: list[tuple[str, str]] = []

    def add(
        self,
        known: Known,
        version: int,
        referents: list[str],
        *,
        gone: bool = False,
    ) -> None:
        """Take an entity in."""
        text = json.dumps(known.properties) if known.properties else ""
        self._entities.append((known.id, version, gone, known.schema, known.kind, text))
        self._referents += ((referent, known.id) for referent in referents)
        if len(self._entities) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        self._base.execute("BEGIN")
        self._base.executemany(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, "
            "gone = excluded.gone, schema = excluded.schema, kind = excluded.kind, properties = excluded.properties "
            "WHERE excluded.version >= version",
            self._entities,
        )
        self._base.executemany("INSERT OR REPLACE INTO referent VALUES (?, ?)", self._referents)
        self._base.execute("COMMIT")
        self._entities.clear()
        self._referents.clear()

    def version(self, name: str) -> int | None:
        """Give the version of an entity that counts; None when it was deleted or never there."""
        found = self._base.execute("SELECT version, gone FROM entity WHERE id = ?", [name]).fetchone()
        return None if found is None or found[1] else int(found[0])

    def find(self, name: str) -> Known | None:
        """Give the entity of an id or of a referent; None when there is none, or it was deleted."""
        return self._find(name) or self._by_referent(name)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _find(self, name: str) -> Known | None:
        found = self._base.execute(
            "SELECT schema, kind, properties FROM entity WHERE id = ? AND NOT gone", [name]
        ).fetchone()
        return Known(name, found[0], found[1], json.loads(found[2] or "{}")) if found else None

    def _by_referent(self, name: str) -> Known | None:
        found = self._base.execute("SELECT id FROM referent WHERE referent = ?", [name]).fetchone()
        return self._find(found[0]) if found else None


@contextmanager
def index() -> Iterator[Index]:
    """Open an index in a folder of its own, which is deleted at the end."""
    with TemporaryDirectory() as folder:
        made = Index(Path(folder))
        try:
            yield made
        finally:
            made.close()
