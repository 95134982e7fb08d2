"""The Consolidated List of the United Nations Security Council, XML.

Format: https://scsanctions.un.org/resources/sc-sanctions.xsd. One element is one listed individual or entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.days import iso_day
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, ListingRow, NameRow, PartyRow, Row
from supplychain_cli.importers.xml import Element, elements

AUTHORITY = "un"
_WANTED = {"INDIVIDUAL": "person", "ENTITY": "company"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITY = {"low": "weak", "f.k.a.": "former"}
_FORMERLY = ("previously listed", "formerly listed", "formerly known")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_DAY = 10
_EFFECT = "Assets are to be frozen; travel bans and arms embargoes as the resolutions of the list say."


def read(files: Sequence[Path], report: Report, _: Options) -> Iterator[Row]:
    """Give the rows of the list. Memory: one element.

    Raises DataFault for a file that is not as the format says (D2xx).
    """
    for file in files:
        for element in elements(file, _WANTED, {"CONSOLIDATED_LIST"}):
            if not element.number:
                report.date = iso_day(element.attributes.get("dateGenerated", ""))
                continue
            report.read(file.name)
            key, name = element.said("DATAID"), _name(element)
            if not key or not name:
                report.left_out(file.name, element.number, "The element has no DATAID or no name.")
            else:
                yield from _party(element, key, name)


def _name(element: Element) -> str:
    return " ".join(text for text in (element.said(part) for part in _NAMES) if text)


def _party(element: Element, key: str, name: str) -> Iterator[Row]:
    kind = _WANTED[element.name]
    reference = element.said("REFERENCE_NUMBER")
    yield PartyRow(key, kind, name, _country(element), element.number)
    if element.said("NAME_ORIGINAL_SCRIPT"):
        yield NameRow(key, element.said("NAME_ORIGINAL_SCRIPT"), "official")
    yield from _aliases(element, key)
    if reference:
        yield IdentifierRow(key, "un", reference)
    yield from _documents(element, key)
    yield from _details(element, key)
    yield ListingRow(
        key,
        AUTHORITY,
        element.said("UN_LIST_TYPE"),
        "blocking",
        first=iso_day(element.said("LISTED_ON")),
        last=iso_day(element.said("DELISTED_ON")),
        entry=reference,
        effect=_EFFECT,
        row=element.number,
    )


def _aliases(element: Element, key: str) -> Iterator[Row]:
    for alias in element.all(f"{element.name}_ALIAS"):
        name, note = alias.said("ALIAS_NAME"), alias.said("NOTE")
        if not name:
            continue
        former = note.casefold().startswith(_FORMERLY)
        yield NameRow(
            key, name, "former" if former else _QUALITY.get(alias.said("QUALITY").casefold(), "alias")
        )
        said = [note, *(alias.said(part) for part in ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))]
        if any(said):
            yield DetailRow(key, "alias", f"{name}: {', '.join(text for text in said if text)}")


def _documents(element: Element, key: str) -> Iterator[Row]:
    for paper in element.all("INDIVIDUAL_DOCUMENT"):
        number = paper.said("NUMBER")
        sort = paper.said("TYPE_OF_DOCUMENT") or paper.said("TYPE_OF_DOCUMENT2")
        if number:
            yield IdentifierRow(key, "passport" if "pass" in sort.casefold() else "national-id", number)
        parts = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE")
        more = ("CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE")
        texts = [paper.said(part) for part in (*parts, *more)]
        if any(texts):
            yield DetailRow(key, "document", ", ".join(text for text in texts if text))


def _details(element: Element, key: str) -> Iterator[Row]:
    for label, path in (
        ("title", ("TITLE", "VALUE")),
        ("designation", ("DESIGNATION", "VALUE")),
        ("nationality", ("NATIONALITY", "VALUE")),
        ("gender", ("GENDER",)),
        ("submitted by", ("SUBMITTED_BY",)),
        ("remark", ("COMMENTS1",)),
        ("list updated", ("LAST_DAY_UPDATED", "VALUE")),
    ):
        for text in element.texts(*path):
            yield DetailRow(key, label, text)
    for address in element.all(f"{element.name}_ADDRESS"):
        text = _place(address)
        if text:
            yield DetailRow(key, "address", text)
    for place in element.all("INDIVIDUAL_PLACE_OF_BIRTH"):
        text = _place(place)
        if text:
            yield DetailRow(key, "place of birth", text)
    for birth in element.all("INDIVIDUAL_DATE_OF_BIRTH"):
        text = _birth(birth)
        if text:
            yield DetailRow(key, "date of birth", text)


def _place(element: Element) -> str:
    text = ", ".join(part for part in (element.said(name) for name in _PLACE) if part)
    note = element.said("NOTE")
    return f"{text} ({note})" if text and note else text or note


def _birth(birth: Element) -> str:
    first, last = birth.said("FROM_YEAR"), birth.said("TO_YEAR")
    day = birth.said("DATE")[:_DAY] or birth.said("YEAR") or (f"{first} to {last}" if first else "")
    sort = birth.said("TYPE_OF_DATE").casefold()
    about = "about " if sort == "approximately" and day else ""
    note = birth.said("NOTE")
    return f"{about}{day} ({note})" if day and note else f"{about}{day}" or note


def _country(element: Element) -> str:
    """Tell the country: of a person by the first nationality, of an entity by its addresses if all agree."""
    if element.name == "INDIVIDUAL":
        return alpha2(next(iter(element.texts("NATIONALITY", "VALUE")), ""))
    found = {alpha2(country) for country in element.texts("ENTITY_ADDRESS", "COUNTRY")} - {""}
    return found.pop() if len(found) == 1 else ""
