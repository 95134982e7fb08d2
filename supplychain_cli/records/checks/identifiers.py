"""Register numbers: check digits hold, schemes are known, and a number belongs to one party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Entry, Identity, Path
from supplychain_cli.model.entity import Entity
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.excerpt import clipped
from supplychain_cli.records.sentences import similar

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


def values_of(entity: Entity) -> Iterator[tuple[Path, str, str]]:
    """Give every identifier of an entity: path, scheme, value."""
    for scheme, value in entity.identifiers.items():
        if isinstance(value, str):
            yield ("identifiers", scheme), scheme, value
        else:
            yield from ((("identifiers", scheme, index), scheme, part) for index, part in enumerate(value))


def check_digits(ledger: Ledger) -> Iterator[Diagnostic]:
    """A number with check digits has the right length and the right check digits."""
    for entry, path, scheme, value in _all(ledger):
        rule = CHECKED.get(scheme)
        if rule is None:
            continue
        if not rule.form.match(value):
            said = f"`{clipped(value)}` is not an {rule.title}: it has {rule.words}."
        elif not rule.holds(value):
            said = f"The check digits of the {rule.title} `{value}` do not fit the rest of it."
        else:
            continue
        yield complain(
            "R213",
            said,
            entry.at(*path),
            "Compare it with the source digit by digit, and leave it out if in doubt.",
        )


def unknown_scheme(ledger: Ledger) -> Iterator[Diagnostic]:
    """An identifier's scheme is one that is known by name."""
    for entry, path, scheme, _ in _all(ledger):
        if scheme not in KNOWN:
            yield complain(
                "R214",
                f"The identifier scheme `{clipped(scheme)}` is not known.",
                entry.at(*path),
                f"Correct the name. The schemes are: {', '.join(sorted(KNOWN))}.",
                *similar(scheme, KNOWN, "There is `{}` with a similar name."),
                severity="warning",
            )


def shared_identifier(ledger: Ledger) -> Iterator[Diagnostic]:
    """A number that means one party stands in one entity, unless an identity record speaks of the two."""
    judged = {
        frozenset({entry.record.left, entry.record.right})
        for entry in ledger.corpus.section("identities")
        if isinstance(entry.record, Identity)
    }
    holders: dict[tuple[str, str], list[Entry]] = {}
    for entry, path, scheme, value in _all(ledger):
        if scheme not in STRONG:
            continue
        known = holders.setdefault((scheme, value), [])
        other = next((h for h in known if h.record.id != entry.record.id), None)
        if other and frozenset({other.record.id, entry.record.id}) not in judged:
            yield complain(
                "R303",
                f"`{entry.record.id}` and `{other.record.id}` have the same `{scheme}` number `{clipped(value)}`.",
                entry.at(*path),
                "Merge the two records, correct the number, or say under `identities:` whether they are one.",
                f"The other one is recorded at {other.at('identifiers', scheme)}.",
            )
        known.append(entry)


def _all(ledger: Ledger) -> Iterator[tuple[Entry, Path, str, str]]:
    for entry in ledger.corpus.section("entities"):
        if isinstance(entry.record, Entity):
            for path, scheme, value in values_of(entry.record):
                yield entry, path, scheme, value
