"""The database that reads tables, kept small and offline."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import NO_ROOM
from supplychain_cli.light import NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VARIABLE = "SUPPLYCHAIN_MEMORY"
LEAST = 500_000_000
"""Bytes that a process takes at most while it reads and compiles a feed, unless it is allowed more."""
_OF_SORTING, _OF_READING = 0.48, 0.76
"""Parts of these that the database may hold before it writes to its folder: the rest is ours. More of it while a table
is read and understood, for with less it reads with one processor."""

_LARGE = 16 << 20
"""Bytes of files from which what is made of them may not fit into memory."""


class Memory(NamedTuple):
    """Bytes that the database may hold."""

    sorting: int
    reading: int
    """While a table is read and understood."""


def memory() -> Memory:
    """Give what the database may hold: of `$SUPPLYCHAIN_MEMORY` bytes, or of the least, where that says no more."""
    said = os.environ.get(VARIABLE, "")
    whole = max(int(said), LEAST) if said.isdecimal() else LEAST
    return Memory(int(whole * _OF_SORTING), int(whole * _OF_READING))


@contextmanager
def connected(folder: Path, held: int | None = None, *, size: int = 0) -> Iterator[DuckDBPyConnection]:
    """Open a database for what is made of so many bytes, which spills into `folder` and never fetches an extension.

    Its tables are in memory, or, where they may not fit, in a file in the folder: the database would write those of
    the memory to the disk anew each time that it reads them, and keeps a part of each in memory. The folder is the
    caller's to delete. `held` is the bytes that it may hold, else those of `memory` for sorting. Raises OSError where a
    disk is full. Cost: loads the library, about 0.1 s.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{held or memory().sorting}B",
        "temp_directory": str(folder),
        "threads": 2,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    try:
        with duckdb.connect(
            folder / "tables.duckdb" if size > _LARGE else ":memory:", config=config
        ) as connection:
            # What is written there is read a few times and deleted: not worth the time that these take. As a setting
            # of `connect` it is not heeded.
            connection.execute("SET disabled_compression_methods = 'fsst,dict_fsst,zstd'")
            yield connection
    except duckdb.Error as fault:
        if lacks_room(fault):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from fault
        raise


def lacks_room(fault: Exception) -> bool:
    """Whether the database failed because a disk is full: it has no error of its own for that."""
    return any(words in str(fault) for words in (*map(os.strerror, NO_ROOM), "max_temp_directory_size"))


def too_small() -> type[Exception]:
    """Give what the database raises when it needs more memory than it may hold."""
    import duckdb

    return duckdb.OutOfMemoryException


def text(value: str) -> str:
    """Write a text as SQL. A quote in it is doubled, and nothing else in it means anything to the database."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"
