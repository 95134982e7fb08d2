"""Writing one column, page by page, each with its checksum. The layout is that of `column`."""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

from supplychain_cli.snapshot.format import FORMAT
from supplychain_cli.snapshot.mapped import CRC, HEAD, HEADER, MAGIC, PAGE


class ColumnWriter:
    """Writes a column from start to end. Nothing is valid before `close`; memory is two pages."""

    def __init__(self, stream: BinaryIO, kind: str) -> None:
        """Begin a column of one of `TYPES` in a stream that is empty."""
        self._stream = stream
        self._kind = kind
        self._first: bytearray | None = None
        self._rest = bytearray(HEADER)
        self._sums = bytearray()
        self.size = 0

    def write(self, values: Any) -> None:  # noqa: ANN401 - anything with a buffer
        """Append values from a buffer, in little-endian order."""
        view = memoryview(values)
        if not view.nbytes:
            return
        view = view.cast("B")
        self.size += len(view)
        missing = PAGE - len(self._rest)
        if len(view) < missing:
            self._rest += view
            return
        self._rest += view[:missing]
        self._put(self._rest)
        whole = missing + (len(view) - missing) // PAGE * PAGE
        for at in range(missing, whole, PAGE):
            self._sums += CRC.pack(zlib.crc32(view[at : at + PAGE]))
        self._stream.write(view[missing:whole])
        self._rest = bytearray(view[whole:])

    def _put(self, page: bytearray) -> None:
        self._sums += CRC.pack(zlib.crc32(page))
        self._stream.write(page)
        if self._first is None:
            self._first = page

    def close(self) -> None:
        """Write what is left, the checksums, and then the header, which is known only now."""
        if self._rest:
            self._put(self._rest)
        first = self._first or self._rest
        width = 1 if self._kind == "text" else int(self._kind[1])
        first[:HEADER] = header(self._kind, self.size // width, self.size)
        self._sums[: CRC.size] = CRC.pack(zlib.crc32(first))
        self._stream.write(self._sums)
        self._stream.seek(0)
        self._stream.write(first)


def header(kind: str, count: int, size: int) -> bytes:
    """Give the header of a column."""
    head = HEAD.pack(MAGIC, FORMAT, 0, kind.encode().ljust(4), count, size).ljust(HEADER - CRC.size, b"\0")
    return head + CRC.pack(zlib.crc32(head))
