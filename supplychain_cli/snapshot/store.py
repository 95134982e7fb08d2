"""Where snapshots lie: one folder per content, built beside and renamed into place, thrown away at any time."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from weakref import finalize

from supplychain_cli.light import NamedTuple, sha256
from supplychain_cli.snapshot import manifest
from supplychain_cli.snapshot.format import FORMAT
from supplychain_cli.snapshot.manifest import Manifest
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.plain import UNFINISHED
from supplychain_cli.snapshot.reader import Snapshot

STALE_SECONDS = 3600
"""Age after which a half-built folder is nobody's work in progress, where its process cannot be asked."""
SIZE_VARIABLE = "SUPPLYCHAIN_CACHE_SIZE"
DEFAULT_SIZE = 20 * 1024**3
"""Bytes that the cache may hold unless the variable says otherwise; the least recently used goes first."""
MOST = 200
"""Things that the cache may hold: an edit makes a snapshot, and the one before it is seldom asked again."""
SNAPSHOT = ".snapshot"
FEED = ".feed"
SEEN = ".seen"
GLANCE = ".glance"
PINS = ".pins"
LAST = ".last"
KEPT_FILES = frozenset({SEEN, GLANCE, PINS, LAST})
"""What is remembered of a dataset: its record files, the files of its feeds, and what was compiled of it last."""
_EARLIER = frozenset({".drafts", ".named"})
"""Files of earlier layouts."""
BUILDING = ".building"

_FORGOTTEN: set[Path] = set()
"""What this process found damaged, and could not throw away if the cache cannot be written."""
Build = Callable[[Path], Manifest]
"""Writes the columns into a folder and describes them."""


class Kept(NamedTuple):
    """One thing in the cache: its folder or file, bytes, and when it was last used (seconds since 1970)."""

    folder: Path
    size: int
    used: float


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


def key_of(digest: str) -> str:
    """Give the name under which this content, compiled by this code, is kept."""
    return sha256(f"{digest} {FORMAT} {code_mark()}".encode()).hexdigest()[:32]


def snapshot_folder(digest: str) -> Path:
    """Give the folder that holds the snapshot of this content, made by this code."""
    return cache_folder() / f"{key_of(digest)}{SNAPSHOT}"


def beside(what: str, suffix: str) -> Path:
    """Give the file that holds what is remembered of a folder. Raises RuntimeError as `cache_folder`."""
    return cache_folder() / f"{sha256(what.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}{suffix}"


def load(digest: str) -> Snapshot | None:
    """Open the stored snapshot of this content to answer from; as `peeked`."""
    found = peeked(digest)
    if found is not None:
        touch(found.folder)
        for info in found.manifest.segments:
            if name := info.meta.get("kept"):
                touch(found.folder.with_name(name))
    return found


def peeked(digest: str) -> Snapshot | None:
    """Open the stored snapshot of this content, which does not count as a use of it.

    None when there is none. Raises Damaged when it cannot be read.
    """
    try:
        folder = snapshot_folder(digest)
        if folder in _FORGOTTEN or not folder.is_dir():
            return None
    except (OSError, RuntimeError):
        return None
    found = manifest.read(folder)
    if found.digest != digest:
        raise Damaged(folder, "it is the snapshot of other records.")
    return Snapshot(folder, found)


def build(digest: str, fill: Build) -> tuple[Snapshot, str]:
    """Build the snapshot, store it if the cache can be written, and open it.

    Gives the snapshot and a sentence that says why it could not be kept, empty when it was. A process that is
    killed leaves only a folder under another name, which nobody reads and a later build sweeps.
    """
    try:
        target = snapshot_folder(digest)
        with building(target) as beside:
            built = fill(beside)
            manifest.write(beside, built)
            settle(beside, target)
        _FORGOTTEN.discard(target)
        return Snapshot(target, built), ""
    except (OSError, RuntimeError) as fault:
        return temporary(fill), not_kept(fault)


def temporary(fill: Build) -> Snapshot:
    """Build a snapshot that is gone when nobody holds it any more."""
    import tempfile  # what is stored is read without one

    folder = Path(tempfile.mkdtemp(prefix="supplychain-"))
    snapshot = Snapshot(folder, fill(folder))
    finalize(snapshot, shutil.rmtree, folder, ignore_errors=True)
    return snapshot


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """Give a new folder beside the target, and take it away again when something fails. Sweeps what others left."""
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)
    beside = Path(
        tempfile.mkdtemp(prefix=f"{target.stem}.{os.getpid()}-", suffix=BUILDING, dir=target.parent)
    )
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def settle(beside: Path, target: Path) -> None:
    """Make what was built durable and put it in its place. Where another process was first, its work stays."""
    sync(beside)
    try:
        beside.rename(target)
    except OSError:
        if not _is_whole(target):
            discard(target)
            beside.rename(target)
    _sync_folder(target.parent)


def link_tree(source: Path, target: Path) -> None:
    """Put the files below a folder into a new one, without copying where the disk can link."""
    target.mkdir(parents=True)
    for item in sorted(source.iterdir()):
        if item.is_dir():
            link_tree(item, target / item.name)
            continue
        try:
            os.link(item, target / item.name)
        except OSError:
            shutil.copy2(item, target / item.name)


def discard(folder: Path) -> None:
    """Throw something of the cache away. A folder is renamed first, so that nobody finds half of it."""
    if folder.is_file():
        folder.unlink(missing_ok=True)
        return
    beside = folder.with_name(f"{folder.stem}.{os.getpid()}-{time.monotonic_ns()}{BUILDING}")
    try:
        folder.rename(beside)
    except FileNotFoundError:
        return
    shutil.rmtree(beside, ignore_errors=True)


def forget(digest: str) -> None:
    """Throw a snapshot away with the compiled feeds that it was made of: they are the same files on the disk."""
    folder = snapshot_folder(digest)
    try:
        feeds = [info.meta.get("kept", "") for info in manifest.read(folder).segments]
    except Damaged:
        feeds = []
    _FORGOTTEN.add(folder)
    for name in (*feeds, folder.name):
        if name.endswith((FEED, SNAPSHOT)):
            with suppress(OSError):
                discard(folder.with_name(name))


def kept(folder: Path) -> list[Kept]:
    """List what the cache holds, the most recently used first; empty when there is no cache. Raises OSError.

    A file that a snapshot shares with a compiled feed is on the disk once, and counts as the feed's.
    """
    found, counted = [], set[int]()
    suffixes = (FEED, SNAPSHOT, *sorted(KEPT_FILES))
    names = sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - hundreds of names
    for suffix in suffixes:
        for name in names:
            if name.endswith(suffix):
                each = folder / name
                try:
                    # Another process may throw it away meanwhile.
                    found.append(Kept(each, _size(each, counted), each.stat().st_mtime))
                except FileNotFoundError:
                    continue
    return sorted(found, key=lambda each: (-each.used, each.folder.name))


def _size(place: str | Path, counted: set[int]) -> int:
    """Count the bytes of a file or below a folder, without files that were counted."""
    total = 0
    if not os.path.isdir(place):  # noqa: PTH112 - texts
        return os.stat(place).st_size  # noqa: PTH116 - texts
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                total += _size(entry.path, counted)
                continue
            status = entry.stat(follow_symlinks=False)
            if status.st_nlink < 2 or status.st_ino not in counted:  # noqa: PLR2004 - a link beside the first
                counted.add(status.st_ino)
                total += status.st_size
    return total


def sweep(folder: Path) -> None:
    """Remove leftovers of killed builds, files of earlier layouts, and what was not used for longest over the limit."""
    for leftover in folder.iterdir():
        if leftover.suffix in {BUILDING, UNFINISHED} and _is_abandoned(leftover):
            _remove(leftover)
        elif leftover.suffix in _EARLIER | {SNAPSHOT, BUILDING} and leftover.is_file():
            leftover.unlink(missing_ok=True)
    left = size_limit()
    for number, each in enumerate(kept(folder)):
        left -= each.size
        if number and (left < 0 or number >= MOST):
            discard(each.folder)


def _remove(what: Path) -> None:
    if what.is_dir():
        shutil.rmtree(what, ignore_errors=True)
    else:
        with suppress(OSError):
            what.unlink()


def size_limit() -> int:
    """Give the bytes that the cache may hold: `$SUPPLYCHAIN_CACHE_SIZE` in bytes, else the default."""
    said = os.environ.get(SIZE_VARIABLE, "")
    return int(said) if said.isdecimal() else DEFAULT_SIZE


def sync(folder: Path) -> None:
    """Make every file below a folder durable, several at a time: the disk then writes them in one go."""
    from concurrent.futures import ThreadPoolExecutor

    places = [place for place in folder.rglob("*") if place.is_file()]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_sync_file, places))
    for place in (*(place for place in folder.rglob("*") if place.is_dir()), folder):
        _sync_folder(place)


def _sync_file(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def touch(folder: Path) -> None:
    """Remember that something of the cache was used. A cache that cannot be written is read all the same."""
    try:
        os.utime(folder)
    except OSError:
        return


def _is_whole(folder: Path) -> bool:
    try:
        manifest.read(folder)
    except Damaged:
        return False
    return True


def _is_abandoned(folder: Path) -> bool:
    """Whether the process that was building a folder is gone. One of another machine is given an hour."""
    number = folder.name.split(".")[1].split("-")[0] if folder.name.count(".") > 1 else ""
    try:
        if number.isdecimal() and not _runs(int(number)):
            return True
        return abs(time.time() - folder.stat().st_mtime) > STALE_SECONDS
    except OSError:
        return False


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def code_mark() -> str:
    """Tell versions of the code apart that fold or weigh differently, released or being edited."""
    root = Path(__file__).parent.parent
    rooms = ("importers", "matching", "model", "records", "snapshot")
    found = []
    for room in rooms:
        for folder, folders, names in os.walk(root / room):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            stats = ((name, os.stat(f"{folder}/{name}")) for name in sorted(names))  # noqa: PTH116 - 200 files
            found += [f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats]
    return " ".join(found)


def not_kept(fault: Exception) -> str:
    """Say why what was compiled cannot be kept."""
    reason = getattr(fault, "strerror", None) or str(fault)
    where = getattr(fault, "filename", None) or "the cache folder"
    return f"The compiled records cannot be kept for the next question: {reason.lower()} ({where})."
