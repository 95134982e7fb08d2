"""The days in which a flow can have happened, seen from the flow next to it in a tree of suppliers or buyers."""

from __future__ import annotations

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dates import FOREVER, Period


class Window(NamedTuple):
    """A first and a last day; without limits it excludes nothing."""

    first: int = 0
    last: int = FOREVER

    def shared(self, period: Period) -> Window | None:
        """Give the days common with a period; None when there are none. For memberships and the flow next to them."""
        begin, end = _ends(period)
        return _window(max(self.first, begin), min(self.last, end))

    def before(self, period: Period) -> Window | None:
        """Give the days for a flow that must not come after this one; None when it cannot."""
        begin, end = _ends(period)
        return _window(begin, min(self.last, end))

    def after(self, period: Period) -> Window | None:
        """Give the days for a flow that must not come before this one; None when it cannot."""
        begin, end = _ends(period)
        return _window(max(self.first, begin), end)


def _ends(period: Period) -> tuple[int, int]:
    return (
        0 if period.first is None else period.first,
        FOREVER if period.last is None else period.last,
    )


def _window(first: int, last: int) -> Window | None:
    return Window(first, last) if first <= last else None
