"""Entities and persons of BODS as parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from supplychain_cli.importers.codes import proven
from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, NameRow, PartyRow, Row

_KINDS = {"state": "country", "stateBody": "public-body"}
_SCHEMES = {"XI-LEI": "lei", "RU-INN": "inn", "RU-OGRN": "ogrn", "CN-SAIC": "uscc", "XI-IMO": "imo"}
"""Codes of org-id.guide whose numbers are known by another name here."""
_NAME_KINDS = {
    "legal": "official",
    "alternative": "alias",
    "former": "former",
    "birth": "former",
    "transliteration": "alias",
}
_NAMELESS = {
    "anonymousPerson": "Person whose name is not disclosed",
    "unknownPerson": "Person whose name is not known",
    "anonymousEntity": "Entity whose name is not disclosed",
    "unknownEntity": "Entity whose name is not known",
    "arrangement": "Arrangement without a name",
}
_PLAIN = {
    "foundingDate": "Founded",
    "dissolutionDate": "Dissolved",
    "birthDate": "Date of birth",
    "deathDate": "Date of death",
    "uri": "Address in the register",
}


def kind_of(statement: Mapping[str, Any]) -> str:
    """Give the kind of party that an entity or a person is."""
    if statement["recordType"] == "person":
        return "person"
    kind = statement["recordDetails"]["entityType"]
    if kind["type"] == "unknownEntity" and str(kind.get("details", "")).startswith("A group"):
        return "group"
    return _KINDS.get(kind["type"], "company")


def name_of(statement: Mapping[str, Any]) -> str:
    """Give the name shown to people; for a party that is not named, words that say so."""
    details = statement["recordDetails"]
    named = details.get("name") or next((text for text, _ in _names(details)), "")
    kind = details.get("personType") or details.get("entityType", {}).get("type", "")
    return str(named).strip() or _NAMELESS.get(kind, "Party without a name")


def rows(statement: Mapping[str, Any], row: int) -> Iterator[Row]:
    """Give the rows of a party, as its latest statement has it."""
    key, details, name = statement["recordId"], statement["recordDetails"], name_of(statement)
    yield PartyRow(key, kind_of(statement), name, _country(details), row)
    yield from (NameRow(key, text, kind) for text, kind in dict.fromkeys(_names(details)) if text != name)
    yield from dict.fromkeys(_identifiers(key, details))
    yield from _details(key, details)
    if statement.get("recordStatus") == "closed":
        yield DetailRow(key, "Record closed", statement["statementDate"][:10])
    for note in statement.get("annotations") or ():
        if isinstance(note, dict) and note.get("description"):
            yield DetailRow(key, "Annotation", str(note["description"]))


def former_names(statement: Mapping[str, Any], name: str) -> Iterator[NameRow]:
    """Give the name that an earlier statement had, where the latest one has another."""
    before = name_of(statement)
    if before != name and before not in _NAMELESS.values():
        yield NameRow(statement["recordId"], before, "former")


def undisclosed(subject: str, party: Mapping[str, Any]) -> DetailRow:
    """Say of an entity that somebody has an interest in it, and why it is not told who."""
    said = [_spaced(str(party["reason"])), str(party.get("description") or "")]
    return DetailRow(subject, "Interested party not named", ": ".join(part for part in said if part))


def _names(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in details.get("names") or ():
        parts = (name.get("givenName"), name.get("patronymicName"), name.get("familyName"))
        text = name.get("fullName") or " ".join(str(part) for part in parts if part)
        if text:
            yield str(text).strip(), _NAME_KINDS.get(name.get("type", ""), "alias")
    for text in details.get("alternateNames") or ():
        if isinstance(text, str) and text.strip():
            yield text.strip(), "alias"


def _country(details: Mapping[str, Any]) -> str:
    """Give the jurisdiction, or the nationality of a person who has one; empty when there are several."""
    place = details.get("jurisdiction") or details.get("incorporatedInJurisdiction")
    places = [place] if isinstance(place, dict) else details.get("nationalities") or []
    found = {alpha2(str(one.get("code") or "")) or alpha2(str(one.get("name") or "")) for one in places}
    return found.pop() if len(found) == 1 else ""


def _identifiers(key: str, details: Mapping[str, Any]) -> Iterator[IdentifierRow]:
    for number in details.get("identifiers") or ():
        value = str(number.get("id") or "").strip()
        code = str(number.get("scheme") or "")
        scheme = (
            _SCHEMES.get(code) or code.lower() or _slug(str(number.get("schemeName") or "identification"))
        )
        if value:
            yield IdentifierRow(key, *proven(scheme, value))


def _details(key: str, details: Mapping[str, Any]) -> Iterator[DetailRow]:
    kind = details.get("entityType")
    if isinstance(kind, dict):
        text = ", ".join(
            _spaced(str(kind[part])) for part in ("type", "subtype", "details") if kind.get(part)
        )
        yield DetailRow(key, "Type", text)
    for address in details.get("addresses") or ():
        country = address.get("country")
        parts = (
            address.get("address"),
            address.get("postCode"),
            country.get("name") if isinstance(country, dict) else country,
        )
        text = ", ".join(str(part).strip(" ,") for part in parts if part)
        if text:
            yield DetailRow(key, "Address", text)
    for field, label in _PLAIN.items():
        if isinstance(details.get(field), str) and details[field]:
            yield DetailRow(key, label, details[field])
    for field, label in (("nationalities", "Nationality"), ("taxResidencies", "Tax residence")):
        for place in details.get(field) or ():
            if place.get("name") or place.get("code"):
                yield DetailRow(key, label, str(place.get("name") or place["code"]))
    yield from _notes(key, details)


def _notes(key: str, details: Mapping[str, Any]) -> Iterator[DetailRow]:
    exposure = details.get("politicalExposure")
    if isinstance(exposure, dict) and exposure.get("status"):
        yield DetailRow(key, "Politically exposed", str(exposure["status"]))
        for post in exposure.get("details") or ():
            if isinstance(post, dict) and post.get("reason"):
                yield DetailRow(key, "Political exposure", str(post["reason"]))
    for field in ("unspecifiedPersonDetails", "unspecifiedEntityDetails"):
        why = details.get(field)
        if isinstance(why, dict) and why.get("reason"):
            yield DetailRow(key, "Not named", undisclosed(key, why).text)
    listing = details.get("publicListing")
    if isinstance(listing, dict) and listing.get("hasPublicListing"):
        yield DetailRow(key, "Listed on a stock exchange", "yes")


def _spaced(code: str) -> str:
    """Write `subjectExemptFromDisclosure` as words."""
    return (
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code).lower()
        if re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", code)
        else code
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40] or "identification"
