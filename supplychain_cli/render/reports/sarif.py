"""SARIF 2.1.0, as code scanning reads it: a result a finding, a step of its code flow a leg."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from supplychain_cli.audit.finding import AuditReport, Finding
from supplychain_cli.queries.chains.answers import Chain, Citation
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.findings import excuse, message, opening, step, unresolved
from supplychain_cli.render.reports.places import place, place_of
from supplychain_cli.render.reports.rules import Rule, plain_text, rules
from supplychain_cli.render.reports.sarif_parts import LEVELS, location, notification, text
from supplychain_cli.render.words import count

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
MAX_STEPS = 10_000
MAX_LOCATIONS = 1_000
MAX_ROWS = 1_000
"""What code scanning takes: more results, steps or locations and it refuses the whole file."""
TAGS = ("sanctions", "supply-chain")


def sarif_text(report: AuditReport, envelope: Envelope, *, ascii_only: bool = False) -> str:
    """Write the report as one SARIF log with one run, worst findings first, each on a line. Ends with a line feed.

    What the limits of code scanning leave no room for is left out at the end, and a notification says how much.
    """
    run = _run(report, envelope)
    lines = ",\n".join(json.dumps(result, ensure_ascii=ascii_only) for result in run["results"])
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run | {"results": []}]}
    frame = json.dumps(log, ensure_ascii=ascii_only, indent=2)
    # No string of JSON holds these signs: a quotation mark inside one is escaped.
    return frame.replace('"results": []', f'"results": [\n{lines}\n]' if lines else '"results": []') + "\n"


def _run(report: AuditReport, envelope: Envelope) -> dict[str, Any]:
    applied = list(rules(report))
    numbers = {rule.id: at for at, rule in enumerate(applied)}
    with_baseline = bool(envelope.query.get("baseline")) or any(not item.new for item in report.findings)
    results = []
    for finding in report.findings[:MAX_RESULTS]:
        result = _result(finding, report, envelope)
        if finding.rule in numbers:
            result["ruleIndex"] = numbers[finding.rule]
        if with_baseline:
            result["baselineState"] = "new" if finding.new else "unchanged"
        results.append(result)
    version = envelope.tool.get("version", "")
    return {
        "tool": {
            "driver": {
                "name": envelope.tool.get("name", ""),
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(rule) for rule in applied],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _bases(envelope),
        "invocations": [
            {
                "executionSuccessful": report.complete,
                "toolExecutionNotifications": _notifications(report, envelope),
            }
        ],
        "results": results,
        "properties": {"dataset": dict(envelope.dataset), "summary": list(opening(report))},
    }


def _bases(envelope: Envelope) -> dict[str, Any]:
    """Say what paths are relative to; readers that know no base take them as relative to the repository."""
    if envelope.root is None:
        return {"RECORDS": {"description": {"text": "The folder of the dataset."}}}
    return {"%SRCROOT%": {"description": {"text": "The top of the repository that holds the records."}}}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.replace("_", "-").split("-")),
        "shortDescription": text(rule.title),
        "fullDescription": text(rule.says),
        "help": {"text": plain_text(rule.page), "markdown": rule.page},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": list(TAGS)},
    }


def _result(finding: Finding, report: AuditReport, envelope: Envelope) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.level],
        "message": text(message(finding)),
        "locations": [location(place_of(finding, report, envelope), envelope)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "supplychainPath/v1": finding.fingerprint,
        },
        "properties": {
            "supplier": finding.supplier.id,
            "party": finding.party.id,
            "rows": list(finding.rows),
            "regimes": list(finding.regimes),
            "direction": finding.direction,
            "verdict": finding.verdict,
            "distance": finding.distance,
            "grade": finding.grade,
            "basis": finding.basis,
            "severity": finding.level,
        },
    }
    if finding.chain and finding.chain.legs:
        result["codeFlows"] = [{"threadFlows": [{"locations": _steps(finding.chain, envelope)}]}]
        related = _related(finding.chain, envelope)
        if related:
            result["relatedLocations"] = related
    if finding.waived:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": excuse(finding)}
        ]
    return result


def _steps(chain: Chain, envelope: Envelope) -> list[dict[str, Any]]:
    """Give a location a leg, with the leg as a sentence; the weakest is the essential one."""
    steps = []
    for at, leg in enumerate(chain.legs[:MAX_STEPS]):
        begin, end = chain.parties[at], chain.parties[at + 1]
        says = f"{begin.name} {step(leg, end)}. Evidence: {leg.grade}, {leg.basis}."
        where = location(place(leg.location, envelope), envelope, says)
        importance = "essential" if at == chain.weakest else "important"
        steps.append({"location": where, "executionOrder": at + 1, "importance": importance})
    return steps


def _related(chain: Chain, envelope: Envelope) -> list[dict[str, Any]]:
    """Give each source that a leg cites, at the record that cites it: code scanning takes no other addresses."""
    cited = [(leg.location, source) for leg in chain.legs for source in leg.sources]
    related = []
    for number, (where, source) in enumerate(dict.fromkeys(cited), 1):
        entry = location(place(where, envelope), envelope, _citation(source))
        entry["id"] = number
        entry["logicalLocations"] = [{"fullyQualifiedName": source.source, "kind": "source"}]
        related.append(entry)
    return related[:MAX_LOCATIONS]


def _citation(source: Citation) -> str:
    parts = (source.publisher or source.source, source.title, source.date, source.locator, source.url)
    return ", ".join(part for part in parts if part)


def _notifications(report: AuditReport, envelope: Envelope) -> list[dict[str, Any]]:
    """Say what the results do not: what was cut, what is incomplete, each row that was not checked, each remark."""
    cut = len(report.findings) - MAX_RESULTS
    further = f"Left out, as the least grave: {count(cut, 'further finding')}."
    said = [notification("warning", further)] * (cut > 0)
    said += _each("warning", report.incomplete)
    said += _each("warning", map(unresolved, report.rows[:MAX_ROWS]))
    if len(report.rows) > MAX_ROWS:
        rows = count(len(report.rows) - MAX_ROWS, "further row")
        said.append(notification("warning", f"{rows} could not be checked."))
    others = (item for item in envelope.notices if item.message not in report.incomplete)
    return said + [notification("note", item.message, item.code) for item in others]


def _each(level: str, sentences: Iterable[str]) -> list[dict[str, Any]]:
    return [notification(level, sentence) for sentence in sentences]
