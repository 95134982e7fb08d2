"""Whether the legs of a chain can have happened one after the other.

There must be one non-decreasing choice of moments, one inside each dated leg. A hierarchy leg shares the
moment of the flow next to it; a step within a group shares the moment of the flow before it or of the flow
after it. Undated ends exclude nothing. Taking the earliest moment possible at each leg finds a choice
whenever there is one.
"""

from __future__ import annotations

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dates import FOREVER, Period
from supplychain_cli.queries.chains.grammar import Phase


class Moment(NamedTuple):
    """The days on which the last leg can have happened, given all legs before it.

    After a step within a group `first` and `last` are those of the flow before it, and `group_first` and
    `group_last` the days of the membership that the next flow has to respect.
    """

    first: int = 0
    last: int = FOREVER
    group_first: int = 0
    group_last: int = FOREVER

    def then(self, before: Phase, after: Phase, period: Period) -> Moment | None:
        """Give the days for the next leg; None when it cannot follow.

        `before` and `after` are the phases around the leg.
        """
        begin = 0 if period.first is None else period.first
        end = FOREVER if period.last is None else period.last
        if after is Phase.WITHIN:
            return self._within(begin, end)
        if after is Phase.FLOW and before is Phase.WITHIN:
            begin, end = max(begin, self.group_first), min(end, self.group_last)
        if after is Phase.FLOW and before in {Phase.FLOW, Phase.WITHIN}:
            following = Moment(max(self.first, begin), end)
        else:
            following = Moment(max(self.first, begin), min(self.last, end))
        return following if following.first <= following.last else None

    def _within(self, begin: int, end: int) -> Moment | None:
        """Membership held at the flow before leaves the next flow free; otherwise that one must lie in it."""
        if max(self.first, begin) <= min(self.last, end):
            return Moment(max(self.first, begin), self.last)
        return Moment(self.first, self.last, begin, end) if end >= self.first else None
