"""Dates as sources give them: a year, a month, a day, an interval, an open or unknown end (EDTF, ISO 8601-2 level 0/1).

A date keeps its text and is compared by day numbers. A period is the days it may cover: `2022` covers the
whole year, `2014-01/..` everything from the first of January 2014.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from supplychain_cli.light import dataclass

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""One date with the precision the source gives, as a regular expression."""
PERIOD = rf"^({DATE}|({DATE}|\.\.)?/({DATE}|\.\.)?)$"
"""One date or an interval; `..` is an open end, an empty end is unknown."""
MOMENT = rf"^{DATE}$"
"""One date without an interval."""
FOREVER = 1 << 40
"""Stands for an end that is open or not known, where days are compared as numbers; 0 stands for such a beginning."""
MAYBE_PERIOD = f"^$|{PERIOD}"
MAYBE_MOMENT = f"^$|{MOMENT}"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an EDTF text may cover, as day numbers (`date.toordinal`); `None` is an open or unknown end.

    `Period("", None, None)` is undated: nobody said when.
    """

    text: str = ""
    first: int | None = None
    last: int | None = None

    @property
    def dated(self) -> bool:
        """Whether the source bounds it on at least one side."""
        return self.first is not None or self.last is not None

    def covers(self, day: int) -> bool:
        """Whether the day lies in it; an open, unknown or missing end excludes nothing."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read an EDTF date or interval. Empty text is undated.

    Raises ValueError with a sentence when a day does not exist (2024-02-30) or the interval ends before it
    begins.
    """
    if not text:
        return Period()
    begin, slash, end = text.partition("/")
    first = None if begin in {"", ".."} else _days(begin)[0]
    last = None if (slash and end in {"", ".."}) else _days(end if slash else begin)[1]
    if first is not None and last is not None and first > last:
        msg = f"the period {text} ends before it begins"
        raise ValueError(msg)
    return Period(text, first, last)


def parse_day(text: str) -> int:
    """Give the last day that a date may mean: `2024` is 31 December 2024, for questions "as of".

    Raises ValueError with a sentence when the text is not a date.
    """
    return _days(text)[1]


def day_text(day: int) -> str:
    """Write a day number as ISO 8601."""
    return date.fromordinal(day).isoformat()


def _days(text: str) -> tuple[int, int]:
    """Give the first and last day number of a date of any precision."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        match numbers:
            case [year]:
                return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            case [year, month]:
                after = (
                    date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
                )
                return date(year, month, 1).toordinal(), (after - timedelta(days=1)).toordinal()
            case [year, month, day]:
                return (number := date(year, month, day).toordinal()), number
    except ValueError:
        pass
    msg = f"{text} is not a date of the calendar"
    raise ValueError(msg)
