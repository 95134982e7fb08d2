"""Who bears one identifier: found by sorting hashes of all, so that only what several bear is read. Loads NumPy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np

from supplychain_cli.snapshot.column import Texts
from supplychain_cli.snapshot.segment import Segment

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Group = list[list[int]]
"""The nodes that bear one identifier, by segment, each in the order of its rows."""
_STRETCH = 20_000
"""Rows that are hashed at a time: few enough that memory is used again instead of asked for."""
_BASE, _SPREAD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Odd numbers without a pattern: the base of the powers, and what tells lengths and schemes apart."""


def shared(segments: Sequence[Segment], schemes: Collection[str]) -> Iterator[tuple[str, str, Group]]:
    """Give each identifier of these schemes that more than one row bears: scheme, value, and the nodes.

    Equal hashes only choose what is read; the values themselves decide. Cost: a pass over all values, a sort of 8 bytes
    for each row, and the rows that share a hash.
    """
    held = [_hashes(segment, schemes) for segment in segments]
    every = np.sort(np.concatenate([hashes for _, hashes in held]))
    twice = np.unique(every[1:][every[1:] == every[:-1]])
    groups: dict[tuple[str, str], Group] = {}
    for place, (segment, (rows, hashes)) in enumerate(zip(segments, held, strict=True)):
        at = np.minimum(np.searchsorted(twice, hashes), max(len(twice) - 1, 0))
        table = segment.table("identifier")
        for row in rows[twice[at] == hashes].tolist() if len(twice) else ():
            key = (table["scheme"][row], table["value"][row])
            group = groups.setdefault(key, [[] for _ in segments])
            group[place].append(segment.base + table["node"][row])
    for (scheme, value), group in groups.items():
        if sum(map(len, group)) > 1:
            yield scheme, value, group


def _hashes(segment: Segment, schemes: Collection[str]) -> tuple[np.ndarray[Any, Any], Hashes]:
    """Give the rows of a segment's identifiers of these schemes, and a hash of scheme and value of each."""
    table = segment.table("identifier")
    if not len(table):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64)
    terms = table["scheme"].terms
    wanted = np.array([term in schemes for term in terms], dtype=bool)
    salts = np.array([hash_of(term.encode()) for term in terms], dtype=np.uint64)
    rows, hashes = [], []
    for begin in range(0, len(table), _STRETCH):
        end = min(begin + _STRETCH, len(table))
        codes = np.asarray(table["scheme"].codes.part(begin, end))
        kept = np.flatnonzero(wanted[codes])
        rows.append(begin + kept)
        hashes.append((_of_values(table["value"], begin, end) + salts[codes])[kept])
    return np.concatenate(rows), np.concatenate(hashes)


def _of_values(column: Any, begin: int, end: int) -> Hashes:  # noqa: ANN401 - texts, or one text for all
    if not isinstance(column, Texts):
        return np.full(end - begin, hash_of(column.value.encode()), dtype=np.uint64)
    places, texts = column.spread(begin, end)
    starts = np.asarray(places).astype(np.int64)
    starts -= starts[0]
    lengths = np.diff(starts)
    letters = np.frombuffer(texts, dtype=np.uint8).astype(np.uint64)
    letters *= _powers(int(lengths.max(initial=0)))[np.arange(len(letters)) - np.repeat(starts[:-1], lengths)]
    found = np.zeros(len(lengths), dtype=np.uint64)
    some = np.flatnonzero(lengths)
    found[some] = np.add.reduceat(letters, starts[some]) if len(some) else 0
    spread: Hashes = (found + lengths.astype(np.uint64)) * np.uint64(_SPREAD)
    return spread


def hash_of(text: bytes) -> int:
    """Give the hash of one text: its bytes by powers of a base, and its length, in 64 bits."""
    powers: list[int] = _powers(len(text)).tolist()
    total = sum(letter * power for letter, power in zip(text, powers, strict=True))
    return (total + len(text)) * _SPREAD % (1 << 64)


def _powers(count: int) -> Hashes:
    powers: Hashes = np.cumprod(np.full(count, _BASE, dtype=np.uint64), dtype=np.uint64)
    return powers
