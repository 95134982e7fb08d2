"""Stakes that contradict each other: what `check` says of them."""

from __future__ import annotations

import time

import pytest

from tests.unit.records.worlds import PARTIES, codes, only, reading, relation, relations


def stake(name: str, owner: str, asset: str, share: object, period: str = "") -> str:
    return relation(
        id=name, kind="owns", from_=owner, to=asset, share=share, **({"period": period} if period else {})
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("41.6", ""), ("41.66", ""), []),
        (("41.6", ""), ("42.8", ""), ["R312"]),
        (("60", ""), ("{min: 50, min_exclusive: true}", ""), []),
        (("49", ""), ("{min: 50, min_exclusive: true}", ""), ["R312"]),
        (("{max: 25}", ""), ("{min: 50}", ""), ["R312"]),
        (("60", "2014/2020"), ("30", "2021/.."), []),
        (("60", "2014/2020"), ("30", "2020/.."), []),
        (("60", "2014/2020"), ("30", "2019/.."), ["R312"]),
        (("60", "2014/2020"), ("30", ""), []),
    ],
)
def test_reports_of_one_stake(one: tuple[str, str], other: tuple[str, str], expected: list[str]) -> None:
    rows = stake("r1", "a", "b", *one) + stake("r2", "a", "b", *other)
    assert codes(PARTIES, relations(rows)) == expected


def test_a_report_that_contradicts_is_a_warning_that_names_the_other() -> None:
    item = only(PARTIES, relations(stake("r1", "a", "b", 60) + stake("r2", "a", "b", 30)))
    assert (item.code, item.severity) == ("R312", "warning")
    assert "60 % and as 30 % today" in item.message
    assert item.notes[0].startswith("The other record stands at 1.yml:2:")


@pytest.mark.parametrize(
    ("there", "back", "expected"),
    [
        ((60, ""), (55, ""), ["R313"]),
        ((60, ""), (50, ""), []),
        ((60, ""), ("{min: 50, min_exclusive: true}", ""), ["R313"]),
        ((60, "2014/2016"), (55, "2018/.."), []),
        ((100, ""), (55, ""), ["R313"]),
        ((100, ""), (100, ""), ["R314"]),
        ((100, "2014/2016"), (100, "2018/.."), []),
    ],
)
def test_majorities_both_ways(
    there: tuple[object, str], back: tuple[object, str], expected: list[str]
) -> None:
    rows = stake("r1", "a", "b", *there) + stake("r2", "b", "a", *back)
    assert codes(PARTIES, relations(rows)) == expected


def test_a_circle_that_owns_all_of_itself_is_told_once_without_what_hangs_below() -> None:
    parties = PARTIES + "  - {id: d, kind: company, name: Delta}\n  - {id: e, kind: company, name: Epsilon}\n"
    rows = (
        stake("r1", "a", "b", 100, "2014/..")
        + stake("r2", "b", "c", 60, "2015/..")
        + stake("r3", "a", "c", 40, "2016/..")
        + stake("r4", "c", "a", 100, "2017/..")
        + stake("r5", "c", "d", 100, "2018/..")
        + stake("r6", "d", "e", 100)
    )
    item = only(parties, relations(rows))
    assert (item.code, item.severity) == ("R314", "error")
    assert item.message == "`a`, `b` and `c` own each other entirely on 2017-12-31."


def test_a_person_is_never_a_subsidiary() -> None:
    parties = PARTIES + "  - {id: p, kind: person, name: Ada Example}\n"
    for kind in ("owns", "controls"):
        assert codes(parties, relations(relation(id="r", kind=kind, from_="a", to="p"))) == ["R306"]
    assert codes(parties, relations(relation(id="r", kind="part-of", from_="p", to="a"))) == ["R306"]


@pytest.mark.parametrize(("last", "expected"), [(100, ["R314"]), (99, [])])
def test_a_ring_of_thousands_is_followed_in_no_time(last: int, expected: list[str]) -> None:
    count = 3000
    parties = "entities:\n" + "".join(
        f"  - {{id: g{n}, kind: company, name: Ring {n}}}\n" for n in range(count)
    )
    rows = "".join(
        stake(f"r{n}", f"g{n}", f"g{(n + 1) % count}", last if n == 7 else 100, f"{1990 + n % 30}/..")
        for n in range(count)
    )
    started = time.process_time()
    found = [item.code for item in reading(parties, relations(rows)).diagnostics]
    assert found == expected
    assert time.process_time() - started < 60
