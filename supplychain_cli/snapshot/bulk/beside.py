"""Work on the database beside other work on it, so that no processor waits while a column is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from supplychain_cli.light import NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Work: TypeAlias = "Callable[[DuckDBPyConnection], None]"


class Beside(NamedTuple):
    """A thread with a connection of its own, which does one work after the other."""

    connection: DuckDBPyConnection
    pool: ThreadPoolExecutor
    given: list[Future[None]]
    stopped: Event

    def do(self, work: Work) -> None:
        """Give it work, whose errors are raised where `beside` ends. It should look at `stopped` now and then."""
        self.given.append(self.pool.submit(work, self.connection))


@contextmanager
def beside(connection: DuckDBPyConnection) -> Iterator[Beside]:
    """Give a thread for work on the tables of a database, and wait at the end until it is done.

    An error in what is done meanwhile, a person's break too, stops it within a moment.
    """
    with connection.cursor() as own, ThreadPoolExecutor(1) as pool:
        made = Beside(own, pool, [], Event())
        try:
            yield made
            for each in made.given:
                each.result()
        except BaseException:
            made.stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
