"""One column: mapped, read where a question touches it, and checked page by page as it is read.

The layout of a column, all numbers little-endian: a header of 64 bytes (the magic `SUPPLYCH`, format version, type,
number of bytes and of values, checksum of the header itself), the values one after the other, and one CRC-32 for each
4096 bytes of header and values. The first read of a page in a process checks it, so that a flipped bit anywhere
never becomes an answer. The kernel is told that reads are random: a question then costs the pages it touches.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot.format import FORMAT

MAGIC = b"SUPPLYCH"
PACK = "columns.pack"
PAGE = 4096
HEADER = 64
SMALL = 16 * PAGE
"""Files up to this size are checked whole when they are opened: that costs less than asking page by page."""
TYPES = {"u1": "B", "u2": "H", "u4": "I", "i4": "i", "u8": "Q", "text": "B"}
"""Types of a column, as in NumPy, and their codes for `memoryview.cast`; `text` is the bytes of UTF-8."""
HEAD = struct.Struct("<8sHH4sQQ")
CRC = struct.Struct("<I")
_DENSE = 16
"""Of so many pages one that is wanted makes it worth to read them all ahead."""


class Damaged(Exception):
    """A file of a snapshot is not what was written. `file` says which; the cure is to build the snapshot again."""

    def __init__(self, file: Path | str, what: str) -> None:
        """Say which file, and what is wrong with it."""
        super().__init__(f"{file}: {what}")
        self.file = file


class Head(NamedTuple):
    """What the header of a column says."""

    type: str
    values: int
    size: int
    """Bytes of the values."""


class Shelf:
    """Where the columns of a segment are: each in a file of its own, or all in one, one after the other."""

    def __init__(self, folder: Path, packed: Mapping[str, Sequence[int]]) -> None:
        """Say where: `packed` gives first byte and length of each column in the one file, if there is one."""
        self._folder, self._packed = folder, packed
        self._pack: memoryview | None = None

    def open(self, name: str, *, checked: bool = True) -> Mapped:
        """Map a column. Raises Damaged when it is missing. A small one is checked whole, unless `checked` is False."""
        if not self._packed:
            return Mapped(self._folder / name, _map(self._folder / name), checked=checked)
        file = self._folder / PACK
        if self._pack is None:
            self._pack = _map(file)
        begin, length = self._packed.get(name, (0, 0))
        return Mapped(file, self._pack[begin : begin + length], checked=checked)


def _map(file: Path) -> memoryview:
    try:
        with file.open("rb") as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as fault:
        raise Damaged(file, str(fault)) from fault
    if hasattr(mapped, "madvise"):
        mapped.madvise(mmap.MADV_RANDOM)
    return memoryview(mapped)


class Mapped:
    """The values of a column as mapped memory. `check` must precede every read of a range; the verbs below do it."""

    def __init__(self, file: Path, data: memoryview, *, checked: bool = True) -> None:
        """Read a column from mapped memory. Raises Damaged when it is cut short, of another version, or not its own."""
        self.file = file
        self._bytes, self.length = data, len(data)
        self.head = _read_head(file, self._bytes)
        self._end = HEADER + self.head.size
        self.pages = -(-self._end // PAGE)
        if len(self._bytes) != self._end + self.pages * CRC.size:
            raise Damaged(file, "its length is not what its header says.")
        self._checked: bytearray | None = bytearray(self.pages)
        if checked and self._end <= SMALL:
            self.check_all()
        self.values: Any = self._bytes[HEADER : self._end].cast(TYPES[self.head.type])  # type: ignore[call-overload]  # one of its codes
        self.width = self.values.itemsize

    def check(self, start: int, stop: int) -> None:
        """Check the pages that hold the bytes from `start` to `stop` of the values, unless they were before."""
        checked = self._checked
        if checked is None:
            return
        first, last = (HEADER + start) // PAGE, (HEADER + max(stop, start + 1) - 1) // PAGE
        if first == last and checked[first]:
            return
        self.check_pages(range(first, last + 1))

    def check_all(self) -> None:
        """Check every page that was not checked before."""
        if self._checked is not None:
            self.check_pages(range(self.pages))
            self._checked = None

    def check_pages(self, pages: Iterable[int]) -> None:
        """Check these pages of the file, unless they were before."""
        checked = self._checked
        if checked is None:
            return
        new = [page for page in pages if not checked[page]]
        if len(new) > SMALL // PAGE and len(new) * _DENSE > self.pages:
            self._read_ahead()
        for page in self._wrong(new):
            raise Damaged(self.file, f"its page {page} is not what was written.")
        for page in new:
            checked[page] = 1

    def damaged_pages(self) -> Iterator[int]:
        """Give the pages that are not what was written, after a look at every one."""
        return self._wrong(range(self.pages))

    def _wrong(self, pages: Iterable[int]) -> Iterator[int]:
        """Give those of the pages whose checksum is another; one loop, for there may be hundreds of thousands."""
        data, sums = self._bytes[: self._end], self._bytes[self._end :].cast("I")
        for page in pages:
            begin = page * PAGE
            if crc32(data[begin : begin + PAGE]) != sums[page]:
                yield page

    def _read_ahead(self) -> None:
        """Let the kernel map neighbours at once and read on: of a column that is read here and there it does not."""
        mapped = self._bytes.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
            mapped.madvise(mmap.MADV_SEQUENTIAL)

    def stored(self) -> bytes:
        """Give the column as it is stored, with header and checksums; checks every page."""
        self.check_all()
        return bytes(self._bytes)

    @property
    def whole(self) -> bool:
        """Whether every page was checked."""
        return self._checked is None


def _read_head(file: Path, data: memoryview) -> Head:
    if len(data) < HEADER:
        raise Damaged(file, "it is too short for a header.")
    magic, version, _, kind, count, size = HEAD.unpack_from(data)
    (said,) = CRC.unpack_from(data, HEADER - CRC.size)
    if magic != MAGIC or crc32(data[: HEADER - CRC.size]) != said:
        raise Damaged(file, "its header is not what was written.")
    if version != FORMAT:
        raise Damaged(file, f"it is of format {version}; this program reads format {FORMAT}.")
    return Head(kind.decode().strip(), count, size)
