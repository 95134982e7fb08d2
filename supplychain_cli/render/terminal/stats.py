"""What a dataset holds, in small tables with bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from supplychain_cli.queries.cards.overviews import Breakdown, Ids, Span, StatsAnswer, Tally
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.theme import QUIET

_WIDE = 60
_BAR = 24
_TITLES = {"chpl": "tier on the Common High Priority List"}


def paint(answer: StatsAnswer, envelope: Envelope, page: Page) -> None:
    """Write the counts of every section, the breakdowns, the span of dates, and where the evidence is thin."""
    page.heading("Records")
    _paint_rows(answer.sections, page)
    for breakdown in answer.breakdowns:
        if breakdown.rows:
            page.heading(_title(breakdown))
            _paint_rows(_ordered(breakdown), page)
    page.heading("Span of dates")
    for span in answer.spans:
        page.write(_span(span), IN, IN * 2)
    _paint_ids("rest on a single source", answer.single_source, page)
    _paint_ids("name no source", [ids for ids in answer.uncited if ids.section != "sources"], page)
    _paint_ids("are cited by no record", [ids for ids in answer.uncited if ids.section == "sources"], page)
    paint_foot(page, envelope, answer.notices)


def _title(breakdown: Breakdown) -> str:
    return f"{breakdown.section.capitalize()} by {' and '.join(_TITLES.get(by, by) for by in breakdown.by)}"


def _ordered(breakdown: Breakdown) -> Sequence[Tally]:
    """Put kinds and countries in order of their counts; grades and tiers have an order of their own."""
    if breakdown.by in {("kind",), ("country",)}:
        return sorted(breakdown.rows, key=lambda row: -row.count)
    return breakdown.rows


def _paint_rows(rows: Sequence[Tally], page: Page) -> None:
    """Write a name, a count and a bar a row; the bar only where there is room."""
    named = [
        (" ".join(key or "not recorded" for key in row.keys), f"{row.count:,}", row.count) for row in rows
    ]
    most = max((row.count for row in rows), default=0) or 1
    name_width = max((len(name) for name, _, _ in named), default=0)
    count_width = max((len(shown) for _, shown, _ in named), default=0)
    for name, shown, number in named:
        if page.screen.width >= _WIDE:
            bar = round(number / most * _BAR) * ("█" if page.screen.unicode else "#")
            page.write(Text.assemble(f"{name:<{name_width}}  {shown:>{count_width}}  ", (bar, QUIET)), IN)
        else:
            page.write(f"{name}: {shown}", IN)


def _span(span: Span) -> str:
    undated = f"{span.undated:,} undated"
    if not span.first:
        return f"{span.section}: {undated}"
    return f"{span.section}: from {span.first} to {span.last}, {undated}"


def _paint_ids(words: str, groups: Sequence[Ids], page: Page) -> None:
    for ids in groups:
        page.heading(f"{ids.section.capitalize()} that {words} ({ids.count:,})")
        page.write(", ".join(ids.ids), IN, IN)
        if len(ids.ids) < ids.count:
            page.write(f"and {ids.count - len(ids.ids):,} more; --all names them all.", IN, IN, QUIET)
