"""Writing the columns of a segment. What was written is described in the manifest, see `Described`."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from supplychain_cli.snapshot.columnwriter import ColumnWriter
from supplychain_cli.snapshot.format import TABLES
from supplychain_cli.snapshot.mapped import PACK, TYPES

Described: TypeAlias = dict[str, Any]
"""What a manifest says of a column: `{"type": ...}`, or `{"constant": value}` for one without a file."""

_TYPE_OF = {"u4": "u4", "day": "i4", "rank": "u1"}
_CODE_WIDTHS = ((1 << 8, "u1"), (1 << 16, "u2"), (1 << 32, "u4"))
_CHUNK = 1 << 16


class SegmentWriter:
    """Writes the tables of one segment into a folder; `described` is what the manifest must say of them."""

    def __init__(self, folder: Path, *, packed: bool = False) -> None:
        """Make the folder, which must not be there yet. `packed` holds all in memory and writes one file."""
        folder.mkdir(parents=True)
        self._folder = folder
        self._held: dict[str, BytesIO] | None = {} if packed else None
        self.described: dict[str, Described] = {}
        self.counts: dict[str, int] = {}

    def table(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write a table from rows, whose fields are its first columns in order (`format.TABLES`)."""
        self.counts[name] = len(rows)
        for column, values in zip(TABLES[name], zip(*rows, strict=True), strict=False):
            self.column(name, column, values)

    def column(self, table: str, column: str, values: Sequence[Any]) -> None:
        """Write one column; a single value throughout takes no file, and None is an unknown day."""
        kind, name = TABLES[table][column], f"{table}.{column}"
        values = [value or 0 for value in values] if kind == "day" else values
        if values and values.count(values[0]) == len(values):
            self.constant(table, column, values[0])
        elif kind == "text":
            self.texts(name, values)
        elif kind == "coded":
            self.coded(name, values)
        else:
            self.numbers(name, _TYPE_OF[kind], (array(TYPES[_TYPE_OF[kind]], values),))

    def copy(self, name: str, said: Described, parts: Iterable[tuple[str, bytes]]) -> None:
        """Take over a column that was described so, from its stored parts."""
        if "constant" not in said:
            for part, content in parts:
                with self._stream(part) as stream:
                    stream.write(content)
        self.described[name] = said

    def constant(self, table: str, column: str, value: Any) -> None:  # noqa: ANN401 - a number or a text
        """Say that a column is the same in every row."""
        self.described[f"{table}.{column}"] = {"constant": value}

    def numbers(self, name: str, kind: str, chunks: Iterable[Any]) -> None:
        """Write a column of numbers from buffers of its type."""
        with self._stream(name) as stream:
            writer = ColumnWriter(stream, kind)
            for chunk in chunks:
                writer.write(little(chunk))
            writer.close()
        self.described[name] = {"type": kind}

    def texts(self, name: str, values: Iterable[str]) -> None:
        """Write a column of texts in one pass."""
        self.joined(name, _joined(values))

    def joined(self, name: str, stretches: Iterable[tuple[Any, bytes]]) -> None:
        """Write a column of texts from stretches of it: where each text ends in the column, and all as UTF-8."""
        with self._stream(f"{name}.places") as first, self._stream(f"{name}.texts") as second:
            places, texts = ColumnWriter(first, "u8"), ColumnWriter(second, "text")
            places.write(little(array("Q", [0])))
            for ends, text in stretches:
                places.write(little(ends))
                texts.write(text)
            places.close()
            texts.close()
        self.described[name] = {"type": "text"}

    def coded(self, name: str, values: Sequence[str]) -> None:
        """Write a column of few different texts, whose codes follow the order of the texts."""
        terms = sorted(set(values))
        code = {term: number for number, term in enumerate(terms)}
        kind = code_type(len(terms))
        self.numbers(f"{name}.codes", kind, (array(TYPES[kind], map(code.__getitem__, values)),))
        self.terms(name, terms)

    def terms(self, name: str, terms: Sequence[str]) -> None:
        """Write the texts behind the codes of a column, which were written as numbers `<name>.codes`."""
        with self._stream(f"{name}.terms") as stream:
            writer = ColumnWriter(stream, "text")
            writer.write(json.dumps(list(terms), ensure_ascii=False, separators=(",", ":")).encode())
            writer.close()
        self.described.pop(f"{name}.codes", None)
        self.described[name] = {"type": "coded"}

    @contextmanager
    def _stream(self, name: str) -> Iterator[BinaryIO]:
        if self._held is not None:
            yield self._held.setdefault(name, BytesIO())
            return
        with (self._folder / name).open("wb") as stream:
            yield stream

    def close(self) -> dict[str, tuple[int, int]]:
        """Write what was held; gives first byte and length of each column, nothing for files of their own."""
        packed, begin = {}, 0
        if self._held is not None:
            with (self._folder / PACK).open("wb") as stream:
                for name, held in self._held.items():
                    # Eight bytes is the widest number; memory is mapped in such steps.
                    length = stream.write(held.getvalue())
                    packed[name] = (begin, length)
                    begin += length + stream.write(bytes(-length % 8))
        return packed


def _joined(values: Iterable[str]) -> Iterator[tuple[array[int], bytes]]:
    end, values = 0, iter(values)
    while chunk := list(islice(values, _CHUNK)):
        joined = "".join(chunk)
        lengths = map(len, chunk) if joined.isascii() else [len(value.encode()) for value in chunk]
        ends = array("Q", accumulate(lengths, initial=end))[1:]
        end = ends[-1]
        yield ends, joined.encode()


def code_type(count: int) -> str:
    """Give the narrowest type that holds so many codes."""
    return next(kind for most, kind in _CODE_WIDTHS if count <= most)


def little(values: Any) -> Any:  # noqa: ANN401 - an array or anything with a buffer
    """Give numbers in little-endian order, whatever the machine's."""
    if sys.byteorder == "big" and isinstance(values, array):
        values = array(values.typecode, values)
        values.byteswap()
    return values


def lane_of(ends: Sequence[int], edges: Sequence[int], nodes: int) -> tuple[array[int], array[int]]:
    """Sort edges by the node at one end, keeping their order: where each node's begin, and the edges.

    Cost: two passes over the edges. `places` has one more entry than there are nodes.
    """
    counts = array("I", bytes(4 * (nodes + 1)))
    for edge in edges:
        counts[ends[edge] + 1] += 1
    for node in range(nodes):
        counts[node + 1] += counts[node]
    at, found = array("I", counts), array("I", bytes(4 * len(edges)))
    for edge in edges:
        found[at[ends[edge]]] = edge
        at[ends[edge]] += 1
    return counts, found
