"""Workflow commands: the worst first, no more than are shown, and no word of the world obeyed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from supplychain_cli.render.formats import render
from supplychain_cli.render.reports.github import fenced
from tests.render import worlds
from tests.render.audit import reports
from tests.render.audit.runner import Command, commands


def obeyed(report: object = reports.REPORT) -> list[Command]:
    return commands(render(report, reports.envelope(), "github", worlds.PLAIN))


def test_each_finding_that_counts_stands_beside_its_record() -> None:
    found = obeyed()
    assert [command.name for command in found] == [
        "error", "error", "warning", "notice", "warning", "warning", "error",
    ]  # fmt: skip
    assert found[1].given == {
        "file": "records/trade/metals.yml",
        "line": "12",
        "title": "Alpha Antennas: high, fails the audit",
    }
    assert found[1].says.startswith("Alpha Antennas leads to Omega Corporation")
    assert found[3].given["title"] == "Alpha Antennas: low, below medium"


def test_the_last_line_sums_up() -> None:
    assert obeyed()[-1].says.startswith("3 findings at or above medium. Further findings: 1 below medium")
    [clean] = obeyed(reports.CLEAN)
    assert clean.name == "notice"
    assert clean.says.startswith("No finding at or above low")
    [nothing] = obeyed(reports.NOTHING)
    assert nothing.name == "warning"
    assert "Nothing could be checked" in nothing.says


def test_no_more_of_a_kind_than_are_shown_and_the_summary_is_among_them() -> None:
    many = replace(
        reports.REPORT,
        findings=(*[reports.REACHES] * 30, *[replace(reports.REACHES, level="medium")] * 30),
        failing=60,
    )
    found = obeyed(many)
    kinds = Counter(command.name for command in found)
    assert kinds == {"error": 10, "warning": 10}
    assert found[-1].name == "error"
    assert "43 further annotations are left out" in found[-1].says


def test_a_guarded_text_gives_no_command() -> None:
    text = "Suppliers\n::error::from a name\n  ::add-mask::x\nAcme ##[error]x\n::supplychain-0::\n"
    assert len(commands(text)) == 4
    assert commands(fenced(text)) == []
    assert [command.name for command in commands(f"{fenced(text)}::notice::ours\n")] == ["notice"]
