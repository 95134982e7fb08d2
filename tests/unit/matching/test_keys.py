from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.fold import fold_joined
from supplychain_cli.matching.keys import (
    grams,
    keys_of,
    only_legal_form,
    same_spelling,
    stored_keys,
    with_legal_form,
)
from supplychain_cli.matching.letters import MAX_NAME

SAME = [
    ("Ростех", "Rostec", "Rostekh", "Rostech", "Rosteh", "ROSTEC"),
    ("Алмаз-Антей", "Almaz-Antey", "Almaz – Antei", "almaz antej", "OAO Almaz Antey"),
    ("АО «Германий»", "Germanium JSC", "JSC Germanium", "AO Germaniy", "锗"),
    ("ООО «Криотрейд инжиниринг»", "Kriotreyd Inzhiniring", "KRIOTREID INZHINIRING", "Kriotreid Engineering LLC"),
    ("ООО «Энкор Групп»", "Enkor Grupp", "OOO ENKOR GROUP"),
    ("保利科技有限公司", "Poly Technologies INC", "Poly Technology"),
    ("ООО «Ферротек Норд»", "Ferrotec Nord", "Ferrotek Nord"),
    ("云南锗业", "Yunnan Germanium Industry"),
    ("Aкционерное Oбщество ‘Cаратовский Завод’", "JSC Saratovsky Plant", "Saratovskiy Zavod"),
    ("Акционерное Общество «Швабе» (АО «Швабе»)", "Shvabe"),
    ("Compel (Kompel)", "JSC Kompel"),
    ("Research and Production Enterprise Istok", "НПП «Исток»", "Научно-Производственное Предприятие ‘Исток’"),
    ("JSC Crafftech", "Krafttek", "Крафттек"),
    ("A.I. Shokin", "A. I. Shokin", "AI Shokin"),
    ("Вертолёты России", "AO Vertolety Rossii"),
]  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_fold_alike(names: tuple[str, ...]) -> None:
    assert len({keys_of(name).folded for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Вектор", "Виктор"),
        ("Mikron", "Micran"),
        ("Mikron", "Submikron"),
        ("Almaz-Antey", "NPO Almaz"),
        ("NPO Impuls", "NPP Impuls"),
        ("MKB Fakel", "OKB Fakel"),
        ("Angstrem", "Angstrem-T"),
        ("S-300", "S-400"),
        ("Hangzhou", "Kangzhou"),
        ("Lincang", "Linkang"),
        ("Zhang", "Zang"),
        ("Germanium LLC", "Geranium LLC"),
    ],
)
def test_names_of_different_firms_stay_apart(one: str, other: str) -> None:
    assert keys_of(one).folded != keys_of(other).folded
    assert keys_of(one).compact != keys_of(other).compact


def test_keys_of_a_name_with_everything() -> None:
    keys = keys_of("АО «Концерн ВКО „Алмаз – Антей“»")
    assert keys.raw == "ао концерн вко алмаз антей"
    assert keys.folded == "concern vko almaz antei"
    assert keys.core == ("vko", "almaz", "antei")
    assert stored_keys(keys.text, keys.folded) == keys


def test_pinyin_is_read_by_the_word_and_spaces_do_not_matter() -> None:
    assert keys_of("厦门林巴贺航空发动机股份有限公司").words[:2] == ("xiamen", "linba")
    assert keys_of("弥勒浩翔科技有限公司").compact == keys_of("Mi Le Hao Xiang Technology").compact
    assert keys_of("包文东").words == ("bao", "vendong")
    assert keys_of("吕").folded == "lu"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("王小明", ("vang", "xiaoming")),
        ("大连港", ("dalian", "gang")),
        ("宁波港", ("ningbo", "gang")),
        ("江苏银", ("jiangsu", "yin")),
        ("乐视网", ("leshi", "vang")),
    ],
)
def test_three_characters_are_a_person_only_if_they_begin_with_a_family_name(
    name: str, words: tuple[str, ...]
) -> None:
    assert keys_of(name).words == words


def test_a_character_without_a_reading_does_not_shift_the_others() -> None:
    assert keys_of("\U0003134a云南").words[-1] == "yunan"


def test_the_language_decides_how_letters_are_read() -> None:
    assert keys_of("Григоренко", "uk").folded == "hrihorenko"
    assert keys_of("Григоренко").folded == "grigorenko"
    assert keys_of("Григорій Їжак").words[0] == "hrihori"


@pytest.mark.parametrize(
    "name",
    [
        "Joint Stock Company",
        "АО",
        "ООО",
        "有限公司",
        "GmbH & Co. KG",
        "A.Ş.",
        "Общество с ограниченной ответственностью",
    ],
)
def test_a_mere_legal_form_is_known_as_one(name: str) -> None:
    assert only_legal_form(name)
    assert keys_of(name).folded == ""


@pytest.mark.parametrize("name", ["", "...", "Company", "Rostec", "Stan LLC", "云南锗业", "Group"])
def test_other_names_are_no_mere_legal_form(name: str) -> None:
    assert not only_legal_form(name)


@pytest.mark.parametrize(
    ("name", "formed"),
    [
        ("PJSC Saturn", True),
        ("Saturn", False),
        ("保利科技有限公司", True),
        ("保利科技", False),
        ("Saturn ПАО", True),
    ],
)
def test_a_legal_form_is_seen(name: str, formed: bool) -> None:
    assert with_legal_form(name) is formed


def test_short_forms_are_taken_off_only_where_forms_stand() -> None:
    assert keys_of("A.S. Popov Plant").words[0] == "as"
    assert keys_of("Krasnogorsk Plant named after S.A. Zverev").words[-2:] == ("sa", "zverev")
    assert keys_of("Popov A.S.").folded == "popov"


def test_same_spelling_ignores_form_case_script_and_order() -> None:
    assert same_spelling("Saturn", "ПАО ‘Сатурн’")
    assert same_spelling("Zakharov Aleksandr", "Aleksandr ZAKHAROV")
    assert not same_spelling("Micron", "Mikron")
    assert not same_spelling("保利科技", "Poly Technologies")


def test_grams_mark_the_ends() -> None:
    assert grams("abc d") == [" ab", "abc", "bc ", "c d", " d "]
    assert grams("") == []


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=MAX_NAME + 20), st.sampled_from(["", "ru", "uk", "zh", "??"]))
def test_keys_exist_for_every_text_and_folding_again_changes_nothing(text: str, lang: str) -> None:
    keys = keys_of(text, lang)
    assert keys.folded.isascii()
    assert keys_of(keys.folded).folded == keys.folded
    assert fold_joined(keys.compact) == keys.compact
    assert set(keys.core) <= set(keys.words)


_PIECES = [
    "АО", "joint", "stock", "company", "co", "ltd", "a", "s", "r", "o", "research", "institute", "and", "poly",
    "集团", "x", "tech", "yee", "kh", "с", "и", "Антей",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join))
def test_folding_settles_also_where_removing_brings_words_together(text: str) -> None:
    folded = keys_of(text).folded
    assert keys_of(folded).folded == folded


def test_importing_and_latin_names_load_no_library() -> None:
    code = (
        "import sys\n"
        "from supplychain_cli.matching.keys import keys_of\n"
        "keys_of('Almaz-Antey Škoda'), keys_of('Алмаз-Антей'), keys_of('保利科技')\n"
        "print({'anyascii', 'pypinyin', 'rapidfuzz'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
