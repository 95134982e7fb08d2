"""Parties of FollowTheMoney: their kinds, names, register numbers, and what else is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from supplychain_cli.importers import papers
from supplychain_cli.importers.codes import proven
from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.ftm_entity import Entity
from supplychain_cli.importers.ftm_index import Index
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, NameRow, PartyRow, Row

_KINDS = {
    "Company": "company",
    "Organization": "company",
    "LegalEntity": "company",
    "Asset": "company",
    "PublicBody": "public-body",
    "Person": "person",
    "Vessel": "vessel",
    "Territory": "country",
}
BESIDE = frozenset({"Identification", "Passport", "Security"})
"""Schemas that say something of a party: a number, or a security that it issued."""
_COUNTRIES = (
    "jurisdiction",
    "mainCountry",
    "registrationCountry",
    "flag",
    "country",
    "nationality",
    "citizenship",
)
_NAMES = (
    ("name", "official"),
    ("alias", "alias"),
    ("abbreviation", "alias"),
    ("previousName", "former"),
    ("weakAlias", "weak"),
)
_CODES: Mapping[str, str] = {
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "leiCode": "lei",
    "uscCode": "uscc",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "dunsCode": "duns",
    "swiftBic": "swift",
    "bikCode": "bik",
    "taxNumber": "tax-id",
    "vatCode": "vat",
    "registrationNumber": "registration",
    "idNumber": "national-id",
    "passportNumber": "passport",
    "socialSecurityNumber": "ssn",
    "uniqueEntityId": "uei",
    "cageCode": "cage",
    "permId": "permid",
    "isinCode": "isin",
    "ticker": "ticker",
    "wikidataId": "wikidata",
    "opencorporatesUrl": "opencorporates",
    "cikCode": "cik",
    "giiNumber": "giin",
    "callSign": "call-sign",
}
_REFERENTS = (
    (re.compile(r"ofac-(\d+)\Z"), "ofac"),
    (re.compile(r"(Q\d+)\Z"), "wikidata"),
    (re.compile(r"lei-([0-9A-Za-z]{20})\Z"), "lei"),
    (re.compile(r"ru-inn-(\d{10}|\d{12})\Z"), "inn"),
)
_STARTS = ("ofac-", "Q", "lei-", "ru-inn-")
_DETAILS: Mapping[str, str] = {
    "address": "Address",
    "birthDate": "Date of birth",
    "birthPlace": "Place of birth",
    "deathDate": "Date of death",
    "nationality": "Nationality",
    "position": "Position",
    "gender": "Gender",
    "legalForm": "Legal form",
    "incorporationDate": "Founded",
    "dissolutionDate": "Dissolved",
    "status": "Status",
    "sector": "Sector",
    "classification": "Classification",
    "topics": "Topics",
    "flag": "Flag",
    "type": "Type",
    "buildDate": "Built",
    "website": "Website",
    "email": "Email",
    "phone": "Phone",
    "summary": "Summary",
    "notes": "Notes",
    "sourceUrl": "Source",
}
_DOCUMENTS = {"Passport": "passport", "Identification": "identification"}
_MAX_TEXT = 4000


def kind_of(schema: str, properties: Mapping[str, list[str]]) -> str:
    """Give the kind of party that an entity is; empty for what is none (a relation, a document, an aircraft)."""
    kind = _KINDS.get(schema, "")
    return "group" if kind == "company" and "group" in properties.get("classification", ()) else kind


def rows(entity: Entity, known: Index) -> Iterator[Row]:
    """Give the rows of a party."""
    key, said = entity.id, entity.properties
    names = [(name, kind) for field, kind in _NAMES for name in said.get(field, ())]
    # A caption may be nothing but the id; a name is better where there is one.
    shown = entity.caption if entity.caption and entity.caption != key else ""
    name = shown or next((text for text, _ in names), key)
    yield PartyRow(key, kind_of(entity.schema, said), name, country_of(said), entity.row)
    yield from (NameRow(key, text, kind) for text, kind in dict.fromkeys(names) if text != name)
    yield from dict.fromkeys(_identifiers(entity))
    yield from _details(entity, known)


def country_of(said: Mapping[str, list[str]]) -> str:
    """Give the country of registration, or the best that is said instead; empty when none is told or they differ."""
    for field in _COUNTRIES:
        found = {code for text in said.get(field, ()) if (code := alpha2(text))}
        if len(found) == 1:
            return found.pop()
        if found:
            return ""
    return ""


def _identifiers(entity: Entity) -> Iterator[IdentifierRow]:
    vessel = entity.schema == "Vessel"
    for field in filter(_CODES.__contains__, entity.properties):
        # A company's IMO number is no ship's.
        scheme = _CODES[field]
        known = "imo-company" if scheme == "imo" and not vessel else scheme
        for text in entity.properties[field]:
            yield IdentifierRow(entity.id, *proven(known, text))
    for name in (entity.id, *entity.referents):
        if name.startswith(_STARTS):
            found = next(
                ((scheme, match[1]) for form, scheme in _REFERENTS if (match := form.match(name))), None
            )
            if found:
                yield IdentifierRow(entity.id, *proven(*found))
        yield IdentifierRow(entity.id, "ftm", name)


def _details(entity: Entity, known: Index) -> Iterator[DetailRow]:
    for name in entity.properties.get("addressEntity", ()):
        place = known.find(name)
        text = address(place.properties) if place else ""
        if text:
            yield DetailRow(entity.id, "Address", text)
    for field in filter(_DETAILS.__contains__, entity.properties):
        for text in entity.properties[field]:
            yield DetailRow(entity.id, _DETAILS[field], text[:_MAX_TEXT])


def address(said: Mapping[str, list[str]]) -> str:
    """Write an address in one line; empty when nothing is said of it."""
    if said.get("full"):
        return said["full"][0]
    parts = ("remarks", "street", "street2", "postalCode", "city", "region", "state", "country")
    return ", ".join(said[part][0] for part in parts if said.get(part))


def beside(entity: Entity, known: Index) -> Iterator[Row]:
    """Give what an entity says of a party that is no relation: a document's number, a security's."""
    said = entity.properties
    if entity.schema == "Security":
        for name in said.get("issuer", ()):
            holder = known.find(name)
            yield from (IdentifierRow(holder.id, "isin", text) for text in said.get("isin", ()) if holder)
    if entity.schema in _DOCUMENTS:
        label = " ".join(said.get("type", ())[:1])
        scheme = papers.scheme_of(label) or _DOCUMENTS[entity.schema]
        for name in said.get("holder", ()):
            holder = known.find(name)
            yield from (
                IdentifierRow(holder.id, *proven(scheme, text)) for text in said.get("number", ()) if holder
            )
