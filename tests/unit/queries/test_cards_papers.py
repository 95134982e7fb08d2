"""The cards of a relation, a listing, a source and a regime."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from supplychain_cli.graph.view import View
from supplychain_cli.queries.cards import card
from supplychain_cli.queries.cards.papers import ListingCard, RegimeCard, RelationCard, SourceCard

Ask = Callable[..., View]


def relation(view: View, name: str) -> RelationCard:
    found = card.of(view, name)
    assert isinstance(found, RelationCard)
    return found


def test_every_piece_of_evidence_is_weighed_alone(ask: Ask) -> None:
    found = relation(ask(), "mine-supplies-wafer-works")
    assert [
        (p.citation.source, p.reliability_means, p.credibility_means, p.grade) for p in found.evidence
    ] == [
        ("press", "usually reliable", "probably true", "probable"),
        ("blog", "not usually reliable", "possibly true", "doubtful"),
    ]
    assert found.reasoning == "Probable and stated: the grade of the one piece of evidence that states it."


@pytest.mark.parametrize(
    ("name", "reasoning"),
    [
        ("kazakhstan-supplies-chip-plant", "Doubtful, because it is a candidate: "),
        (
            "wafers-2023-spring",
            "Possible: the evidence would give confirmed, but a disputed claim is at best possible.",
        ),
        (
            "arms-group-owned-wafer-works",
            "Possible and inferred: the grade of the one piece of evidence it is inferred",
        ),
    ],
)
def test_the_reason_for_the_grade_is_said(ask: Ask, name: str, reasoning: str) -> None:
    assert relation(ask(), name).reasoning.startswith(reasoning)


def test_a_summary_names_its_legs(ask: Ask) -> None:
    legs = relation(ask(), "mine-supplies-wafer-works").legs
    assert [leg.relation for leg in legs] == ["mine-supplies-broker", "broker-supplies-wafer-works"]
    assert relation(ask(), "mine-supplies-broker").legs == ()


def test_totals_and_parts_name_each_other(ask: Ask) -> None:
    whole = relation(ask(), "wafers-2023-spring").whole
    assert whole
    assert whole.relation == "wafers-2023"
    assert [part.relation for part in relation(ask(), "wafers-2023").parts] == ["wafers-2023-spring"]


def test_a_relation_is_shown_whether_it_counts_or_not(ask: Ask) -> None:
    assert relation(ask(), "withdrawn-claim").relation.standing == "retracted"
    assert relation(ask(as_of="2020-01-01"), "wafers-2023").relation.standing == "not-yet"
    assert relation(ask(as_of="2024-01-01"), "arms-group-owned-wafer-works").relation.standing == "ended"
    assert card.of(ask(known_on="2024-12-31"), "mine-supplies-wafer-works") is None


def test_a_used_in_relation_says_whose_goods_they_are(ask: Ask) -> None:
    supplier = relation(ask(), "chips-used-in-radar").relation.supplier
    assert supplier
    assert supplier.id == "ru-chip-plant"


def test_a_listing(ask: Ask) -> None:
    found = card.of(ask(), "eu-chip-plant")
    assert isinstance(found, ListingCard)
    assert (found.listing.party.id, found.listing.entry, found.listing.standing) == (
        "ru-chip-plant",
        "375",
        "counts",
    )
    assert found.listing.effect == "Tighter export restrictions; no asset freeze."
    assert found.evidence[0].grade == "confirmed"
    assert found.tags == ("annex",)
    assert card.of(ask(known_on="2024-12-31"), "eu-chip-plant") is None


def test_a_source_says_what_rests_on_it(ask: Ask) -> None:
    found = card.of(ask(), "official-list")
    assert isinstance(found, SourceCard)
    assert (found.reliability, found.reliability_means) == ("A", "completely reliable")
    cited = {group.section: [record.id for record in group.records] for group in found.cited_by}
    assert list(cited) == ["relations", "listings", "entities", "goods", "regimes", "searches"]
    assert cited["listings"] == ["eu-chip-plant"]
    assert cited["searches"] == ["kz-mine"]
    says = {record.id: record.says for group in found.cited_by for record in group.records}
    assert says["wafers-2023"] == "Wafer Works supplies Chip Plant"
    assert says["eu-chip-plant"] == "Chip Plant: eu, 833/2014 Annex IV"
    assert says["eu-50"] == "Example ownership test"


def test_a_source_of_a_judgement_and_one_that_nothing_cites(ask: Ask) -> None:
    press, unread = card.of(ask(), "press"), card.of(ask(), "unread")
    assert isinstance(press, SourceCard)
    assert isinstance(unread, SourceCard)
    says = {record.id: record.says for group in press.cited_by for record in group.records}
    assert says["wafer-works-not-two"] == "Wafer Works and Wafer Works Two: different"
    assert unread.cited_by == ()


def test_what_was_not_written_yet_is_not_among_the_citations(ask: Ask) -> None:
    found = card.of(ask(known_on="2024-12-31"), "official-list")
    assert isinstance(found, SourceCard)
    assert "eu-chip-plant" not in [record.id for group in found.cited_by for record in group.records]
    assert card.of(ask(known_on="2024-12-31"), "blog") is None
    assert card.of(ask(known_on="2024-12-31"), "eu-50") is None


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2024-07-02", "Not in force on 2024-07-02."),
        ("2024-07-03", "In force on 2024-07-03."),
        ("2025-02-28", "Suspended on 2025-02-28."),
    ],
)
def test_a_regime_is_a_sentence_with_dates(ask: Ask, day: str, standing: str) -> None:
    found = card.of(ask(as_of=day), "eu-50")
    assert isinstance(found, RegimeCard)
    assert found.in_force == standing
    assert found.rule == (
        "A party counts as owned from a stake of at least 50 % on. The stakes of several listed owners add up. "
        "Control without ownership counts too."
    )
