"""Where snapshots lie: one file per content, built beside and renamed into place, thrown away at any time."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from supplychain_cli.snapshot.format import FORMAT
from supplychain_cli.snapshot.reader import Snapshot

KEPT = 20
"""Snapshots kept in the cache; the least recently used go first."""
STALE_SECONDS = 3600
"""Age after which a half-built file is nobody's work in progress."""

Build = Callable[[sqlite3.Connection], None]


def digest_files(folder: Path, files: Iterable[Path]) -> str:
    """Give the SHA-256 over the names and contents of the record files. Raises OSError when one cannot be read.

    Equal records have equal digests on every machine. Cost: reads every file once.
    """
    total = hashlib.sha256()
    for file in files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(folder).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def cache_folder() -> Path:
    """Give the folder for snapshots: `$SUPPLYCHAIN_CACHE`, else the platform's cache folder. It may not exist yet.

    Raises RuntimeError when the machine knows no home folder.
    """
    if named := os.environ.get("SUPPLYCHAIN_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "supplychain"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "supplychain"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "supplychain"


def snapshot_file(digest: str) -> Path:
    """Give the file that holds the snapshot of this content, made by this code."""
    key = hashlib.sha256(f"{digest} {FORMAT} {_code_mark()}".encode()).hexdigest()[:32]
    return cache_folder() / f"{key}.snapshot"


def load(digest: str) -> Snapshot | None:
    """Open the stored snapshot of this content; None when there is none or it cannot be read."""
    try:
        file = snapshot_file(digest)
        if not file.is_file():
            return None
        database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        snapshot = Snapshot(database)
    except (OSError, RuntimeError, sqlite3.Error):
        return None
    return snapshot if snapshot.meta.get("digest") == digest else None


def build(digest: str, fill: Build) -> tuple[Snapshot, str]:
    """Build the snapshot, store it if the cache can be written, and open it.

    Gives the snapshot and a sentence that says why it could not be kept, empty when it was. A process that is
    killed leaves only a file under another name, which nobody reads and a later build sweeps.
    """
    database = sqlite3.connect(":memory:")
    fill(database)
    try:
        _keep(database, snapshot_file(digest))
    except (OSError, RuntimeError, sqlite3.Error) as fault:
        return Snapshot(database), f"The compiled records cannot be kept for the next question: {_why(fault)}"
    return Snapshot(database), ""


def _keep(database: sqlite3.Connection, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    beside = target.with_name(f"{target.stem}.{os.getpid()}.building")
    try:
        with beside.open("wb") as stream:
            stream.write(database.serialize())
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove leftovers of killed builds, and the snapshots that were not used for longest."""
    for leftover in folder.glob("*.building"):
        if time.time() - leftover.stat().st_mtime > STALE_SECONDS:
            leftover.unlink(missing_ok=True)
    snapshots = sorted(folder.glob("*.snapshot"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in snapshots[KEPT - 1 :]:
        old.unlink(missing_ok=True)


def _code_mark() -> str:
    """Tell versions of the code apart that fold or weigh differently, released or being edited."""
    root = Path(__file__).parent.parent
    rooms = ("matching", "matching/data", "model", "records", "snapshot")
    files = sorted(path for room in rooms for path in (root / room).iterdir() if path.is_file())
    return " ".join(f"{file.name}:{(stat := file.stat()).st_size}:{stat.st_mtime_ns}" for file in files)


def _why(fault: Exception) -> str:
    reason = getattr(fault, "strerror", None) or str(fault)
    return f"{reason.lower()} ({getattr(fault, 'filename', None) or 'the cache folder'})."
