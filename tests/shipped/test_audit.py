"""The audit on the shipped records: findings that a compliance engineer would expect of them."""

from __future__ import annotations

from supplychain_cli.audit import lists
from supplychain_cli.audit.finding import AuditReport
from supplychain_cli.audit.question import Question
from supplychain_cli.audit.run import Bar, Part, Suppliers, audit
from tests.shipped.asking import Asking


def audited(ask: Asking, *names: str) -> AuditReport:
    question = Question(lists.understood(ask.view, lists.DEFAULT_REGIMES, lists.DEFAULT_MEASURES))
    parties = {ask.party(name).node: (at,) for at, name in enumerate(names, 1)}
    return audit(ask.view, (Part(ask.view, question),), Suppliers(parties), Bar())


def found(report: AuditReport, rule: str = "chain") -> dict[tuple[str, str], str]:
    """The level of each finding of a rule, by supplier and listed party."""
    return {(one.supplier.id, one.party.id): one.level for one in report.findings if one.rule == rule}


def test_vital_and_poly_lead_to_listed_parties_each_as_gravely_as_the_evidence_allows(ask: Asking) -> None:
    report = audited(ask, "VITAL", "Poly Technologies")
    vital, poly = "cn-vital-technology-group", "cn-poly-technologies"
    assert found(report, "listed") == {(poly, poly): "high"}
    chains = found(report)
    assert chains[poly, "ru-united-engine-corporation"] == "high"
    assert chains[poly, "ru-almaz-antey"] == "medium"
    assert chains[vital, "ru-angstrem"] == chains[vital, "ru-rostec"] == "low"
    levels = [one.level for one in report.findings]
    assert levels == sorted(levels, key=["high", "medium", "low"].index)
    assert report.complete
    assert {age.authority for age in report.coverage.lists} >= {"eu", "uk", "us-bis", "us-ofac"}


def test_a_chain_with_an_inferred_leg_is_never_grave(ask: Asking) -> None:
    for finding in audited(ask, "VITAL", "Yunnan Germanium").findings:
        if finding.basis == "inferred":
            assert finding.level == "low"
        assert finding.chain is None or finding.chain.legs[0].sources


def test_nobody_outside_russia_is_called_listed_by_its_customers(ask: Asking) -> None:
    report = audited(ask, "VITAL")
    assert not found(report, "listed")
    assert all(one.distance >= 1 for one in report.findings)


def test_those_who_are_named_and_not_accused_are_never_shown_without_that_word(ask: Asking) -> None:
    view = ask.view
    tagged = {
        held.id
        for held in view.snapshot.records("entities")
        if "named-not-accused" in held.plain.get("tags", ())
    }
    question = Question(lists.understood(view, lists.DEFAULT_REGIMES, lists.DEFAULT_MEASURES))
    parties = {party.node: () for name in tagged if (party := view.find(name))}
    findings = audit(view, (Part(view, question),), Suppliers(parties), Bar()).findings
    assert findings
    for finding in findings:
        assert any(finding.supplier.name in note and "allege no wrongdoing" in note for note in finding.notes)
