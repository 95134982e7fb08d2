"""Names by key: whole keys by their hash, and the beginnings of names in order of the alphabet.

A key is looked up among sorted 32-bit hashes by halving; the name itself then says whether it is the one. A few pages
of the mapped columns are touched, whatever the number of names.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cached_property
from itertools import islice
from pathlib import Path
from zlib import crc32

from supplychain_cli.matching.keys import raw_of
from supplychain_cli.snapshot.column import Ints, Shelf
from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.rows import NameRow, encoded

HASHES, NUMBERS, ORDER = "key.hashes", "key.numbers", "order.numbers"
_LOW = 0xFFFFFFFF
_BATCH = 1 << 16
_RUN = 100_000
"""Names that are sorted in memory at a time; the sorted runs are then merged."""


def hash_of(key: str) -> int:
    """Give the hash under which a key is filed: CRC-32, which needs no seed and no library."""
    return crc32(encoded(key))


def line_of(number: int, raw: str) -> bytes:
    """Give what sorts as a name does. A raw key holds no control character, so NUL sorts it before the longer ones."""
    return b"%b\0%08x\n" % (encoded(raw), number)


def filings(number: int, raw: str, folded: str, compact: str) -> list[int]:
    """Give the different keys of a name as they are filed, its number in the lower half. The empty one is not."""
    return [hash_of(key) << 32 | number for key in {raw, folded, compact} - {""}]


class KeysWriter:
    """Collects the keys of names: 8 bytes in memory for each different key of a name."""

    def __init__(self, folder: Folder) -> None:
        """Write into a folder at the end."""
        self._folder = folder
        self._keys = array("Q")

    def extend(self, filed: Iterable[int]) -> None:
        """Note keys, each as `filings` gives it."""
        self._keys.extend(filed)

    def close(self, *, small: bool) -> None:
        """Sort and write. NumPy sorts the many, in place; it is not worth its import for a few."""
        hashes, numbers = self._folder.column(HASHES, "u4"), self._folder.column(NUMBERS, "u4")
        if small:
            ordered = sorted(self._keys)
            hashes.write(array("I", [key >> 32 for key in ordered]))
            numbers.write(array("I", [key & _LOW for key in ordered]))
        else:
            import numpy as np

            many = np.frombuffer(self._keys, dtype=np.uint64)
            many.sort()
            for at in range(0, len(many), _BATCH):
                part = many[at : at + _BATCH]
                hashes.write((part >> 32).astype(np.uint32))
                numbers.write((part & _LOW).astype(np.uint32))
        hashes.close()
        numbers.close()


class OrderWriter:
    """Sorts names by their raw key: runs in memory, kept in files of the folder until they are merged."""

    def __init__(self, folder: Folder) -> None:
        """Write into a folder at the end."""
        self._folder = folder
        self._lines: list[bytes] = []
        self._runs: list[Path] = []

    def extend(self, lines: Iterable[bytes]) -> None:
        """Note names, each as `line_of` gives it."""
        self._lines += lines
        if len(self._lines) >= _RUN:
            self._spill()

    def _spill(self) -> None:
        self._lines.sort()
        run = self._folder.path / f"order.run{len(self._runs)}"
        run.write_bytes(b"".join(self._lines))
        self._runs.append(run)
        self._lines.clear()

    def close(self) -> None:
        """Merge the runs and write the numbers of the names in order."""
        column = self._folder.column(ORDER, "u4")
        self._lines.sort()
        with ExitStack() as stack:
            runs = [stack.enter_context(run.open("rb")) for run in self._runs]
            lines = heapq.merge(self._lines, *runs) if runs else iter(self._lines)
            while batch := array("I", (int(line[-9:-1], 16) for line in islice(lines, _BATCH))):
                column.write(batch)
        column.close()
        for run in self._runs:
            run.unlink()


class Keys:
    """Finds names by a whole key or by how they begin."""

    def __init__(self, shelf: Shelf, row: Callable[[int], NameRow]) -> None:
        """Read from the columns of an index; nothing is mapped before a verb is used."""
        self._shelf, self._row = shelf, row

    @cached_property
    def _filed(self) -> tuple[Ints, Ints]:
        return Ints(self._shelf.open(HASHES)), Ints(self._shelf.open(NUMBERS))

    @cached_property
    def _order(self) -> Ints:
        return Ints(self._shelf.open(ORDER))

    def filed(self) -> Iterator[tuple[int, int]]:
        """Give all hashes of keys in order, each with the number of its name."""
        hashes, numbers = (column.part(0, len(column)) for column in self._filed)
        return zip(hashes, numbers, strict=True)

    def ordered(self) -> list[int]:
        """Give the numbers of all names in the order of their raw keys."""
        return self._order.part(0, len(self._order)).tolist()

    def equal(self, key: str) -> Iterator[NameRow]:
        """Names one of whose keys is this, in order of numbers; none for an empty one."""
        if not key:
            return
        hashes, numbers = self._filed
        wanted = hash_of(key)
        for at in range(bisect_left(hashes, wanted), len(hashes)):
            if hashes[at] != wanted:
                return
            row = self._row(numbers[at])
            keys = row.keys()
            if key in {keys.raw, keys.folded, keys.compact}:
                yield row

    def starting(self, prefix: str) -> Iterator[NameRow]:
        """Names whose raw key begins so, in order of their raw keys."""
        order = self._order
        for at in range(bisect_left(order, encoded(prefix), key=self._raw), len(order)):
            row = self._row(order[at])
            if not raw_of(row.text).startswith(prefix):
                return
            yield row

    def _raw(self, number: int) -> bytes:
        return encoded(raw_of(self._row(number).text))
