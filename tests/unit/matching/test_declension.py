"""One row of the lexicon stands for a Russian or Ukrainian noun in all its cases."""

from __future__ import annotations

import pytest

from supplychain_cli.matching.declension import cases
from supplychain_cli.matching.keys import keys_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Институт микроэлектроники", "Институт микроэлектроника"),
        ("Производство трансформаторов", "Производство трансформатор"),
        ("Издательства", "Издательство"),
    ],
)
def test_a_noun_is_one_word_in_all_its_cases(one: str, other: str) -> None:
    assert keys_of(one).folded == keys_of(other).folded != ""


@pytest.mark.parametrize("form", ["Новый", "Новая", "Новое", "Новые", "Novoye", "Novaya"])
def test_a_short_adjective_is_one_word_in_its_genders(form: str) -> None:
    assert keys_of(f"{form} Вектор").folded == "new vektor"
    assert keys_of("Novik").folded == "novik"


@pytest.mark.parametrize("form", ["", "газ", "АВВГД", "торговый дом", "Шэньчжэнь"])
def test_other_words_have_no_cases(form: str) -> None:
    assert cases(form) == ()
