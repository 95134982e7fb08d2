"""How often labelled pairs of names with some score were one name: the measured meaning of a score."""

from __future__ import annotations

from functools import cache

from supplychain_cli.light import dataclass
from supplychain_cli.matching.tables import rows_of


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `least` up to but not including `most`, and what labelled pairs with such a score were."""

    least: float
    most: float
    pairs: int
    """Labelled pairs that scored so."""
    one_name: int
    """How many of them their labels call one name."""
    precision: float
    """The share of these, 0 to 1; 0 where no pair was measured."""


@cache
def bands() -> tuple[Band, ...]:
    """Give the measured bands, lowest first."""
    return tuple(
        Band(
            float(least), float(most), int(pairs), int(one_name), round(int(one_name) / max(1, int(pairs)), 3)
        )
        for least, most, pairs, one_name, _source in rows_of("calibration.tsv")
    )


def band_of(score: float) -> Band | None:
    """Give the band that a score of 0 to 100 falls in; None where none was measured."""
    return next((band for band in bands() if band.least <= score < band.most), None)
