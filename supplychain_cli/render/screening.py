"""A screening in every format, written part by part: it may have more rows than fit in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from supplychain_cli.queries.chains.answers import Listed
from supplychain_cli.queries.screen.rows import ScreenAnswer, ScreenRow
from supplychain_cli.render.clean import cleaned
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.screen import Screen
from supplychain_cli.render.screened import ending

Rows = Iterable[Sequence[ScreenRow]]
End = Callable[[], ScreenAnswer]
_FOR_PEOPLE = frozenset({"text", "md"})


def parts(
    rows: Rows, end: End, envelope: Envelope, style: str, screen: Screen, *, verbose: bool = False
) -> Iterator[str]:
    """Show rows as they come, in one of `formats.FORMATS`; `end` gives the counts once all rows are read.

    JSON alone begins with the counts, so it calls `end` first: its rows must have been counted already. Text and
    Markdown leave out the rows with no name like theirs, and count them; CSV and JSON lines hold rows and nothing else.
    """
    programs = style in {"json", "jsonl"}
    shown = (
        cleaned(tuple(chunk), breaks=programs, ascii_only=not programs and not screen.unicode)
        for chunk in rows
    )
    if style == "json":
        yield from _json(shown, end, envelope, ascii_only=not screen.unicode)
    elif style == "jsonl":
        from supplychain_cli.render import machine

        for chunk in shown:
            yield "".join(machine.line(row, envelope, ascii_only=not screen.unicode) for row in chunk)
    elif style == "csv":
        yield from _csv(shown)
    else:
        yield from _for_people(shown, end, envelope, style, screen, verbose=verbose)


def _json(rows: Rows, end: End, envelope: Envelope, *, ascii_only: bool) -> Iterator[str]:
    from supplychain_cli.render import machine

    answer = cleaned(replace(end(), rows=()), breaks=True)
    frame = replace(
        envelope,
        complete=answer.complete,
        notices=tuple(dict.fromkeys((*envelope.notices, *answer.notices))),
    )
    result = replace(answer, notices=())
    whole = machine.json_text(result, cleaned(frame, breaks=True), ascii_only=ascii_only)
    head, _, tail = whole.rpartition('"rows": []')
    yield f'{head}"rows": ['
    before = "\n      "
    for chunk in rows:
        lines = [json.dumps(machine.plain(row), ensure_ascii=ascii_only) for row in chunk]
        yield before + ",\n      ".join(lines)
        before = ",\n      "
    yield f"\n    ]{tail}" if before.startswith(",") else f"]{tail}"


def _csv(rows: Rows) -> Iterator[str]:
    from supplychain_cli.exporters.cells import csv_line
    from supplychain_cli.render.tables.screening import COLUMNS, cells

    yield csv_line(COLUMNS)
    for chunk in rows:
        yield "".join(map(csv_line, cells(chunk)))


def _for_people(
    rows: Rows, end: End, envelope: Envelope, style: str, screen: Screen, *, verbose: bool
) -> Iterator[str]:
    if style == "md":
        yield from _markdown(rows, end, envelope)
        return
    from supplychain_cli.render.terminal.screening import end_text, rows_text

    used: dict[Listed, None] = {}
    for chunk in rows:
        used.update((mark, None) for row in chunk for mark in row.listed)
        yield rows_text(chunk, screen, verbose=verbose)
    answer, frame = cleaned((end(), envelope), ascii_only=not screen.unicode)
    yield end_text(answer, frame, used, screen)


def _markdown(rows: Rows, end: End, envelope: Envelope) -> Iterator[str]:
    from supplychain_cli.render.sheets import asked, escaped, grid, grid_rows
    from supplychain_cli.render.tables.screening import BRIEF, COLUMNS, cells

    yield f"{asked(cleaned(envelope))}\n"
    head = "\n" + grid([COLUMNS[at].replace("_", " ") for at in BRIEF], ()) + "\n"
    for chunk in rows:
        kept = [[row[at] for at in BRIEF] for row in cells(row for row in chunk if row.verdict != "none")]
        if kept:
            yield head + grid_rows(kept)
            head = ""
    answer = cleaned(end())
    yield "".join(f"\n{escaped(sentence)}\n" for sentence in ending(answer))
    notices = dict.fromkeys((*cleaned(envelope).notices, *answer.notices))
    yield "".join(f"\n> {escaped(notice.message)} ({notice.code})\n" for notice in notices)
