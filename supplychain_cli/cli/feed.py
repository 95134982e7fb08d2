"""`supplychain feed`: lists, registers and tables that others publish, beside the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session, today
from supplychain_cli.cli.talk import Doing
from supplychain_cli.diagnostics import DataFault, ExitCode, Notice, UsageFault

if TYPE_CHECKING:
    from supplychain_cli.model.feed import Feed
    from supplychain_cli.model.mapping import TableMapping
    from supplychain_cli.queries.feeding import FeedAnswer
    from supplychain_cli.workspace.feedbook import Shelved

Words = Annotated[
    list[str],
    typer.Argument(metavar="[FORMAT] FILE...", help="The format, unless the files show it, and the files."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a feed.")]
Date = Annotated[str, typer.Option("--date", metavar="DATE", help="Day of the list.")]
Mapping_ = Annotated[
    Path | None, typer.Option("--mapping", metavar="FILE", help="How to read a table, see the guide.")
]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME", help="Encoding, if not UTF-8.")]
_RELIABILITY = "ABCDEF"


@command
def add(
    session: Session,
    *,
    words: Words,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call the feed.")],
    date: Date = "",
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT", help="Its licence.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", metavar="TEXT", help="Who published it.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What it is called.")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Its public address.")] = "",
    reliability: Annotated[
        str, typer.Option("--reliability", metavar="A-F", help="How far the publisher is trusted.")
    ] = "",
    mapping: Mapping_ = None,
    encoding: Encoding = "",
) -> int:
    """Check a file, pin it and compile it.

    The files stay where they are and as they are; a record of the dataset pins their content. If anything is wrong
    with them, nothing is changed.

    Example: supplychain feed add ofac sdn.csv --name ofac-sdn --date 2022-11-03
    """
    from supplychain_cli.workspace import feedbook, world

    dataset = _own_dataset(session)
    form, files = feedbook.format_of(words)
    feedbook.free(name, world.recorded(dataset))
    wanted = feedbook.Wanted(
        name, form.name, files, date, licence, publisher, title, url, _letter(reliability), encoding,
        _mapping(mapping),
    )  # fmt: skip
    feed = feedbook.drafted(wanted, dataset, today())
    return _taken(session, dataset, feed, feedbook.file_for(name), "added")


@command
def update(
    session: Session,
    *,
    name: Name,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The newer files.")],
    date: Date = "",
    mapping: Mapping_ = None,
    encoding: Encoding = "",
) -> int:
    """Take a newer file for a feed. If anything is wrong with it, the feed stays as it was.

    Example: supplychain feed update ofac-sdn sdn.csv --date 2022-12-01
    """
    from supplychain_cli.workspace import feedbook

    dataset, shelf = _own_dataset(session), _named(session, name)
    feedbook.alone(shelf, dataset)
    old = shelf.feed
    wanted = feedbook.Wanted(
        name, old.format, tuple(files), date, old.licence, old.publisher, old.title, old.url, old.reliability,
        encoding or old.encoding, _mapping(mapping) or old.mapping,
    )  # fmt: skip
    feedbook.format_of([old.format, *map(str, files)])
    feed = replace(
        feedbook.drafted(wanted, dataset, today()), credibility=old.credibility, note=old.note, tags=old.tags
    )
    return _taken(session, dataset, feed, shelf.file, "updated")


@command
def remove(session: Session, *, name: Name) -> int:
    """Take a feed out of the dataset. Its files stay where they are.

    Example: supplychain feed remove ofac-sdn
    """
    from supplychain_cli.workspace import feedbook

    dataset, shelf = _own_dataset(session), _named(session, name)
    feedbook.alone(shelf, dataset)
    answer = _answer(session, shelf, None, "removed")
    (dataset / shelf.file).unlink()
    return session.answer(answer, "feed", {"name": name})


@command
def show(session: Session, *, name: Name) -> int:
    """Show what a feed holds, what was left out of it, and why.

    Example: supplychain feed show ofac-sdn
    """
    shelf = _named(session, name)
    return session.answer(_answer(session, shelf, _read(session, shelf.feed), ""), "feed", {"name": name})


@command
def list_(session: Session) -> int:
    """Show the feeds of the dataset.

    Example: supplychain feed list
    """
    from supplychain_cli.queries.feeding import FeedsAnswer

    found = [_answer(session, shelf, _read(session, shelf.feed), "") for shelf in _shelved(session)]
    return session.answer(FeedsAnswer(tuple(found)), "feeds", {})


@command
def verify(session: Session) -> int:
    """Check that the files of the feeds are those that were added. Exit code 3 says that one is not.

    Example: supplychain feed verify
    """
    from supplychain_cli.queries.feeding import FeedsAnswer

    found = [_answer(session, shelf, None, "", look=True) for shelf in _shelved(session)]
    code = session.answer(FeedsAnswer(tuple(found), verified=True), "feeds", {})
    whole = all(file.state == "as added" for feed in found for file in feed.files)
    return code if whole else ExitCode.INVALID


@command
def try_(
    session: Session,
    *,
    words: Words,
    mapping: Mapping_ = None,
    encoding: Encoding = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Rows to show.")] = 10,
) -> int:
    """Show the first rows of a file as they are understood. Nothing is added.

    Example: supplychain feed try table declarations.csv --mapping customs.yml
    """
    from supplychain_cli.workspace import feedbook, feedtrial

    form, files = feedbook.format_of(words)
    answer = feedtrial.first_rows(form, files, _mapping(mapping), encoding, limit)
    return session.answer(answer, "feed-try", {"format": form.name, "limit": limit})


def _taken(session: Session, dataset: Path, feed: Feed, file: str, done: str) -> int:
    """Compile a feed, and only then write its record."""
    from supplychain_cli.workspace import feedbook

    report = _read(session, feed)
    if done == "updated":
        feedbook.refuse_cut(feed, report)
    feed = feedbook.with_summary(feed, report, today())
    feedbook.save(feed, dataset, file)
    answer = _answer(session, feedbook.Shelved(feed, file), report, done)
    return session.answer(answer, "feed", {"name": feed.id})


def _read(session: Session, feed: Feed) -> Mapping[str, Any]:
    """Give what reading a feed gave; it is compiled if need be."""
    from supplychain_cli.workspace import feeds

    with Doing(quiet=session.options.quiet) as doing:
        report, why = feeds.report_of(feed, session.folder, doing)
    if why:
        session.once(Notice("N103", why))
    return report


def _answer(
    session: Session, shelf: Shelved, report: Mapping[str, Any] | None, done: str, *, look: bool = False
) -> FeedAnswer:
    from supplychain_cli.workspace import feedtrial

    return feedtrial.answer(shelf, session.folder, report, done, look=look)


def _shelved(session: Session) -> Sequence[Shelved]:
    from supplychain_cli.workspace import feedbook
    from supplychain_cli.workspace.world import recorded_feeds

    return tuple(feedbook.shelved(recorded_feeds(session.folder)))


def _named(session: Session, name: str) -> Shelved:
    every = _shelved(session)
    for shelf in every:
        if shelf.feed.id == name:
            return shelf
    known = ", ".join(shelf.feed.id for shelf in every)
    raise UsageFault(
        "U207",
        f"The dataset has no feed called {name}.",
        help=f"Choose one of: {known}." if known else "Add one with `supplychain feed add`.",
    )


def _own_dataset(session: Session) -> Path:
    """Give the folder of the dataset. Raises DataFault for the one that came with the program."""
    from supplychain_cli.workspace.folder import is_shipped

    if is_shipped(session.folder):
        raise DataFault(
            "D245",
            "The records that came with the program take no feeds.",
            help="Make a folder with a dataset.yml of your own and name it with --records DIR; "
            "`supplychain guide start` says how.",
        )
    return session.folder


def _mapping(file: Path | None) -> TableMapping | None:
    if file is None:
        return None
    from supplychain_cli.workspace.feedtrial import mapping_in

    return mapping_in(file)


def _letter(text: str) -> str:
    if text and text.upper() not in _RELIABILITY:
        raise UsageFault("U107", f"There is no reliability {text}.", help="Choose one of: A, B, C, D, E, F.")
    return text.upper()
