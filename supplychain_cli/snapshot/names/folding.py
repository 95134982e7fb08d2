"""Folding names by the million: the costliest step of an index, shared among processes."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from supplychain_cli.matching.bulk import keys_of_many
from supplychain_cli.snapshot.names.rows import NameEntry

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Keyed: TypeAlias = tuple[NameEntry, str, str, str]
"""An entry and its raw, folded and compact key."""
Batch: TypeAlias = list[NameEntry]
Keys: TypeAlias = list[tuple[str, str, str]]
_BATCH = 4096
_AHEAD = 3
"""Batches under way for each process, so that none waits and memory stays bounded."""


def keyed(entries: Iterable[NameEntry]) -> Iterator[list[Keyed]]:
    """Give entries with their keys, in order and in batches, folded in this process."""
    for batch in _batches(entries):
        yield _joined(batch, keys_of_many(_asked(batch)))


def keyed_by_many(entries: Iterable[NameEntry], processes: int = 0) -> Iterator[list[Keyed]]:
    """Give the same as `keyed`, folded by so many processes (0: one for each processor).

    Where no process can be started, or one is killed, the rest is folded here.
    """
    processes = processes or os.cpu_count() or 1
    pool = _pool(processes) if processes > 1 else None
    if pool is None:
        yield from keyed(entries)
        return
    waiting: deque[tuple[Batch, Future[Keys] | None]] = deque()
    with pool:
        for batch in _batches(entries):
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


def _given(pool: ProcessPoolExecutor, batch: Batch) -> Future[Keys] | None:
    try:
        return pool.submit(keys_of_many, _asked(batch))
    except (RuntimeError, OSError):  # the pool broke: BrokenExecutor is a RuntimeError
        return None


def _taken(batch: Batch, future: Future[Keys] | None) -> list[Keyed]:
    try:
        keys = future.result() if future else None
    except (RuntimeError, OSError):  # the pool broke: BrokenExecutor is a RuntimeError
        keys = None
    return _joined(batch, keys_of_many(_asked(batch)) if keys is None else keys)


def _asked(batch: Batch) -> list[tuple[str, str]]:
    return [(entry.text, entry.lang) for entry in batch]


def _joined(batch: Batch, keys: Keys) -> list[Keyed]:
    return [(entry, *three) for entry, three in zip(batch, keys, strict=True)]


def _batches(entries: Iterable[NameEntry]) -> Iterator[Batch]:
    entries = iter(entries)
    while batch := list(islice(entries, _BATCH)):
        yield batch
