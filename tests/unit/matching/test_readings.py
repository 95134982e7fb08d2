"""Other readings of a name: abbreviations, other schemes of romanisation, a translator's choice."""

from __future__ import annotations

import pytest

from supplychain_cli.matching.compare import outcome
from supplychain_cli.matching.initials import choices_of, spells
from supplychain_cli.matching.prepared import prepare
from supplychain_cli.matching.schemes import respelled


def _score(one: str, other: str) -> float:
    return outcome(prepare(one, "organisation"), prepare(other, "organisation")).score


def test_abbreviations_take_choices_of_compounds_and_leave_one_general_word_out() -> None:
    words = [choices_of(word) for word in ("zelenograd", "nanotechnology", "center")]
    assert spells("zntc", words)
    assert spells("zntts", words)
    assert not spells("zgtc", words)
    assert not spells("ztc" * 100, words)


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("mehanicheskij", "mekhanicheskiy"),
        ("mexanicheskij", "mekhanicheskiy"),
        ("maschinostroitelnyj", "mashinostroitelnyy"),
        ("machinostroitelnyi", "machinostroitelnyi"),
        ("obieedinenie", "obedinenie"),
        ("obyedineniye", "obedineniye"),
        ("bank", "bank"),
    ],
)
def test_a_word_is_respelled_where_it_may_be_of_another_scheme(word: str, spelled: str) -> None:
    assert spelled in (word, *respelled(word))


@pytest.mark.parametrize(
    "other",
    [
        "Uljanovskij mehaničeskij zavod",
        "Ul'yanovskij mexanicheskij zavod",
        "Uljanowskij Mechanitscheskij Sawod",
        "Ulianovskii mekhanicheskii zavod",
    ],
)
def test_russian_is_known_in_every_scheme(other: str) -> None:
    assert _score("Ульяновский механический завод", other) >= 90


def test_a_translator_chooses_among_kin_but_a_firm_does_not() -> None:
    assert _score("Ижевский авиационный завод", "Izhevsk Aircraft Plant") >= 80
    assert _score("Izhevsk Aviation Plant", "Izhevsk Aircraft Plant") < 70


@pytest.mark.parametrize(
    "place", ["Казанский, Kazan", "Самарский, Samara", "Калужский, Kaluga", "Samarskoe, Samara"]
)
def test_a_place_may_be_an_adjective_in_russian(place: str) -> None:
    russian, english = place.split(", ")
    assert _score(f"{russian} завод Вектор", f"{english} Vector Plant") >= 90


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Izhevski aviatsionny zavod", "Izhevsk Aircraft Plant"),
        ("OAO Tekhnologii bezopasnosti", "JSC Security Technologies"),
        ("Obedinennaya dvigatelestroitelnaya korporatsiya", "United Engine Corporation"),
        ("Konstruktorskoe byuro priborostroeniya", "Instrument Design Bureau"),
    ],
)
def test_russian_in_latin_letters_is_translated_as_in_its_own(russian: str, english: str) -> None:
    assert _score(russian, english) >= 70


def test_a_translator_may_leave_building_out_but_a_firm_does_not() -> None:
    assert _score("Самарское двигателестроение", "Samara Engines") >= 80
    assert _score("Samara Engine Building", "Samara Engines") < 80
    assert _score("Самарское строительство", "Samara") < 70


def test_names_of_general_words_are_compared_where_half_of_them_agree() -> None:
    assert _score("Military Industrial Corporation NPO", "Military Industrial Consortium NPO") >= 90
    assert _score("Scientific Production Centre", "National Aviation Institute") < 40


def test_a_place_is_misspelled_only_where_letters_sound_alike() -> None:
    assert _score("Shenzhen Minghuaxin", "Shenzen Minghuaxin") >= 90
    assert _score("Xinjiang Minghuaxin", "Xijiang Minghuaxin") < 70


def test_a_small_word_on_one_side_and_a_name_on_the_other_are_both_counted() -> None:
    assert 0 <= _score("Al Nour", "Nour Radio Station of the Town") <= 100


def test_a_name_in_han_is_heard_as_pinyin() -> None:
    assert _score("南方航空", "Nanfang Hangkong") >= 90
