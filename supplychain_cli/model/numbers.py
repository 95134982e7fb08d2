"""Schemes of register numbers: which are known by name, which have check digits, and which mean one party."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from supplychain_cli.light import NamedTuple

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Scheme(NamedTuple):
    """One kind of number: what it is called, its form, and whether its check digits hold."""

    title: str
    form: re.Pattern[str]
    words: str
    holds: Callable[[str], bool]


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _inn(text: str) -> bool:
    ten, eleven = (2, 4, 10, 3, 5, 9, 4, 6, 8), (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    if len(text) == len(ten) + 1:
        return _weighted(text, ten) % 11 % 10 == int(text[-1])
    return _weighted(text, eleven) % 11 % 10 == int(text[-2]) and _weighted(
        text, (3, *eleven)
    ) % 11 % 10 == int(text[-1])


def _ogrn(text: str) -> bool:
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])


def _uscc(text: str) -> bool:
    total = sum(_USCC.index(letter) * pow(3, place, 31) for place, letter in enumerate(text[:-1]))
    return -total % 31 == _USCC.index(text[-1])


def _lei(text: str) -> bool:
    return int("".join(str(int(letter, 36)) for letter in text)) % 97 == 1


def _imo(text: str) -> bool:
    return _weighted(text, (7, 6, 5, 4, 3, 2)) % 10 == int(text[-1])


CHECKED: Mapping[str, Scheme] = {
    "inn": Scheme("INN", re.compile(r"([0-9]{10}|[0-9]{12})\Z"), "10 digits, or 12 for a person", _inn),
    "ogrn": Scheme("OGRN", re.compile(r"([0-9]{13}|[0-9]{15})\Z"), "13 digits, or 15 for a trader", _ogrn),
    "uscc": Scheme(
        "USCC",
        re.compile(f"[{_USCC}]{{18}}\\Z"),
        "18 digits and capital letters without I, O, S, V and Z",
        _uscc,
    ),
    "lei": Scheme(
        "LEI", re.compile(r"[0-9A-Z]{18}[0-9]{2}\Z"), "18 digits and capital letters, then 2 digits", _lei
    ),
    "imo": Scheme("IMO number", re.compile(r"[0-9]{7}\Z"), "7 digits", _imo),
}
"""Numbers with check digits. INN, OGRN: Federal Tax Service; USCC: GB 32100; LEI: ISO 17442."""

STRONG = (*CHECKED, "ofac")
"""Schemes in which one number means one party."""

KNOWN = frozenset(
    {
        *STRONG, "ofac-ssi", "eu", "uk", "un", "bis", "kpp", "okpo", "hk", "mo", "tax-id", "registration",
        "tin", "unp", "edrpou", "bin", "vat", "crn", "ticker", "isin", "duns", "swift", "mmsi", "cage",
        "permid", "wikidata", "opencorporates",
    }
)  # fmt: skip
"""Schemes that this program and its export formats know by name."""


def holds(scheme: str, value: str) -> bool:
    """Say whether a number has the form and the check digits of its scheme.

    False for a scheme without check digits.
    """
    rule = CHECKED.get(scheme)
    return rule is not None and bool(rule.form.match(value)) and rule.holds(value)
