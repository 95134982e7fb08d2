"""JUnit XML: a case a row, and an ending that agrees with the exit code."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from supplychain_cli.audit.finding import AuditReport
from supplychain_cli.render.formats import render
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.audit import reports


def suite(report: AuditReport = reports.REPORT) -> ET.Element:
    text = render(report, reports.envelope(), "junit", worlds.PLAIN)
    found = ET.fromstring(text.encode()).find("testsuite")  # noqa: S314 - a text of ours
    assert found is not None
    return found


def endings(report: AuditReport = reports.REPORT) -> dict[str, str]:
    """Give how each case ended by its name; empty where it passed."""
    ended = {}
    for case in suite(report).iter("testcase"):
        kinds = [part.tag for part in case if part.tag != "system-out"]
        assert len(kinds) <= 1
        ended[case.get("name", "")] = "".join(kinds)
    return ended


def test_every_row_is_a_case_in_its_order() -> None:
    assert endings() == {
        "Harbour Brokers (id:hk-broker)": "skipped",
        "row 1: Alpha Antennas (id:cn-alpha)": "failure",
        "row 2: North Wafers (id:ru-north-wafers)": "failure",
        "row 3: Alpha Antennas (id:cn-alpha)": "failure",
        "row 4: Zyxwvut Trading": "error",
        "row 5: Beta Radar (id:ru-beta)": "skipped",
        "row 6: Beta": "error",
        "row 7: Gamma Holding (id:ru-gamma-holding)": "",
        "expired-waiver: The waiver of dddddddd by A. Auditor ended on 2026-06-30. (dddddddd)": "failure",
        "everything could be checked": "error",
    }


@pytest.mark.parametrize("name", reports.REPORTS)
def test_the_counts_are_right(name: str) -> None:
    ended = list(endings(reports.REPORTS[name]).values())
    found = suite(reports.REPORTS[name])
    counts = {word: int(found.get(word, "")) for word in ("tests", "failures", "errors", "skipped")}
    assert counts == {
        "tests": len(ended),
        "failures": ended.count("failure"),
        "errors": ended.count("error"),
        "skipped": ended.count("skipped"),
    }


def test_a_finding_below_the_level_fails_no_case() -> None:
    report = replace(reports.REPORT, findings=(reports.LONG,), rows=(), complete=True, failing=0)
    assert set(endings(report).values()) == {""}
    [case] = [case for case in suite(report).iter("testcase") if case.get("name", "").startswith("row 1")]
    assert "[low, open] The policy no-wafers is broken" in (case.findtext("system-out") or "")


def test_the_failure_tells_the_chain() -> None:
    failure = next(suite().iter("failure"))
    assert failure.get("type") == "high"
    assert "Alpha Antennas supplies (goods not named) to Omega Corporation." in (failure.text or "")
    assert f"Fingerprint: {'a' * 32}" in (failure.text or "")


def test_an_audit_of_nothing_is_never_green() -> None:
    assert endings(reports.NOTHING) == {"everything could be checked": "error"}


def test_an_audit_that_passes_is_green() -> None:
    assert set(endings(reports.CLEAN).values()) == {""}


def test_an_ascii_stream_gets_the_same_report() -> None:
    named = replace(reports.REPORT, rows=(replace(reports.TWO_ROW, text="Ростех 🚀"),))
    text = render(named, reports.envelope(), "junit", Screen(unicode=False))
    assert text.isascii()
    whole = render(named, reports.envelope(), "junit", worlds.PLAIN)
    parsed = [ET.canonicalize(xml) for xml in (text, whole)]
    assert parsed[0] == parsed[1]
