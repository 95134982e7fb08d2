from __future__ import annotations

import pytest

from supplychain_cli.model.numbers import CHECKED
from supplychain_cli.records.checks.names import mixed_words
from tests.unit.records.worlds import PARTIES, SOURCE, codes, only, reading, relation, relations


@pytest.mark.parametrize(
    ("scheme", "value", "holds"),
    [
        ("inn", "7830002293", True),
        ("inn", "7830002294", False),
        ("inn", "500100732259", True),
        ("inn", "500100732258", False),
        ("ogrn", "1027700132195", True),
        ("ogrn", "1027700132196", False),
        ("ogrn", "304500116000157", True),
        ("ogrn", "304500116000158", False),
        ("uscc", "91350100M000100Y43", True),
        ("uscc", "91350100M000100Y44", False),
        ("lei", "529900T8BM49AURSDO55", True),
        ("lei", "529900T8BM49AURSDO56", False),
        ("imo", "9074729", True),
        ("imo", "9074728", False),
    ],
)
def test_check_digits(scheme: str, value: str, holds: bool) -> None:
    assert CHECKED[scheme].form.match(value)
    assert CHECKED[scheme].holds(value) is holds


@pytest.mark.parametrize(
    "value", ["", "12", "78300022933", "783000229٣", "IMO 9074729", "91350100M000100O43", "x" * 1000]
)
@pytest.mark.parametrize("scheme", CHECKED)
def test_numbers_of_another_form_are_refused(scheme: str, value: str) -> None:
    text = f"entities: [{{id: a, kind: company, name: Alpha, identifiers: {{{scheme}: '{value}'}}}}]"
    assert codes(text) == ["R213"]


def test_one_number_in_two_parties() -> None:
    parties = """
entities:
  - {id: a, kind: company, name: Alpha, identifiers: {ofac: ['1', '2']}}
  - {id: b, kind: company, name: Beta, identifiers: {ofac: '2', ticker: X}}
  - {id: c, kind: company, name: Gamma, identifiers: {ticker: X}}
"""
    identity = "identities: [{id: i, left: b, right: a, judgement: JUDGEMENT, by: x, on: 2026-11, why: y}]\n"
    assert codes(parties) == ["R303"]
    for judgement in ("same", "different", "unsure"):
        assert codes(parties + identity.replace("JUDGEMENT", judgement)) == []


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Rostec", []),
        ("Ростех", []),
        ("Rоstec", ["Rоstec"]),
        ("Αlpha Beta", ["Αlpha"]),
        ("СберTech", []),
        ("АO Alpha", ["АO"]),
        ("С-400 and Kh-101", []),
        ("云南Yunnan", []),
        ("Naïve Ångström", []),
        ("9М723К5", []),
    ],
)
def test_mixed_scripts(name: str, mixed: list[str]) -> None:
    assert mixed_words(name) == mixed


@pytest.mark.parametrize(
    "name", ["АО", "J.S.C.", "Co., Ltd.", "有限公司", "Joint  Stock Company", "...", "«ООО»"]
)
def test_names_that_are_only_a_form(name: str) -> None:
    assert codes(f"entities: [{{id: a, kind: company, name: '{name}'}}]") == ["R216"]


def stakes(*held: str) -> list[str]:
    rows = "".join(
        relation(id=f"r{n}", kind="owns", **dict(part.split("=", 1) for part in one.split("; ")))
        for n, one in enumerate(held)
    )
    return codes(PARTIES, relations(rows))


@pytest.mark.parametrize(
    "held",
    [
        ("from=a; share=60", "from=c; share=40"),
        ("from=a; share=60; period=2014/2022", "from=c; share=60; period=2022/.."),
        ("from=a; share=60; period=2014-01/2022-01", "from=c; share=60; period=2022-01/.."),
        ("from=a; share=60; period=../2022-01-22", "from=c; share=60; period=2022-01-22/.."),
        ("from=a; share=41.6; period=2026-01-19/..", "from=c; share=60; period=/2026-01-18"),
        ("from=a; share=60; period=2014/", "from=c; share=60; period=2020/.."),
        ("from=a; share=60", "from=a; share={min: 50}"),
        ("from=a; share=60", "from=c; share={max: 60}"),
        ("from=a; share={min: 25, max: 50}", "from=c; share={min: 50, max: 75}"),
        ("from=a; share=60", "from=c; share=60; directness=indirect"),
        ("from=a; share=60", "from=c; share=60; status=candidate"),
        ("from=a; share=60", "from=c; share=60; status=retracted; retracted={on: 2026, reason: x}"),
        ("from=a; share=60; attested=2014", "from=c; share=60; attested=2020"),
        ("from=a; share=60; attested=2014", "from=c; share=60"),
    ],
)
def test_stakes_that_fit(held: tuple[str, ...]) -> None:
    assert stakes(*held) == []


@pytest.mark.parametrize(
    "held",
    [
        ("from=a; share=60", "from=c; share=41"),
        ("from=a; share=50", "from=c; share={min: 50, min_exclusive: true}"),
        ("from=a; share={min: 45}", "from=c; share=56"),
    ],
)
def test_stakes_above_the_whole(held: tuple[str, ...]) -> None:
    assert stakes(*held) == ["R304"]


@pytest.mark.parametrize(
    "held",
    [
        ("from=a; share=60; period=2014/..", "from=c; share=60"),
        ("from=a; share=60; period=2014/2022", "from=c; share=60; period=2021/.."),
        ("from=a; share=60; period=2020", "from=c; share=60; period=2020"),
        ("from=a; share=60; attested=2020-05", "from=c; share=60; period=2014/.."),
        ("from=a; share=60; status=disputed", "from=c; share=60"),
        ("from=a; share=100", "from=c; share={min: 50, min_exclusive: true}"),
    ],
)
def test_two_owners_of_one_majority(held: tuple[str, ...]) -> None:
    assert stakes(*held) == ["R311"]


def test_reports_of_one_stake_count_once_in_its_sum() -> None:
    held = (
        "from=a; share=40; period=2014/..",
        "from=a; share=60; period=2020/..",
        "from=c; share=50; period=2020/..",
    )
    assert stakes(*held) == ["R312", "R304"]


def test_a_part_of_a_stake_is_not_added_to_it() -> None:
    rows = relation(id="r", kind="owns", share=60) + relation(
        id="p", kind="owns", share=50, from_="c", total="r"
    )
    assert codes(PARTIES, relations(rows)) == []


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("", "", ""), ["R305"]),
        (("2014/2016", "2015/2018", "2016/.."), ["R305"]),
        (("2014/2016", "2015/2018", "2017/.."), []),
    ],
)
def test_circles_of_part_of(periods: tuple[str, ...], expected: list[str]) -> None:
    steps = zip("abc", "bca", periods, strict=True)
    rows = "".join(
        relation(id=f"r{start}", kind="part-of", from_=start, to=end, **({"period": when} if when else {}))
        for start, end, when in steps
    )
    assert codes(PARTIES, relations(rows)) == expected


def test_a_long_line_of_groups_is_no_circle() -> None:
    count = 3000
    parties = "entities:\n" + "".join(
        f"  - {{id: g{n}, kind: group, name: Group {n}}}\n" for n in range(count)
    )
    rows = "".join(
        relation(id=f"r{n}", kind="part-of", from_=f"g{n}", to=f"g{n + 1}") for n in range(count - 1)
    )
    assert codes(parties, relations(rows)) == []
    closed = rows + relation(id="last", kind="part-of", from_=f"g{count - 1}", to="g0")
    assert codes(parties, relations(closed)) == ["R305"]


def test_near_ids_are_named() -> None:
    item = only(
        PARTIES.replace("id: b", "id: ru-beta-radar"), relations(relation(id="r", to="ru-beta-rader"))
    )
    assert item.notes == ("There is `ru-beta-radar` with a similar id.",)


def test_an_id_of_another_section_is_told_apart() -> None:
    item = only(PARTIES, relations(relation(id="r", goods="[a]")))
    assert item.notes == ("`a` is the id of another record, in `entities`, at 0.yml:3:5.",)


def test_goods_and_parties_may_both_be_ends() -> None:
    goods = "goods: [{id: g, name: Germanium}, {id: w, name: Wafers}]\n"
    rows = relation(id="r", kind="used-in", from_="g", to="w") + relation(
        id="p", kind="produces", from_="a", to="g"
    )
    assert codes(PARTIES + goods, relations(rows)) == []
    assert codes(PARTIES + goods, relations(relation(id="r", to="g"))) == ["R306"]


def test_every_reference_counts_as_a_citation() -> None:
    entity = "entities: [{id: a, kind: company, name: Alpha, NAME}]\n" + SOURCE
    for cited in ["names: [{name: A1, source: s}]", "not_found: [{source: s, on: 2026}]", "sources: [s]"]:
        assert codes(entity.replace("NAME", cited)) == []
    assert codes(entity.replace(", NAME", "")) == ["R307"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("0", []),
        ("100", []),
        ("{min: 25, max: 50, max_exclusive: true}", []),
        ("-1", ["R226"]),
        ("100.1", ["R226"]),
        ("{min: 50, max: 25}", ["R226"]),
        ("{min: 50, max: 50, min_exclusive: true}", ["R226"]),
        ("{max: 101}", ["R207"]),
        ("{least: 1}", ["R202"]),
    ],
)
def test_bounds_of_a_share(share: str, expected: list[str]) -> None:
    assert codes(PARTIES, relations(relation(id="r", kind="owns", share=share))) == expected


def test_a_circle_of_totals_is_told_once() -> None:
    rows = relation(id="r", total="p") + relation(id="p", total="r") + relation(id="q", total="r")
    assert codes(PARTIES, relations(rows)) == ["R308"]


def test_warnings_leave_the_corpus_in_place() -> None:
    found = reading("entities: [{id: a, kind: company, name: Alpha, identifiers: {zz: '1'}}]")
    assert [item.severity for item in found.diagnostics] == ["warning"]
    assert found.corpus is not None
