"""The files of an index while it is written: a file for each column, or all columns of a small index in one."""

from __future__ import annotations

import json
from array import array
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from supplychain_cli.snapshot.columnwriter import ColumnWriter
from supplychain_cli.snapshot.mapped import PACK, Damaged, Shelf
from supplychain_cli.snapshot.writing import little

HEAD = "names.head"
_WIDEST = 8


class Column:
    """A column that is being written."""

    def __init__(self, stream: BinaryIO, kind: str, *, held: bool) -> None:
        """Begin it; the stream of a held one stays open."""
        self._stream, self._held = stream, held
        self._writer = ColumnWriter(stream, kind)

    def write(self, values: Any) -> None:  # noqa: ANN401 - anything with a buffer
        """Append values."""
        self._writer.write(little(values))

    def close(self) -> None:
        """Finish it."""
        self._writer.close()
        if not self._held:
            self._stream.close()


class Folder:
    """A new index on disk."""

    def __init__(self, path: Path, *, packed: bool) -> None:
        """Write into an empty folder; `packed` holds all columns in memory and writes one file."""
        self.path = path
        self._held: dict[str, BytesIO] | None = {} if packed else None
        self._columns: list[str] = []

    def column(self, name: str, kind: str) -> Column:
        """Begin a column."""
        self._columns.append(name)
        if self._held is not None:
            return Column(self._held.setdefault(name, BytesIO()), kind, held=True)
        return Column((self.path / name).open("wb"), kind, held=False)

    def numbers(self, name: str, kind: str, values: array[int]) -> None:
        """Write a whole column of numbers."""
        column = self.column(name, kind)
        column.write(values)
        column.close()

    def close(self, head: dict[str, Any]) -> None:
        """Write the columns that were held, and last of all what the index says of itself."""
        packed: dict[str, tuple[int, int]] = {}
        if self._held is not None:
            begin = 0
            with (self.path / PACK).open("wb") as stream:
                for name, held in self._held.items():
                    length = stream.write(held.getvalue())
                    packed[name] = (begin, length)
                    begin += length + stream.write(bytes(-length % _WIDEST))
        text = json.dumps({**head, "columns": self._columns, "packed": packed}, separators=(",", ":"))
        with (self.path / HEAD).open("wb") as stream:
            writer = ColumnWriter(stream, "text")
            writer.write(text.encode())
            writer.close()


def read_head(path: Path) -> tuple[dict[str, Any], Shelf]:
    """Read what an index says of itself, and where its columns are. Raises Damaged when it cannot be read."""
    held = Shelf(path, {}).open(HEAD)
    held.check_all()
    try:
        head: dict[str, Any] = json.loads(bytes(held.values))
    except ValueError as fault:
        raise Damaged(held.file, str(fault)) from fault
    return head, Shelf(path, head["packed"])
