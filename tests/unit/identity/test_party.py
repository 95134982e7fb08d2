"""A party of several records is one party: on its card, by its names, and with the reasons for it."""

from __future__ import annotations

from datetime import date

import pytest

from supplychain_cli.graph.view import View
from supplychain_cli.matching.resolve import resolve
from supplychain_cli.queries.cards import card, find
from supplychain_cli.queries.cards.answers import PartyCard
from supplychain_cli.queries.cards.papers import JudgementCard, StatementCard
from supplychain_cli.queries.identity.explain import explained
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.workspace.names import StoredNames
from tests import joined

RECORDS = ["cn-maker", "cn-maker-b", "hk-maker"]
BEFORE_ALL = date(2024, 1, 31).toordinal()
BEFORE_JUDGEMENTS = date(2025, 2, 1).toordinal()
BEFORE_DIFFERENT = date(2025, 3, 15).toordinal()


def party(view: View, name: str) -> PartyCard:
    found = card.of(view, name)
    assert isinstance(found, PartyCard)
    return found


def joined_ids(view: View, name: str) -> list[str]:
    found = view.find(name)
    assert found
    return [view.snapshot.node_at(node).id for node in view.members(found.node)]


@pytest.mark.parametrize("name", RECORDS)
def test_any_record_shows_the_card_of_the_party(held: Snapshot, name: str) -> None:
    shown = party(joined.view(held), name)
    assert shown.party.id == "cn-maker"
    assert [line.id for line in shown.same] == RECORDS[1:]
    assert [name.name for name in shown.names] == ["Shanghai Maker Works", "上海制造厂", "Maker Hong Kong"]
    assert [(number.scheme, number.value) for number in shown.identifiers] == [
        ("lei", "529900T8BM49AURSDO55"),
        ("ofac", "501"),
    ]
    assert [line.listing for line in shown.listings] == ["eu-maker-b"]
    assert [mark.authority for mark in shown.party.listed] == ["eu"]
    assert {piece.source for piece in shown.sources} == {"press", "list"}
    assert [line.why for line in shown.same] == [
        ("lei 529900T8BM49AURSDO55",),
        ("judged: maker-is-maker-hk",),
    ]


def test_relations_of_all_records_stand_together_and_those_between_them_apart(held: Snapshot) -> None:
    shown = party(joined.view(held), "cn-maker")
    groups = {group.group: [each.relation for each in group.relations] for group in shown.relations}
    assert groups == {
        "supplies": ["maker-b-supplies-buyer", "maker-supplies-buyer"],
        "within": ["maker-supplies-maker-hk"],
    }
    (between,) = next(group.relations for group in shown.relations if group.group == "within")
    assert (between.from_.id, between.to.id) == ("cn-maker", "hk-maker")
    buyer = party(joined.view(held), "ru-buyer")
    suppliers = {
        each.from_.id for group in buyer.relations for each in group.relations if group.group == "supplied-by"
    }
    assert suppliers == {"cn-maker", "hk-maker-trading"}


def test_judgements_of_all_records_are_told_once(held: Snapshot) -> None:
    shown = party(joined.view(held), "hk-maker")
    assert {made.identity: made.other.id for made in shown.judgements} == {
        "maker-b-not-maker-c": "cn-maker-c",
        "maker-is-maker-hk": "hk-maker",
        "maker-or-maker-b": "cn-maker-b",
        "maker-not-maker-c": "cn-maker-c",
        "maker-or-trading": "hk-maker-trading",
    }


@pytest.mark.parametrize(
    "name", ["Maker Hong Kong", "Shanghai Maker Works", "上海制造厂", "id:hk-maker", "501"]
)
def test_a_name_of_any_record_means_the_party(held: Snapshot, name: str) -> None:
    view = joined.view(held)
    assert resolve(name, StoredNames(view)).party == "cn-maker"
    found = find.matches(view, StoredNames(view), name)
    assert [match.id for match in found.matches].count("cn-maker") == 1


def test_each_reason_says_what_would_be_left_without_it(held: Snapshot) -> None:
    view = joined.view(held)
    found = view.find("hk-maker")
    assert found
    answer = explained(view, found)
    assert [record.id for record in answer.records] == RECORDS
    judged, number = answer.reasons
    assert judged.judgement is not None
    assert (judged.judgement.by, judged.judgement.on) == ("A. Editor", "2025-03-01")
    assert judged.judgement.location.startswith("records.yml:")
    assert judged.without == (("cn-maker", "cn-maker-b"), ("hk-maker",))
    assert number.records == ("cn-maker", "cn-maker-b")
    assert number.without == (("cn-maker", "hk-maker"), ("cn-maker-b",))
    assert [made.identity for made in answer.apart] == [
        "maker-b-not-maker-c",
        "maker-not-maker-c",
        "maker-or-maker-b",
        "maker-or-trading",
    ]
    assert [(each.why, each.records) for each in answer.unused] == [
        ("lei 529900T8BM49AURSDO55", ("cn-maker", "cn-maker-c"))
    ]


def test_a_party_with_one_record_has_no_reasons(held: Snapshot) -> None:
    view = joined.view(held)
    found = view.find("ru-buyer")
    assert found
    answer = explained(view, found)
    assert ([record.id for record in answer.records], answer.reasons) == (["ru-buyer"], ())


@pytest.mark.parametrize("engine", ["columnar", "plain"])
@pytest.mark.parametrize(
    ("day", "name", "joined_then"),
    [
        (None, "cn-maker", RECORDS),
        (None, "cn-maker-c", ["cn-maker-c"]),
        (BEFORE_ALL, "cn-maker-c", ["cn-maker", "cn-maker-c"]),
        (BEFORE_ALL, "hk-maker", ["hk-maker"]),
        (BEFORE_JUDGEMENTS, "cn-maker-c", ["cn-maker", "cn-maker-b", "cn-maker-c"]),
        (BEFORE_DIFFERENT, "hk-maker", ["cn-maker", "cn-maker-b", "cn-maker-c", "hk-maker"]),
    ],
)
def test_only_what_was_known_joins(
    held: Snapshot, engine: str, day: int | None, name: str, joined_then: list[str]
) -> None:
    assert joined_ids(joined.view(held, known_on=day, engine=engine), name) == joined_then


def test_judgements_policies_and_expectations_have_cards(held: Snapshot) -> None:
    view = joined.view(held)
    judgement = card.of(view, "maker-or-trading")
    assert isinstance(judgement, JudgementCard)
    assert (judgement.left.id, judgement.right.id, judgement.judgement) == (
        "hk-maker",
        "hk-maker-trading",
        "unsure",
    )
    assert card.of(joined.view(held, known_on=BEFORE_ALL), "maker-or-trading") is None
    policy, expectation = card.of(view, "no-sales-to-the-group"), card.of(view, "maker-reaches-buyer")
    assert isinstance(policy, StatementCard)
    assert isinstance(expectation, StatementCard)
    assert [(field.name, field.value) for field in policy.fields] == [
        ("from", "hk-maker"),
        ("to", "ru-group"),
        ("max legs", "1"),
    ]
    assert (policy.what, expectation.what) == ("policy", "expectation")
