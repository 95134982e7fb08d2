"""From an answer to a text in the format asked for. What a format needs is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from supplychain_cli.light import NamedTuple
from supplychain_cli.render.clean import cleaned
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.screen import Screen

FORMATS = ("text", "json", "jsonl", "csv", "md")
REPORTS = ("sarif", "junit", "github")
"""What build servers read; only an audit has these."""
EXACT = frozenset({"json", "jsonl", "csv", *REPORTS})
"""What programs read: UTF-8 whatever the locale says."""
_PAINTERS = "supplychain_cli.render.terminal."
_TABLES = "supplychain_cli.render.tables."
_COMMENTS = "supplychain_cli.render.reports."


class Face(NamedTuple):
    """How one kind of answer is shown.

    `module` is the file in `terminal` (with `paint(answer, envelope, page)`) and in `tables` (with `table(answer)`);
    `items` is the field that JSON lines print item by item, or several with a space between them; empty where the
    answer is one thing. `reports` says that it has the formats of `REPORTS` too, `comment` that its
    Markdown is a file in `reports` (with `markdown(answer, envelope)`), where one table would not be read.
    """

    module: str
    items: str
    reports: bool = False
    comment: bool = False


FACES: dict[str, Face] = {
    "TraceAnswer": Face("trace", "chains"),
    "SuppliersAnswer": Face("suppliers", "suppliers"),
    "ExposureAnswer": Face("exposure", "exposures"),
    "RankingAnswer": Face("ranking", "parties"),
    "ChokepointsAnswer": Face("chokepoints", "parties"),
    "WhyAnswer": Face("why", "cuts"),
    "WhatIfAnswer": Face("what_if", "verdicts"),
    "CheckAnswer": Face("check", "diagnostics"),
    "FormAnswer": Face("form", "files"),
    "PagesAnswer": Face("pages", "pages"),
    "TemplateAnswer": Face("template", ""),
    "CompileAnswer": Face("compiled", "segments"),
    "SnapshotAnswer": Face("snapshot", "columns"),
    "SoundAnswer": Face("sound", "damage"),
    "TablesAnswer": Face("written", "tables"),
    "CacheAnswer": Face("cache", "things"),
    "FindAnswer": Face("find", "matches"),
    "NamesAnswer": Face("names", "points"),
    "PairsAnswer": Face("pairs", "pairs"),
    "PartyCard": Face("party", ""),
    "GoodCard": Face("good", ""),
    "RelationCard": Face("relation", ""),
    "ListingCard": Face("listing", ""),
    "SourceCard": Face("source", ""),
    "RegimeCard": Face("regime", ""),
    "JudgementCard": Face("judgement", ""),
    "MatchAnswer": Face("match", "pairs"),
    "JudgedAnswer": Face("judged", "judgements"),
    "IdentityAnswer": Face("identity", "records reasons"),
    "StatementCard": Face("statement", ""),
    "GoodsAnswer": Face("goods", "goods"),
    "StatsAnswer": Face("stats", ""),
    "OwnershipAnswer": Face("ownership", "owners"),
    "FlipsAnswer": Face("flips", "flips"),
    "ComparisonAnswer": Face("comparison", "findings differences"),
    "DiffAnswer": Face("difference", "records shifts feeds", comment=True),
    "FeedAnswer": Face("feed", "skipped"),
    "FeedsAnswer": Face("feeds", "feeds"),
    "TrialAnswer": Face("trial", "rows"),
    "AuditReport": Face("audit", "findings rows", reports=True),
}
"""Every kind of answer, by the name of its type: a painter is imported only for its own answer."""


def render(answer: object, envelope: Envelope, style: str, screen: Screen, *, verbose: bool = False) -> str:
    """Show an answer in one of `FORMATS`, an audit in one of `REPORTS` too; it ends with a line feed, unless empty.

    Every string is cleaned first, so that no format can pass on a character that acts. `screen` shapes `text`; to
    other formats it only says whether more than ASCII arrives. The notices of the answer are part of every text, JSON
    and Markdown; those of the envelope only of JSON and Markdown, so the door says them on stderr.

    Raises KeyError for a kind of answer or a format that has no face.
    """
    face = FACES[type(answer).__name__]
    if style in {"json", "jsonl"}:
        return _for_programs(
            *_cleaned(answer, envelope, breaks=True), style, face, ascii_only=not screen.unicode
        )
    if style in REPORTS and face.reports:
        return _for_builds(answer, envelope, style, ascii_only=not screen.unicode)
    answer, envelope = _cleaned(answer, envelope, ascii_only=not screen.unicode)
    if style in {"csv", "md"}:
        return _for_sheets(answer, envelope, style, face)
    if style != "text":
        raise KeyError(style)
    return _for_people(answer, envelope, face, screen, verbose=verbose)


def lines(items: Iterable[object], envelope: Envelope, screen: Screen) -> Iterator[str]:
    """Show items as JSON lines one after the other: an answer too long to be held as a whole."""
    from supplychain_cli.render import machine

    for item in items:
        yield machine.line(cleaned(item, breaks=True), envelope, ascii_only=not screen.unicode)


def _for_programs(answer: object, envelope: Envelope, style: str, face: Face, *, ascii_only: bool) -> str:
    from supplychain_cli.render import machine

    if style == "json":
        return machine.json_text(answer, envelope, ascii_only=ascii_only)
    return machine.jsonl_text(answer, envelope, face.items, ascii_only=ascii_only)


def _for_builds(answer: Any, envelope: Envelope, style: str, *, ascii_only: bool) -> str:  # noqa: ANN401 - any answer
    if style == "github":
        from supplychain_cli.render.reports.github import github_text

        return github_text(*_cleaned(answer, envelope, ascii_only=ascii_only))
    if style == "junit":
        from supplychain_cli.render.reports.junit import junit_text

        return junit_text(*_cleaned(answer, envelope), ascii_only=ascii_only)
    from supplychain_cli.render.reports.sarif import sarif_text

    return sarif_text(*_cleaned(answer, envelope), ascii_only=ascii_only)


def _for_sheets(answer: Any, envelope: Envelope, style: str, face: Face) -> str:  # noqa: ANN401 - any answer
    from supplychain_cli.render import sheets

    if style == "md" and face.comment:
        return str(import_module(_COMMENTS + face.module).markdown(answer, envelope))
    table = import_module(_TABLES + face.module).table(answer)
    return sheets.csv_text(table) if style == "csv" else sheets.markdown_text(table, envelope)


def _for_people(
    answer: Any,  # noqa: ANN401 - any answer
    envelope: Envelope,
    face: Face,
    screen: Screen,
    *,
    verbose: bool,
) -> str:
    from supplychain_cli.render.terminal.page import Page

    page = Page(screen, verbose=verbose)
    import_module(_PAINTERS + face.module).paint(answer, envelope, page)
    return page.text()


def _cleaned(
    answer: Any,  # noqa: ANN401 - any answer
    envelope: Envelope,
    *,
    breaks: bool = False,
    ascii_only: bool = False,
) -> tuple[Any, Envelope]:
    """Clean the answer and its frame; the notices of the answer join those of the frame, each once."""
    own = getattr(answer, "notices", ())
    notices = tuple(dict.fromkeys((*envelope.notices, *own)))
    complete = envelope.complete and getattr(answer, "complete", True)
    frame = replace(envelope, notices=notices, complete=complete)
    return (
        cleaned(answer, breaks=breaks, ascii_only=ascii_only),
        cleaned(frame, breaks=breaks, ascii_only=ascii_only),
    )
