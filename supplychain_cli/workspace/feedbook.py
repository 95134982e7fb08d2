"""The feeds that a dataset names: adding, changing and removing their records, each in a file of its own.

A feed is read and compiled before its record is written: whatever goes wrong on the way, the dataset stays as it was.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as calendar
from pathlib import Path
from typing import Any

from supplychain_cli.diagnostics import DataFault, UsageFault
from supplychain_cli.importers.formats import FORMATS, Format, recognise
from supplychain_cli.light import dataclass
from supplychain_cli.model.dataset import Corpus
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.feed import Feed, FeedFile
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.snapshot.format import LINKS, RECORDS
from supplychain_cli.workspace import pins

FOLDER = "feeds"
_RESERVED = frozenset({LINKS, RECORDS})
_CUT = "N201"
"""Code of the notice that a file ends in the middle of a row."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a feed. Empty texts take what the format or the file itself says."""

    name: str
    format: str
    files: tuple[Path, ...]
    date: str = ""
    licence: str = ""
    publisher: str = ""
    title: str = ""
    url: str = ""
    reliability: str = ""
    encoding: str = ""
    mapping: TableMapping | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A feed with the file that pins it, from the dataset's folder."""

    feed: Feed
    file: str


def format_of(words: Sequence[str]) -> tuple[Format, tuple[Path, ...]]:
    """Tell the format and the files from what a person typed: the format first, or the files alone.

    Raises UsageFault where the format is neither named nor plain from what the files begin with.
    """
    if words and words[0] in FORMATS:
        form, files = FORMATS[words[0]], tuple(map(Path, words[1:]))
    else:
        files = tuple(map(Path, words))
        _there(files)
        found = recognise(files)
        if found is None:
            raise UsageFault(
                "U201",
                f"The format of {' '.join(words) or 'no file'} is not plain from how it begins.",
                help=f"Name it before the files; choose one of: {', '.join(FORMATS)}.",
            )
        form = found
    if not files:
        raise UsageFault("U202", "No file was named.", help=f"Name {form.files}.")
    _there(files)
    return form, files


def _there(files: Iterable[Path]) -> None:
    for file in files:
        if not file.is_file():
            what = "is a folder" if file.is_dir() else "does not exist"
            raise UsageFault("U203", f"The file {file} {what}.", help="Name a file that is there.")


def drafted(wanted: Wanted, dataset: Path, today: int) -> Feed:
    """Make the record of a feed, pinning its files. Raises UsageFault for a name or a date that cannot be.

    Cost: reads every file once, unless its digest is known.
    """
    form = FORMATS[wanted.format]
    if not re.fullmatch(SLUG, wanted.name) or wanted.name in _RESERVED:
        raise UsageFault(
            "U204",
            f"A feed cannot be called {wanted.name}.",
            help="Use small letters, figures and hyphens, such as ofac-sdn.",
        )
    known = pins.Pins(dataset)
    feed = Feed(
        id=wanted.name,
        format=form.name,
        files=tuple(_pinned(file, dataset, known) for file in wanted.files),
        title=wanted.title or form.title,
        publisher=wanted.publisher or form.publisher,
        url=wanted.url,
        date=wanted.date,
        licence=wanted.licence or form.licence,
        reliability=wanted.reliability or form.reliability,  # type: ignore[arg-type]  # the door checks the letter
        encoding=wanted.encoding,
        mapping=wanted.mapping,
        recorded=calendar.fromordinal(today).isoformat(),
    )
    check_date(feed, today)
    return feed


def free(name: str, corpus: Corpus) -> None:
    """Raise UsageFault where a record of the dataset has this id already, a feed above all."""
    taken = next((entry for entry in corpus.entries if entry.record.id == name), None)
    if taken is None:
        return
    if taken.section == "feeds":
        what, other = f"There is a feed called {name} already.", f"`supplychain feed update {name} FILE`"
        help_ = f"Choose another name, or take a newer file with {other}."
    else:
        what = f"{name} is the id of a record of the section {taken.section} already, in {taken.at()}."
        help_ = "Choose another name: an id belongs to one record."
    raise UsageFault("U206", what, help=help_)


def check_date(feed: Feed, today: int) -> None:
    """Raise UsageFault for a list that is dated after today, or with what is no date."""
    try:
        day = parse_day(feed.date) if feed.date else 0
    except ValueError:
        raise UsageFault(
            "U205", f"{feed.date} is not a date of the calendar.", help="Write it as 2022-11-03."
        ) from None
    if day > today:
        raise UsageFault(
            "U205",
            f"The list of {feed.id} is dated {feed.date}, which is still to come.",
            help="Give the day on which the list was published with --date.",
        )


def with_summary(feed: Feed, report: Mapping[str, Any], today: int) -> Feed:
    """Complete the record of a feed with what reading it gave: its rows, and the list's own date if none was said."""
    done = replace(feed, rows=report["rows"], date=feed.date or report["date"])
    check_date(done, today)
    return done


def refuse_cut(feed: Feed, report: Mapping[str, Any]) -> None:
    """Raise DataFault where a file of a feed ends in the middle of a row: half a list must not replace a whole one."""
    for notice in report["notices"]:
        if notice["code"] == _CUT:
            raise DataFault(
                "D206",
                f"The feed {feed.id} was not updated. {notice['message']}",
                notes=("Nothing was changed; what a feed held before stays in force.",),
                help="Fetch the file again from its publisher, and compare its size. To take it as it is, "
                f"remove the feed with `supplychain feed remove {feed.id}` and add it anew.",
            )


def shelved(records: Iterable[tuple[Feed, str]]) -> Iterator[Shelved]:
    """Pair feeds with their files."""
    return (Shelved(feed, file) for feed, file in records)


def file_for(name: str) -> str:
    """Give the file of the dataset in which the record of a feed is written."""
    return f"{FOLDER}/{name}.yml"


def save(feed: Feed, dataset: Path, file: str) -> None:
    """Write the record of a feed, whole or not at all. Raises DataFault when the dataset cannot be written."""
    from supplychain_cli.records.write import record_text

    target = dataset / file
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(record_text("feeds", feed), "utf-8")
        beside.replace(target)
    except OSError as fault:
        raise DataFault(
            "D243",
            f"The record of the feed {feed.id} cannot be written to {target}: {(fault.strerror or '').lower()}.",
            help="Make the folder writable, or work on a copy of the dataset.",
        ) from fault
    finally:
        beside.unlink(missing_ok=True)


def alone(shelf: Shelved, dataset: Path) -> None:
    """Raise DataFault unless the file of a feed's record holds nothing else, so that it can be replaced or removed."""
    from supplychain_cli.records.write import record_text

    file = dataset / shelf.file
    if (
        shelf.file != file_for(shelf.feed.id)
        and file.read_text("utf-8").strip() != record_text("feeds", shelf.feed).strip()
    ):
        raise DataFault(
            "D244",
            f"The record of the feed {shelf.feed.id} stands in {shelf.file}, where people may have written more.",
            help=f"Move it into {file_for(shelf.feed.id)}, or change it there by hand.",
        )


def _pinned(file: Path, dataset: Path, known: pins.Pins) -> FeedFile:
    whole = file.resolve()
    try:
        near = os.path.relpath(whole, dataset.resolve())
    except ValueError:
        near = str(whole)
    # A path that climbs out far says less than the whole one.
    path = str(whole) if near.count("..") > 2 else near  # noqa: PLR2004 - as said
    place = Path(path).as_posix()
    # Through the memory of digests: whoever compiles the feed next looks there, and need not read the file again.
    return FeedFile(place, known.digest(dataset / place), file.stat().st_size)
