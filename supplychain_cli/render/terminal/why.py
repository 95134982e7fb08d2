"""What a finding hangs on: its best chain, the fewest records, the fewest sources."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.chains.answers import Explored, TraceAnswer
from supplychain_cli.queries.robustness.answers import CutSource, WhyAnswer
from supplychain_cli.render.cutting import no_finding, record_cuts, source_cuts, why_title
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import NOT_NOTHING, searched, would_help
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.steps import paint_step, paint_steps
from supplychain_cli.render.terminal.theme import HEAD, PLACE, QUIET
from supplychain_cli.render.words import listing


def paint(answer: WhyAnswer, envelope: Envelope, page: Page) -> None:
    """Write what the finding hangs on; without a chain, what was searched."""
    if answer.best is None:
        _paint_nothing(answer, page)
    else:
        page.heading(why_title(answer))
        page.heading("The best chain")
        paint_steps(page, answer.best, "  ")
        _paint_records(answer, page)
        _paint_sources(answer, page)
        page.blank()
        page.write("Records that are missing here could give other chains, which would not hang on these.")
        legs = [*answer.best.legs, *(leg for cut in answer.cuts for leg in cut.records)]
        paint_legend(page, legs, (), page.signs.inferred)
    paint_foot(page, envelope, answer.notices)


def _paint_records(answer: WhyAnswer, page: Page) -> None:
    names = {party.id: party.name for party in answer.parties}
    page.heading("The fewest records")
    page.write(record_cuts(answer))
    for number, cut in enumerate(answer.cuts, 1):
        page.blank()
        if len(answer.cuts) > 1:
            page.write(f"{number}.", style=HEAD)
        for leg in cut.records:
            paint_step(page, leg, names, "  ", sources=True)


def _paint_sources(answer: WhyAnswer, page: Page) -> None:
    page.heading("The fewest sources")
    page.write(source_cuts(answer))
    for number, cut in enumerate(answer.source_cuts, 1):
        if not cut.sources:
            continue
        page.blank()
        if len(answer.source_cuts) > 1:
            page.write(f"{number}.", style=HEAD)
        for source in cut.sources:
            page.flow(_source_pieces(source, page), f"  {page.signs.cite} ", "    ")
            page.write(f"cited by {listing(source.relations)}", "    ", "    ", QUIET)
            if page.verbose and source.url:
                page.whole(Text(source.url, PLACE), "    ")


def _source_pieces(source: CutSource, page: Page) -> Iterator[Item]:
    yield Item(source.publisher or source.id)
    for part in (
        source.title,
        source.date,
        source.reliability and f"reliability {source.reliability}",
        source.id,
    ):
        if part:
            yield Item(part, page.dot)


def _paint_nothing(answer: WhyAnswer, page: Page) -> None:
    page.heading(no_finding(answer))
    if answer.explored:
        page.blank()
        page.write("What was searched:")
        trace = _as_trace(answer, answer.explored)
        for sentence in searched(trace):
            page.write(sentence, "  ", "    ")
        page.blank()
        for sentence in would_help(trace):
            page.write(sentence)
    page.blank()
    page.write(NOT_NOTHING)


def _as_trace(answer: WhyAnswer, explored: Explored) -> TraceAnswer:
    return TraceAnswer(answer.from_, answer.to, (), more=False, explored=explored)
