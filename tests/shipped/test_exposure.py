"""Whom the parties of the shipped records touch, as the records say it."""

from __future__ import annotations

from typing import Any

import pytest

from supplychain_cli.graph.columnar import ColumnarView
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.exposure import exposure
from supplychain_cli.queries.exposure.answers import CHANNELS, Channel, Exposure, ExposureAnswer
from supplychain_cli.queries.exposure.counting import Choice
from supplychain_cli.queries.exposure.ranking import Ranking
from tests.shipped.asking import Asking


def exposed(
    ask: Asking, name: str, *channels: Channel, choice: Choice | None = None, **limits: Any
) -> ExposureAnswer:
    """Ask about a party."""
    chosen = exposure.Limits(
        choice=choice or Choice(),
        channels=frozenset(channels or CHANNELS),
        ask=Ask(**{"max_legs": 4, **limits}),
    )
    return exposure.of(ask.view, ask.party(name), chosen)


def touched(answer: ExposureAnswer) -> list[tuple[str, str, int]]:
    """Give channel, party and distance of each exposure."""
    return [(one.channel, one.party.id, one.distance) for one in answer.exposures]


def only(answer: ExposureAnswer) -> Exposure:
    """Give the one exposure of an answer."""
    assert len(answer.exposures) == 1, touched(answer)
    return answer.exposures[0]


def test_angstrem_is_listed_and_what_owns_it_is_not_known(ask: Asking) -> None:
    answer = exposed(ask, "Angstrem")
    listed = [entry for one in answer.exposures for entry in one.listings if one.channel == "listed"]
    assert {(entry.authority, entry.measure) for entry in listed} == {
        ("eu", "export-control"),
        ("us-ofac", "blocking"),
    }
    assert all(entry.sources and entry.location.endswith(tuple("0123456789")) for entry in listed)
    owned = [one for one in answer.exposures if one.channel == "owned"]
    assert {one.verdict for one in owned} == {"undetermined"}
    assert all(one.party.id == "ru-ruselectronics" for one in owned)
    for one in owned:
        assert any("Ruselectronics in Angstrem is not recorded" in sentence for sentence in one.unknown)
    assert ("held-by", "ru-rostec", 2) in touched(answer)


def test_vital_reaches_listed_parties_by_trade_alone_and_only_as_far_as_inference_carries(
    ask: Asking,
) -> None:
    answer = exposed(ask, "VITAL")
    assert touched(answer) == [
        ("supplies", "ru-angstrem", 2),
        ("supplies", "ru-ruselectronics", 3),
        ("supplies", "ru-rostec", 4),
    ]
    assert {(one.grade, one.basis) for one in answer.exposures} == {("doubtful", "inferred")}
    chain = ask.trace("VITAL", "Rostec").chains[0]
    assert answer.exposures[-1].chain == chain.legs
    assert answer.exposures[-1].parties == chain.parties


def test_a_quarter_held_by_a_party_that_nobody_lists_is_no_exposure(ask: Asking) -> None:
    assert not exposed(ask, "VITAL", "owned", "held-by").exposures


def test_who_holds_element_group_depends_on_the_day(ask: Asking) -> None:
    then = exposed(ask.on("2022-06-30"), "Element Group", "held-by")
    now = exposed(ask.on("2026-02-15"), "Element Group", "held-by")
    assert {one.party.id for one in then.exposures} == {"ru-rostec"}
    assert {one.party.id for one in now.exposures} == {"ru-rostec", "ru-sberbank"}


def test_micran_supplies_goods_of_the_control_list_to_a_listed_member_of_a_listed_group(ask: Asking) -> None:
    answer = exposed(ask, "NPF Micran", "supplies", "supplied-by", "goods")
    assert ("supplied-by", "hk-ace-electronic", 1) in touched(answer)
    goods = [one for one in answer.exposures if one.channel == "goods"]
    assert [(one.party.id, one.distance) for one in goods] == [("ru-saturn-omsk", 1), ("ru-almaz-antey", 2)]
    for one in goods:
        assert [(good.id, good.tier) for good in one.goods] == [("microwave-electronics", "3.A")]
        assert one.goods[0].hs
    group = goods[1]
    assert [leg.walked for leg in group.chain] == ["forward", "up"]
    assert any("stake of Almaz-Antey" in sentence for sentence in group.unknown)


def test_poly_technologies_trades_both_ways_and_the_expired_listing_does_not_count(ask: Asking) -> None:
    answer = exposed(ask, "Poly Technologies")
    assert {
        (one.listings[0].authority, one.listings[0].measure) for one in answer.exposures if not one.chain
    } == {
        ("eu", "blocking"),
        ("us-ofac", "blocking"),
    }
    assert ("supplies", "ru-ulan-ude-aviation-plant", 1) in touched(answer)
    assert ("supplied-by", "ru-ulan-ude-aviation-plant", 1) in touched(answer)
    then = exposed(ask.on("2023-01-01"), "Poly Technologies", "listed")
    assert {entry.authority for one in then.exposures for entry in one.listings} == {"us-state"}


def test_a_front_company_is_linked_by_the_words_of_its_listing(ask: Asking) -> None:
    link = only(exposed(ask, "LIBSS", "linked"))
    assert link.party.id == "ru-iemz-kupol"
    assert [leg.kind for leg in link.chain] == ["linked-to"]
    back = only(exposed(ask, "IEMZ Kupol", "linked"))
    assert back.party.id == "ru-libss"


def test_a_wholly_owned_company_is_owned_under_the_rule_and_the_route_is_shown(ask: Asking) -> None:
    answer = exposed(ask, "ru-alabuga-machinery", "owned", choice=Choice(regimes=("eu-50",)))
    found = only(answer)
    assert (found.regime, found.verdict) == ("eu-50", "owned")
    assert found.aggregate
    assert (found.aggregate.min, found.aggregate.max) == (100, 100)
    assert all(leg.kind == "owns" and leg.share for leg in found.chain)


def test_a_regime_counts_only_what_it_is_about(ask: Asking) -> None:
    freeze = exposed(ask, "VITAL", choice=Choice(regimes=("eu-50",)))
    assert touched(freeze) == [("supplies", "ru-ruselectronics", 3)]
    control = exposed(
        ask, "VITAL", choice=Choice(authorities=frozenset({"eu"}), measures=frozenset({"export-control"}))
    )
    assert [party for _, party, _ in touched(control)] == ["ru-angstrem", "ru-rostec"]
    assert all(entry.measure == "export-control" for one in control.exposures for entry in one.listings)


@pytest.mark.parametrize(("legs", "count"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_legs_bound_how_far_it_is_looked(ask: Asking, legs: int, count: int) -> None:
    assert len(exposed(ask, "VITAL", max_legs=legs).exposures) == count


def test_weak_evidence_can_be_left_out(ask: Asking) -> None:
    answer = exposed(ask, "VITAL", min_grade=1)
    assert not answer.exposures
    assert answer.searched
    assert answer.complete


def test_work_that_meets_its_limit_is_said(ask: Asking) -> None:
    answer = exposed(ask, "Rostec", budget=3)
    assert not answer.complete
    assert [notice.code for notice in answer.notices] == ["N101"]


def test_the_whole_dataset_is_ranked_with_the_listed_first(ask: Asking) -> None:
    answer = Ranking(ask.view, exposure.Limits()).answer()
    listed = [bool(party.listed) for party in answer.parties]
    assert listed == sorted(listed, reverse=True)
    assert sum(listed) == answer.listed
    owned = [party for party in answer.parties if party.listed and party.owned]
    assert owned == list(answer.parties[: len(owned)])
    by_id = {party.id: party for party in answer.parties}
    assert by_id["cn-vital-technology-group"].nearest == 2
    assert by_id["de-siemens"].tags == ("named-not-accused",)
    assert "country-china" not in by_id


def test_a_view_gives_the_listed_parties_in_order(ask: Asking) -> None:
    assert isinstance(ask.view, ColumnarView)
    nodes = list(ask.view.listed())
    assert nodes == sorted(set(nodes))
    assert all(map(ask.view.marks, nodes))
