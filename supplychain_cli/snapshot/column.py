"""One column: mapped, read where a question touches it, and checked page by page as it is read.

The layout of a column, all numbers little-endian: a header of 64 bytes (the magic `SUPPLYCH`, format version, type,
number of bytes and of values, checksum of the header itself), the values one after the other, and one CRC-32 for each
4096 bytes of header and values. The first read of a page in a process checks it, so that a flipped bit anywhere
never becomes an answer. The kernel is told that reads are random: a question then costs the pages it touches.
"""

from __future__ import annotations

import mmap
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot.format import FORMAT

if TYPE_CHECKING:
    import numpy as np

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
        for page in range(first, last + 1):
            if not checked[page]:
                self._check_page(page)
                checked[page] = 1

    def _check_page(self, page: int) -> None:
        begin = page * PAGE
        (said,) = CRC.unpack_from(self._bytes, self._end + page * CRC.size)
        if crc32(self._bytes[begin : min(begin + PAGE, self._end)]) != said:
            raise self._damaged(page)

    def _damaged(self, page: int) -> Damaged:
        return Damaged(self.file, f"its page {page} is not what was written.")

    def check_all(self) -> None:
        """Check every page that was not checked before."""
        if self._checked is not None:
            self._check_these([page for page, done in enumerate(self._checked) if not done])
            self._checked = None

    def _check_these(self, pages: Sequence[int]) -> None:
        """Check pages in rising order: many of them at the price of reading them."""
        if len(pages) * _DENSE > self.pages:
            self._read_ahead()
        data, end, sums = self._bytes, self._end, self._bytes[self._end :]
        for page in pages:
            begin = page * PAGE
            (said,) = CRC.unpack_from(sums, page * CRC.size)
            if crc32(data[begin : min(begin + PAGE, end)]) != said:
                raise self._damaged(page)

    def _read_ahead(self) -> None:
        """Let the kernel map neighbours at once and read on: of a column that is read here and there it does not."""
        mapped = self._bytes.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
            mapped.madvise(mmap.MADV_SEQUENTIAL)

    def stored(self) -> bytes:
        """Give the column as it is stored, with header and checksums; checks every page."""
        self.check_all()
        return bytes(self._bytes)

    def damaged_pages(self) -> Iterator[int]:
        """Give the pages that are not what was written, after a look at every one."""
        for page in range(-(-self._end // PAGE)):
            try:
                self._check_page(page)
            except Damaged:
                yield page

    @property
    def whole(self) -> bool:
        """Whether every page was checked."""
        return self._checked is None

    def check_pages(self, pages: Iterable[int]) -> None:
        """Check these pages of the file."""
        checked = self._checked
        if checked is not None:
            new = [page for page in pages if not checked[page]]
            self._check_these(new)
            for page in new:
                checked[page] = 1


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


class Ints:
    """A column of whole numbers."""

    def __init__(self, mapped: Mapped) -> None:
        """Read it from mapped memory."""
        self._mapped = mapped
        self._values = self._mapped.values
        self._width = self._mapped.width

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, at: int) -> int:
        begin = at * self._width
        self._mapped.check(begin, begin + self._width)
        value: int = self._values[at]
        return value

    def __iter__(self) -> Iterator[int]:
        return iter(self.part(0, len(self)))

    def pair(self, at: int) -> tuple[int, int]:
        """Give a value and the next one."""
        begin = at * self._width
        self._mapped.check(begin, begin + 2 * self._width)
        values = self._values
        return values[at], values[at + 1]

    def part(self, start: int, stop: int) -> memoryview:
        """Give the values from `start` to `stop`, without copying them."""
        if stop <= start:
            return memoryview(b"")
        self._mapped.check(start * self._width, stop * self._width)
        part: memoryview = self._values[start:stop]
        return part

    def array(self) -> np.ndarray[Any, Any]:
        """Give all values as a NumPy array over the mapped memory; checks every page first."""
        import numpy as np

        self._mapped.check_all()
        return np.asarray(self._values)

    def take(self, places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Give the values at many places; checks the pages that these touch."""
        import numpy as np

        if len(places) > self._mapped.pages:
            self._mapped.check_all()
        elif not self._mapped.whole:
            touched = np.zeros(self._mapped.pages, dtype=bool)
            touched[(places.astype(np.int64) * self._width + HEADER) // PAGE] = True
            self._mapped.check_pages(np.flatnonzero(touched).tolist())
        found: np.ndarray[Any, Any] = np.asarray(self._values)[places]
        return found

    def take_runs(
        self, begins: np.ndarray[Any, Any], ends: np.ndarray[Any, Any], places: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """As `take`, where the places are those of runs that are not empty: `begins` to `ends` without the last."""
        import numpy as np

        width, pages = self._width, self._mapped.pages
        if len(places) > 4 * pages:
            self._mapped.check_all()
        if self._mapped.whole:
            return self.take(places)
        opened = np.bincount((begins * width + HEADER) // PAGE, minlength=pages)
        closed = np.bincount(((ends - 1) * width + HEADER) // PAGE + 1, minlength=pages + 1)[:pages]
        self._mapped.check_pages(np.flatnonzero(np.cumsum(opened - closed) > 0).tolist())
        found: np.ndarray[Any, Any] = np.asarray(self._values)[places]
        return found


class Constant:
    """A column in which every value is the same: it takes no file. It has the verbs of every kind of column."""

    def __init__(self, value: Any, count: int) -> None:  # noqa: ANN401 - a number or a text
        """Say the value and how often it stands there."""
        self.value = value
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> Any:  # noqa: ANN401 - as above
        return self.value

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self._count)

    def part(self, start: int, stop: int) -> memoryview:
        """As `Ints.part`, of a number that is not negative."""
        return memoryview(array("I", [self.value]) * max(stop - start, 0))

    @property
    def terms(self) -> tuple[str, ...]:
        """As `Coded.terms`."""
        return (self.value,) if self._count else ()

    @property
    def codes(self) -> Constant:
        """As `Coded.codes`."""
        return Constant(0, self._count)

    def raw(self, at: int) -> bytes:
        """As `Texts.raw`."""
        return bytes(self[at].encode())

    def stretch(self, begin: int, end: int) -> list[str]:
        """As `Texts.stretch`."""
        return [self.value] * (end - begin)

    def whole(self) -> bytes:
        """As `Texts.whole`."""
        return self.raw(0) * self._count

    def first_not_below(self, text: str, low: int = 0, high: int | None = None) -> int:
        """As `Texts.first_not_below`."""
        high = self._count if high is None else high
        return low if self.value >= text else high

    def place(self, text: str, low: int = 0, high: int | None = None) -> int | None:
        """As `Texts.place`."""
        high = self._count if high is None else high
        return low if low < high and self.value == text else None

    def array(self) -> np.ndarray[Any, Any]:
        """As `Ints.array`: the value as often as it stands there, in no memory."""
        import numpy as np

        return np.broadcast_to(np.asarray(self.value), (self._count,))

    def take(self, places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """As `Ints.take`."""
        import numpy as np

        return np.broadcast_to(np.asarray(self.value), (len(places),))

    def take_runs(
        self, _begins: np.ndarray[Any, Any], _ends: np.ndarray[Any, Any], places: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """As `Ints.take_runs`."""
        return self.take(places)


class Texts:
    """A column of texts: where each begins, and all of them one after the other."""

    def __init__(self, places: Mapped, texts: Mapped) -> None:
        """Read them from mapped memory."""
        self._places, self._texts = Ints(places), texts

    def __len__(self) -> int:
        return max(len(self._places) - 1, 0)

    def __getitem__(self, at: int) -> str:
        return self.raw(at).decode()

    def raw(self, at: int) -> bytes:
        """Give a text as UTF-8."""
        begin, end = self._places.pair(at)
        self._texts.check(begin, end)
        return bytes(self._texts.values[begin:end])

    def stretch(self, begin: int, end: int) -> list[str]:
        """Give the texts from one place to another."""
        return [raw.decode() for raw in self.raws(begin, end)]

    def raws(self, begin: int = 0, end: int | None = None) -> list[bytes]:
        """Give the texts from one place to another, or to the end, as UTF-8."""
        places, held = self.spread(begin, len(self) if end is None else end)
        return [held[one - places[0] : other - places[0]] for one, other in pairwise(places)]

    def spread(self, begin: int, end: int) -> tuple[memoryview, bytes]:
        """Give the same in one piece, behind where each begins and, last, where the piece ends."""
        places = self._places.part(begin, end + 1)
        if not len(places):
            return places, b""
        self._texts.check(places[0], places[-1])
        return places, bytes(self._texts.values[places[0] : places[-1]])

    def whole(self) -> bytes:
        """Give all texts, one after the other, as UTF-8; checks every page."""
        self._texts.check_all()
        return bytes(self._texts.values)

    def first_not_below(self, text: str, low: int = 0, high: int | None = None) -> int:
        """Give the first place, in a sorted part of the column, whose text is not less. UTF-8 sorts as code points."""
        wanted = text.encode()
        high = len(self) if high is None else high
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def place(self, text: str, low: int = 0, high: int | None = None) -> int | None:
        """Find a text in a sorted part of the column; None when it is not there."""
        high = len(self) if high is None else high
        at = self.first_not_below(text, low, high)
        return at if at < high and self.raw(at) == text.encode() else None


class Coded:
    """A column of few different texts: a code for each value, and the texts by code."""

    def __init__(self, codes: Mapped, terms: Mapped) -> None:
        """Read the codes from mapped memory; the terms are read whole."""
        import json

        self.codes = Ints(codes)
        terms.check_all()
        self.terms: tuple[str, ...] = tuple(json.loads(bytes(terms.values)))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: int) -> str:
        return self.terms[self.codes[at]]

    def __iter__(self) -> Iterator[str]:
        return map(self.terms.__getitem__, self.codes)


Column = Ints | Texts | Coded | Constant


def first_not_below(values: Callable[[int], Any], wanted: Any, low: int, high: int) -> int:  # noqa: ANN401 - numbers or texts
    """Give the first place between `low` and `high` of a sorted column whose value is not less."""
    while low < high:
        middle = (low + high) // 2
        if values(middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return low
