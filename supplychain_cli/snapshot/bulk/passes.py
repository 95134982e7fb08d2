"""Joins of any size within bounded memory: in passes, each with those rows whose keys fall into one bucket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot.bulk.filling import count_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EACH = 160
"""Bytes for a party that a join holds; the database spills a join, too, but not one that is many times its memory."""
_PARTIES_IN = ("parties", "sources", "targets")
Within = Callable[[str], str]
"""Gives the condition that a key, a text or a number, falls into the bucket of a pass."""


class Passes(NamedTuple):
    """A connection, and into how many buckets keys fall; every pass reads the tables whole."""

    connection: DuckDBPyConnection
    buckets: int

    def make(self, table: str, select: Callable[[Within], str]) -> None:
        """Make a table of what a SELECT gives for each bucket, in any order."""
        self.connection.execute("SET preserve_insertion_order = false")
        for bucket in range(self.buckets):
            begun = f"INSERT INTO {table}" if bucket else f"CREATE TABLE {table} AS"
            self.connection.execute(f"{begun} {select(self._within(bucket))}")
        self.connection.execute("SET preserve_insertion_order = true")

    def _within(self, bucket: int) -> Within:
        if self.buckets == 1:
            return lambda _key: "true"
        return lambda key: f'hash("{key}") % {self.buckets} = {bucket}'


def passes(connection: DuckDBPyConnection, views: Mapping[str, str], memory: int) -> Passes:
    """Give as many passes as the parties of a feed take, or what is said of them where that is more.

    `memory` is the bytes that the database may hold.
    """
    most = max(count_of(connection, f"({views[name]})") for name in _PARTIES_IN if name in views)
    return Passes(connection, most * _EACH // memory + 1)
