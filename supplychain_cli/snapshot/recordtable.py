"""The table of whole records of a segment: one by section and id, those of a section, those of some files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TypeAlias

from supplychain_cli.snapshot.column import first_not_below
from supplychain_cli.snapshot.rows import Held
from supplychain_cli.snapshot.segment import Table

RecordRow: TypeAlias = tuple[str, str, str, str, int]
"""Section, id, JSON, file and line."""


_MANY = 256
"""Records that are read at a time where all of a section are wanted."""


class RecordTable:
    """Reads the table `record`, which is sorted by section and id."""

    def __init__(self, table: Table) -> None:
        """Read from a table; nothing is opened."""
        self._table = table

    def section(self, section: str) -> range:
        """Give the rows of a section."""
        column, count = self._table["section"], len(self._table)
        if section not in column.terms:
            return range(0)
        code = column.terms.index(section)
        begin = first_not_below(column.codes.__getitem__, code, 0, count)
        return range(begin, first_not_below(column.codes.__getitem__, code + 1, begin, count))

    def place(self, section: str, name: str) -> int | None:
        """Find the row of a record; None when there is none."""
        rows = self.section(section)
        place: int | None = self._table["id"].place(name, rows.start, rows.stop) if rows else None
        return place

    def row(self, at: int) -> RecordRow:
        """Give a row as it is stored."""
        table = self._table
        return table["section"][at], table["id"][at], table["json"][at], table["file"][at], table["line"][at]

    def held(self, at: int) -> Held:
        """Give a row with its record as plain data."""
        section, name, text, file, line = self.row(at)
        return Held(section, name, json.loads(text), file, line)

    def all(self, section: str) -> Iterator[Held]:
        """Give every record of a section in order of ids, read many at a time."""
        table, rows = self._table, self.section(section)
        for begin in range(rows.start, rows.stop, _MANY):
            end = min(begin + _MANY, rows.stop)
            ids, texts = table["id"].stretch(begin, end), table["json"].stretch(begin, end)
            files, lines = table["file"], table["line"].part(begin, end)
            for name, text, code, line in zip(ids, texts, files.codes.part(begin, end), lines, strict=True):
                yield Held(section, name, json.loads(text), files.terms[code], line)

    def in_files(self, files: Collection[str]) -> Iterator[int]:
        """Give the rows of the records that some files hold, in order. Cost: a look at every row's file."""
        column = self._table["file"]
        wanted = {code for code, term in enumerate(column.terms) if term in files}
        codes = column.codes.part(0, len(self._table))
        return (at for at, code in enumerate(codes) if code in wanted)
