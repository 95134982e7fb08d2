"""Ids as FollowTheMoney admits them, and register numbers by the properties that it has for them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from supplychain_cli.light import NamedTuple
from supplychain_cli.queries.extract.rows import ExportParty

_ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")
_NO_ID = re.compile(r"[^0-9A-Za-z.-]+")
_DIGITS = 12
_LEGAL = frozenset({"company", "group", "person", "public-body"})
_ORGANISED = frozenset({"company", "group", "public-body"})
_FIRMS = frozenset({"company", "group"})
_PERSON = frozenset({"person"})
_VESSEL = frozenset({"vessel"})


class _Property(NamedTuple):
    """A property, and the kinds of parties whose schema has it."""

    name: str
    kinds: frozenset[str]


_PROPERTIES: Mapping[str, _Property] = {
    "inn": _Property("innCode", _LEGAL),
    "ogrn": _Property("ogrnCode", _LEGAL),
    "okpo": _Property("okpoCode", _LEGAL),
    "kpp": _Property("kppCode", _FIRMS),
    "uscc": _Property("uscCode", _LEGAL),
    "lei": _Property("leiCode", _LEGAL),
    "duns": _Property("dunsCode", _LEGAL),
    "bic": _Property("swiftBic", _LEGAL),
    "swift": _Property("swiftBic", _LEGAL),
    "bik": _Property("bikCode", _FIRMS),
    "tax-id": _Property("taxNumber", _LEGAL),
    "vat": _Property("vatCode", _LEGAL),
    "uei": _Property("uniqueEntityId", _LEGAL),
    "cage": _Property("cageCode", _ORGANISED),
    "permid": _Property("permId", _ORGANISED),
    "giin": _Property("giiNumber", _ORGANISED),
    "cik": _Property("cikCode", _FIRMS),
    "ticker": _Property("ticker", _FIRMS),
    "wikidata": _Property("wikidataId", _LEGAL | _VESSEL),
    "imo": _Property("imoNumber", _VESSEL),
    "imo-company": _Property("imoNumber", _ORGANISED),
    "mmsi": _Property("mmsi", _VESSEL),
    "call-sign": _Property("callSign", _VESSEL),
    "passport": _Property("passportNumber", _PERSON),
}
_LONGEST = 64
"""Characters of a number; what is longer is a text that a list has in the place of one."""
_ELSEWHERE = frozenset({"ofac", "ftm", "opencorporates"})
"""Schemes that are written as referents, or whose numbers are no number of a register."""


def entity_id(name: str) -> str:
    """Give an id of letters, digits, dots and hyphens; only ids of feeds are not such already.

    The feed's name and its own id are parted by a dot. Where that does not suffice, the digits of a hash keep two ids
    apart.
    """
    plain = name.replace(":", ".", 1)
    if _ID.fullmatch(plain):
        return plain
    mark = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
    return f"{_NO_ID.sub('-', plain).strip('.-') or 'id'}-{mark}"


def identifiers(party: ExportParty) -> dict[str, list[str]]:
    """Give the numbers of a party by property; one that has none of its own is a registration or identity number.

    A country has no numbers there.
    """
    found: dict[str, list[str]] = {}
    for code in party.codes:
        if code.scheme in _ELSEWHERE or party.kind == "country" or len(code.value) > _LONGEST:
            continue
        own = _PROPERTIES.get(code.scheme)
        other = "idNumber" if party.kind == "person" else "registrationNumber"
        name = own.name if own and party.kind in own.kinds else other
        found.setdefault(name, []).append(code.value)
    return found


def overlong(party: ExportParty) -> list[str]:
    """Give what stands in the place of a number and is too long for one, as texts."""
    return [f"{code.scheme}: {code.value}" for code in party.codes if len(code.value) > _LONGEST]
