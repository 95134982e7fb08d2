"""JUnit XML, as build servers read it: a test case a row of the suppliers, so that each is seen to be checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal
from xml.etree import ElementTree as ET

from supplychain_cli.audit.finding import AuditReport, Checked, Finding
from supplychain_cli.light import dataclass
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.findings import covered, excuse, fails, message, opening, state

Outcome = Literal["", "failure", "error", "skipped"]


@dataclass(frozen=True, slots=True)
class Case:
    """A test case: what was tried, how it ended (empty: passed), one line and all detail about it."""

    group: str
    name: str
    outcome: Outcome = ""
    kind: str = ""
    line: str = ""
    detail: str = ""


def junit_text(report: AuditReport, envelope: Envelope, *, ascii_only: bool = False) -> str:
    """Write the report as one suite. Ends with a line feed.

    A case fails for findings at or above the level that fails the audit; it is skipped where all its findings are
    waived or in the baseline; a row that could not be checked is an error. One more case says whether the audit is
    complete, so that an audit of nothing is never green.
    """
    cases = list(_cases(report))
    count = {
        "tests": str(len(cases)),
        "failures": str(sum(case.outcome == "failure" for case in cases)),
        "errors": str(sum(case.outcome == "error" for case in cases)),
        "skipped": str(sum(case.outcome == "skipped" for case in cases)),
    }
    root = ET.Element("testsuites", {"name": f"supplychain {envelope.command}", **count})
    name = " ".join(filter(None, (envelope.dataset.get("name", ""), envelope.dataset.get("version", ""))))
    suite = ET.SubElement(root, "testsuite", {"name": name or envelope.command, **count})
    _properties(suite, report, envelope)
    for case in cases:
        _write(suite, case)
    ET.indent(root)
    written: str = ET.tostring(root, encoding="us-ascii" if ascii_only else "utf-8").decode()
    body = written.partition("?>\n")[2] if written.startswith("<?xml") else written
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _properties(suite: ET.Element, report: AuditReport, envelope: Envelope) -> None:
    held = ET.SubElement(suite, "properties")
    said = {
        "tool": f"{envelope.tool.get('name', '')} {envelope.tool.get('version', '')}",
        "dataset.digest": envelope.dataset.get("digest", ""),
        "fail_on": report.fail_on,
        "coverage": covered(report),
    }
    for name, value in said.items():
        ET.SubElement(held, "property", {"name": name, "value": value})


def _cases(report: AuditReport) -> Iterator[Case]:
    by_supplier: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_supplier[finding.supplier.id].append(finding)
    rows: list[tuple[int, Case]] = []
    for checked in report.suppliers:
        ended = _ended(by_supplier.pop(checked.party.id, []), report)
        rows += [(number, _case(checked, number, ended)) for number in checked.rows or (0,)]
    for row in report.rows:
        case = Case("suppliers", f"row {row.number}: {row.text}", "error", row.status, row.why, row.why)
        rows.append((row.number, case))
    yield from (case for _, case in sorted(rows, key=lambda pair: pair[0]))
    for others in by_supplier.values():
        yield from (_alone(finding, report) for finding in others)
    yield _completeness(report)


def _case(checked: Checked, number: int, ended: Case) -> Case:
    place = f"row {number}: " if number else ""
    name = f"{place}{checked.party.name} (id:{checked.party.id})"
    return Case("suppliers", name, ended.outcome, ended.kind, ended.line, ended.detail)


def _alone(finding: Finding, report: AuditReport) -> Case:
    """Give the case of a finding about nobody in the list: a policy's own parties, a waiver that has expired."""
    ended = _ended([finding], report)
    name = f"{finding.rule}: {finding.title} ({finding.fingerprint[:8]})"
    return Case("policies", name, ended.outcome, ended.kind, ended.line, ended.detail)


def _ended(findings: Sequence[Finding], report: AuditReport) -> Case:
    """Say how a case with these findings ends; they come worst first."""
    failing = [item for item in findings if fails(item, report.fail_on)]
    others = [item for item in findings if not fails(item, report.fail_on)]
    detail = "\n".join(map(_line, failing + others))
    if failing:
        return Case("", "", "failure", failing[0].level, failing[0].title, detail)
    if findings and not any(item.counts for item in findings):
        return Case("", "", "skipped", "", excuse(findings[0]), detail)
    return Case("", "", detail=detail)


def _line(finding: Finding) -> str:
    parts = (f"[{finding.level}, {state(finding)}]", message(finding), excuse(finding))
    return " ".join(filter(None, (*parts, f"Fingerprint: {finding.fingerprint}")))


def _completeness(report: AuditReport) -> Case:
    name = "everything could be checked"
    if report.complete:
        return Case("audit", name, detail=" ".join(opening(report)))
    said = " ".join(report.incomplete)
    return Case("audit", name, "error", "incomplete", said, said)


def _write(suite: ET.Element, case: Case) -> None:
    element = ET.SubElement(suite, "testcase", {"classname": case.group, "name": case.name})
    if case.outcome == "skipped":
        ET.SubElement(element, "skipped", {"message": case.line})
    elif case.outcome:
        ended = ET.SubElement(element, case.outcome, {"type": case.kind, "message": case.line})
        ended.text = case.detail
        return
    if case.detail:
        ET.SubElement(element, "system-out").text = case.detail
