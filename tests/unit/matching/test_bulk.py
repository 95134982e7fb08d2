"""Names by the million get the same keys as one by one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching import bulk
from supplychain_cli.matching.bulk import keys_of_many
from supplychain_cli.matching.fold import fold_each, fold_joined
from supplychain_cli.matching.keys import keys_of
from tests.bench.crowd import Crowd, mangled

PIECES = [
    "АО", "joint", "stock", "company", "Co.", "Ltd", "a", "s", "r", "o", "research", "production", "enterprise",
    "and", "&", "poly", "集团", "有限公司", "保利", "x", "tech", "yee", "kh", "с", "и", "Антей", "ООО", "GmbH", "KG",
    "logistics", "the", "of", "S.A.", "(АО «А»)", "Їжак", "7", 'ob"ekt', "алмаз", "almaz", "group", "bank", "rossii",
    "общество", "с", "ограниченной", "ответственностью", "شركة", "주식회사", "トヨタ", "\n", "'", "ye", "oj", "Rußland",
]  # fmt: skip
LANGUAGES = ["", "ru", "uk", "zh", "??"]
TEXT = (
    st.text(max_size=12) | st.text("abcehikjkmnorstuwxyz", max_size=9) | st.text("абвгйкхшщьяїєі", max_size=9)
)
NAME = st.lists(st.sampled_from(PIECES) | TEXT, max_size=9).map(" ".join)


def one_by_one(names: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    keys = [keys_of(name, lang) for name, lang in names]
    return [(one.raw, one.folded, one.compact) for one in keys]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(NAME | st.text(max_size=400), st.sampled_from(LANGUAGES)), max_size=6))
def test_many_names_get_the_keys_that_each_gets(names: list[tuple[str, str]]) -> None:
    assert keys_of_many(names) == one_by_one(names)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=4), st.lists(st.sampled_from(PIECES), max_size=3))
def test_a_name_that_says_the_same_twice_too(first: list[str], between: list[str]) -> None:
    names = [(" ".join(words), "") for words in (first * 2, [*first, *between, *first])]
    assert keys_of_many(names) == one_by_one(names)


def test_a_crowd_of_names_plain_and_mangled() -> None:
    chance = Random(1)
    names = [(name, "") for name in Crowd(words=500).names(2_000)]
    names += [(mangled(name, chance), "") for name, _ in names]
    assert keys_of_many(names) == one_by_one(names)


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_KEPT", 3)
    names = [(name, "") for name in Crowd(words=50).names(300)]
    assert keys_of_many(names) == one_by_one(names)


@given(st.lists(st.text("aeciohjksktwxyz", max_size=12), max_size=8))
def test_texts_are_folded_together_as_alone(texts: list[str]) -> None:
    assert fold_each(texts) == [fold_joined(text) for text in texts]
