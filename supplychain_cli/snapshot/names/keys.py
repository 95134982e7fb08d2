"""Names by key: whole keys by their hash, and the beginnings of names in order of the alphabet.

A key is looked up among sorted 32-bit hashes by halving; the name itself then says whether it is the one. A few pages
of the mapped columns are touched, whatever the number of names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from zlib import crc32

from supplychain_cli.matching.keys import raw_of
from supplychain_cli.snapshot.column import Ints
from supplychain_cli.snapshot.mapped import Shelf
from supplychain_cli.snapshot.names.rows import NameRow, encoded

HASHES, NUMBERS, ORDER = "key.hashes", "key.numbers", "order.numbers"


def hash_of(key: str) -> int:
    """Give the hash under which a key is filed: CRC-32, which needs no seed and no library."""
    return crc32(encoded(key))


def line_of(number: int, raw: str) -> bytes:
    """Give what sorts as a name does. A raw key holds no control character, so NUL sorts it before the longer ones."""
    return b"%b\0%08x\n" % (encoded(raw), number)


def filings(number: int, raw: str, folded: str, compact: str) -> list[int]:
    """Give the different keys of a name as they are filed, its number in the lower half. The empty one is not."""
    return [hash_of(key) << 32 | number for key in {raw, folded, compact} - {""}]


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
