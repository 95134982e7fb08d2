"""Dates, lists and counts in words."""

from __future__ import annotations

from collections.abc import Sequence

_THOUSAND = 1000


def when(period: str, attested: str = "") -> str:
    """Give an EDTF period in words: `2022`, `2014-01 to 2022-01`, `since 2014`, `until 2022`, `undated`.

    `attested` is the date of the report, said where there is no period.
    """
    if not period:
        return f"undated, reported as of {attested}" if attested else "undated"
    begin, slash, end = period.partition("/")
    if not slash:
        return period
    start = "" if begin == ".." else begin
    stop = "" if end == ".." else end
    if start and stop:
        return f"{start} to {stop}"
    if start:
        return f"since {start}" if end else f"from {start}, end unknown"
    if stop:
        return f"until {stop}" if begin else f"until {stop}, start unknown"
    return "undated"


def listing(parts: Sequence[str]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: `1 leg`, `2 legs`, `3 parties`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def size(number: int) -> str:
    """Give a number of bytes as a person reads it: `812 B`, `4.1 kB`, `2.6 GB`."""
    amount = float(number)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < _THOUSAND or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:,.1f} {unit}"
        amount /= _THOUSAND
    raise AssertionError  # the last unit returns
