"""Filing names while an index is written: their keys and their order, sorted by way of files where they are many."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.keys import HASHES, NUMBERS, ORDER

if TYPE_CHECKING:
    import numpy as np

_LOW, _HIGH = 0xFFFFFFFF, 1 << 32
_BATCH = 1 << 16
_HELD = 1 << 20
"""Keys that are held while names come; then they are put into a file."""
_PART = 1 << 22
"""Keys that are sorted in memory at a time."""
_RUN = 100_000
"""Names that are sorted in memory at a time; the sorted runs are then merged."""


class KeysWriter:
    """Sorts the keys of names: what is held at a time is bounded, whatever the number of names."""

    def __init__(self, folder: Folder) -> None:
        """Write into a folder at the end."""
        self._folder = folder
        self._keys = array("Q")
        self._file = folder.path / "keys.unsorted"
        self._filed = 0

    def extend(self, filed: Iterable[int]) -> None:
        """Note keys, each as `keys.filings` gives it."""
        self._keys.extend(filed)
        if len(self._keys) >= _HELD:
            self._spill()

    def _spill(self) -> None:
        with self._file.open("ab") as file:
            self._keys.tofile(file)
        self._filed += len(self._keys)
        self._keys = array("Q")

    def close(self, *, small: bool) -> None:
        """Sort and write. NumPy sorts the many; it is not worth its import for a few."""
        hashes, numbers = self._folder.column(HASHES, "u4"), self._folder.column(NUMBERS, "u4")
        if small:
            ordered = sorted(self._keys)
            hashes.write(array("I", [key >> 32 for key in ordered]))
            numbers.write(array("I", [key & _LOW for key in ordered]))
        else:
            for many in self._sorted():
                hashes.write((many >> 32).astype("u4"))
                numbers.write((many & _LOW).astype("u4"))
        hashes.close()
        numbers.close()
        self._file.unlink(missing_ok=True)

    def _sorted(self) -> Iterator[np.ndarray[Any, Any]]:
        """Give all keys in order. Hashes lie evenly, so each part of their range takes as many, and a pass each."""
        import numpy as np

        if not self._keys and not self._filed:
            return
        self._spill()
        parts = self._filed // _PART + 1
        for low, high in pairwise(at * _HIGH // parts for at in range(parts + 1)):
            part = np.concatenate([keys[(keys >> 32 >= low) & (keys >> 32 < high)] for keys in self._read()])
            part.sort()
            yield part

    def _read(self) -> Iterator[np.ndarray[Any, Any]]:
        import numpy as np

        for begin in range(0, self._filed, _HELD):
            yield np.fromfile(self._file, "u8", _HELD, offset=begin * self._keys.itemsize)


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
