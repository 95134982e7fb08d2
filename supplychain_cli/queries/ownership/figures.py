"""Percentages as answers give them: an interval in numbers and in words."""

from __future__ import annotations

from fractions import Fraction

from supplychain_cli.light import dataclass
from supplychain_cli.model.stake import Stake

_PLACES = 6


@dataclass(frozen=True, slots=True)
class Range:
    """Between `min` and `max` percent; an exclusive bound is not reached itself.

    `text` says it in words. `exact` is a figure without rounding, `200/3` for two thirds; empty for a range.
    """

    min: float
    max: float
    min_exclusive: bool
    max_exclusive: bool
    text: str
    exact: str = ""


def range_of(stake: Stake) -> Range:
    """Give a stake as numbers, rounded to six decimals."""
    exact = str(stake.low) if stake.exact else ""
    return Range(number(stake.low), number(stake.high), stake.low_open, stake.high_open, str(stake), exact)


def number(figure: Fraction) -> float:
    """Give an exact figure as a number, rounded to six decimals."""
    return round(float(figure), _PLACES)
