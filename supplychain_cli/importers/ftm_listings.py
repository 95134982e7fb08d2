"""Sanctions of FollowTheMoney as listings: who lists, and with which measure."""

from __future__ import annotations

import re

from supplychain_cli.importers.ftm_entity import Entity
from supplychain_cli.importers.ftm_index import Known
from supplychain_cli.importers.rows import ListingRow
from supplychain_cli.importers.spans import span
from supplychain_cli.model.kinds import Measure

_AUTHORITIES = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"foreign assets control|\bofac\b", "us-ofac"),
        (r"bureau of industry and security|\bBIS\b", "us-bis"),
        (r"united nations|security council|\bUNSC\b", "un"),
        (r"financial sanctions implementation|\bOFSI\b|\bFCDO\b|foreign, commonwealth|hm treasury", "uk"),
        (r"european union|european external action|council of the eu|european commission", "eu"),
    )
)
_MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"debar", re.IGNORECASE), "debarment"),
    (re.compile(r"sectoral|\bSSI\b|EO13662", re.IGNORECASE), "sectoral"),
    (
        re.compile(r"export.?control|entity list|military end|unverified list|denied persons", re.IGNORECASE),
        "export-control",
    ),
    (re.compile(r"import.?ban|uflpa", re.IGNORECASE), "import-ban"),
    (re.compile(r"asset.?freeze|freezing|\bblocking\b|\bSDN\b", re.IGNORECASE), "blocking"),
    (re.compile(r"\bCAPTA\b|\bNS-|menu-based|CMIC|\bFSE\b|561", re.IGNORECASE), "other"),
)
_BLOCKS = frozenset({"us-ofac", "un", "eu", "uk"})
"""Authorities whose lists freeze assets where nothing else is said of a listing."""
_NAMED = frozenset({"blocking", "sectoral", "export-control", "debarment", "import-ban", "other"})
_MAX = 60


def listing(entity: Entity, party: Known) -> ListingRow:
    """Give the listing of a party that a Sanction states.

    The measure follows from its provisions, programme and authority, in this order; of an authority whose lists are not
    known it is `other` unless the Sanction says more.
    """
    said = entity.properties
    authority = authority_of(" ".join(said.get("authority", ())) or " ".join(said.get("publisher", ())))
    programme = "; ".join(said.get("program", ()) or said.get("programId", ())) or authority
    words = " ".join([*said.get("provisions", ()), *said.get("programId", ()), programme])
    first, last = span(said.get("startDate", ()) or said.get("listingDate", ()), said.get("endDate", ()))
    return ListingRow(
        party.id,
        authority,
        programme,
        measure_of(said.get("provisions", []), words, authority),
        first,
        last,
        " ".join((said.get("authorityId") or said.get("unscId") or said.get("recordId") or [""])[:1]),
        "; ".join(dict.fromkeys((*said.get("provisions", ()), *said.get("reason", ())))),
        entity.row,
    )


def authority_of(text: str) -> str:
    """Give the id of an authority as the records have it, or its name as a slug."""
    known = next((name for form, name in _AUTHORITIES if form.search(text)), "")
    return known or re.sub(r"[^a-z0-9]+", "-", text.casefold())[:_MAX].strip("-") or "unknown"


def measure_of(provisions: list[str], words: str, authority: str) -> str:
    """Give the measure that words of a Sanction speak of."""
    plain = next((text for text in provisions if text in _NAMED), "")
    if plain:
        return plain
    if authority == "us-bis":
        return "export-control"
    said = next((measure for form, measure in _MEASURES if form.search(words)), "")
    return said or ("blocking" if authority in _BLOCKS else "other")
