"""Ownership on the shipped records: who owned what when, and what each rule says of it."""

from __future__ import annotations

import pytest

from supplychain_cli.queries.ownership import flips, ownership
from supplychain_cli.queries.ownership.answers import OwnershipAnswer, Verdict
from tests.shipped.asking import Asking


def owned(ask: Asking, name: str, day: str = "", *, down: bool = False) -> OwnershipAnswer:
    asked = ask.on(day) if day else ask
    return ownership.of(asked.view, asked.party(name), down=down)


def verdict(answer: OwnershipAnswer, rule: str) -> Verdict:
    return next(found for found in answer.verdicts if found.regime == rule)


def stakes(answer: OwnershipAnswer) -> dict[str, str]:
    return {hold.id: hold.direct.text for hold in answer.owners if hold.direct}


def test_element_group_has_other_owners_in_2019_than_in_2026(ask: Asking) -> None:
    assert stakes(owned(ask, "Element Group", "2019-06-30")) == {
        "ru-sistema": "more than 50 %, at most 51 %",
        "ru-rostec": "at least 49 %, less than 50 %",
    }
    assert stakes(owned(ask, "Element Group", "2026-01-31")) == {
        "ru-sberbank": "41.9 %",
        "ru-rostec": "41.6 %",
    }


def test_one_structure_has_three_answers_in_january_2026(ask: Asking) -> None:
    answer = owned(ask, "Element Group", "2026-01-31")
    ofac, eu, uk = (verdict(answer, rule) for rule in ("ofac-50", "eu-50", "uk-50"))
    assert (ofac.verdict, ofac.aggregate.text) == ("owned", "83.5 %")
    assert [(owner.owner.id, owner.counts) for owner in ofac.owners] == [
        ("ru-rostec", "listed"),
        ("ru-sberbank", "listed"),
    ]
    assert (eu.verdict, eu.aggregate.text) == ("not-owned", "41.9 %")
    assert [owner.owner.id for owner in eu.owners] == ["ru-sberbank"]
    assert uk.verdict == "not-owned"
    assert [claim.share.exact for claim in answer.claims] == ["419/10", "208/5", "33/2"]
    assert ofac.itself == ("us-ofac-element-group",)
    assert {step.relation.location.partition(":")[0] for step in ofac.route} == {
        "ownership/element-group.yml"
    }


def test_the_sale_to_sberbank_made_element_group_owned(ask: Asking) -> None:
    answer = flips.of(ask.view, ask.party("Element Group"), wanted=("us-ofac",))
    assert [(flip.on, flip.from_, flip.to) for flip in answer.flips] == [
        ("2014-08-13", "not-in-force", "not-owned"),
        ("2026-01-22", "not-owned", "owned"),
    ]
    assert [cause.record for cause in answer.flips[1].because] == ["sberbank-owns-element-group"]


def test_a_cascade_of_whole_stakes(ask: Asking) -> None:
    answer = owned(ask, "id:ru-alabuga-machinery")
    ofac = verdict(answer, "ofac-50")
    assert ofac.verdict == "owned"
    assert [(step.owner, step.asset) for step in ofac.route] == [
        ("ru-alabuga-development", "ru-alabuga-machinery"),
        ("ru-alabuga-sez", "ru-alabuga-development"),
    ]
    assert [owner.counts for owner in ofac.owners] == ["owned"]
    assert [(claim.party.id, claim.share.exact) for claim in answer.claims] == [("ru-alabuga-sez", "100")]


@pytest.mark.parametrize(
    ("name", "owner"), [("VITAL", "cn-state"), ("Hynhe Technology", "zhejiang-jingsheng")]
)
def test_a_minority_is_below_every_threshold(ask: Asking, name: str, owner: str) -> None:
    answer = owned(ask, name)
    assert any(owner in hold.id for hold in answer.owners)
    assert {found.verdict for found in answer.verdicts} == {"not-owned"}


def test_what_no_record_speaks_of_is_said(ask: Asking) -> None:
    answer = owned(ask, "VITAL")
    assert (answer.unrecorded.text, stakes(answer)) == ("75 %", {"cn-state": "25 %"})
    assert [claim.others for claim in answer.claims] == [True, False]


def test_membership_of_a_group_leaves_the_verdict_open(ask: Asking) -> None:
    answer = owned(ask, "Angstrem")
    ofac = verdict(answer, "ofac-50")
    assert ofac.verdict == "undetermined"
    (need,) = ofac.deciding
    assert (need.relation.relation, need.from_, need.recorded.text) == (
        "angstrem-part-of-ruselectronics",
        50.0,
        "unknown",
    )
    assert (ofac.grade, ofac.basis) == ("doubtful", "inferred")
    assert [hold.nature for hold in answer.owners] == ["group", "stake"]


def test_an_export_control_freezes_nothing(ask: Asking) -> None:
    """Rostec is in Annex IV of the EU only: that does not count for a rule about asset freezes."""
    eu = verdict(owned(ask, "Ruselectronics"), "eu-50")
    assert "ru-rostec" not in {owner.owner.id for owner in eu.owners}


def test_the_suspended_rule_is_shown_with_its_uncertainty(ask: Asking) -> None:
    resting = {found.rule.id: found for found in owned(ask, "VITAL", "2026-03-01").not_in_force}
    assert resting["bis-affiliates"].why == "Suspended on 2026-03-01 (2025-11-10/2026-11-09)."
    inside = verdict(owned(ask, "VITAL", "2025-10-15"), "bis-affiliates")
    assert inside.verdict == "not-owned"
    after = verdict(owned(ask, "VITAL"), "bis-affiliates")
    assert "What happened after 9 November 2026 was not found" in after.note


def test_what_rostec_owns_is_read_downwards(ask: Asking) -> None:
    assets = owned(ask, "Rostec", down=True).assets
    assert assets
    found = {hold.id: hold for hold in assets}
    assert found["ru-element-group"].economic
    assert found["ru-element-group"].economic.exact == "208/5"
    assert found["ru-mikron"].economic
    assert found["ru-mikron"].economic.text == "at most 41.6 %"
    assert found["ru-mikron"].depth == 2
