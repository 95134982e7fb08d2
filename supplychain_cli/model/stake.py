"""Stakes in percent as exact intervals: known, known as a range, or unknown.

Written as an interval of mathematics: `41.6`, `[25,50)`, `(50,100]`. An unknown stake is empty text and reads as
`[0,100]`: recorded without a figure is neither 0 nor 100. Bounds mean what the Beneficial Ownership Data
Standard means by `share.minimum`, `maximum` and their exclusive forms.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from supplychain_cli.light import dataclass
from supplychain_cli.model.relation import ShareRange

WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Stake:
    """Between `low` and `high` percent; a bound that is `open` is not reached itself."""

    low: Fraction = Fraction(0)
    high: Fraction = WHOLE
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is a figure."""
        return self.low == self.high

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self != UNKNOWN

    def __str__(self) -> str:
        """Write it for people: `41.6 %`, `more than 50 %`, `25 to 50 %`, `unknown`."""
        if self.exact:
            return f"{percent(self.low)} %"
        if not self.known:
            return "unknown"
        low = f"{'more than' if self.low_open else 'at least'} {percent(self.low)} %"
        high = f"{'less than' if self.high_open else 'at most'} {percent(self.high)} %"
        if self.high == WHOLE and not self.high_open:
            return low
        if self.low == 0 and not self.low_open:
            return high
        closed = not (self.low_open or self.high_open)
        return f"{percent(self.low)} to {percent(self.high)} %" if closed else f"{low}, {high}"


UNKNOWN = Stake()
"""Recorded without a figure."""


def stake_text(share: Decimal | ShareRange | None) -> str:
    """Write what a record says as interval text; empty when it gives no figure."""
    if share is None:
        return ""
    if isinstance(share, ShareRange):
        left, right = "(" if share.min_exclusive else "[", ")" if share.max_exclusive else "]"
        return f"{left}{share.min},{share.max}{right}"
    return str(share)


@lru_cache(maxsize=4096)
def read_stake(text: str) -> Stake:
    """Read interval text that `stake_text` wrote."""
    if not text:
        return UNKNOWN
    if text[0] not in "[(":
        figure = Fraction(text)
        return Stake(figure, figure)
    low, _, high = text[1:-1].partition(",")
    return Stake(Fraction(low), Fraction(high), text[0] == "(", text[-1] == ")")


def narrowed(one: Stake, other: Stake) -> Stake | None:
    """Give what two reports of one stake have in common; None when they contradict each other."""
    low, low_open = max((one.low, one.low_open), (other.low, other.low_open))
    high, high_open = min((one.high, not one.high_open), (other.high, not other.high_open))
    if low > high or (low == high and (low_open or not high_open)):
        return None
    return Stake(low, high, low_open, not high_open)


def apart(one: Stake, other: Stake) -> bool:
    """Whether two reports of one stake contradict each other by more than rounding explains.

    A report is taken to be rounded at its last decimal: 41.66 and 41.6 agree, 41.6 and 42.8 do not.
    """
    if narrowed(one, other) is not None:
        return False
    lower, upper = sorted((one, other), key=lambda stake: (stake.low, stake.high))
    return upper.low - lower.high >= max(_last_place(upper.low), _last_place(lower.high))


def _last_place(figure: Fraction) -> Fraction:
    """Give the unit of the last decimal that is not zero; 1 for whole numbers."""
    return next((unit for at in range(9) if not figure % (unit := Fraction(1, 10**at))), Fraction(1, 10**9))


def lowered(stake: Stake, points: Fraction) -> Stake:
    """Give what is left of a stake of which so many points are sold.

    Who sells points holds them: of an unknown stake at most 100 less the points is left. Raises ValueError when
    the stake is certainly smaller.
    """
    if points > stake.high or (points == stake.high and stake.high_open):
        msg = f"{percent(points)} points cannot be sold out of {stake}"
        raise ValueError(msg)
    low = stake.low - points
    return Stake(max(low, Fraction(0)), stake.high - points, stake.low_open and low >= 0, stake.high_open)


def percent(figure: Fraction) -> str:
    """Write a figure with at most four decimals, without trailing zeros; a sign for what was rounded is not given."""
    return f"{round(Decimal(figure.numerator) / Decimal(figure.denominator), 4).normalize():f}"
