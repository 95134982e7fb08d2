"""From the file of `compare --pairs` to its answer, row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from supplychain_cli.cli.output import STDOUT
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Progress
from supplychain_cli.diagnostics import DataFault, ExitCode

if TYPE_CHECKING:
    from supplychain_cli.queries.naming.pairs import Heading, PairRow

_WHOLE = frozenset({"json", "md"})
"""Formats that are written once all rows are compared."""


def compare_pairs(session: Session, file: Path, encoding: str) -> ExitCode:
    """Compare the pairs of a file and write them; gives the exit code. Raises DataFault (D121, D125)."""
    try:
        if file == STDOUT:
            return _compared(session, sys.stdin.buffer, file, encoding)
        with file.open("rb") as source:
            return _compared(session, source, file, encoding)
    except OSError as fault:
        if fault.filename is None:
            raise
        reason = (fault.strerror or type(fault).__name__).lower()
        raise DataFault(
            "D121", f"The file {file} cannot be read: {reason}.", help="Name a file that can be read."
        ) from fault


def _compared(session: Session, source: BinaryIO, file: Path, encoding: str) -> ExitCode:
    from supplychain_cli.queries.naming.pairs import PairsAnswer, heading_of, judged
    from supplychain_cli.sheets.delimited import rows
    from supplychain_cli.sheets.physical import physical

    cells = rows(physical(source, str(file), encoding))
    heading = heading_of(cells, str(file))
    count = _Count()
    with Progress(quiet=session.options.quiet, words="Comparing pairs ... {done}") as progress:
        found = count.of(judged(cells, heading), progress)
        if session.options.format in _WHOLE:
            held = tuple(found)
            _remark(session, count)
            answer = PairsAnswer(held, complete=not count.bad)
            return session.answer(answer, "compare", {"pairs": str(file), "encoding": encoding})
        session.pour(_parts(session, found, heading))
    _remark(session, count)
    return ExitCode.INCOMPLETE if count.bad else ExitCode.ANSWERED


class _Count:
    """Counts rows as they go by."""

    def __init__(self) -> None:
        self.rows = self.bad = 0

    def of(self, rows: Iterable[PairRow], progress: Progress) -> Iterator[PairRow]:
        for row in rows:
            self.rows += 1
            self.bad += row.score is None
            progress(self.rows, 0)
            yield row


def _parts(session: Session, found: Iterator[PairRow], heading: Heading) -> Iterator[str]:
    if session.options.format == "jsonl":
        from supplychain_cli.render.formats import lines

        return lines(found, session.envelope("compare", {}), session.screen)
    from supplychain_cli.render.pairs import csv_lines

    return csv_lines(found, heading)


def _remark(session: Session, count: _Count) -> None:
    if not count.rows:
        session.notice("N391", "The file holds no pairs, so nothing was compared.")
    elif count.bad:
        session.notice("N392", f"{count.bad:,} of {count.rows:,} rows could not be compared; each says why.")
