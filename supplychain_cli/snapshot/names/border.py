"""The border to Tantivy: its files are compared with what was written, and its panics become a `Damaged`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from supplychain_cli.snapshot.column import Damaged

_PART = 1 << 20


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

    with TemporaryDirectory(prefix="supplychain-") as place:
        for file in path.iterdir():
            if not file.name.endswith(".lock"):
                Path(place, file.name).symlink_to(file.absolute())
        yield Path(place)


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
