"""The database that reads tables, kept small and offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "240MB"
"""What the database may hold before it writes to its folder; the whole process then stays under 500 MB."""
READING = "380MB"
"""What it may hold while a table is read and understood: with less it reads with one processor."""

_LARGE = 64 << 20
"""Bytes of rows from which they may not fit into memory."""


def connected(folder: Path, memory: str = MEMORY) -> DuckDBPyConnection:
    """Open a database in memory that spills into `folder` and never fetches an extension.

    Close it when done; the folder is the caller's to delete. Cost: loads the library, about 0.1 s.
    """
    import duckdb

    return duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(folder),
            "threads": 2,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        }
    )


def placed(connection: DuckDBPyConnection, folder: Path, size: int) -> str:
    """Give what goes before the names of tables made of so many bytes, once for a connection.

    Those that may not fit into memory lie in a file in the folder, which is attached: a table of the memory would be
    written to the disk anew each time that it is read.
    """
    if size <= _LARGE:
        return "memory"
    # What is written there is read a few times and deleted: not worth the time that these take. As a setting of
    # `connect` it is not heeded.
    connection.execute("SET disabled_compression_methods = 'fsst,dict_fsst,zstd'")
    connection.execute(f"ATTACH {text(str(folder / 'tables.duckdb'))} AS filed")
    return "filed"


def too_small() -> type[Exception]:
    """Give what the database raises when it needs more memory than it may hold."""
    import duckdb

    return duckdb.OutOfMemoryException


def text(value: str) -> str:
    """Write a text as SQL. A quote in it is doubled, and nothing else in it means anything to the database."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"
