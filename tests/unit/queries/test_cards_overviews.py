"""Finding by name, goods and their codes, and the counts of a dataset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from supplychain_cli.graph.view import View
from supplychain_cli.queries.cards import card, find, goods, stats
from supplychain_cli.queries.cards.answers import GoodCard
from supplychain_cli.queries.cards.found import FindAnswer
from supplychain_cli.queries.cards.overviews import StatsAnswer
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.workspace.names import StoredNames

Ask = Callable[..., View]


def search(view: View, text: str, **limits: str | int) -> FindAnswer:
    return find.matches(view, StoredNames(view), text, **limits)  # type: ignore[arg-type]  # named per test


@pytest.mark.parametrize("text", ["Chip Plant", "Завод Чип", "7704274402", "id:ru-chip-plant", "chip plnt"])
def test_a_party_is_found_by_name_script_number_id_and_misspelling(ask: Ask, text: str) -> None:
    best = search(ask(), text).matches[0]
    assert best.id == "ru-chip-plant"
    assert best.why
    assert [mark.authority for mark in best.listed] == ["eu"]


def test_matches_come_best_first_and_are_cut_at_the_limit(ask: Ask) -> None:
    everyone = search(ask(), "Wafer Works")
    assert [match.id for match in everyone.matches] == ["ru-wafer-works", "ru-wafer-works-2"]
    assert everyone.matches[0].score > everyone.matches[1].score
    assert not everyone.more
    first = search(ask(), "Wafer Works", limit=1)
    assert len(first.matches) == 1
    assert first.more


def test_a_reason_is_written_only_where_it_is_asked_for(ask: Ask) -> None:
    told, brief = search(ask(), "Wafer Works"), search(ask(), "Wafer Works", reasons=False)
    assert all(match.why for match in told.matches)
    assert brief.matches == tuple(replace(match, why="") for match in told.matches)


def test_kind_and_country_leave_out_others(ask: Ask) -> None:
    assert [match.id for match in search(ask(), "antimony", kind="good").matches] == ["antimony"]
    assert search(ask(), "Chip Plant", country="CN").matches == ()
    assert search(ask(), "Chip Plant", kind="person").matches == ()


def test_nothing_found_says_what_to_try_and_never_that_all_is_well(ask: Ask) -> None:
    answer = search(ask(), "Zyxwvut", country="RU")
    assert answer.matches == ()
    assert answer.searched > 10
    (notice,) = answer.notices
    assert notice.code == "N301"
    assert "--country" in notice.message
    assert "clear" not in notice.message
    assert "--country" not in search(ask(), "Zyxwvut").notices[0].message


def test_the_table_of_goods(ask: Ask) -> None:
    lines = {line.id: line for line in goods.table(ask()).goods}
    assert list(lines) == ["antimony", "chips", "hs-381800", "tellurium", "wafers"]
    assert lines["antimony"].relations == 3
    assert lines["antimony"].native == "сурьма"
    assert lines["chips"].chpl == ("1",)
    assert lines["wafers"].chpl == ("3.B",)
    assert lines["tellurium"].chpl == ()


def test_the_table_of_goods_under_a_prefix(ask: Ask) -> None:
    assert [line.id for line in goods.table(ask(), "3818").goods] == ["hs-381800", "wafers"]
    nothing = goods.table(ask(), "99")
    assert nothing.goods == ()
    assert nothing.notices[0].code == "N302"


def test_relations_of_goods_are_counted_as_they_hold(ask: Ask) -> None:
    lines = {line.id: line for line in goods.table(ask(as_of="2021-01-01")).goods}
    assert lines["wafers"].relations == 2
    assert {line.id: line for line in goods.table(ask()).goods}["wafers"].relations == 4


def good(view: View, name: str) -> GoodCard:
    found = card.of(view, name)
    assert isinstance(found, GoodCard)
    return found


def test_the_card_of_a_good_goes_in_every_direction(ask: Ask) -> None:
    chips = {g.group: [r.relation for r in g.relations] for g in good(ask(), "chips").relations}
    assert chips == {
        "produced-by": ["chip-plant-produces-chips"],
        "used-in": ["chips-used-in-radar"],
        "contains": ["wafers-used-in-chips"],
    }
    ore = good(ask(), "antimony")
    assert {g.group: [r.relation for r in g.relations] for g in ore.relations} == {
        "carried": ["mine-supplies-broker", "mine-supplies-wafer-works"],
        "used-in": ["antimony-used-in-wafers"],
    }
    assert [beyond.id for beyond in ore.becomes] == ["chips"]


def test_codes_say_what_they_control_and_what_they_cannot_tell_apart(ask: Ask) -> None:
    ore, wafers = good(ask(), "antimony"), good(ask(), "wafers")
    assert [(shared.hs, [other.id for other in shared.goods]) for shared in ore.shared_codes] == [
        ("25309090", ["tellurium"])
    ]
    assert ore.chpl_codes == ()
    assert [(code.hs, code.tier, code.good.id) for code in wafers.chpl_codes] == [
        ("381800", "3.B", "hs-381800")
    ]
    assert good(ask(), "chips").chpl == "1"


def breakdown(answer: StatsAnswer, section: str, *by: str) -> dict[str, int]:
    (found,) = [b for b in answer.breakdowns if (b.section, b.by) == (section, by)]
    return {" ".join(row.keys): row.count for row in found.rows}


def test_stats_count_every_section(ask: Ask) -> None:
    counts = {tally.keys[0]: tally.count for tally in stats.overview(ask()).sections}
    assert counts == {
        "entities": 9, "relations": 15, "listings": 3, "goods": 5, "sources": 4, "identities": 1, "regimes": 1,
        "policies": 0, "expectations": 0, "feeds": 0,
    }  # fmt: skip


def test_stats_break_down_by_field(ask: Ask) -> None:
    answer = stats.overview(ask())
    assert breakdown(answer, "entities", "country") == {"": 1, "HK": 1, "KZ": 2, "RU": 5}
    assert breakdown(answer, "relations", "status") == {
        "candidate": 1,
        "current": 12,
        "disputed": 1,
        "retracted": 1,
    }
    assert breakdown(answer, "relations", "grade", "basis")["confirmed stated"] == 3
    assert breakdown(answer, "listings", "authority", "measure") == {
        "eu export-control": 1,
        "uk blocking": 1,
        "us-state debarment": 1,
    }
    assert breakdown(answer, "sources", "reliability") == {"A": 1, "B": 1, "D": 1, "F": 1}
    assert breakdown(answer, "goods", "chpl") == {"": 3, "1": 1, "3.B": 1}


def test_stats_know_the_span_of_dates(ask: Ask) -> None:
    spans = {span.section: (span.first, span.last, span.undated) for span in stats.overview(ask()).spans}
    assert spans == {
        "relations": ("2019-01-01", "2023-12-31", 11),
        "listings": ("2022-01-21", "2027-01-01", 0),
    }


def test_stats_name_what_rests_on_one_source_or_none(ask: Ask) -> None:
    answer = stats.overview(ask(), limit=2)
    single = {ids.section: (ids.count, ids.ids) for ids in answer.single_source}
    assert single["relations"] == (14, ("antimony-used-in-wafers", "arms-group-owned-wafer-works"))
    assert [(ids.section, ids.ids) for ids in answer.uncited] == [("sources", ("unread",))]
    assert len(stats.overview(ask()).single_source[0].ids) == 14


def test_stats_as_of_a_day_and_as_known(ask: Ask) -> None:
    then = stats.overview(ask(as_of="2020-06-30"))
    counts = {tally.keys[0]: tally.count for tally in then.sections}
    assert (counts["relations"], counts["listings"]) == (11, 0)
    assert [notice.code for notice in then.notices] == ["N303"]
    early = stats.overview(ask(known_on="2024-12-31"))
    counts = {tally.keys[0]: tally.count for tally in early.sections}
    assert (counts["relations"], counts["listings"]) == (14, 2)
    assert [notice.code for notice in early.notices] == ["N304"]


def test_names_are_counted_without_reading_them(held: Snapshot) -> None:
    assert held.count_names() == sum(
        1 + len(r.plain.get("names", ())) for s in ("entities", "goods") for r in held.records(s)
    )
