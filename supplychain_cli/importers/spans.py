"""Dates of any precision as the first or last day that they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ].*)?\Z")
_DECEMBER = 12


def first_day(text: str) -> str:
    """Give the first day that `2014`, `2014-03`, `2014-03-15` or a time on it may mean; empty for what is no date."""
    return _days(text)[0]


def last_day(text: str) -> str:
    """Give the last day that it may mean; empty for what is no date."""
    return _days(text)[1]


def span(starts: Iterable[str], ends: Iterable[str], at: Iterable[str] = ()) -> tuple[str, str]:
    """Give the first and last day of what has such starts and ends; `at` are days on which it was so, for want of both.

    Of several starts the earliest counts, of several ends the latest. Without an end it is open. An end before the
    start is dropped.
    """
    first = min(filter(None, map(first_day, starts)), default="")
    last = max(filter(None, map(last_day, ends)), default="")
    if not first and not last:
        days = list(at)
        first = min(filter(None, map(first_day, days)), default="")
        last = max(filter(None, map(last_day, days)), default="")
    return first, ("" if first and last and last < first else last)


def _days(text: str) -> tuple[str, str]:
    found = _DATE.match(text.strip())
    if not found:
        return "", ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            one = date(year, month, day)
            return one.isoformat(), one.isoformat()
        if month:
            after = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
            return date(year, month, 1).isoformat(), (after - timedelta(days=1)).isoformat()
        return date(year, 1, 1).isoformat(), date(year, _DECEMBER, 31).isoformat()
    except (ValueError, OverflowError):
        return "", ""
