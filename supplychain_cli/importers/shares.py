"""Stakes as registers and data sets print them, in one form: `50`, `25-50`, `>25-50`, `25-<50`."""

from __future__ import annotations

import re
from decimal import Decimal

_WHOLE = Decimal(100)
_FIGURE = r"(\d{1,3}(?:[.,]\d{1,12})?)"
_MORE = r"(?:more than|over|above|greater than|gt|>|более|свыше|больше|exceeding)"
_LEAST = r"(?:at least|not less than|minimum|from|no less than|>=|≥|от|не менее)"
_LESS = r"(?:less than|under|below|lt|<|менее|меньше)"
_MOST = r"(?:at most|up to|not more than|maximum|no more than|<=|≤|до|не более)"
_TO = r"(?:-|–|—|to|and|bis|до|up to)"
_AND = r"(?:but|and|up to and|,)?"
_NOISE = re.compile(
    r"%|percent|per cent|procent|процентов|процента|процент|of shares|of voting rights|\bis\b"
)
_FORMS = tuple(
    (re.compile(pattern), low_open, high_open)
    for pattern, low_open, high_open in (
        (rf"{_FIGURE}", None, None),
        (rf"{_MORE} ?{_FIGURE} ?{_AND} ?(?:{_LESS}|{_TO} ?{_LESS}) ?{_FIGURE}", True, True),
        (rf"{_MORE} ?{_FIGURE} ?{_AND} ?(?:{_MOST}|{_TO}) ?{_FIGURE}", True, False),
        (rf"(?:{_LEAST} ?)?{_FIGURE} ?{_AND} ?(?:{_LESS}|{_TO} ?{_LESS}) ?{_FIGURE}", False, True),
        (rf"(?:{_LEAST} ?|between ?)?{_FIGURE} ?{_AND} ?(?:{_MOST}|{_TO}) ?{_FIGURE}", False, False),
    )
)
_SINGLES = (
    (re.compile(rf"{_MORE} ?{_FIGURE}"), ">{0}-100"),
    (re.compile(rf"(?:{_LEAST} ?{_FIGURE}|{_FIGURE} ?(?:or more|\+))"), "{0}-100"),
    (re.compile(rf"{_LESS} ?{_FIGURE}"), "0-<{0}"),
    (re.compile(rf"(?:{_MOST} ?{_FIGURE}|{_FIGURE} ?or less)"), "0-{0}"),
)


def share(text: str) -> str:
    """Give a stake in percent as `rows.RelationRow.share` writes it; empty when the text is none.

    Reads `50%`, `33,3 %`, `25 - 50 %`, `>25-<50%`, `more than 25% but not more than 50%`, `75 to 100`, `более 50`,
    `<10%`. A figure over 100 is none, and neither is a fraction or a number of shares.
    """
    plain = " ".join(_NOISE.sub(" ", text.casefold().replace("\u00a0", " ")).split())
    for form, low_open, high_open in _FORMS:
        found = form.fullmatch(plain)
        if found and low_open is None:
            return _figure(found[1])
        if found:
            return between(
                _figure(found[1]), _figure(found[2]), low_open=bool(low_open), high_open=bool(high_open)
            )
    for form, written in _SINGLES:
        if found := form.fullmatch(plain):
            figure = _figure(next(group for group in found.groups() if group))
            return written.format(figure) if figure else ""
    return ""


def between(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> str:
    """Write a stake between two figures, either of which may be out of reach; empty when there is no such stake."""
    if not low or not high or Decimal(low) > Decimal(high):
        return ""
    if low == high:
        return "" if low_open or high_open else low
    return f"{'>' if low_open else ''}{low}-{'<' if high_open else ''}{high}"


def figure(number: object) -> str:
    """Write a number of JSON as a figure of percent; empty for what is no number from 0 to 100."""
    if isinstance(number, bool) or not isinstance(number, int | float | str):
        return ""
    return _figure(str(number).strip())


def _figure(text: str) -> str:
    if not re.fullmatch(r"\d{1,3}([.,]\d{1,17})?", text):
        return ""
    value = Decimal(text.replace(",", "."))
    return f"{value.normalize():f}" if value <= _WHOLE else ""
