from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.difference.answers import DiffAnswer, Shift, Side
from supplychain_cli.queries.difference.difference import Between, between
from supplychain_cli.queries.exposure.counting import Choice
from tests.edits import BEFORE, EU_GAMMA, edited, view

SIDES = (Side("old", "example", "1", "a"), Side("new", "example", "2", "b"))
BLOCKING = Choice(measures=frozenset({"blocking"}))
BETA_GAMMA = BEFORE[BEFORE.index("  - id: beta-gamma") : BEFORE.index("  - id: gamma-delta")]
US_GAMMA = BEFORE[BEFORE.index("  - id: us-gamma") : BEFORE.index("regimes:")]


def compared(folder: Path, old: str, new: str, asked: Between | None = None) -> DiffAnswer:
    views = (view(folder / "old", old), view(folder / "new", new))
    return between(*views, SIDES, asked or Between(Ask(max_legs=6), BLOCKING))


def told(shift: Shift) -> tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]]:
    causes = tuple(f"{cause.section}/{cause.id}" for cause in shift.causes)
    return (shift.turn, shift.kind, shift.from_.id, shift.to.id, shift.listings, causes)


def test_the_same_records_do_not_differ(tmp_path: Path) -> None:
    answer = compared(tmp_path, BEFORE, BEFORE)
    assert (answer.records, answer.tallies, answer.shifts, answer.pairs) == ((), (), (), 0)
    assert answer.complete
    assert not answer.changed


def test_layout_and_the_order_of_entries_are_no_difference(tmp_path: Path) -> None:
    old = edited(("goods: [boards]", "goods: [boards, chips]"))
    moved = edited(("goods: [boards]", "goods: [chips, boards]"))
    moved = "# A comment moves every line.\n" + moved.replace(BETA_GAMMA, "").replace(
        "listings:", f"{BETA_GAMMA}listings:"
    )
    assert not compared(tmp_path, old, moved).changed


def test_an_order_that_says_something_is_a_difference(tmp_path: Path) -> None:
    old = edited(("to: ru-delta\n    goods", "to: ru-delta\n    through: [hk-beta, ru-omega]\n    goods"))
    new = old.replace("[hk-beta, ru-omega]", "[ru-omega, hk-beta]")
    (record,) = compared(tmp_path, old, new).records
    assert record.fields[0].old == ("hk-beta", "ru-omega")
    assert record.fields[0].new == ("ru-omega", "hk-beta")


def test_a_changed_field_says_what_went_and_what_came(tmp_path: Path) -> None:
    new = edited(
        ("goods: [boards]", "goods: [boards, chips]\n    note: A correction."), ("share: 30", "share: 40")
    )
    records = {record.id: record for record in compared(tmp_path, BEFORE, new).records}
    assert [(item.field, item.old, item.new) for item in records["omega-delta"].fields] == [
        ("goods", (), ("chips",)),
        ("note", (), ("A correction.",)),
    ]
    assert [(item.field, item.old, item.new) for item in records["gamma-delta"].fields] == [
        ("share", ("30",), ("40",))
    ]
    assert records["gamma-delta"].title == "Gamma owns Delta"
    assert records["gamma-delta"].location.startswith("records.yml:")


def test_a_new_leg_gives_every_party_upstream_a_chain(tmp_path: Path) -> None:
    answer = compared(tmp_path, edited((BETA_GAMMA, "")), BEFORE)
    cause = ("relations/beta-gamma",)
    assert list(map(told, answer.shifts)) == [
        ("gained", "chain", "cn-alpha", "ru-gamma", ("us-ofac/blocking",), cause),
        ("gained", "chain", "hk-beta", "ru-gamma", ("us-ofac/blocking",), cause),
    ]
    first = answer.shifts[0]
    assert first.old is None
    assert first.new is not None
    assert [leg.relation for leg in first.new.legs] == ["alpha-beta", "beta-gamma"]


def test_the_other_way_round_it_is_lost(tmp_path: Path) -> None:
    answer = compared(tmp_path, BEFORE, edited((BETA_GAMMA, "")))
    assert [(shift.turn, shift.new) for shift in answer.shifts] == [("lost", None), ("lost", None)]
    assert answer.shifts[0].causes[0].happened == "removed"


@pytest.mark.parametrize(
    ("edit", "cause"),
    [
        (("locator: p. 2, credibility: 2", "locator: p. 2, credibility: 4"), "relations/beta-gamma"),
        (("reliability: B", "reliability: D"), "sources/press"),
    ],
)
def test_weaker_evidence_makes_chains_weaker(tmp_path: Path, edit: tuple[str, str], cause: str) -> None:
    answer = compared(tmp_path, BEFORE, edited(edit))
    turned = {(shift.turn, shift.from_.id, shift.to.id) for shift in answer.shifts}
    assert ("weaker", "cn-alpha", "ru-gamma") in turned
    assert all(f"{one.section}/{one.id}" == cause for shift in answer.shifts for one in shift.causes)
    back = compared(tmp_path / "back", edited(edit), BEFORE)
    assert {shift.turn for shift in back.shifts} == {"stronger"}


def test_a_note_changes_a_record_and_nothing_that_follows(tmp_path: Path) -> None:
    answer = compared(tmp_path, BEFORE, edited(("share: 30", "share: 30\n    note: Checked again.")))
    assert len(answer.records) == 1
    assert (answer.shifts, answer.pairs) == ((), 0)


def test_a_new_listing_of_another_authority_names_the_listing(tmp_path: Path) -> None:
    answer = compared(tmp_path, BEFORE, edited((US_GAMMA, US_GAMMA + EU_GAMMA)))
    assert {(shift.turn, shift.listings) for shift in answer.shifts} == {("gained", ("eu/blocking",))}
    assert {f"{one.section}/{one.id}" for shift in answer.shifts for one in shift.causes} == {
        "listings/eu-gamma"
    }


def test_a_listing_that_goes_takes_chains_and_verdicts_along(tmp_path: Path) -> None:
    fifty = edited(("share: 30", "share: 50"))
    answer = compared(tmp_path, fifty, fifty.replace(US_GAMMA, EU_GAMMA))
    verdicts = [told(shift) for shift in answer.shifts if shift.kind == "verdict"]
    assert verdicts == [("lost", "verdict", "ru-delta", "ru-gamma", ("us-50",), ("listings/us-gamma",))]
    chains = {(shift.turn, shift.listings) for shift in answer.shifts if shift.kind == "chain"}
    assert chains == {("gained", ("eu/blocking",)), ("lost", ("us-ofac/blocking",))}


@pytest.mark.parametrize(
    ("old", "new", "turn"),
    [
        ("share: 30", "share: 50", "gained"),
        ("share: 50", "share: 30", "lost"),
        ("share: {min: 25}", "share: 50", "stronger"),
        ("share: 50", "share: {min: 25}", "weaker"),
    ],
)
def test_a_stake_decides_the_verdict(tmp_path: Path, old: str, new: str, turn: str) -> None:
    answer = compared(tmp_path, edited(("share: 30", old)), edited(("share: 30", new)))
    (shift,) = [shift for shift in answer.shifts if shift.kind == "verdict"]
    assert told(shift) == (turn, "verdict", "ru-delta", "ru-gamma", ("us-50",), ("relations/gamma-delta",))


def test_a_changed_rule_is_to_blame_for_its_verdicts(tmp_path: Path) -> None:
    answer = compared(tmp_path, BEFORE, edited(("threshold: 50", "threshold: 25")))
    assert list(map(told, answer.shifts)) == [
        ("gained", "verdict", "ru-delta", "ru-gamma", ("us-50",), ("regimes/us-50",))
    ]


def test_only_the_parties_that_are_named(tmp_path: Path) -> None:
    old = edited((BETA_GAMMA, ""))
    ask = Ask(max_legs=6)
    one = compared(tmp_path / "1", old, BEFORE, Between(ask, BLOCKING, starts=frozenset({"hk-beta"})))
    assert [shift.from_.id for shift in one.shifts] == ["hk-beta"]
    asked = Between(ask, BLOCKING, ends=frozenset({"ru-omega"}))
    assert compared(tmp_path / "2", old, BEFORE, asked).shifts == ()


def test_a_named_end_need_not_be_listed(tmp_path: Path) -> None:
    old = edited((US_GAMMA, ""), ("listings:\n", ""), (BETA_GAMMA, ""))
    new = edited((US_GAMMA, ""), ("listings:\n", ""))
    asked = Between(Ask(), BLOCKING, frozenset({"cn-alpha"}), frozenset({"ru-gamma"}))
    (shift,) = compared(tmp_path, old, new, asked).shifts
    assert told(shift) == ("gained", "chain", "cn-alpha", "ru-gamma", (), ("relations/beta-gamma",))


def test_what_becomes_of_goods_can_make_a_chain_weaker(tmp_path: Path) -> None:
    used = """  - id: chips-in-boards
    kind: used-in
    from: chips
    to: boards
    evidence: [{source: press, locator: p. 8, credibility: 2, paraphrase: Boards hold chips.}]
listings:
"""
    old = edited((BETA_GAMMA, BETA_GAMMA.replace("[chips]", "[boards]")), ("listings:\n", used))
    new = edited((BETA_GAMMA, BETA_GAMMA.replace("[chips]", "[boards]")))
    (shift,) = compared(tmp_path, old, new).shifts
    assert (shift.turn, shift.from_.id) == ("weaker", "cn-alpha")


def test_a_limit_on_parties_is_said(tmp_path: Path) -> None:
    asked = Between(Ask(max_legs=6), BLOCKING, most=1)
    new = edited(
        ("reliability: B", "reliability: D"), (US_GAMMA, US_GAMMA + EU_GAMMA.replace("ru-gamma", "ru-delta"))
    )
    answer = compared(tmp_path, BEFORE, new, asked)
    assert not answer.complete
    assert [notice.code for notice in answer.notices] == ["N361"]


def test_a_budget_that_ends_a_search_is_said(tmp_path: Path) -> None:
    answer = compared(tmp_path, edited((BETA_GAMMA, "")), BEFORE, Between(Ask(budget=1), BLOCKING))
    assert "N101" in [notice.code for notice in answer.notices]
