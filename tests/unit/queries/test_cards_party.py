"""The card of a party: names, listings, relations in both directions, and what does not count."""

from __future__ import annotations

from collections.abc import Callable

from supplychain_cli.graph.view import View
from supplychain_cli.queries.cards import card
from supplychain_cli.queries.cards.answers import PartyCard, Related

Ask = Callable[..., View]


def party(view: View, name: str) -> PartyCard:
    found = card.of(view, name)
    assert isinstance(found, PartyCard)
    return found


def groups(found: PartyCard) -> dict[str, list[str]]:
    return {group.group: [relation.relation for relation in group.relations] for group in found.relations}


def relation(found: PartyCard, name: str) -> Related:
    return next(r for group in found.relations for r in group.relations if r.relation == name)


def test_relations_stand_under_the_heading_seen_from_the_party(ask: Ask) -> None:
    assert groups(party(ask(), "ru-chip-plant")) == {
        "supplied-by": [
            "wafers-2023",
            "wafers-2023-spring",
            "kazakhstan-supplies-chip-plant",
            "withdrawn-claim",
        ],
        "above": ["chip-plant-part-of-arms-group"],
        "directors": ["director-directs-chip-plant"],
        "produces": ["chip-plant-produces-chips"],
        "goods-used-in": ["chips-used-in-radar"],
    }


def test_a_party_in_between_is_named_as_such(ask: Ask) -> None:
    assert groups(party(ask(), "hk-broker")) == {
        "supplies": ["broker-supplies-wafer-works"],
        "supplied-by": ["mine-supplies-broker"],
        "intermediary": ["mine-supplies-wafer-works"],
        "associated": ["director-associated-with-broker"],
    }


def test_a_group_a_person_and_a_system_have_their_own_headings(ask: Ask) -> None:
    assert groups(party(ask(), "ru-arms-group")) == {
        "below": ["chip-plant-part-of-arms-group", "arms-group-owned-wafer-works"]
    }
    assert groups(party(ask(), "ru-director")) == {
        "directs": ["director-directs-chip-plant"],
        "associated": ["director-associated-with-broker"],
    }
    assert groups(party(ask(), "radar")) == {"contains": ["chips-used-in-radar"]}


def test_a_relation_carries_its_evidence_and_figures(ask: Ask) -> None:
    found = relation(party(ask(), "kz-mine"), "mine-supplies-wafer-works")
    assert (found.from_.id, found.says, found.to.id) == ("kz-mine", "supplies", "ru-wafer-works")
    assert [good.id for good in found.goods] == ["antimony"]
    assert found.amounts == ("12 t", "1,500,000 USD", "3 shipments")
    assert (found.period, found.grade, found.basis) == ("2022-03/2022-09", "probable", "stated")
    assert [through.id for through in found.through] == ["hk-broker"]
    assert found.marks == ("indirect",)
    assert [piece.source for piece in found.sources] == ["press", "blog"]
    assert found.location.startswith("records.yml:")


def test_what_was_withdrawn_stays_visible_and_does_not_count(ask: Ask) -> None:
    found = relation(party(ask(), "kz-mine"), "withdrawn-claim")
    assert (found.standing, found.status) == ("retracted", "retracted")
    assert found.retracted == "Withdrawn and no longer counted since 2026-02-01: The source withdrew it."
    assert "retracted" in found.marks


def test_before_its_withdrawal_a_claim_counted(ask: Ask) -> None:
    found = relation(party(ask(known_on="2026-01-31"), "kz-mine"), "withdrawn-claim")
    assert found.standing == "counts"
    assert found.retracted == "Counted then; withdrawn on 2026-02-01: The source withdrew it."


def test_disputed_claims_are_marked(ask: Ask) -> None:
    found = relation(party(ask(), "ru-chip-plant"), "wafers-2023-spring")
    assert (found.status, found.grade) == ("disputed", "possible")
    assert "disputed" in found.marks


def test_as_of_leaves_out_what_does_not_hold_and_counts_it(ask: Ask) -> None:
    now = party(ask(), "ru-wafer-works")
    then = party(ask(as_of="2020-06-30"), "ru-wafer-works")
    later = party(ask(as_of="2024-06-30"), "ru-wafer-works")
    assert now.left_out == 0
    assert groups(then) == {
        "supplied-by": ["broker-supplies-wafer-works"],
        "above": ["arms-group-owned-wafer-works"],
    }
    assert then.left_out == 3
    assert "above" not in groups(later)
    assert later.left_out == 1


def test_known_on_hides_what_was_not_written_yet(ask: Ask) -> None:
    early = party(ask(known_on="2024-12-31"), "kz-mine")
    assert "mine-supplies-wafer-works" not in groups(early)["supplies"]
    assert early.left_out == 0
    assert [line.listing for line in party(ask(known_on="2024-12-31"), "ru-chip-plant").listings] == [
        "us-state-chip-plant",
        "uk-chip-plant",
    ]


def test_listings_come_by_date_and_say_how_they_stand(ask: Ask) -> None:
    lines = party(ask(), "ru-chip-plant").listings
    assert [(line.listing, line.standing) for line in lines] == [
        ("us-state-chip-plant", "ended"),
        ("eu-chip-plant", "counts"),
        ("uk-chip-plant", "not-yet"),
    ]
    assert [(line.grade, line.basis) for line in lines] == [
        ("probable", "stated"),
        ("confirmed", "stated"),
        ("doubtful", "inferred"),
    ]
    then = party(ask(as_of="2023-06-30"), "ru-chip-plant")
    assert [line.standing for line in then.listings] == ["counts", "counts", "not-yet"]
    assert then.day == "2023-06-30"


def test_names_numbers_searches_notes_and_tags_are_there(ask: Ask) -> None:
    mine = party(ask(), "kz-mine")
    assert [(name.name, name.kind) for name in mine.names] == [
        ("Кен Рудник", "official"),
        ("Ore-Mine JSC", "former"),
    ]
    assert mine.tags == ("named-not-accused", "mining")
    search = mine.not_found[0]
    assert (search.title, search.on) == ("Consolidated list", "2026-11-20")
    numbers = party(ask(), "ru-chip-plant").identifiers
    assert [(number.scheme, number.value) for number in numbers] == [
        ("inn", "7704274402"),
        ("ofac", "101"),
        ("ofac", "102"),
    ]


def test_judgements_name_the_other_party_from_both_sides(ask: Ask) -> None:
    (one,) = party(ask(), "ru-wafer-works").judgements
    (two,) = party(ask(), "ru-wafer-works-2").judgements
    assert (one.other.id, two.other.id) == ("ru-wafer-works-2", "ru-wafer-works")
    assert one.judgement == "different"
    assert party(ask(known_on="2026-10-01"), "ru-wafer-works").judgements == ()


def test_a_party_with_nothing_around_it_has_an_empty_card(ask: Ask) -> None:
    found = party(ask(), "ru-wafer-works-2")
    assert (found.relations, found.listings, found.not_found) == ((), (), ())


def test_there_is_no_card_without_a_record(ask: Ask) -> None:
    assert card.of(ask(), "nobody") is None
