"""From the options of `screen` to its answer: the file opened, rows judged as they are read, kept and written."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from supplychain_cli.cli.faults import unwritable
from supplychain_cli.cli.output import STDOUT
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Progress, say
from supplychain_cli.diagnostics import DataFault, ExitCode, Notice, UsageFault
from supplychain_cli.light import dataclass

if TYPE_CHECKING:
    from supplychain_cli.queries.screen.rows import ScreenAnswer, ScreenRow
    from supplychain_cli.sheets.line import Line
    from supplychain_cli.workspace.spool import Spool

_HELD = 200
"""Rows that are read from the file of kept rows at once."""
_BLOCK = 1 << 20
_IN_MEMORY = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked of the screening, as typed."""

    file: Path
    columns: tuple[str, ...] = ()
    encoding: str = ""
    jobs: int | None = None
    resume: bool = False


def run(session: Session, wanted: Wanted) -> ExitCode:
    """Screen a file and write the answer; gives the exit code. Raises UsageFault and DataFault."""
    mapping = _mapping(wanted.columns)
    if wanted.resume and (session.file is None or wanted.file == STDOUT):
        raise UsageFault(
            "U183",
            "--resume needs a file to read and a file to write.",
            help="Name the list, and the answer with --output FILE.",
        )
    digest = session.world.info.digest
    with _opened(wanted.file) as source:
        columns = [f"{column}={heading}" for column, heading in mapping.items()]
        query = {"file": str(wanted.file), "columns": columns, "encoding": wanted.encoding}
        held = _digest(source) if session.file is not None else ""
        lines = _lines(source, wanted, mapping)
        if session.file is None:
            answer = _at_once(session, query, lines, wanted)
        else:
            question = {
                "input": held,
                "records": digest,
                "query": session.envelope("screen", query).query,
            }
            answer = _kept(session, question, query, lines, wanted)
    if session.options.format in {"csv", "jsonl"}:
        for notice in answer.notices:
            session.notice(notice.code, notice.message)
    return ExitCode.ANSWERED if answer.complete else ExitCode.INCOMPLETE


def _at_once(session: Session, query: dict[str, Any], lines: Iterator[Line], wanted: Wanted) -> ScreenAnswer:
    """Write rows to standard output while they are judged; JSON, which begins with the counts, once all are."""
    from supplychain_cli.queries.screen.rows import Coverage
    from supplychain_cli.workspace.spool import Spool

    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
        spool = Spool(cast(BinaryIO, held), Coverage())
        chunks = _counted(session, spool, lines, wanted)
        if session.options.format == "json":
            for _ in chunks:
                pass
            chunks = _again(spool)
        _pour(session, query, chunks, spool)
        return _answer(session, spool)


def _kept(
    session: Session, question: dict[str, Any], query: dict[str, Any], lines: Iterator[Line], wanted: Wanted
) -> ScreenAnswer:
    """Judge all rows, keeping each in a file beside the output, and write the output from there."""
    from supplychain_cli.workspace.spool import Spool, beside

    assert session.file is not None  # asked before  # noqa: S101
    path = beside(session.file)
    try:
        if wanted.resume and path.exists():
            spool = Spool.resumed(path, question)
        else:
            spool = Spool.made(path, question, replace=session.options.force)
    except OSError as fault:
        raise unwritable(f"The file {path}", fault) from fault
    with spool:
        if spool.coverage.rows:
            session.notice("N382", f"{spool.coverage.rows:,} rows were screened before and are kept.")
        try:
            for _ in _counted(session, spool, islice(lines, spool.coverage.rows, None), wanted):
                pass
        except BaseException:
            _leave(session, spool, path)
            raise
        _pour(session, query, _again(spool), spool)
        answer = _answer(session, spool)
    path.unlink(missing_ok=True)
    return answer


def _leave(session: Session, spool: Spool, path: Path) -> None:
    """Say that the rows so far are kept; a file without any is taken away."""
    if not spool.coverage.rows:
        path.unlink(missing_ok=True)
    elif not session.options.quiet:
        code = "N383"
        say(f"note[{code}]: {spool.coverage.rows:,} rows are kept in {path}; --resume goes on from there.")


def _counted(
    session: Session, spool: Spool, lines: Iterable[Line], wanted: Wanted
) -> Iterator[tuple[ScreenRow, ...]]:
    """Judge lines chunk by chunk; each chunk is in the spool before it is given on."""
    from supplychain_cli.workspace.screening import Opening, screened

    options = session.options
    opening = Opening(options.records, session.scope, options.engine, session.world.info.digest)
    jobs = (
        wanted.jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted.jobs or 1
    )
    with (
        Progress(quiet=options.quiet, words="Screening rows ... {done}") as progress,
        closing(screened(lines, session.world, opening, jobs)) as chunks,
    ):
        for chunk in chunks:
            spool.add(chunk)
            progress(spool.coverage.rows, 0)
            yield chunk


def _pour(
    session: Session, query: dict[str, Any], chunks: Iterable[tuple[ScreenRow, ...]], spool: Spool
) -> None:
    from supplychain_cli.render.screening import parts

    session.pour(
        parts(
            chunks,
            lambda: _answer(session, spool),
            session.envelope("screen", query),
            session.options.format,
            session.screen,
            verbose=session.options.verbose,
        )
    )


def _answer(session: Session, spool: Spool) -> ScreenAnswer:
    from supplychain_cli.queries.screen.rows import ScreenAnswer
    from supplychain_cli.workspace.screening import against

    notices = (
        () if spool.coverage.rows else (Notice("N381", "The file holds no rows, so nothing was screened."),)
    )
    return ScreenAnswer(spool.coverage, against(session.world), notices=notices)


def _again(spool: Spool) -> Iterator[tuple[ScreenRow, ...]]:
    rows = spool.rows()
    while chunk := tuple(islice(rows, _HELD)):
        yield chunk


def _mapping(columns: Iterable[str]) -> dict[str, str]:
    """Understand NAME=HEADING. Raises UsageFault (U107) for a name that no column has."""
    from supplychain_cli.sheets.line import COLUMNS

    mapping = {}
    for word in columns:
        name, equals, heading = word.partition("=")
        column = name.strip().casefold()
        if not equals or not heading.strip() or column not in COLUMNS:
            raise UsageFault(
                "U107",
                f"--column does not know {word}.",
                help=f"Write NAME=HEADING; NAME is one of: {', '.join(COLUMNS)}.",
            )
        mapping[column] = heading.strip()
    return mapping


def _lines(source: BinaryIO, wanted: Wanted, mapping: dict[str, str]) -> Iterator[Line]:
    from supplychain_cli.sheets.read import HEAD, kind_of, lines, unread

    name = str(wanted.file)
    head = source.read(HEAD)
    source.seek(0)
    kind = kind_of(head, name)
    if kind == "json" and head.lstrip().startswith(b"{"):
        kind = "jsonl"
    if kind in {"json", "yaml"}:
        raise unread(
            name, f"it is {kind.upper()}, which is read as a whole", "Save it as JSON lines, CSV or XLSX."
        )
    return lines(source, name, kind, mapping, wanted.encoding)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open the list so that it can be read twice; standard input is put into a file that vanishes."""
    with ExitStack() as stack:
        try:
            if file == STDOUT:
                held = stack.enter_context(tempfile.TemporaryFile())
                shutil.copyfileobj(sys.stdin.buffer, held)
                held.seek(0)
                source = cast(BinaryIO, held)
            else:
                source = stack.enter_context(file.open("rb"))
        except OSError as fault:
            reason = (fault.strerror or type(fault).__name__).lower()
            raise DataFault(
                "D121", f"The file {file} cannot be read: {reason}.", help="Name a file that can be read."
            ) from fault
        yield source


def _digest(source: BinaryIO) -> str:
    digest = sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
    source.seek(0)
    return digest.hexdigest()
