"""What the record files of a dataset hold now, known without reading those that did not change.

The digest of a dataset is that of its files' names and contents (`whole_digest`). Each file's digest is kept in
the cache beside what the disk said of the file when it was read: size, times of change to the nanosecond, and number
on the disk. A file of which the disk says the same is not read again. A file that changed so lately that a further
change might leave its times as they are, or whose times lie ahead of the clock, is read again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeAlias

from supplychain_cli.light import NamedTuple, sha256
from supplychain_cli.records.collector import without_collector
from supplychain_cli.records.files import MAX_BYTES, STATUS_BYTES, Seen, look, reading_order, status_in
from supplychain_cli.snapshot import plain, store

GRAIN = 2_000_000_000
"""Nanoseconds within which two changes may have the same time: that of the coarsest file system (FAT)."""


Listed: TypeAlias = "tuple[list[str], list[bytes]]"
_FEW = 20
"""Files that are rather read again each time than forgotten to be young, which costs writing down all."""


class Contents:
    """The record files of a dataset: the digest of the whole; and names in reading order with the SHA-256 of each.

    Equal records have equal digests on every machine. Names and digests, by the ten thousand, are recalled when first
    asked for, which only a compile does; both are empty where another has remembered other contents meanwhile.
    """

    def __init__(self, digest: str, listed: Callable[[], Listed]) -> None:
        self.digest = digest
        self._listed = listed

    @cached_property
    def listed(self) -> Listed:
        """The names, and the digests."""
        return self._listed()

    @property
    def names(self) -> list[str]:
        """The names in reading order."""
        return self.listed[0]

    @property
    def digests(self) -> list[bytes]:
        """The SHA-256 of each file."""
        return self.listed[1]


def whole_digest(names: list[str], digests: list[bytes]) -> str:
    """Give the digest of a dataset from those of its files."""
    lines = "".join([f"{name}\0{content.hex()}\n" for name, content in zip(names, digests, strict=True)])
    return sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


class _Glance(NamedTuple):
    """What tells that nothing changed: the digest of what a walk met, and files that had changed too lately before it.

    Those are read again, by name, with the digest of what they held.
    """

    met: bytes
    young: list[tuple[str, bytes]]
    digest: str


class _Remembered(NamedTuple):
    """What is kept of each file: what a walk met, in its order, and the contents.

    `young` are the places, among the contents, of files that had changed too lately: these are read again.
    """

    met: list[str]
    status: bytes
    names: list[str]
    digests: list[bytes]
    young: list[int]
    digest: str


def digest_of(folder: Path) -> str:
    """Give the digest of a dataset's files; empty when one is refused, cannot be read or is too large.

    See `contents_of`.
    """
    found = contents_of(folder)
    return found.digest if found else ""


def contents_of(folder: Path) -> Contents | None:
    """Give the digests of a dataset's files; None when one is refused, cannot be read or is too large.

    A digest stands for the whole folder: one that left a refused file out would hide the complaint about it. Cost: a
    look at the folder, 4 microseconds for each file, and reading what changed.
    """
    try:
        with without_collector():
            return _contents(folder)
    except (OSError, RuntimeError):
        return None


def _contents(folder: Path) -> Contents | None:
    now = time.time_ns()
    seen = look(folder)
    if any(item.severity == "error" for item in seen.diagnostics):
        return None
    met = _digest_of_walk(seen)
    return _unchanged(folder, seen, met, now) or _compared(folder, seen, met, now)


def _unchanged(folder: Path, seen: Seen, met: bytes, now: int) -> Contents | None:
    """Give the contents where a walk met what the last one did; nothing is read then but what is young."""
    kept = memory_of(folder, store.GLANCE)
    glance = _Glance(*(recalled(kept) or (b"", [], "")))
    if glance.met != met or any(content_digest(folder / name) != was for name, was in glance.young):
        return None
    if len(glance.young) > _FEW:
        said = dict(_each(seen.names, bytes(seen.status)))
        young = [each for each in glance.young if not is_settled(said[each[0]], now)]
        remember(kept, tuple(glance._replace(young=young)))
    return Contents(glance.digest, partial(_listed, folder, glance.digest))


def _compared(folder: Path, seen: Seen, met: bytes, now: int) -> Contents | None:
    """Give the contents by reading the files that changed, as far as it is known what others held."""
    memory, status = memory_of(folder, store.SEEN), bytes(seen.status)
    files = sorted(_each(seen.names, status), key=lambda file: reading_order(file[0]))
    if any(status_in(each).size > MAX_BYTES for _, each in files):
        return None
    known = _known(_remembered(memory))
    digests = [known.get(file) or content_digest(folder / file[0]) for file in files]
    names, young = [name for name, _ in files], _young([each for _, each in files], now)
    digest = whole_digest(names, digests)
    remember(memory, tuple(_Remembered(seen.names, status, names, digests, young, digest)))
    glance = _Glance(met, [(names[at], digests[at]) for at in young], digest)
    remember(memory_of(folder, store.GLANCE), tuple(glance))
    return Contents(digest, lambda: (names, digests))


def _digest_of_walk(seen: Seen) -> bytes:
    """Give the SHA-256 of what a walk met: no name holds the sign between two."""
    names = "\0".join(seen.names).encode("utf-8", "surrogateescape")
    return sha256(b"%d\0%b\0%b" % (len(names), names, bytes(seen.status))).digest()


def _listed(folder: Path, digest: str) -> Listed:
    remembered = _remembered(memory_of(folder, store.SEEN))
    return (remembered.names, remembered.digests) if remembered.digest == digest else ([], [])


def _each(names: Sequence[str], status: bytes) -> Iterator[tuple[str, bytes]]:
    """Give each file with what the disk said of it."""
    return ((name, status[at * STATUS_BYTES : (at + 1) * STATUS_BYTES]) for at, name in enumerate(names))


def _known(remembered: _Remembered) -> dict[tuple[str, bytes], bytes]:
    """Give the digests of files that need not be read again, by name and what the disk said."""
    status, young = dict(_each(remembered.met, remembered.status)), set(remembered.young)
    digests = enumerate(zip(remembered.names, remembered.digests, strict=True))
    return {(name, status[name]): digest for at, (name, digest) in digests if at not in young}


def _young(status: Sequence[bytes], now: int) -> list[int]:
    return [at for at, each in enumerate(status) if not is_settled(each, now)]


def is_settled(status: bytes, now: int) -> bool:
    """Whether any further change of a file that was looked at before `now` must show in what the disk says."""
    said = status_in(status)
    return max(said.changed, said.touched) + GRAIN < now


def content_digest(file: Path) -> bytes:
    """Give the SHA-256 of a file. Raises OSError when it cannot be read."""
    with file.open("rb", buffering=0) as stream:
        return sha256(stream.read()).digest()


def memory_of(folder: Path, suffix: str) -> Path | None:
    """Give the file that remembers something of a folder; None where there is no home for a cache."""
    try:
        return store.beside(str(folder.resolve()), suffix)
    except RuntimeError:
        return None


def remember(memory: Path | None, what: Any) -> None:  # noqa: ANN401 - plain data
    """Keep something for the next time. Where nothing can be kept, everything is read each time."""
    if memory is None:
        return
    try:
        plain.write(memory, what)
    except OSError:
        return


def recalled(memory: Path | None) -> Any:  # noqa: ANN401 - plain data
    """Give what `remember` kept; None when there is nothing."""
    return plain.read(memory) if memory else None


def _remembered(memory: Path | None) -> _Remembered:
    return _Remembered(*(recalled(memory) or ([], b"", [], [], [], "")))
