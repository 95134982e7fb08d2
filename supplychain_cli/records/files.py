"""The record files of a dataset folder: which they are, and their bytes within bounds. No YAML here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from supplychain_cli.diagnostics import Diagnostic, Location

HEAD = "dataset.yml"
"""The file that makes a folder a dataset."""
MAX_BYTES = 2 * 1024 * 1024
"""Largest record file; a review cannot read more, and a hostile one cannot cost more."""

_SUFFIXES = (".yml", ".yaml")


class Found(NamedTuple):
    """The record files below a folder in reading order, `dataset.yml` first, and what was refused."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


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
    root = folder.resolve()
    files: dict[Path, Path] = {}
    faults: list[Diagnostic] = []
    for path in _walk(root, faults):
        fault = _refusal(path, root)
        if fault:
            faults.append(fault)
        else:
            # A link inside the folder to a file that is read anyway adds nothing; its own path comes first.
            target = path.resolve()
            if target not in files or not path.is_symlink():
                files[target] = path
    ordered = sorted(
        files.values(), key=lambda path: (path != root / HEAD, path.relative_to(root).as_posix())
    )
    return Found(tuple(folder / path.relative_to(root) for path in ordered), tuple(faults))


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


def _walk(root: Path, faults: list[Diagnostic]) -> Iterator[Path]:
    def refuse(fault: OSError) -> None:
        name = Path(fault.filename or root).relative_to(root).as_posix()
        faults.append(_unreadable(Location(name), fault))

    for parent, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            path = Path(parent, name)
            if path.is_symlink():
                # os.walk does not follow it; what lies inside the dataset is met on its own path.
                folders.remove(name)
                if _leaves(path, root):
                    faults.append(_leaving(path, root))
            elif name.lower().endswith(_SUFFIXES):
                yield path
        yield from (
            Path(parent, name)
            for name in sorted(names)
            if name.lower().endswith(_SUFFIXES) and not name.startswith(".")
        )


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
