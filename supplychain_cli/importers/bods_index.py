"""What is said of each record in the statements of BODS files: kept on disk, whatever the files' size."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from supplychain_cli.importers import bods_parties
from supplychain_cli.light import NamedTuple

_BATCH = 10_000
_CACHE_KB = 65_536
REPEATED = "The statement has the statementId of another one."


class Version(NamedTuple):
    """A statement of a record: its date, and its place among all statements. Later ones compare greater."""

    date: str
    spot: int


class Index:
    """Statements by record. Only those that follow the rules are added."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "statements.sqlite", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute(
            "CREATE TABLE statement (record TEXT, date TEXT, spot INTEGER, kind TEXT, name TEXT, interests TEXT, "
            "PRIMARY KEY (record, spot)) WITHOUT ROWID"
        )
        self._base.execute("CREATE INDEX spots ON statement (spot)")
        self._base.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, spot INTEGER) WITHOUT ROWID")
        self._waiting: list[tuple[str, str, int, str, str, str, str]] = []
        self._ids: list[tuple[str, int]] = []

    def add(self, spot: int, statement: dict[str, Any]) -> None:
        """Take a statement in."""
        details = statement["recordDetails"]
        related = statement["recordType"] == "relationship"
        kind = "" if related else bods_parties.kind_of(statement)
        interests = json.dumps(details.get("interests") or []) if related else ""
        name = "" if related else bods_parties.name_of(statement)
        known = statement["statementId"]
        self._waiting.append(
            (statement["recordId"], statement["statementDate"], spot, kind, name, interests, known)
        )
        self._ids.append((known, spot))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", self._ids)
        self._base.executemany(
            "INSERT INTO statement SELECT ?1, ?2, ?3, ?4, ?5, ?6 FROM seen WHERE id = ?7 AND spot = ?3",
            self._waiting,
        )
        self._base.execute("COMMIT")
        self._ids.clear()
        self._waiting.clear()

    def repeated(self, spot: int, statement: dict[str, Any]) -> str:
        """Say that another statement had this one's id before it; empty when none had."""
        found = self._base.execute(
            "SELECT spot FROM seen WHERE id = ?", [statement["statementId"]]
        ).fetchone()
        return REPEATED if found and found[0] != spot else ""

    def versions(self, record: str) -> list[Version]:
        """Give the statements of a record, earliest first; of one that is repeated, the first."""
        rows = self._base.execute(
            "SELECT date, spot FROM statement WHERE record = ? ORDER BY date, spot", [record]
        )
        return [Version(*row) for row in rows]

    def kind(self, record: str) -> str:
        """Give the kind of party that a record is; empty when no statement speaks of it, or it is a relationship."""
        found = self._base.execute(
            "SELECT kind FROM statement WHERE record = ? ORDER BY date DESC, spot DESC LIMIT 1", [record]
        ).fetchone()
        return str(found[0]) if found else ""

    def name(self, version: Version) -> str:
        """Give the name in a statement of a party."""
        return self._said(version)[0]

    def interests(self, version: Version) -> tuple[str, list[dict[str, Any]]]:
        """Give the date and the interests of a statement of a relationship."""
        return version.date, json.loads(self._said(version)[1] or "[]")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _said(self, version: Version) -> tuple[str, str]:
        found = self._base.execute(
            "SELECT name, interests FROM statement WHERE spot = ?", [version.spot]
        ).fetchone()
        return found or ("", "")


@contextmanager
def index() -> Iterator[Index]:
    """Open an index in a folder of its own, which is deleted at the end."""
    with TemporaryDirectory() as folder:
        made = Index(Path(folder))
        try:
            yield made
        finally:
            made.close()
