"""SARIF: valid by the standard, within the limits of code scanning, stable under everything but what was found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from supplychain_cli.audit.finding import AuditReport
from supplychain_cli.render.formats import render
from supplychain_cli.render.reports import sarif
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.audit import reports
from tests.render.audit.standard import faults


def log(
    report: AuditReport = reports.REPORT, root: str | None = "records/", **query: object
) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(
        render(report, reports.envelope(root, **query), "sarif", worlds.PLAIN)
    )
    return parsed


def run(report: AuditReport = reports.REPORT, **query: Any) -> dict[str, Any]:
    only: dict[str, Any] = log(report, **query)["runs"][0]
    return only


@pytest.mark.parametrize("name", reports.REPORTS)
def test_it_is_valid(name: str) -> None:
    assert faults(log(reports.REPORTS[name])) == []
    assert faults(log(reports.REPORTS[name], root=None)) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("version",), "2.0.0"),
        (("runs", 0, "colour"), "red"),
        (("runs", 0, "results", 0, "level"), "high"),
        (("runs", 0, "results", 0, "message"), {}),
        (("runs", 0, "results", 0, "ruleIndex"), 1),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 1, "codeFlows", 0, "threadFlows", 0, "locations"), []),
        (("runs", 0, "results", 2, "suppressions", 0, "kind"), "waiver"),
    ],
)
def test_what_is_not_valid_is_seen(path: tuple[str | int, ...], wrong: object) -> None:
    changed = log()
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    assert faults(changed)


def test_the_levels_come_worst_first() -> None:
    levels = [result["level"] for result in run()["results"]]
    assert levels == ["error", "error", "warning", "warning", "warning", "note"]


def test_a_chain_is_a_code_flow_with_a_place_for_each_leg() -> None:
    result = run()["results"][-1]
    steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
    places = [step["location"]["physicalLocation"] for step in steps]
    written = [leg.location.split(":") for leg in worlds.LONG_CHAIN.legs]
    assert [
        [place["artifactLocation"]["uri"].removeprefix("records/"), str(place["region"]["startLine"])]
        for place in places
    ] == written
    assert places[0] == result["locations"][0]["physicalLocation"]
    assert [step["importance"] for step in steps].index("essential") == worlds.LONG_CHAIN.weakest


def test_a_source_is_a_related_place_and_never_an_address() -> None:
    related = run()["results"][1]["relatedLocations"]
    assert [place["logicalLocations"][0]["fullyQualifiedName"] for place in related] == ["press-2025"]
    assert "Example Press" in related[0]["message"]["text"]
    assert all(
        place["physicalLocation"]["artifactLocation"]["uri"].startswith("records/") for place in related
    )


def test_fingerprints_are_those_of_the_audit() -> None:
    for result, finding in zip(run()["results"], reports.REPORT.findings, strict=True):
        assert result["partialFingerprints"] == {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "supplychainPath/v1": finding.fingerprint,
        }


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    [waived] = [result for result in run()["results"] if "suppressions" in result]
    assert waived["suppressions"][0]["justification"].startswith("Waived by A. Auditor until 2027-03-31: The")


def test_a_baseline_tells_new_from_unchanged() -> None:
    states = [result["baselineState"] for result in run()["results"]]
    assert states == ["new", "new", "new", "unchanged", "new", "new"]
    new = replace(reports.REPORT, findings=(reports.REACHES,))
    assert "baselineState" not in run(new)["results"][0]
    assert run(new, baseline="audit.baseline")["results"][0]["baselineState"] == "new"


def test_rules_have_their_pages() -> None:
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    assert list(rules) == ["listed", "chain", "ownership", "expired-waiver", "no-wafers", "p1"]
    assert rules["chain"]["help"]["markdown"].startswith("# A102: a chain leads to a listed party")
    assert rules["no-wafers"]["fullDescription"]["text"] == "No goods of ours may reach Omega."


def test_a_finding_without_a_chain_points_at_its_listing_or_its_policy() -> None:
    results = {result["ruleId"]: result for result in run()["results"]}
    places = {
        rule: result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for rule, result in results.items()
    }
    assert places["listed"] == "records/listings/us-ofac.yml"
    assert places["expired-waiver"] == "records/policies/ours.yml"
    by_hand = replace(reports.REPORT.policies[1], location="ci/policies.yml:2", outside=True)
    for location, file in [
        ("ci/policies.yml:2", "ci/policies.yml"),
        ("/etc/policies.yml:2", "records/dataset.yml"),
        ("../policies.yml:2", "records/dataset.yml"),
    ]:
        report = replace(
            reports.REPORT, findings=(reports.ENDED,), policies=(replace(by_hand, location=location),)
        )
        place = run(report)["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == file
    lost = replace(reports.REPORT, findings=(replace(reports.ITSELF, location=""),))
    assert run(lost)["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "records/dataset.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }


def test_outside_a_repository_paths_are_those_of_the_dataset() -> None:
    only = log(root=None)["runs"][0]
    place = only["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "trade/metals.yml", "uriBaseId": "RECORDS"}
    assert list(only["originalUriBaseIds"]) == ["RECORDS"]


def test_what_is_incomplete_is_not_a_success() -> None:
    [invocation] = run()["invocations"]
    assert invocation["executionSuccessful"] is False
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert said == [
        "2 of 7 rows could not be checked, more than --max-unresolved 0.",
        "Row 4, Zyxwvut Trading: No party of the records has this name.",
        "Row 6, Beta: Two parties have this name; add an id or a country.",
        "Alfa was taken for Alpha Antennas.",
        "The waiver of ffffffff by A. Auditor excuses nothing; take it out.",
    ]
    assert run(reports.CLEAN)["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_the_limits_keep_the_worst_and_say_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
    monkeypatch.setattr(sarif, "MAX_ROWS", 1)
    monkeypatch.setattr(sarif, "MAX_LOCATIONS", 1)
    monkeypatch.setattr(sarif, "MAX_STEPS", 3)
    cut = run(replace(reports.REPORT, findings=(reports.REACHES, reports.LONG, *reports.REPORT.findings)))
    assert len(cut["results"]) == 2
    assert len(cut["results"][1]["codeFlows"][0]["threadFlows"][0]["locations"]) == 3
    assert len(cut["results"][1]["relatedLocations"]) == 1
    said = [note["message"]["text"] for note in cut["invocations"][0]["toolExecutionNotifications"]]
    assert said[0] == "Left out, as the least grave: 6 further findings."
    assert "1 further row could not be checked." in said


def test_an_ascii_stream_gets_the_same_log() -> None:
    text = render(reports.REPORT, reports.envelope(), "sarif", Screen(unicode=False))
    assert text.isascii()
    assert json.loads(text) == log()
