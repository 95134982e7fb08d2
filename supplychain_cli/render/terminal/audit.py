"""An audit: how it ends, every finding with its chain as one line, what could not be checked, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.audit.finding import AuditReport, Finding
from supplychain_cli.queries.chains.answers import Leg, Listed
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.findings import (
    covered,
    excuse,
    fails,
    lists,
    others,
    reason,
    unresolved,
    verdict,
)
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import facts
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend, paint_signs
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_text, badges_of
from supplychain_cli.render.terminal.steps import paint_steps
from supplychain_cli.render.terminal.theme import HEAD, MARK, PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import count

_LEVELS = {"high": "bold red", "medium": "yellow", "low": "cyan"}
_ROWS_SHOWN = 30
"""Rows that a page names; the other formats have all."""


def paint(answer: AuditReport, envelope: Envelope, page: Page) -> None:
    """Write the findings, worst first; those that are waived come last and say why they do not count.

    What the baseline holds is only counted, unless the page is verbose.
    """
    page.heading(verdict(answer))
    for sentence in filter(None, (others(answer), covered(answer))):
        page.write(sentence)
    if answer.known and not page.verbose:
        page.write("What the baseline holds is shown with -v.")
    for sentence in answer.incomplete:
        page.write(Text.assemble(("Incomplete: ", HEAD), sentence), rest=IN)
    shown = [finding for finding in answer.findings if finding.new or page.verbose]
    for finding in shown:
        _paint_finding(finding, answer, page)
    if not answer.findings:
        page.blank()
        page.write(NOT_NOTHING)
    _paint_rows(answer, page)
    if answer.coverage.lists or answer.policies:
        page.heading("What was asked")
    for sentence in lists(answer):
        page.write(sentence, IN, IN)
    for policy in answer.policies:
        page.write(f"Policy {policy.id}: {policy.says}", IN, IN * 2)
    _paint_advice(answer, page)
    if page.verbose:
        paint_legend(page, _legs(answer), _listed(answer), page.signs.inferred)
    else:
        marks = (mark for finding in shown for mark in _marks(finding))
        paint_signs(page, marks, _listed(answer))
    paint_foot(
        page, envelope, [notice for notice in answer.notices if notice.message not in answer.incomplete]
    )


def _paint_finding(finding: Finding, answer: AuditReport, page: Page) -> None:
    """Write what was found as one sentence, under it what it rests on; a verbose page shows every leg."""
    page.blank()
    fatal = fails(finding, answer.fail_on)
    word = Text(f"{finding.level:<6}", _LEVELS[finding.level] if fatal else QUIET)
    page.flow(_sentence(finding), Text.assemble(word, "  "), IN * 4)
    page.flow(_rests_on(finding, page), IN * 4, IN * 4)
    if finding.chain and finding.rule != "chain":
        page.write(finding.title, IN * 4, IN * 4)
    if finding.waived or not finding.new:
        page.write(excuse(finding), IN * 4, IN * 4)
    for sentence in finding.notes:
        page.write(Text(sentence, HEAD), IN * 4, IN * 4)
    for sentence in finding.unknown:
        page.write(Text.assemble(("unknown: ", HEAD), sentence), IN * 4, IN * 5)
    if page.verbose and finding.chain:
        paint_steps(page, finding.chain, IN * 4)


def _sentence(finding: Finding) -> Iterator[Item]:
    yield Item(Text(reason(finding).rstrip("."), HEAD))
    for badge in badges_of(finding.listings):
        yield Item(badge_text(badge), " ")


def _rests_on(finding: Finding, page: Page) -> Iterator[Item]:
    """Give the pieces of the second line: evidence, rule, what further, rows, places, fingerprint."""
    yield Item(grade_text(finding.grade, page.signs))
    yield Item(basis_text(finding.basis), page.dot)
    if finding.chain and len(finding.chain.legs) == 1:
        # The grade of the only leg is said already.
        for item in list(facts(finding.chain.legs[0], page))[:1]:
            yield Item(item.text, page.dot)
    for mark in _marks(finding):
        yield Item(Text(mark, MARK), page.dot)
    yield Item(finding.rule, page.dot)
    if finding.more:
        yield Item(count(finding.more, "further chain"), page.dot)
    if finding.rows:
        numbers = ", ".join(map(str, finding.rows[:5])) + (", ..." if len(finding.rows) > 5 else "")  # noqa: PLR2004 - a few are enough to find them
        yield Item(f"row{'s' if len(finding.rows) > 1 else ''} {numbers}", page.dot)
    places = [leg.location for leg in finding.chain.legs] if finding.chain else [finding.location]
    if not page.verbose or not finding.chain:
        for place in filter(None, places):
            yield Item(Text(place, PLACE), page.dot)
    yield Item(Text(finding.fingerprint, QUIET), page.dot)


def _paint_rows(answer: AuditReport, page: Page) -> None:
    if not answer.rows:
        return
    page.heading("Rows that could not be checked")
    for row in answer.rows[:_ROWS_SHOWN]:
        page.write(unresolved(row), IN, IN * 2)
        if row.candidates:
            ids = ", ".join(f"id:{name}" for name in row.candidates)
            page.write(f"Write one of these as its id: {ids}.", IN * 2, IN * 3, QUIET)
    if len(answer.rows) > _ROWS_SHOWN:
        page.write(
            f"{len(answer.rows) - _ROWS_SHOWN:,} more rows are not shown; --format csv has them all.", IN, IN
        )


def _paint_advice(answer: AuditReport, page: Page) -> None:
    """Say what a person can do next about findings that fail."""
    if not answer.failing:
        return
    page.heading("What to do")
    page.write("-v shows every leg with its sources. Read them before you conclude anything.", IN, IN)
    page.write(
        "A finding that is accepted is waived by its fingerprint, with a reason, an author and a last day: "
        "`supplychain guide audit`.",
        IN,
        IN,
    )


def _legs(answer: AuditReport) -> list[Leg]:
    return [leg for finding in answer.findings if finding.chain for leg in finding.chain.legs]


def _marks(finding: Finding) -> Iterator[str]:
    """Give what a reader must know about the legs; that one is undated is said by its dates."""
    marks = finding.chain.marks if finding.chain else ()
    return (mark for mark in marks if mark != "undated")


def _listed(answer: AuditReport) -> Iterator[Listed]:
    for finding in answer.findings:
        yield from finding.listings
