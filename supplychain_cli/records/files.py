"""The record files of a dataset folder: which they are, and their bytes within bounds. No YAML here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from struct import Struct

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.light import NamedTuple

HEAD = "dataset.yml"
"""The file that makes a folder a dataset."""
MAX_BYTES = 2 * 1024 * 1024
"""Largest record file; a review cannot read more, and a hostile one cannot cost more."""

_SUFFIXES = (".yml", ".yaml")


class Found(NamedTuple):
    """The record files below a folder in reading order, `dataset.yml` first, and what was refused."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


_STATUS, _WORD = Struct("<qqqQ"), 2**64 - 1
STATUS_BYTES = _STATUS.size


class Status(NamedTuple):
    """What tells a changed file: size, time of the last change of the content and of anything, number on the disk."""

    size: int
    changed: int
    touched: int
    number: int


def status_of(stat: os.stat_result) -> bytes:
    """Pack what tells a changed file, from what `os.stat` says. Ten thousand are compared at once."""
    return _STATUS.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & _WORD)


def status_in(packed: bytes) -> Status:
    """Read what `status_of` packed."""
    return Status(*_STATUS.unpack(packed))


class Seen(NamedTuple):
    """What a walk met, in no order: names of record files below the folder, what the disk says of each, and faults.

    `status` holds what `status_of` gives, one after the other.
    """

    names: list[str]
    status: bytearray
    diagnostics: list[Diagnostic]


def is_folder(path: Path) -> bool:
    """Say whether a path is a folder that can be looked at; never raises."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def files_of(folder: Path) -> tuple[Path, ...]:
    """List the record files that `read` would read, in the same order. One walk, no file is opened."""
    return find(folder).files


def find(folder: Path) -> Found:
    """Walk the folder. What is hidden is skipped; links may not lead out; only regular files count."""
    seen = look(folder)
    return Found(
        tuple(folder / name for name in sorted(seen.names, key=reading_order)), tuple(seen.diagnostics)
    )


def reading_order(name: str) -> tuple[bool, str]:
    """Give what sorts the names of record files as they are read: `dataset.yml` first."""
    return (name != HEAD, name)


def look(folder: Path) -> Seen:
    """Walk the folder as `find`, which costs some 4 microseconds for a file: nearly all is the system's."""
    root, seen = folder.resolve(), Seen([], bytearray(), [])
    others: list[str] = []
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        place = root / prefix
        try:
            with _entries(place) as found:
                _sort_out(found, prefix, seen, waiting, others)
        except OSError as fault:
            inside = isinstance(fault.filename, str) and Path(fault.filename).is_relative_to(root)
            seen.diagnostics.append(
                _unreadable(_location(fault.filename if inside else str(place), root), fault)
            )
    if others:
        _follow(sorted(root / other for other in others), root, seen)
    return seen


@contextmanager
def _entries(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Give what lies in a folder: by a handle of it where the system can, which spares it the way to each file."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as found:
            yield found
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(handle) as found:
            yield found
    finally:
        os.close(handle)


def _sort_out(
    found: Iterator[os.DirEntry[str]], prefix: str, seen: Seen, waiting: list[str], others: list[str]
) -> None:
    """Tell apart what lies in one folder: record files, folders to be walked, and what needs a second look."""
    add, status = seen.names.append, seen.status
    for entry in found:
        name = entry.name
        if name[0] == ".":
            continue
        named = name.endswith(_SUFFIXES) or name.lower().endswith(_SUFFIXES)
        if named and entry.is_file(follow_symlinks=False):
            status += status_of(entry.stat(follow_symlinks=False))
            add(prefix + name)
            continue
        within, linked = _is_folder(entry), entry.is_symlink()
        if within and not linked:
            waiting.append(f"{prefix}{name}/")
        if named or (within and linked):
            others.append(prefix + name)


def _follow(others: list[Path], root: Path, seen: Seen) -> None:
    """Add the files that links lead to, and refuse what else is named like a record file.

    A file that is read anyway, or by an earlier link, adds nothing. A link to a folder is not followed: what lies
    inside the dataset is met on its own path.
    """
    known = set(seen.names)
    for path in others:
        if path.is_symlink() and is_folder(path) and not _leaves(path, root):
            continue
        if fault := _refusal(path, root):
            seen.diagnostics.append(fault)
            continue
        target = path.resolve()
        name = target.relative_to(root).as_posix()
        if name not in known:
            known.add(name)
            seen.status.extend(status_of(target.stat()))
            seen.names.append(path.relative_to(root).as_posix())


def load(path: Path, name: str) -> tuple[str | None, list[Diagnostic]]:
    """Give a file's text, or None with the reason: too large, unreadable, not UTF-8."""
    place = Location(name)
    try:
        # Opening a pipe would wait for somebody to write into it.
        other = _other_than_file(path.stat().st_mode, place)
        if other:
            return None, [replace(other, severity="error")]
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = b"" if size > MAX_BYTES else stream.read(MAX_BYTES + 1)
    except OSError as fault:
        return None, [_unreadable(place, fault)]
    if max(size, len(data)) > MAX_BYTES:
        message = f"The file holds {size:,} bytes; a record file may hold {MAX_BYTES:,}."
        return None, [Diagnostic("R102", message, place, help="Split it; bulk data belongs in a feed.")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(data, name, fault.start)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _location(path: str, root: Path) -> Location:
    return Location(Path(path).relative_to(root).as_posix())


def _refusal(path: Path, root: Path) -> Diagnostic | None:
    """Say why a path that is named like a record file is not read; None when it is."""
    place = Location(path.relative_to(root).as_posix())
    if path.is_symlink() and _leaves(path, root):
        return _leaving(path, root)
    try:
        mode = path.stat().st_mode
    except OSError as fault:
        return _unreadable(place, fault)
    return _other_than_file(mode, place)


def _other_than_file(mode: int, place: Location) -> Diagnostic | None:
    if stat.S_ISREG(mode):
        return None
    what = "folder" if stat.S_ISDIR(mode) else "device, pipe or socket"
    return Diagnostic(
        "R122",
        f"A {what} is named like a record file; only regular files are read.",
        place,
        severity="warning",
        help="Give it a name that does not end in .yml or .yaml.",
    )


def _leaves(path: Path, root: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        # A circle of links: it has no end to look at, and stat names the reason.
        return False


def _leaving(path: Path, root: Path) -> Diagnostic:
    return Diagnostic(
        "R121",
        "This link leads out of the dataset folder; only what lies inside is read.",
        Location(path.relative_to(root).as_posix()),
        help="Copy the file into the folder, or delete the link.",
    )


def _unreadable(place: Location, fault: OSError) -> Diagnostic:
    reason = fault.strerror or type(fault).__name__
    return Diagnostic(
        "R101",
        f"This cannot be read: {reason}.",
        place,
        help="Check that it exists and that you may read it, then run the command again.",
    )


def _not_utf8(data: bytes, name: str, offset: int) -> Diagnostic:
    from supplychain_cli.records.characters import LINE_BREAK

    before = data[:offset].decode("utf-8")
    lines = LINE_BREAK.split(before)
    notes: tuple[str, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes = ("It begins like UTF-16, as some Windows programs write it.",)
    return Diagnostic(
        "R103",
        f"The file is not UTF-8: byte {offset + 1} is 0x{data[offset]:02X}.",
        Location(name, len(lines), len(lines[-1]) + 1),
        notes=notes,
        help="Save the file as UTF-8 in your editor.",
    )
