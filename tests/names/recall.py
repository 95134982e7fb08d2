"""Who is found first among many names when the name is spoiled, and who is found when nobody should be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from supplychain_cli.matching.index import ListIndex, NameIndex, name_row
from supplychain_cli.matching.resolve import search
from supplychain_cli.queries.screen.judge import Judge
from supplychain_cli.sheets.line import Line
from tests.names.matchers import plain

SHOWN = 10
RIVALS: dict[str, Callable[..., float]] = {
    "RapidFuzz WRatio": fuzz.WRatio,
    "RapidFuzz token_sort_ratio": fuzz.token_sort_ratio,
}
_AT_ONCE = 500
"""Queries that a rival compares with all names in one go; this bounds the memory of the table of scores."""


@dataclass(slots=True)
class Found:
    """How many spoiled names there were, and for how many the right one came first or among the first ten."""

    asked: int = 0
    first: int = 0
    among: int = 0

    def add(self, place: int | None) -> None:
        """Count one query; `place` counts from 0, None when the right name is not among the first ten."""
        self.asked += 1
        self.first += place == 0
        self.among += place is not None


def total(parts: Iterable[Found]) -> Found:
    """Add counts up."""
    every = Found()
    for part in parts:
        every.asked += part.asked
        every.first += part.first
        every.among += part.among
    return every


Query = tuple[str, int]
"""A spoiled name, and the number of the right one."""
Places = list[int | None]


def grouped(words: Iterable[str], places: Places) -> dict[str, Found]:
    """Count places by what each query is called, such as its treatment or its script."""
    found: dict[str, Found] = defaultdict(Found)
    for word, place in zip(words, places, strict=True):
        found[word].add(place)
    return dict(found)


def index_of(names: Sequence[str]) -> NameIndex:
    """Index names by their numbers."""
    return ListIndex(name_row(str(number), name) for number, name in enumerate(names))


def by_us(queries: Iterable[Query], index: NameIndex) -> Places:
    """Search each spoiled name with our matcher; the place of the right one, None when it is not shown."""
    places: Places = []
    for text, right in queries:
        parties = [candidate.party for candidate in search(text, index, limit=SHOWN)]
        places.append(parties.index(str(right)) if str(right) in parties else None)
    return places


def by_rival(queries: Sequence[Query], names: Sequence[str], rival: str) -> Places:
    """Search each spoiled name by comparing it with every name; as `by_us`."""
    places: Places = []
    choices = [plain(name) for name in names]
    for start in range(0, len(queries), _AT_ONCE):
        part = queries[start : start + _AT_ONCE]
        scores = _scores([plain(text) for text, _ in part], choices, rival)
        for (_, right), row in zip(part, scores, strict=True):
            place = int((row > row[right]).sum() + (row[:right] == row[right]).sum())
            places.append(place if place < SHOWN else None)
    return places


def verdicts_of_ours(strangers: Iterable[str], judge: Judge) -> Counter[str]:
    """Screen the strangers, and count the verdicts."""
    return Counter(judge.row(Line(number, name)).verdict for number, name in enumerate(strangers, 1))


def alerts_of_rival(
    strangers: Sequence[str], names: Sequence[str], rival: str, thresholds: Sequence[float]
) -> list[int]:
    """Count, for each threshold, the strangers for whom some name reaches it."""
    choices = [plain(name) for name in names]
    counts = [0] * len(thresholds)
    for start in range(0, len(strangers), _AT_ONCE):
        part = [plain(name) for name in strangers[start : start + _AT_ONCE]]
        best = _scores(part, choices, rival).max(axis=1)
        counts = [count + int((best >= least).sum()) for count, least in zip(counts, thresholds, strict=True)]
    return counts


def _scores(queries: Sequence[str], choices: Sequence[str], rival: str) -> np.ndarray:
    return process.cdist(queries, choices, scorer=RIVALS[rival], workers=-1, dtype=np.float32)
