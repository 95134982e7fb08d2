"""How well names are told apart: lines that were reached and may not fall. Raise them when the scorecard rises.

`make bench-names` measures the same on more names and writes it into the guide.
"""

from __future__ import annotations

import pytest

from tests.names import labelled, measure, recall
from tests.names.labelled import Pair
from tests.names.mangle import cells
from tests.names.matchers import ours, rivals
from tests.names.strangers import strangers
from tests.shared import shared

PUBLISHED = {"all": 0.90, "company": 0.91, "person": 0.89}
OWN = {"tuning": 0.94, "heldout": 0.84}
"""F1 at the shipped threshold."""


def published() -> list[Pair]:
    return labelled.published(shared("names/labelled-pairs.csv"))


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_pairs_are_told_apart_as_well_as_they_were(kind: str) -> None:
    pairs = [pair for pair in published() if kind in {"all", pair.kind}]
    assert measure.quality(ours(), pairs).shipped >= PUBLISHED[kind]


def test_all_strong_cases_are_right() -> None:
    assert not measure.wrong(ours(), [pair for pair in published() if pair.strong])


@pytest.mark.parametrize("half", OWN)
def test_own_pairs_are_told_apart_as_well_as_they_were(half: str) -> None:
    found = measure.quality(ours(), labelled.own(half))
    assert found.shipped >= OWN[half]
    assert all(found.shipped > measure.quality(rival, labelled.own(half)).best for rival in rivals())


def test_a_high_score_is_nearly_always_right() -> None:
    top = [band for band in measure.calibration(ours(), labelled.own()) if band.least >= 90]
    assert sum(band.same for band in top) >= 0.96 * sum(band.pairs for band in top)


def test_mangled_names_are_found_first() -> None:
    spoiled = list(cells(3, seed=11))
    names = list(dict.fromkeys([base.text for *_, base, _ in spoiled] + list(strangers(1000, 11))))
    number = {name: at for at, name in enumerate(names)}
    queries = [(text, number[base.text]) for _, _, base, text in spoiled]
    places = recall.by_us(queries, recall.index_of(names))
    found = recall.grouped([treatment for _, treatment, _, _ in spoiled], places)
    every = recall.total(found.values())
    assert every.first >= 0.95 * every.asked
    assert all(part.first >= 0.8 * part.asked for part in found.values())
