"""Two names compared: what is one name, what never is, and that every point lost has its reason."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.compare import THRESHOLD, outcome, score
from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.prepared import kind_named, prepare


def points(one: str, other: str, kind: str = "") -> float:
    return score(prepare(one, kind), prepare(other, kind))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("АО «Германий»", "Germanium JSC", ""),
        ("Ростех", "Rostec", ""),
        ("Ростех", "Rostekh", ""),
        ("Rоstec", "Rostec", ""),  # with a Cyrillic о
        ("Казанский вертолётный завод", "Kazan Helicopter Plant", "organisation"),
        ("Криотрейд Инжиниринг", "Cryotrade Engineering", "organisation"),
        ("云南临沧鑫圆锗业股份有限公司", "Yunnan Lincang Xinyuan Germanium Industry Co Ltd", ""),
        ("大疆创新科技有限公司", "Da Jiang Chuang Xin Keji", ""),
        ("鴻海精密工業股份有限公司", "鸿海精密工业股份有限公司", ""),  # traditional and simplified
        ("Şişecam Kimyasallar A.Ş.", "Sisecam Kimyasallar AS", ""),
        ('Ob"edinennaja Promyshlennaja', "Объединенная промышленная", ""),  # ISO 9 typed
        ("Харківський завод", "Kharkiv Plant", "organisation"),
        ("Procter & Gamble Co.", "Procter and Gamble Co", ""),
        ("Good Will Company", "Goodwill Company", ""),
        ("SiemensAG", "Siemens AG", ""),
        ("Siemens Aktiengeselschaft", "Siemens AG", ""),
        ("Shenzhen Yidian Aviation Tech", "Shenzhen Yidian Aviation Technology", ""),
        ("Huafeng Electronics Mfg Co", "Huafeng Electronics Manufacturing", ""),
        ("State Corporation Rostec", "Rostec", ""),
        ("KRET (АО «КРЭТ»)", "АО «КРЭТ»", ""),
        ("Al Qaeda", "Al-Qa'ida/Islamic Army", "organisation"),
        ("Semiconductor Manufacturing International Corporation", "SMIC", ""),
        ("CASC First Academy", "CASC 1st Academy", ""),
        ("Putin, Vladimir Vladimirovich", "Владимир Путин", "person"),
        ("Ig0r Sech1n", "Igor Sechin", "person"),
        ("A. Khamenei", "Ali Khamenei", "person"),
        ("JC Juncker", "Jean-Claude Juncker", "person"),
        ("Bibi Netanyahu", "Benjamin Netanyahu", "person"),
        ("Иван Петров", "John Petrov", "person"),
        ("بشار الأسد", "Bashar al-Assad", "person"),
        ("قاسم سلیمانی", "Qasem Soleimani", "person"),
        ("김정은", "Kim Jong-un", "person"),
        ("박근혜", "Park Geun-hye", "person"),
        ("이재명", "Lee Jae-myung", "person"),
        ("حسن روحانی", "Hassan Rouhani", "person"),
        ("בנימין נתניהו", "Benjamin Netanyahu", "person"),
        ("Мухаммад бен Салман", "Mohammed bin Salman", "person"),
        ("Щербаков Юлий Яковлевич", "Ŝerbakov Ûlij Âkovlevič", "person"),  # ISO 9
        ("Щербаков Юлий Яковлевич", "Shherbakov Yulij Yakovlevich", "person"),  # GOST 7.79
        ("Запоріжжя Харків", "Zaporizhzhia Kharkiv", "organisation"),  # Ukrainian, 2010
        ("바락 오바마", "Barack Obama", "person"),
        ("贝拉克·奥巴马", "Barack Obama", "person"),
        ("ბარაკ ობამა", "Barack Obama", "person"),
        ("Nikolai Patr ushev", "Nikolai Platonovich Patrushev", "person"),
    ],
)
def test_one_name_is_a_match(one: str, other: str, kind: str) -> None:
    found = explained(one, other, kind)
    assert found.match, found


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("ООО Вектор", "ООО Виктор", ""),
        ("Mikron", "Submikron", ""),
        ("Mikron", "Micran", ""),
        ("Mikron", "Micron Technology", ""),
        ("Almaz-Antey", "Almaz Capital", ""),
        ("Saturn (Omsk)", "UEC-Saturn", ""),
        ("NPO Impuls", "NPP Impuls", ""),
        ("Polyus Research Institute", "PJSC Polyus Gold", ""),
        ("Germanium JSC", "Geranium LLC", ""),
        ("Angstrem", "Angstrem-T", ""),
        ("Siemens", "Siemens Energy", ""),
        ("Henan Machinery", "Hunan Machinery", ""),
        ("Shanxi Metals", "Shaanxi Metals", ""),
        ("CRRC", "CRCC", ""),
        ("Thales", "Thaler", ""),
        ("S-300", "S-400", ""),
        ("Plant 138", "Plant 139", ""),
        ("Aviation Repair Plant No. 20", "Aviation Repair Plant No. 121", ""),
        ("Akademik Cherskiy", "Akademik Cherskiy II", ""),
        ("Trading Company", "Technology Group", ""),
        ("Joint Stock Company", "Akzionernoe obshchestvo", ""),
        ("Deutsche Bank AG", "Deutsche Bank GmbH", ""),
        ("ANO Iskusstvo", "LLC Iskusstvo", ""),
        ("Banco Santander S.A.", "Banco Santander Chile S.A.", ""),
        ("鑫源", "鑫圆", ""),
        ("Boris Abramovich", "Roman Abramovich", "person"),
        ("A. Ivanov", "B. Ivanov", "person"),
        ("Murad Khasanovich Margoshvili", "Murad Iraklievich Margoshvili", "person"),
        ("김정은", "김정일", "person"),
        ("Shamsuddin Mohammed Haqqani", "Shamsuddin", "person"),
    ],
)
def test_two_names_are_no_match(one: str, other: str, kind: str) -> None:
    found = explained(one, other, kind)
    assert not found.match, found


def test_one_number_against_another_in_a_series_is_shown_and_said() -> None:
    found = explained("KKR Asian Fund III L.P.", "KKR Asian Fund IV L.P.")
    assert found.match
    assert found.score < 75
    assert found.why.startswith("The numbers differ, III and IV")


def test_every_point_that_is_lost_has_a_reason() -> None:
    found = explained("Казанский вертолётный завод", "Kazan Helicopters Plnt")
    assert round(100 - sum(point.cost for point in found.points), 1) == found.score
    assert [(point.left, point.right, point.verdict) for point in found.points] == [
        ("Казанский", "Kazan", "near"),
        ("вертолётный", "Helicopters", "agrees"),
        ("завод", "Plnt", "near"),
    ]
    assert (found.folded1, found.folded2) == ("kazanski helicopter plant", "kazan helicopter plnt")
    assert found.band is not None
    assert found.band.least <= found.score < found.band.most


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Rostec", "rostec", "The names are written alike."),
        ("", "", "There is nothing to compare but a legal form, or no letter at all."),
        ("🙂", "АО", "There is nothing to compare but a legal form, or no letter at all."),
        ("Rostec", "Huawei", "The names have nothing in common."),
        ("Orion JSC", "АО «ОРИОН»", "The names differ only in legal form, case or script."),
        ("ООО Вектор", "АО Вектор", "The legal forms are of different kinds: a company with limited liability"),
        ("Ferrotec", "Ferrotec Trading", "Only the second name has 'Trading'."),
        ("Kupol", "Kupola Works", ""),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence(one: str, other: str, why: str) -> None:
    found = explained(one, other)
    assert why in found.why
    assert found.why.endswith(".")


def test_kinds_are_called_as_data_sets_call_them() -> None:
    assert [kind_named(word) for word in ("Person", "LegalEntity", "vessel", "public-body", "", "cheese")] == [
        "person", "organisation", "organisation", "organisation", "", None,
    ]  # fmt: skip


_NAMES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "АО",
                "Almaz",
                "Антей",
                "Ivan",
                "Petrov",
                "锗业",
                "Group",
                "II",
                "400",
                "(Omsk)",
                "بشار",
                "김",
                "A.",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


@settings(deadline=None, max_examples=300)
@given(_NAMES, _NAMES, st.sampled_from(["", "person", "organisation"]))
def test_any_two_names_compare_alike_both_ways(one: str, other: str, kind: str) -> None:
    there, back = explained(one, other, kind), explained(other, one, kind)
    assert there.score == back.score
    assert 0 <= there.score <= 100
    assert there.match == (there.score >= THRESHOLD)
    assert there.why.endswith(".")


@settings(deadline=None, max_examples=100)
@given(_NAMES)
def test_a_name_with_a_letter_is_itself(name: str) -> None:
    prepared = prepare(name)
    if prepared.keys.raw:
        assert outcome(prepared, prepared).score == 100


@pytest.mark.parametrize(
    "text", ["a" * 10**6, "ab " * 300_000, "锗" * 10**6, "\u202e" * 10**6, "(" * 10**6, "a." * 10**6]
)
def test_a_megabyte_costs_no_more_than_its_first_letters(text: str) -> None:
    start = time.process_time()
    explained(text, text[1:] + "b")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United Shipbuilding Corporation", "ОСК"),
        ("Объединённая двигателестроительная корпорация", "ОДК"),
        ("Hyundai Heavy Industries", "현대중공업"),
        ("LG Chemical Co., Ltd.", "엘지화학 주식회사"),
        ("شركة النفط الوطنية الكويتية", "Sharikat al-Naft al-Wataniya al-Kuwaitiya"),
        ("Al Rajhi Trading", "Rajhi Trading"),
        ("东方电气集团", "Dongfang Electric Group"),
        ("东方电气集团", "East Electric Group"),
        ("长城汽车", "Changcheng Automobile"),
        ("比亚迪", "Biyadi Co., Ltd."),
    ],
)
def test_abbreviations_and_words_written_in_one_are_read(one: str, other: str) -> None:
    assert outcome(prepare(one, "organisation"), prepare(other, "organisation")).match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Novatek", "Novatel"),
        ("United Shipbuilding Corporation", "ОДК"),
        ("삼성전자", "삼성물산"),
        ("东方锗业", "Dongfang Electric"),
        ("TCL科技集团", "Technology Group"),
    ],
)
def test_a_short_name_or_another_abbreviation_is_no_match(one: str, other: str) -> None:
    assert not outcome(prepare(one, "organisation"), prepare(other, "organisation")).match
