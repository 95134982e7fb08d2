"""The tables that people edit: a slip in a row is found here, with its line."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from types import ModuleType

import pytest

from supplychain_cli.matching import pinyin, tables, vocabulary
from supplychain_cli.matching.calibration import band_of, bands
from supplychain_cli.matching.fold import fold_word
from supplychain_cli.matching.keys import keys_of
from supplychain_cli.matching.ready import ready

DATA = Path(tables.__file__).parent / "data"
COLUMNS = {
    "common_words.tsv": 4,
    "distinct.tsv": 3,
    "given_names.tsv": 4,
    "han_variants.tsv": 3,
    "chinese_surnames.tsv": 2,
    "hangul_surnames.tsv": 4,
    "legal_forms.tsv": 5,
    "lexicon.tsv": 4,
    "numbers.tsv": 3,
    "person_words.tsv": 3,
    "pinyin.tsv": 4,
    "places.tsv": 2,
    "calibration.tsv": 5,
}
SORTS = {"stock", "limited", "partnership", "state", "nonprofit", "company"}


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.mark.parametrize("room", [tables, vocabulary], ids=["tables", "vocabulary"])
def test_what_the_rows_come_to_is_kept(room: ModuleType) -> None:
    """`ACCEPT=1 pytest` writes the file anew when a row, or the way in which words are folded, was changed."""
    file = DATA / room.KEPT
    if os.environ.get("ACCEPT"):
        file.write_bytes(room.kept_text().encode())
    assert file.read_bytes().decode() == room.kept_text()
    kept = ready(room.KEPT, room.SOURCES)
    assert kept is not None
    assert room._of(kept) == room.made()


def test_a_row_that_was_changed_counts_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(DATA, tmp_path / "data")
    monkeypatch.setattr("supplychain_cli.matching.ready.DATA", tmp_path / "data")
    monkeypatch.setattr(tables, "DATA", tmp_path / "data")
    with (tmp_path / "data/lexicon.tsv").open("a", encoding="utf-8") as stream:
        stream.write("sawmill\tde\tsägewerk\tdictionary\n")
    for kept in (tables.KEPT, "of-no-table.json"):
        monkeypatch.setattr(tables, "KEPT", kept)
        assert tables.tables.__wrapped__().concepts[fold_word("sagewerk")] == "sawmill"


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_all_its_columns_filled_and_is_there_once(name: str) -> None:
    rows = _rows(name)
    assert [row for row in rows if len(row) != COLUMNS[name] or not all(map(str.strip, row))] == []
    assert len({tuple(row[:3]) for row in rows}) == len(rows)


def test_forms_stand_where_forms_can_stand() -> None:
    assert {sort for *_, sort, _source in _rows("legal_forms.tsv")} <= SORTS
    assert {place for _form, _country, place, _sort, _source in _rows("legal_forms.tsv")} <= {
        "any",
        "ends",
        "tail",
    }


def test_every_legal_form_is_taken_off_a_name() -> None:
    kept = {form for form, *_ in _rows("legal_forms.tsv") if keys_of(f"Ferrotec {form}").folded != "ferotek"}
    assert kept == set()


def test_every_word_of_the_lexicon_becomes_its_concept() -> None:
    wrong = {}
    for concept, lang, form, _source in _rows("lexicon.tsv"):
        folded = keys_of(form, lang).folded
        if folded != ("" if concept == "-" else concept):
            wrong[form] = folded
    assert wrong == {}


def test_generic_words_never_say_which_one() -> None:
    lines = (DATA / "generic.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    assert [word for word in words if keys_of(word).core] == []
    assert len(set(words)) == len(words)


def test_pairs_that_differ_are_not_folded_into_one() -> None:
    assert all(len(pair) == 2 for pair in tables.tables().apart)


def test_bands_of_scores_meet_and_cover_all() -> None:
    found = bands()
    assert (found[0].least, found[-1].most > 100) == (0, True)
    assert all(low.most == high.least for low, high in pairwise(found))
    assert all(0 <= band.one_name <= band.pairs for band in found)
    assert band_of(100.0) == found[-1]


@pytest.mark.parametrize(
    "name", ["云南临沧鑫圆锗业", "厦门钨业", "重庆银行", "长春长光", "行知乐器", "吕梁绿色"]
)
def test_our_readings_are_those_of_the_library(name: str) -> None:
    from pypinyin import lazy_pinyin

    assert pinyin.read(name) == [sound.replace("v", "u") for sound in lazy_pinyin(name, errors="ignore")]


def test_a_table_that_leads_back_to_itself_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    looped = replace(tables.tables(), concepts={**tables.tables().concepts, "turbo": "turbine turbo"})
    monkeypatch.setattr(tables, "tables", lambda: looped)
    tables.concept_of.cache_clear()
    try:
        assert keys_of("Turbo Works").words[0] == "turbine"
    finally:
        tables.concept_of.cache_clear()
