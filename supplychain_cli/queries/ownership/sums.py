"""What several owners hold together: sums of stakes that are intervals, and whether a sum meets a threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import WHOLE, Stake

NOTHING = Fraction(0)


def together(stakes: Mapping[int, Stake], owners: Iterable[int], *, anyone: bool = False) -> Stake:
    """Add up what owners of one asset hold; the least of all others bounds the most that is left for them.

    With `anyone` everything that is left may be theirs.
    """
    group = frozenset(owners)
    mine = [stakes[owner] for owner in group]
    others = [stake for owner, stake in stakes.items() if owner not in group]
    low = min(sum((stake.low for stake in mine), NOTHING), WHOLE)
    most = sum((stake.high for stake in mine), NOTHING)
    room = max(WHOLE - sum((stake.low for stake in others), NOTHING), NOTHING)
    bounded_by_mine = not anyone and most <= room and any(stake.high_open for stake in mine)
    bounded_by_others = (anyone or most >= room) and any(stake.low_open for stake in others)
    high = max(room if anyone else min(most, room), low)
    return Stake(
        low,
        high,
        low < high and any(stake.low_open for stake in mine),
        low < high and (bounded_by_mine or bounded_by_others),
    )


def meets(regime: Regime, total: Stake, *, certain: bool) -> bool:
    """Whether a sum meets the threshold of a rule: certainly, at its least, or possibly, at its most."""
    threshold = Fraction(regime.threshold)
    figure = total.low if certain else total.high
    if figure != threshold:
        return figure > threshold
    if certain:
        return regime.operator == ">=" or total.low_open
    return regime.operator == ">=" and not total.high_open


def least(total: Stake) -> tuple[Fraction, bool]:
    """Order sums by what they are at least."""
    return total.low, total.low_open


def most(total: Stake) -> tuple[Fraction, bool]:
    """Order sums by what they are at most."""
    return total.high, not total.high_open
