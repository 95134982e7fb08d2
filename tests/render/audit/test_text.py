"""An audit as people read it on a terminal: every kind of screen, and nothing that acts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supplychain_cli.render.formats import render
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.audit import reports
from tests.render.golden import assert_golden

SCREENS = {
    "20": Screen(width=20),
    "60": Screen(width=60),
    "200": Screen(width=200),
    "colour": Screen(width=100, colour=True, terminal=True),
    "ascii": Screen(width=100, unicode=False),
}


@pytest.mark.parametrize("name", reports.REPORTS)
def test_every_audit_as_text(name: str) -> None:
    assert_golden(f"{name}.text.txt", render(reports.REPORTS[name], reports.envelope(), "text", worlds.PLAIN))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_kind_of_screen(screen: str) -> None:
    text = render(reports.REPORT, reports.envelope(), "text", SCREENS[screen])
    assert_golden(f"audit.screen-{screen}.txt", text)


def test_a_verbose_page_shows_every_leg() -> None:
    text = render(reports.REPORT, reports.envelope(), "text", worlds.PLAIN, verbose=True)
    assert_golden("audit.verbose.txt", text)
    assert worlds.PRESS.url in text


def test_many_unresolved_rows_are_counted() -> None:
    rows = tuple(replace(reports.UNKNOWN_ROW, number=number) for number in range(1, 101))
    report = replace(reports.REPORT, rows=rows)
    text = render(report, reports.envelope(), "text", worlds.PLAIN)
    assert "Row 30, " in text
    assert "Row 31, " not in text
    assert "70 more rows are not shown; --format csv has them all." in text


@pytest.mark.parametrize("name", ["\x1b[2JName", "\u202eName", "[bold]Name[/bold]", "=1+1\nName"])
def test_names_stay_names(name: str) -> None:
    rows = (replace(reports.UNKNOWN_ROW, text=name, why=name, candidates=(name,)),)
    findings = tuple(replace(finding, title=name) for finding in reports.REPORT.findings)
    report = replace(reports.REPORT, rows=rows, findings=findings, incomplete=(name,))
    text = render(report, reports.envelope(), "text", worlds.PLAIN)
    assert not set(text) & {"\x1b", "\u202e"}
    assert "[bold]" in text or "bold" not in name
