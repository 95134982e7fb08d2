"""What a feed gives, told as answers: its summary, and the first rows of a file as they are understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from supplychain_cli.importers.formats import Format
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.model.feed import grade_of
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.queries.feeding import (
    FeedAnswer,
    Left,
    LinkCount,
    PinnedFile,
    TrialAnswer,
    Understood,
)
from supplychain_cli.records.mappings import read_mapping
from supplychain_cli.workspace import feeds, pins
from supplychain_cli.workspace.feedbook import Shelved

_NO_REPORT: dict[str, Any] = {
    "rows": 0, "parties": 0, "names": 0, "relations": 0, "listings": 0, "flows": 0,
    "links": {"stated": 0, "resolved": 0}, "unresolved": [], "skipped": [], "notices": [],
}  # fmt: skip


def mapping_in(file: Path) -> TableMapping:
    """Read a mapping. Raises DataFault with every complaint about it."""
    return read_mapping(file)


def answer(
    shelf: Shelved, dataset: Path, report: Mapping[str, Any] | None, done: str, *, look: bool = False
) -> FeedAnswer:
    """Say what a feed is and what it gave; with `look`, how its files stand, which reads them."""
    feed = shelf.feed
    report = report or {**_NO_REPORT, "rows": feed.rows}
    return FeedAnswer(
        name=feed.id,
        format=feed.format,
        title=feed.title,
        publisher=feed.publisher,
        date=feed.date,
        licence=feed.licence,
        grade=grade_of(feed),
        files=tuple(
            PinnedFile(
                each.path, each.size, each.sha256, _state(dataset / each.path, each.sha256) if look else ""
            )
            for each in feed.files
        ),
        rows=report["rows"],
        parties=report["parties"],
        names=report["names"],
        relations=report["relations"],
        listings=report["listings"],
        flows=report["flows"],
        links=LinkCount(**report["links"]),
        skipped=tuple(Left(each["reason"], each["count"], tuple(each["rows"])) for each in report["skipped"]),
        unresolved=tuple((int(row), str(name)) for row, name in report["unresolved"]),
        record=shelf.file,
        done=done,
        notices=tuple(feeds.notices(report)),
    )


def first_rows(
    form: Format, files: Sequence[Path], mapping: TableMapping | None, encoding: str, limit: int
) -> TrialAnswer:
    """Read the first rows of files as a format or a mapping understands them. Raises DataFault as the importers do."""
    report = Report()
    unused: tuple[str, ...] = ()
    if form.gives == "mapped":
        from supplychain_cli.importers import table

        trial = table.first_rows(files, feeds.needed(mapping, "it"), limit)
        rows: Iterator[Any] = (row for held in trial.rows.values() for row in held)
        report, unused = trial.report, trial.unused
    elif form.gives == "flows":
        rows = islice(form.flows()(files, report, Options(encoding=encoding)), limit)
    elif form.gives == "tables":
        rows = islice(feeds.rows_of_tables(files, limit), limit)
    else:
        rows = islice(form.reader()(files, report, Options(encoding=encoding)), limit)
    understood = tuple(
        Understood(type(row).__name__.removesuffix("Row").lower(), _said(row._asdict())) for row in rows
    )
    left = tuple(Left(reason, count, first) for reason, count, first in report.reasons())
    return TrialAnswer(
        form.name, tuple(map(str, files)), understood, left, unused, notices=tuple(report.notices)
    )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", 0, None)}


def _state(file: Path, pinned: str) -> str:
    try:
        return "as added" if pins.digest_of(file) == pinned else "changed"
    except OSError:
        return "missing"
