"""Folding names by the million, and filing them: the costliest step of an index, shared among processes."""

from __future__ import annotations

import gc
import os
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.bulk import keys_of_many
from supplychain_cli.matching.pieces import signs_of
from supplychain_cli.snapshot.names.keys import filings, line_of
from supplychain_cli.snapshot.names.rows import row_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor


class Filed(NamedTuple):
    """A batch of names as an index keeps them: name by name but for the keys, of which each has up to three."""

    folded: list[str]
    signs: list[str]
    """See `matching.pieces.signs_of`."""
    rows: list[bytes]
    lines: list[bytes]
    keys: array[int]


Named: TypeAlias = tuple[int, int, int, str, str]
"""A name to be filed: its number, its bearer's number, its tag (`rows.RowsWriter.tag`), its text and language. A plain
tuple: one with names takes five times as long from process to process."""
Batch: TypeAlias = list[Named]
_BATCH = 4096
_MOST = 2
"""Processes at most, each with 50 MB of memory: the one that writes the index could not follow more of them."""
_AHEAD = 3
"""Batches under way for each process, so that none waits and memory stays bounded."""


def filed(batch: Batch) -> Filed:
    """Fold names, and file them."""
    made = Filed([], [], [], [], array("Q"))
    every = keys_of_many([(text, lang) for _, _, _, text, lang in batch])
    for (number, party, tag, text, _), (raw, folded, compact) in zip(batch, every, strict=True):
        made.folded.append(folded)
        made.signs.append(signs_of(text))
        made.rows.append(row_of(party, tag, text, folded))
        made.lines.append(line_of(number, raw))
        made.keys.extend(filings(number, raw, folded, compact))
    return made


def filed_here(names: Iterable[Named]) -> Iterator[Filed]:
    """File names in order and in batches, in this process."""
    return map(filed, _batches(names))


def filed_by_many(names: Iterable[Named], processes: int = 0) -> Iterator[Filed]:
    """Give the same as `filed_here`, made by so many processes (0: `_MOST`, or one for each processor).

    Where no process can be started, or one is killed, the rest is folded here.
    """
    processes = processes or min(os.cpu_count() or 1, _MOST)
    pool = _pool(processes) if processes > 1 else None
    if pool is None:
        yield from filed_here(names)
        return
    waiting: deque[tuple[Batch, Future[Filed] | None]] = deque()
    with pool:
        for batch in _batches(names):
            waiting.append((batch, _given(pool, batch)))
            if len(waiting) > processes * _AHEAD:
                yield _taken(*waiting.popleft())
        while waiting:
            yield _taken(*waiting.popleft())


def _pool(processes: int) -> ProcessPoolExecutor | None:
    try:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Not forked: threads of this process (a progress bar, Tantivy's own) would be copied in mid-step.
        # They keep words and make nothing that refers to itself: looking for such things would take half their time.
        return ProcessPoolExecutor(processes, get_context("spawn"), gc.disable)
    except (ImportError, OSError):
        return None


def _given(pool: ProcessPoolExecutor, batch: Batch) -> Future[Filed] | None:
    try:
        return pool.submit(filed, batch)
    except (RuntimeError, OSError):  # the pool broke: BrokenExecutor is a RuntimeError
        return None


def _taken(batch: Batch, future: Future[Filed] | None) -> Filed:
    try:
        return future.result() if future else filed(batch)
    except (RuntimeError, OSError):  # the pool broke: BrokenExecutor is a RuntimeError
        return filed(batch)


def _batches(names: Iterable[Named]) -> Iterator[Batch]:
    names = iter(names)
    while batch := list(islice(names, _BATCH)):
        yield batch
