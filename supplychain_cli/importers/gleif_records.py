"""One company of the LEI register, with its names, numbers and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.importers.codes import proven
from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, NameRow, PartyRow, RelationRow, Row
from supplychain_cli.importers.spans import first_day
from supplychain_cli.importers.xml import Element
from supplychain_cli.model.numbers import holds

SUCCEEDED, FAMILY = "succeeded by", "fund family"
OWN_LINKS = frozenset({SUCCEEDED, FAMILY})
"""Words of the relations that stand in the record of a company itself."""
_BODIES = frozenset({"RESIDENT_GOVERNMENT_ENTITY", "INTERNATIONAL_ORGANIZATION"})
_NAMES = {"PREVIOUS_LEGAL_NAME": "former", "ALTERNATIVE_LANGUAGE_LEGAL_NAME": "official"}
_LISTS = (
    ("OtherEntityNames", "OtherEntityName"),
    ("TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
)
_LINES = ("FirstAddressLine", "AdditionalAddressLine", "PostalCode", "City", "Region", "Country")
_NATIONAL = {"RU": ("ogrn", "inn"), "CN": ("uscc",)}
"""Schemes that a country's register numbers may be of; their check digits tell."""
_SAID = (
    ("Entity category", "EntityCategory"),
    ("Status", "EntityStatus"),
    ("Founded", "EntityCreationDate"),
    ("Dissolved", "EntityExpirationDate"),
    ("Reason of the end", "EntityExpirationReason"),
)


def entity_rows(record: Element, row: int) -> list[Row] | str:
    """Give the rows of a company, or why it has none. Relations name companies whose own rows may come later."""
    entity, lei = record.first("Entity"), record.said("LEI")
    if entity is None or not lei or not entity.said("LegalName"):
        return "The record has no LEI or no legal name."
    status = record.said("Registration", "RegistrationStatus")
    if status == "ANNULLED":
        return "The registration of the LEI is annulled: it was given in error."
    return list(_rows(entity, lei, status, row))


def _rows(entity: Element, lei: str, status: str, row: int) -> Iterator[Row]:
    country = alpha2(entity.said("LegalJurisdiction")) or alpha2(entity.said("LegalAddress", "Country"))
    kind = "public-body" if entity.said("EntityCategory") in _BODIES else "company"
    yield PartyRow(lei, kind, entity.said("LegalName"), country, row)
    yield from _names(entity, lei)
    yield IdentifierRow(lei, *proven("lei", lei))
    yield from dict.fromkeys(_numbers(entity, lei, country))
    yield from _details(entity, lei)
    if status not in {"", "ISSUED"}:
        yield DetailRow(lei, "LEI registration", status.replace("_", " ").lower())
    yield from _others(entity, lei, row)


def _names(entity: Element, lei: str) -> Iterator[NameRow]:
    legal = entity.first("LegalName")
    name = entity.said("LegalName")
    language = legal.attributes.get("lang", "") if legal else ""
    if language:
        yield NameRow(lei, name, "official", language[:2].lower())
    for path in _LISTS:
        for other in entity.all(*path):
            if other.text and other.text != name:
                kind = _NAMES.get(other.attributes.get("type", ""), "alias")
                yield NameRow(lei, other.text, kind, other.attributes.get("lang", "")[:2].lower())


def _numbers(entity: Element, lei: str, country: str) -> Iterator[IdentifierRow]:
    paths = (
        ("RegistrationAuthority", "RegistrationAuthorityEntityID"),
        ("ValidationAuthority", "ValidationAuthorityEntityID"),
    )
    for path in paths:
        for number in entity.texts(*path):
            known = (scheme for scheme in _NATIONAL.get(country, ()) if holds(scheme, number))
            yield IdentifierRow(lei, next(known, "registration"), number)


def _details(entity: Element, lei: str) -> Iterator[DetailRow]:
    for label, name in (("Legal address", "LegalAddress"), ("Headquarters", "HeadquartersAddress")):
        for address in entity.all(name):
            text = ", ".join(part for line in _LINES for part in address.texts(line))
            if text:
                yield DetailRow(lei, label, text)
    for label, name in _SAID:
        text = entity.said(name)
        if text and (name, text) != ("EntityCategory", "GENERAL"):
            yield DetailRow(lei, label, first_day(text) or text.replace("_", " ").lower())
    form = entity.said("LegalForm", "OtherLegalForm") or entity.said("LegalForm", "EntityLegalFormCode")
    if form:
        yield DetailRow(lei, "Legal form", form)


def _others(entity: Element, lei: str, row: int) -> Iterator[Row]:
    """Give the links to other companies that stand in the record itself: its successor, its fund family."""
    ended = first_day(entity.said("EntityExpirationDate"))
    for other, text in (
        *((each, SUCCEEDED) for each in entity.texts("SuccessorEntity", "SuccessorLEI")),
        *((each, FAMILY) for each in entity.texts("AssociatedEntity", "AssociatedLEI")),
    ):
        if other != lei:
            first = ended if text == SUCCEEDED else ""
            yield RelationRow("associated-with", lei, other, first, text=text, row=row)
    for name in entity.texts("SuccessorEntity", "SuccessorEntityName"):
        yield DetailRow(lei, "Successor", name)
