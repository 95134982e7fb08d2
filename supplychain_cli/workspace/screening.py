"""Screening with several processes: rows go out in chunks, and their answers come back in the order of the file."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.graph.view import Scope
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import day_text
from supplychain_cli.queries.screen.judge import Judge
from supplychain_cli.queries.screen.rows import ScreenRow
from supplychain_cli.sheets.line import Line
from supplychain_cli.workspace.world import World, open_world

CHUNK = 200
"""Rows that are judged in one go."""
_ALONE = 5
"""Chunks that one process judges before others are started, which takes a second or two."""
_AHEAD = 3
"""Chunks that wait for each process; the file is not read further ahead than that."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What another process needs to open the same dataset."""

    records: Path | None
    scope: Scope
    engine: str
    digest: str


def against(world: World) -> str:
    """Say what rows are screened against: the dataset, its digest, and the day that is asked about."""
    info, scope = world.info, world.view.scope
    return f"{info.name} {info.version} (digest {info.digest[:12]}, as of {day_text(scope.listings_on)})"


def screened(
    lines: Iterable[Line], world: World, opening: Opening, jobs: int
) -> Generator[tuple[ScreenRow, ...], None, None]:
    """Judge lines, in the order of the file, chunk by chunk; the answers do not depend on `jobs`.

    Other processes are started only for a file of more than a thousand rows. Raises DataFault when the dataset changes
    meanwhile, and what reading the lines raises.
    """
    chunks = _chunks(lines)
    judge = Judge(world.view, world.names, against(world))
    for chunk in islice(chunks, None if jobs < 2 else _ALONE):  # noqa: PLR2004 - one process is this one
        yield tuple(map(judge.row, chunk))
    if jobs > 1:
        yield from _by_many(chunks, opening, jobs)


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _by_many(chunks: Iterator[list[Line]], opening: Opening, jobs: int) -> Iterator[tuple[ScreenRow, ...]]:
    first = next(chunks, None)
    if first is None:
        return
    # Started afresh, not forked: an open snapshot and its threads are not to be shared.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _open, (opening,))
    try:
        waiting: deque[Future[tuple[ScreenRow, ...]]] = deque([pool.submit(_judged, first)])
        for chunk in chunks:
            waiting.append(pool.submit(_judged, chunk))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_JUDGES: list[Judge] = []
"""The judge of this process, once it is opened."""


def _open(opening: Opening) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process stops the others
    world = open_world(opening.records, opening.scope, opening.engine)
    if world.info.digest == opening.digest:
        _JUDGES.append(Judge(world.view, world.names, against(world)))


def _judged(lines: list[Line]) -> tuple[ScreenRow, ...]:
    if not _JUDGES:
        raise DataFault(
            "D104",
            "The records changed while rows were screened against them.",
            help="Run the command again.",
        )
    return tuple(map(_JUDGES[0].row, lines))
