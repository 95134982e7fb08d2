"""Columns of text made from NumPy codes, as Arrow arrays: built in one step each, never string by string.

Numbers that stand for chance come from two places: `chance`, one seeded generator for each chunk of each table, and
`mixed`, a hash of the party's number, where another table must come to the same number again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from math import gcd
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

arrow: Any = import_module("pyarrow")
compute: Any = import_module("pyarrow.compute")

Numbers = npt.NDArray[np.int64]
Fractions = npt.NDArray[np.float64]
WIDTH = 8
"""Letters of a party's key: `p0000123`."""


def chance(seed: int, table: int, chunk: int) -> np.random.Generator:
    """Give the generator of one chunk of one table: equal on every machine, whatever was drawn elsewhere."""
    return np.random.Generator(np.random.PCG64((seed, table, chunk)))


def mixed(numbers: Numbers, salt: int) -> Numbers:
    """Give a well-mixed non-negative number for each number: the finaliser of SplitMix64 (Steele et al., 2014)."""
    step = (salt + 1) * 0x9E3779B97F4A7C15 % (1 << 64)
    value = numbers.astype(np.uint64) + np.uint64(step)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((value ^ (value >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)


def spread(ranks: Numbers, size: int, start: int) -> Numbers:
    """Scatter ranks below `size` over all of them, one to one, so that hubs do not stand side by side."""
    factor = start
    while gcd(factor, size) != 1:
        factor += 1
    return (ranks * factor + start // 2) % size


def skewed(drawn: Fractions, size: int, power: float) -> Numbers:
    """Turn uniform fractions into ranks by a power law: rank 0 has a share of (1 / size) ** (1 / power)."""
    return np.minimum((size * drawn**power).astype(np.int64), size - 1)


def weighted(drawn: Fractions, weights: Sequence[float]) -> Numbers:
    """Turn uniform fractions into codes, each as often as its weight says."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    codes = np.searchsorted(bounds / bounds[-1], drawn, side="right")
    return np.minimum(codes, len(weights) - 1).astype(np.int64)


class Keys:
    """The keys of all parties, eight bytes each, from which a column of keys is gathered."""

    def __init__(self, parties: int) -> None:
        number = np.arange(parties, dtype=np.int64)
        letters = np.empty((parties, WIDTH), dtype=np.uint8)
        letters[:, 0] = ord("p")
        for place in range(WIDTH - 1, 0, -1):
            letters[:, place] = ord("0") + number % 10
            number //= 10
        self._letters = letters.view(np.uint64).ravel()

    def of(self, parties: Numbers) -> Any:
        """Give the column of the keys of these parties."""
        letters = self._letters[parties]
        ends = np.arange(len(parties) + 1, dtype=np.int32) * np.int32(WIDTH)
        return arrow.StringArray.from_buffers(len(parties), arrow.py_buffer(ends), arrow.py_buffer(letters))


def words(codes: Numbers, vocabulary: Sequence[str]) -> Any:
    """Give a column whose cells are words of a vocabulary."""
    return arrow.DictionaryArray.from_arrays(
        arrow.array(codes.astype(np.int32)), arrow.array(list(vocabulary), arrow.string())
    )


def constant(text: str, count: int) -> Any:
    """Give a column that says the same in every row."""
    return words(np.zeros(count, dtype=np.int64), [text])


def listed(cells: Iterable[str]) -> Any:
    """Give a short column from its cells, of the same type as `words` gives."""
    return arrow.array(list(cells), arrow.string()).dictionary_encode()


def joined(columns: Sequence[Any], between: str = "") -> Any:
    """Give a column of the texts of several columns, one after the other."""
    texts = [column.cast(arrow.string()) for column in columns]
    return compute.binary_join_element_wise(*texts, between)


def table(kind: type[NamedTuple], given: Mapping[str, Any]) -> Any:
    """Give a table with the columns of a type of row, in their order; those that are not given are empty."""
    count = len(next(iter(given.values())))
    fields = kind._fields
    return arrow.table({field: given[field] if field in given else constant("", count) for field in fields})
