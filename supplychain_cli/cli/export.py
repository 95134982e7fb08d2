"""`supplychain export`: records in the formats of other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli import output, places
from supplychain_cli.cli.command import export_command
from supplychain_cli.cli.completion import complete_anything, complete_parties
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Progress, say
from supplychain_cli.diagnostics import ExitCode, UsageFault
from supplychain_cli.exporters.export import FORMATS, Report, file_exporter, text_exporter

if TYPE_CHECKING:
    from supplychain_cli.queries.extract.rows import Extract

_PIECE = 65_536
_NARROWED = shared.Limits(limit=1000)
"""The limits of a question about chains that nobody narrowed."""


def _formats(incomplete: str) -> list[tuple[str, str]]:
    return [(name, found.summary) for name, found in FORMATS.items() if name.startswith(incomplete)]


@export_command
def export(
    session: Session,
    *,
    format_: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.", autocompletion=_formats),
    ],
    around: Annotated[
        str,
        typer.Option(
            "--around",
            metavar="NAME",
            help="Only a party or good, and what is within --legs relations of any kind.",
            autocompletion=complete_anything,
        ),
    ] = "",
    legs: Annotated[
        int | None,
        typer.Option("--legs", metavar="N", min=0, max=32, help="How far --around reaches; 1 by default."),
    ] = None,
    chain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--chain",
            metavar="FROM TO",
            help="Only the chains that `trace` finds from one party to another.",
            autocompletion=complete_parties,
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="All records, which is the default.")] = False,
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, max=32, help="Longest chain, in legs.")
    ] = 8,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=1000, help="Most chains to write.")
    ] = 1000,
    strict: shared.Strict = False,
    same_goods: shared.SameGoods = False,
    any_time: shared.AnyTime = False,
    goods: shared.Goods = None,
    via: shared.Via = None,
    min_grade: shared.MinGrade = "",
    avoid: shared.Avoid = None,
    through: shared.Through = None,
) -> int:
    """Write records in the formats of other programs.

    FollowTheMoney, BODS, graphs, pictures, linked data and tables. Every relation keeps its id, dates, goods, shares,
    grade and sources. Equal records give equal files. `--as-of` and `--known-on` say which records count.

    Example: supplychain export graphml --around Rostec --legs 2 -o rostec.graphml
    """
    limits = shared.Limits(
        max_legs,
        limit,
        strict,
        same_goods,
        any_time,
        goods or (),
        via or (),
        min_grade,
        avoid or (),
        through or (),
    )
    _check_format(format_)
    _check_part(around, legs, chain, limits, whole=whole)
    _check_target(session, format_)
    if chain is not None:
        extract, complete = _of_chains(session, *chain, limits)
    else:
        extract, complete = _of_records(session, around, 1 if legs is None else legs), True
    report = _written(session, format_, extract)
    if report.cut:
        session.notice("N182", report.cut)
    return ExitCode.ANSWERED if complete and not report.cut else ExitCode.INCOMPLETE


def _check_format(name: str) -> None:
    if name not in FORMATS:
        raise UsageFault(
            "U107", f"There is no format called {name}.", help=f"Choose one of: {', '.join(FORMATS)}."
        )


def _check_part(
    around: str, legs: int | None, chain: tuple[str, str] | None, limits: shared.Limits, *, whole: bool
) -> None:
    """Refuse options that do not go together. Raises UsageFault."""
    if sum((bool(around), chain is not None, whole)) > 1:
        raise UsageFault(
            "U171",
            "Only one of --around, --chain and --all can be asked for.",
            help="Write one export for each part.",
        )
    if legs is not None and not around:
        raise UsageFault(
            "U171", "--legs says how far --around reaches, which is not given.", help="Add --around NAME."
        )
    if chain is None and limits != _NARROWED:
        raise UsageFault(
            "U171",
            "A limit for chains is given, and no chains are asked for.",
            help="Add --chain FROM TO, or leave the limit out.",
        )


def _check_target(session: Session, name: str) -> None:
    """Refuse a target that this format cannot be written to. Raises UsageFault."""
    target, found = session.file, FORMATS[name]
    if found.shape == "folder" and target is not None:
        places.check_folder(target, found.files, force=session.options.force)
        return
    if found.shape != "text" and target is None:
        what = "a folder of files" if found.shape == "folder" else "a file that is no text"
        raise UsageFault(
            "U172", f"The format {name} is {what}, so it cannot be printed.", help="Name it with --output."
        )
    output.check_target(target, force=session.options.force)


def _of_records(session: Session, around: str, legs: int) -> Extract:
    from supplychain_cli.queries.extract import extract

    if not around:
        return extract.everything(session.view)
    return extract.around(session.view, session.resolve(around), legs)


def _of_chains(session: Session, source: str, to: str, limits: shared.Limits) -> tuple[Extract, bool]:
    """Give the relations of all chains between two parties, and whether the search was finished."""
    from supplychain_cli.cli.ends import two_traders
    from supplychain_cli.queries.chains.trace import chains
    from supplychain_cli.queries.extract.extract import between

    start, end = two_traders(session, source, to)
    ask, query = limits.understood(session, start, end)
    answer = chains(session.view, start, end, ask)
    for notice in answer.notices:
        session.notice(notice.code, notice.message)
    if answer.more:
        session.notice(
            "N183", f"There are more than {limits.limit} chains; the best {limits.limit} are written."
        )
    if not answer.chains:
        session.notice(
            "N184", f"No chain from {start.name} to {end.name} was found within {limits.max_legs} legs."
        )
    return between(session.view, start, end, answer.chains, query), answer.complete


def _written(session: Session, name: str, extract: Extract) -> Report:
    """Write an extract where it was asked for, and say what was written and what has no place in the format."""
    from supplychain_cli.render.clean import cleaned

    report, target = Report(), session.file
    quiet = session.options.quiet or target is None
    with Progress(quiet=quiet, words="Writing {done:,} rows ...") as progress:
        done = iter(range(1, 2**62))

        def passed(row: object) -> object:
            progress(number := next(done), number + 1)
            return cleaned(row)

        clean = extract.mapped(passed)
        shape = FORMATS[name].shape
        if shape == "text":
            output.stream(_pieces(text_exporter(name).lines(clean, report)), target)
        elif target is not None:
            exporter = file_exporter(name)
            make = places.make_folder if shape == "folder" else places.make_file
            make(target, lambda place: exporter.write(clean, report, place))
    if not quiet:
        say(f"Written to {target}: {_counted(report)}.")
    for what, count in report.left_out.items():
        session.notice("N181", f"Left out, for {name} has no place for them: {count:,} {what}.")
    return report


def _counted(report: Report) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in report.written.items()) or "nothing"


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """Join lines into pieces worth a system call."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)
