from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.letters import MAX_NAME, mixed_script_words, romanise, tokens, unify


@pytest.mark.parametrize(
    ("word", "unified"),
    [
        ("Rоstec", "Rostec"),  # Cyrillic о
        ("Cаратовский", "Саратовский"),  # Latin C
        ("Kонструкторское", "Конструкторское"),  # Latin K
        ("Iзавак", "Ізавак"),  # Latin I
        ("OАО", "ОАО"),  # Latin O
        ("Αlpha", "Alpha"),  # Greek capital alpha
        ("Alfaдом", "Alfaдом"),  # no twin for every letter: left alone
        ("Rostec", "Rostec"),
        ("Ростех", "Ростех"),
    ],
)
def test_look_alike_letters_become_those_of_the_word(word: str, unified: str) -> None:
    assert unify(word) == unified


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Акционерноe обществo Смарт", ["Акционерноe", "обществo"]),
        ("ООО Интервесп-M", []),  # two words, each in one script
        ("Rоstec and Rоstec", ["Rоstec"]),
        ("Ωmega Plant", ["Ωmega"]),
        ("Rostec Ростех 云南锗业", []),
        ("S-400", []),
        ("", []),
    ],
)
def test_words_of_two_scripts_are_reported_once_as_written(text: str, found: list[str]) -> None:
    assert mixed_script_words(text) == found


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Криотрейд", ["kriotreyd"]),
        ("Щёлково", ["shchelkovo"]),
        ("Škoda", ["shkoda"]),
        ("İstanbul", ["istanbul"]),
        ("Łódź", ["lodz"]),
        ("Ελλάδα", ["ellada"]),
        ("ъ", []),
    ],
)
def test_words_are_romanised(word: str, latin: list[str]) -> None:
    assert romanise(word) == latin


def test_ukrainian_letters_are_read_the_ukrainian_way() -> None:
    assert romanise("Григорій", ukrainian=True) == ["hryhoriy"]
    assert romanise("Григорий") == ["grigoriy"]


def test_apostrophes_and_invisible_characters_vanish_and_signs_part_words() -> None:
    assert tokens("Mashinostroitel’nyi «Zavod»\u200b-8 Ro\u202estec") == [
        "Mashinostroitelnyi",
        "Zavod",
        "8",
        "Rostec",
    ]


def test_a_megabyte_of_name_is_cut() -> None:
    assert sum(map(len, tokens("я" * 1_000_000))) == MAX_NAME


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    mixed_script_words(text)
    for token in tokens(text):
        assert all(word.isascii() and word.isalnum() for word in romanise(unify(token)))
