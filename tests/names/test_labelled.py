"""The labelled pairs are what they say: enough, judged with a reason, and split by the rule alone."""

from __future__ import annotations

import csv
from collections import Counter

from tests.names import labelled
from tests.names.labelled import COLUMNS, HALVES, half_of, own
from tests.shared import shared


def test_the_file_has_its_columns() -> None:
    with labelled.OWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_there_are_enough_pairs_and_most_are_organisations() -> None:
    kinds = Counter(pair.kind for pair in own())
    assert sum(kinds.values()) >= 400
    assert set(kinds) == {"company", "person", "vessel"}
    assert kinds["company"] > 3 * kinds["person"]


def test_every_pair_is_judged_once_with_a_reason() -> None:
    pairs = own()
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert all(pair.one != pair.other for pair in pairs)
    assert all(pair.reason.endswith(".") and pair.category for pair in pairs)


def test_the_halves_follow_from_the_names_alone() -> None:
    assert [pair.half for pair in own()] == [half_of(pair.other, pair.one) for pair in own()]
    sizes = Counter(pair.half for pair in own())
    assert set(sizes) == set(HALVES)
    assert min(sizes.values()) > 0.4 * len(own())


def test_both_halves_hold_true_and_false_pairs_in_several_scripts() -> None:
    for half in HALVES:
        pairs = own(half)
        assert {pair.match for pair in pairs} == {True, False}
        for letter in "а", "中", "ا", "ş", "성":
            block = ord(letter) >> 8
            assert any(ord(char) >> 8 == block for pair in pairs for char in pair.one + pair.other), letter


def test_published_pairs_are_read() -> None:
    pairs = labelled.published(shared("names/labelled-pairs.csv"))
    assert len(pairs) == 447
    assert sum(pair.strong for pair in pairs) == 26
    assert Counter(pair.kind for pair in pairs)["person"] == 302
