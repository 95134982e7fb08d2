"""The border to Tantivy: its files are compared with what was written, and its panics become a `Damaged`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from supplychain_cli.snapshot.mapped import Damaged

_PART = 1 << 20
_END = 1 << 14


@contextmanager
def border(path: Path) -> Iterator[None]:
    """Turn whatever Tantivy makes of damaged files in this folder into a Damaged, and let it print nothing."""
    try:
        with _silence():
            yield
    except (KeyboardInterrupt, GeneratorExit, SystemExit, ImportError, Damaged):
        raise
    except BaseException as fault:  # a panic in Rust is no Exception
        raise Damaged(path, f"the index of names cannot be read ({fault}).") from fault


@contextmanager
def writable(path: Path) -> Iterator[Path]:
    """Give the folder itself, or one of links to its files where it cannot be written.

    Tantivy opens no index without creating a lock beside it.
    """
    if os.access(path, os.W_OK):
        yield path
        return
    from tempfile import TemporaryDirectory

    # A thread of Tantivy may still write a lock while the folder goes; what then stays are links.
    with TemporaryDirectory(prefix="supplychain-", ignore_cleanup_errors=True) as place:
        for file in path.iterdir():
            if not file.name.endswith(".lock"):
                Path(place, file.name).symlink_to(file.absolute())
        yield Path(place)


def read_at_random(path: Path, suffixes: tuple[str, ...]) -> None:
    """Tell the kernel that files of this folder, as Tantivy has mapped them, are read here and there.

    Otherwise each first touch of a list reads on for as much as the device is set to read ahead: of a large index that
    is not in memory, many times what the question needs. Where the system offers no such thing, nothing happens.
    """
    try:
        import ctypes
        from mmap import MADV_RANDOM

        advise = ctypes.CDLL(None).madvise
        lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    except (ImportError, AttributeError, OSError, ValueError):
        return
    inside = f"{path.resolve()}{os.sep}"
    for line in lines:
        if inside in line and line.endswith(suffixes):
            begin, end = (int(address, 16) for address in line.partition(" ")[0].split("-"))
            advise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), MADV_RANDOM)


def touch_ends(path: Path, names: Iterable[str]) -> None:
    """Read the end of each of these files, where Tantivy begins, and no more: its own touch would read far ahead."""
    for name in names:
        with (path / name).open("rb", buffering=0) as stream:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_RANDOM)
            stream.seek(0, os.SEEK_END)
            stream.seek(max(stream.tell() - _END, 0))
            stream.read(_END)


def check(path: Path, files: Mapping[str, Sequence[int]], *, largest: int | None = None) -> None:
    """Compare Tantivy's files with what was written: their sizes, and the checksums of those up to `largest` bytes.

    Raises Damaged. Without `largest` all are read: a second or so for a gigabyte.
    """
    for name, (size, said) in files.items():
        try:
            right = (path / name).stat().st_size == size
            if right and (largest is None or size <= largest):
                right = checksum(path / name) == said
        except OSError as fault:
            raise Damaged(path / name, str(fault)) from fault
        if not right:
            raise Damaged(path / name, "it is not what was written.")


def checksum(file: Path) -> int:
    """Give the CRC-32 of a file."""
    found = 0
    with file.open("rb") as stream:
        while part := stream.read(_PART):
            found = crc32(part, found)
    return found


@contextmanager
def _silence() -> Iterator[None]:
    """Hold back what Rust itself prints to the standard error when it panics; the caller says it better."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
