"""Figures of a matcher: F1 over labelled pairs, precision by band of score, who is found first among many names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.names.labelled import Pair
from tests.names.matchers import Matcher

BANDS = (0, 20, 40, 50, 60, 70, 75, 80, 85, 90, 95, 100)
"""Lower edges of the bands of the scorecard; the last is 100 alone."""
SHIPPED_BANDS = (0, 40, 50, 60, 70, 75, 80, 85, 90, 95)
"""Lower edges of the bands of the table that the program ships."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a matcher tells the pairs apart. Shares are 0 to 1; F1 of no pairs is 0."""

    pairs: int
    shipped: float
    """F1 at the matcher's own threshold; its best F1 where it has none."""
    precision: float
    recall: float
    best: float
    """The best F1 that any threshold gives on these very pairs."""
    threshold: float
    """The score from which that best F1 counts a match."""


@dataclass(frozen=True, slots=True)
class Band:
    """How many of the pairs with a score from `least` to below `below` name the same."""

    least: int
    below: int
    pairs: int
    same: int


def quality(matcher: Matcher, pairs: Sequence[Pair]) -> Quality:
    """Measure a matcher on labelled pairs."""
    scored = [(matcher.score(pair.one, pair.other, pair.kind), pair.match) for pair in pairs]
    best, threshold = _best(scored)
    if matcher.match is None:
        said = [(score >= threshold, same) for score, same in scored]
    else:
        said = [(matcher.match(pair.one, pair.other, pair.kind), pair.match) for pair in pairs]
    right = sum(found and same for found, same in said)
    found, same = sum(found for found, _ in said), sum(same for _, same in said)
    return Quality(
        len(pairs), _f1(right, found, same), _share(right, found), _share(right, same), best, threshold
    )


def wrong(matcher: Matcher, pairs: Iterable[Pair]) -> list[Pair]:
    """Give the pairs that a matcher with a threshold of its own gets wrong."""
    assert matcher.match is not None
    return [pair for pair in pairs if matcher.match(pair.one, pair.other, pair.kind) != pair.match]


def calibration(matcher: Matcher, pairs: Sequence[Pair], lower: Sequence[int] = BANDS) -> list[Band]:
    """Count the pairs of each band of score that name the same; bands without a pair are there too."""
    scored = [(matcher.score(pair.one, pair.other, pair.kind), pair.match) for pair in pairs]
    edges = (*lower, 101)
    bands = []
    for least, below in pairwise(edges):
        inside = [same for score, same in scored if least <= score < below]
        bands.append(Band(least, below, len(inside), sum(inside)))
    return bands


def threshold_for(matcher: Matcher, pairs: Iterable[Pair], recall: float) -> float:
    """Give the highest threshold at which a matcher finds this share of the pairs that are the same."""
    scores = sorted(
        (matcher.score(pair.one, pair.other, pair.kind) for pair in pairs if pair.match), reverse=True
    )
    return scores[min(max(round(recall * len(scores)) - 1, 0), len(scores) - 1)]


def _best(scored: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Give the best F1 and the lowest score of its matches; one pass over the scores, highest first."""
    same = sum(match for _, match in scored)
    best = (0.0, 100.0)
    right = 0
    ordered = sorted(scored, reverse=True)
    for found, (score, match) in enumerate(ordered, 1):
        right += match
        if found == len(ordered) or ordered[found][0] != score:
            best = max(best, (_f1(right, found, same), score))
    return best


def _f1(right: int, found: int, same: int) -> float:
    return 2 * right / (found + same) if found + same else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
