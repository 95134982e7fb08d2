"""What a reading of feed files amounted to: rows read, rows left out and why, links, the list's own date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass

SHOWN_ROWS = 20
"""Row numbers kept for each reason; the count goes on."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said of a feed, as far as reading it goes.

    `encoding` is a codec's name where the file is not UTF-8.
    """

    date: str = ""
    encoding: str = ""


@dataclass(slots=True)
class Skipped:
    """Rows, or parts of rows, that were left out for one reason. `rows` are the first `SHOWN_ROWS` row numbers."""

    file: str
    reason: str
    whole: bool
    """Whether the whole row was left out; else it was read, and one thing that it says was not."""
    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Links:
    """Claims of one party that name another one by its name: how many there are, and how many found it."""

    stated: int = 0
    resolved: int = 0
    unresolved: list[tuple[int, str]] = field(default_factory=list)
    """Row and name of those that did not, the first `SHOWN_ROWS` of them."""


class Report:
    """Counts that an importer fills while it reads. No I/O.

    Every row of a file is counted with `read`, and those that give nothing with `left_out`; so for each file
    rows read = rows used + rows left out. What is lost of a row that is used is counted with `lost`.
    """

    def __init__(self) -> None:
        self.date = ""
        """Day of the list as the file states it, ISO; empty when it states none."""
        self.main = ""
        """Name of the file whose rows the parties are, where the files of a set have different parts."""
        self.links = Links()
        self.notices: list[Notice] = []
        self._rows: dict[str, int] = {}
        self._skipped: dict[tuple[str, str, bool], Skipped] = {}

    @property
    def rows(self) -> int:
        """Rows read in all files; for XML and JSON the elements that stand for a row."""
        return sum(self._rows.values())

    @property
    def files(self) -> dict[str, int]:
        """Rows read of each file, by its name, in the order of reading."""
        return dict(self._rows)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Everything left out, file by file in the order of first occurrence."""
        return tuple(self._skipped.values())

    def used(self, file: str) -> int:
        """Count the rows of a file that gave something: rows read without those left out whole."""
        gone = sum(item.count for item in self._skipped.values() if item.whole and item.file == file)
        return self._rows.get(file, 0) - gone

    def read(self, file: str, count: int = 1) -> None:
        """Count rows as read."""
        self._rows[file] = self._rows.get(file, 0) + count

    def left_out(self, file: str, row: int, reason: str) -> None:
        """Count a row that gives nothing.

        `reason` is a sentence without figures of this row, so that equal ones add up.
        """
        self._skip(file, row, reason, whole=True)

    def lost(self, file: str, row: int, reason: str) -> None:
        """Count a part of a row that could not be used, while the rest of the row was."""
        self._skip(file, row, reason, whole=False)

    def counted(self, file: str, reason: str, count: int, rows: Sequence[int], *, whole: bool) -> None:
        """Count many rows at once, as `left_out` or `lost` would one by one; `rows` are the first of them."""
        item = self._skipped.setdefault((file, reason, whole), Skipped(file, reason, whole))
        item.count += count
        item.rows += rows[: SHOWN_ROWS - len(item.rows)]

    def link(self, row: int, name: str, *, resolved: bool) -> None:
        """Count a link to a party by name."""
        self.links.stated += 1
        if resolved:
            self.links.resolved += 1
        elif len(self.links.unresolved) < SHOWN_ROWS:
            self.links.unresolved.append((row, name))

    def notice(self, code: str, message: str) -> None:
        """Add a remark for the person; one that was made already is not repeated."""
        remark = Notice(code, message)
        if remark not in self.notices:
            self.notices.append(remark)

    def reasons(self) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        """Give (reason, count, first rows) of everything left out, equal reasons of several files together."""
        merged: dict[str, tuple[int, tuple[int, ...]]] = {}
        for item in self._skipped.values():
            count, rows = merged.get(item.reason, (0, ()))
            merged[item.reason] = (count + item.count, (*rows, *item.rows)[:SHOWN_ROWS])
        for reason, (count, rows) in merged.items():
            yield reason, count, rows

    def _skip(self, file: str, row: int, reason: str, *, whole: bool) -> None:
        item = self._skipped.setdefault((file, reason, whole), Skipped(file, reason, whole))
        item.count += 1
        if len(item.rows) < SHOWN_ROWS:
            item.rows.append(row)
