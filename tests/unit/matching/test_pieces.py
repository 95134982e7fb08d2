"""Names that fold to other letters than the name that is asked for are found by what their scripts write."""

from __future__ import annotations

import pytest

from supplychain_cli.matching.compare import outcome
from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.index import ListIndex, name_row
from supplychain_cli.matching.letters import romanise
from supplychain_cli.matching.pieces import pieces_asked, signs_of
from supplychain_cli.matching.prepared import prepare
from supplychain_cli.matching.resolve import resolve, search
from supplychain_cli.matching.words import articles

RECORDED = (
    "النور للصناعات",
    "الهلال الفرات للتجارة ذ.م.م",
    "دمشق پارس للتجارة",
    "شركة الصقر المحدودة",
    "פלדה",
    "华芯云岭材料有限公司",
    "Nur Metals",
    "Helal Brothers",
)
INDEX = ListIndex(name_row(str(number), name) for number, name in enumerate(RECORDED))


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        ("al-Nur Industries", 0),
        ("An-Nour Industries", 0),
        ("Al-Hilal Al-Furat", 1),
        ("El Helal El Forat", 1),
        ("Dimashq Pars", 2),
        ("Damascus Pars Trading", 2),
        ("As-Saqr Co. Ltd", 3),
        ("Pelada", 4),
        ("华云芯岭材料有限公司", 5),
    ],
)
def test_a_name_is_found_in_the_letters_of_another_script(asked: str, recorded: int) -> None:
    assert search(asked, INDEX)[0].party == str(recorded)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("يحيى جوادي", "Yahia Djouadi"),
        ("كمال جرمان", "Kamel Djermane"),
        ("هدايت الله", "Hidayatullah"),
        ("حسن ظاهرعويس", "Hassan Dahir Aweys"),
    ],
)
def test_the_usual_spellings_of_an_arabic_name_are_one(native: str, latin: str) -> None:
    assert outcome(prepare(native), prepare(latin)).match


def test_characters_that_changed_places_are_for_a_person_to_judge() -> None:
    found = resolve("华云芯岭材料有限公司", INDEX)
    assert (found.party, found.candidates[0].name) == (None, "华芯云岭材料有限公司")
    told = outcome(prepare("华云芯岭材料有限公司"), prepare("华芯云岭材料有限公司"))
    assert ([step.how for step in told.steps], told.match) == (["swapped"], False)
    assert "two neighbours that changed places" in explained("华云芯岭材料", "华芯云岭材料").why
    assert outcome(prepare("云华"), prepare("华云")).score == 0


def test_a_word_of_the_lexicon_is_heard_where_the_other_name_has_its_sound() -> None:
    assert outcome(prepare("دمشق"), prepare("Dimashq")).match
    assert outcome(prepare("دمشق"), prepare("Damascus")).match
    assert not outcome(prepare("دمشق"), prepare("Dimitrov")).match


def test_letters_beside_chinese_characters_count() -> None:
    assert not outcome(prepare("TCL科技集团"), prepare("Keji Group")).match
    assert outcome(prepare("TCL科技集团"), prepare("TCL Keji Group")).match


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("النور", ["al", "nwr"]),
        ("للتجارة", ["al", "tjrh"]),
        ("والنقل", ["al", "nql"]),
        ("الى", ["la"]),
        ("إلكترونيات", ["lktrwnyt"]),
    ],
)
def test_the_arabic_article_is_a_word(word: str, parts: list[str]) -> None:
    assert romanise(word) == parts


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (("al", "nur"), (0,)),
        (("an", "nur"), (0,)),
        (("ash", "sharq", "al", "awsat"), (0, 2)),
        (("an", "apple"), ()),
        (("as", "nur"), ()),
        (("at", "t"), ()),
        (("nur", "el"), (1,)),
    ],
)
def test_the_article_takes_the_sound_that_follows(words: tuple[str, ...], places: tuple[int, ...]) -> None:
    assert articles(words) == places


def test_other_names_have_no_signs() -> None:
    assert signs_of("Nur Metals") == signs_of("Завод Нур") == signs_of("삼성전자") == ""
    assert set(pieces_asked("Завод Сатурн")) <= set(pieces_asked("Zavod Saturn"))


def test_what_is_asked_shares_pieces_with_the_consonants_of_the_name() -> None:
    assert signs_of("النور") == "NR"
    assert pieces_asked("An-Noor") == pieces_asked("nur") == [" NR", "NR "]
    assert signs_of("华云") == "华华华云云云"
    assert len(signs_of("华" * 1_000_000)) == 3 * 384
