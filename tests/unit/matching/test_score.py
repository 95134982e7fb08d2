from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.keys import keys_of
from supplychain_cli.matching.score import Score, compare, letters_apart


def score(query: str, name: str) -> Score:
    return compare(keys_of(query), keys_of(name))


@pytest.mark.parametrize(
    ("query", "name", "value", "why"),
    [
        ("rostec", "Rostec", 100, "'Rostec' is recorded so."),
        ("Saturn", "ПАО ‘Сатурн’", 97, "'Saturn' and 'ПАО ‘Сатурн’' differ only in legal form, case or script."),
        ("Ростех", "Rostec", 96, "'Ростех' and 'Rostec' are one name in different spelling, script or language."),
        ("Almaz-Anety", "Almaz-Antey", 86, "One letter differs between 'Almaz-Anety' and 'Almaz-Antey'."),
        ("Uralvagomzavot", "Uralvagonzavod", 83, "Two letters differ between 'Uralvagomzavot' and 'Uralvagonzavod'."),
        ("Kriotreid Inzhini ring", "KRIOTREID INZHINIRING", 95,
         "'Kriotreid Inzhini ring' and 'KRIOTREID INZHINIRING' have the same letters, cut into other words."),
        ("ООО", "АО", 0, "There is nothing to compare but a legal form."),
        ("Rostec", "Huawei", 0, "The names have nothing in common."),
        ("Trading Company", "Technology Group", 0, "The names have nothing in common."),
    ],
)  # fmt: skip
def test_a_score_says_why(query: str, name: str, value: int, why: str) -> None:
    assert score(query, name) == Score(value, why)


def test_chinese_names_that_only_sound_alike_are_not_the_same() -> None:
    found = score("鑫源", "鑫圆")
    assert found == Score(90, "'鑫源' and '鑫圆' are read alike, but written with other characters.")


def test_names_that_contain_each_other() -> None:
    assert score("Poly Group", "China Poly Group").why == "All words of the query are in 'China Poly Group'."
    assert (
        score("Saturn Omsk Russia", "Saturn (Omsk)").why == "All words of 'Saturn (Omsk)' are in the query."
    )
    assert score("Kupol", "IEMZ Kupol").value > score("Kupol", "Izhevsk Electromechanical Plant Kupol").value


def test_names_that_share_a_word_or_nearly() -> None:
    assert score("Almaz Capital", "NPO Almaz").why == (
        "Both names have 'Almaz'. 'Capital' and 'NPO' have nothing to do with each other."
    )
    assert score("Obukhob Works", "Obukhov Plant").value < 92
    near = score("Kupolx Izhevsk", "IEMZ Kupol")
    assert near.why.startswith(
        "'Izhevsk' and 'IEMZ' have nothing to do with each other. 'Kupolx' and 'Kupol' differ"
    )


def test_a_concept_word_is_never_a_misspelling() -> None:
    assert letters_apart(keys_of("Geranium LLC"), keys_of("Germanium JSC")) is None
    assert score("Geranium LLC", "Germanium JSC").value < 60


@pytest.mark.parametrize(
    ("query", "name", "count"),
    [
        ("Rstec", "Rostec", 1),
        ("Angstrim", "Angstrem", 1),
        ("KRIOTREID INZHINIRUNG", "KRIOTREID INZHINIRING", 1),
        ("Акциюнерное Общество «Швабе»", "Акционерное Общество «Швабе»", 1),
        ("Novosibirs kInstrument Plant", "Novosibirsk Instrument Plant", 0),
        ("United Engie Corporation", "United Engine Corporation", 1),
        ("Perm Powder Plent", "Perm Powder Plant", 1),
        ("Вектор", "Виктор", None),
        ("Stan", "Span", 1),
        ("Tor", "Tur", None),
        ("Lancet", "Dancer", None),
        ("NPO Impuls", "NPP Impuls", None),
        ("Angstrem-T", "Angstrem", None),
        ("Intervesp-M", "Intervesp", None),
        ("S-300", "S-400", None),
        ("Plant 138", "Plant 139", None),
        ("Stal Ural", "Ural", None),
        ("Kama", "Lama", None),
    ],
)
def test_letters_apart(query: str, name: str, count: int | None) -> None:
    assert letters_apart(keys_of(query), keys_of(name)) == count


_WORDS = ["АО", "Almaz", "Antey", "Алмаз", "锗业", "Group", "poly", "S", "400", "kupol", "Kupool"]
_NAMES = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(_WORDS), max_size=4).map(" ".join))


@settings(deadline=None, max_examples=300)
@given(_NAMES, _NAMES)
def test_the_value_is_the_same_both_ways_and_never_out_of_range(one: str, other: str) -> None:
    there, back = score(one, other), score(other, one)
    assert there.value == back.value
    assert 0 <= there.value <= 100
    assert there.why.endswith(".")
