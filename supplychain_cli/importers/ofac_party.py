"""A party of the advanced XML form of OFAC, and the tables, addresses and documents that it names by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.papers import Paper, scheme_of, told
from supplychain_cli.importers.remarks import Remark, sort
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, NameRow, PartyRow, Row
from supplychain_cli.importers.xml import Element
from supplychain_cli.light import dataclass

_KINDS = {"individual": "person", "vessel": "vessel", "aircraft": "vessel"}
_NAME_KINDS = {"f.k.a.": "former", "n.k.a.": "alias", "a.k.a.": "alias", "name": "alias"}
_FEATURES = {
    "birthdate": "DOB ",
    "place of birth": "POB ",
    "nationality country": "nationality ",
    "citizenship country": "citizen ",
    "gender": "Gender ",
}
"""Features that the remarks of the CSV files say in other words."""
_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE", "Unknown")
_SURNAME = "Last Name"
_LATIN = "Latin"


@dataclass(slots=True)
class Book:
    """What the file has said so far: tables, addresses, documents, and of each party what later parts need."""

    issued: str = ""
    tables: dict[tuple[str, str], Element] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Address and country of a location."""
    papers: dict[str, list[tuple[Paper, str]]] = field(default_factory=dict)
    """Documents by identity, each with its dates and remarks in words."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Kind of every party by its number."""
    remarks: dict[str, Remark] = field(default_factory=dict)
    """What is said of the measure, of those parties of which something is."""

    def learn(self, element: Element) -> None:
        """Take the reference tables in."""
        for table in element.children:
            for value in table.children:
                self.tables[value.name, value.attributes.get("ID", "")] = value

    def text(self, table: str, number: str) -> str:
        """Look a number up in a table; empty when it is not there."""
        found = self.tables.get((table, number))
        return found.text if found else ""

    def country(self, number: str) -> str:
        """Give the two letters of a country's number."""
        found = self.tables.get(("Country", number))
        return (alpha2(found.attributes.get("ISO2", "")) or alpha2(found.text)) if found else ""

    def day(self, element: Element | None) -> str:
        """Give the ISO day of an element with year, month and day; empty when it is none."""
        if element is None:
            return ""
        parts = [element.said(part) for part in ("Year", "Month", "Day")]
        try:
            return date(*(int(part) for part in parts)).isoformat()
        except (ValueError, TypeError):
            return ""

    def period(self, element: Element | None) -> tuple[str, str]:
        """Give the first and the last day of a period, empty where it does not say."""
        if element is None:
            return "", ""
        return self.day(element.first("Start", "From")), self.day(element.first("End", "To"))

    def when(self, element: Element | None) -> str:
        """Give a period in words: a day, a year, or from one day to another."""
        first, last = self.period(element)
        last = last or (self.day(element.first("Start", "To")) if element else "")
        if first == last or not last:
            return first
        whole_year = first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31")
        return first[:4] if whole_year else f"{first} to {last}"

    def locate(self, element: Element) -> None:
        """Take an address in."""
        said: dict[str, str] = {}
        for part in element.all("LocationPart"):
            values = list(part.all("LocationPartValue"))
            best = next(
                (value for value in values if value.attributes.get("Primary") == "true"),
                values[0] if values else None,
            )
            if best:
                said[self.text("LocPartType", part.attributes.get("LocPartTypeID", ""))] = best.said("Value")
        countries = [country.attributes.get("CountryID", "") for country in element.all("LocationCountry")]
        names = [self.text("Country", number) for number in countries]
        text = ", ".join(part for part in (*(said.get(name, "") for name in _PARTS), *names) if part)
        code = next(filter(None, (self.country(number) for number in countries)), "")
        self.places[element.attributes.get("ID", "")] = (text, code)

    def file(self, element: Element) -> None:
        """Take a document in, under the identity that it belongs to."""
        label = self.text("IDRegDocType", element.attributes.get("IDRegDocTypeID", ""))
        issuer = element.attributes.get("IssuedBy-CountryID", "")
        dates = []
        for dated in element.all("DocumentDate"):
            first, _ = self.period(dated.first("DatePeriod"))
            if first:
                dates.append(
                    f"{self.text('IDRegDocDateType', dated.attributes.get('IDRegDocDateTypeID', ''))} {first}"
                )
        paper = Paper(label, element.said("IDRegistrationNo"), self.country(issuer))
        words = ", ".join([*dates, *element.texts("IssuingAuthority"), *element.texts("Comment")])
        self.papers.setdefault(element.attributes.get("IdentityID", ""), []).append((paper, words))

    def remark(self, key: str) -> Remark:
        """Give what is said of the measure on a party."""
        return self.remarks.get(key) or Remark()


def party(book: Book, element: Element, row: int) -> Iterator[Row]:
    """Give the rows of a party; none when it has no number or no name."""
    profile = element.first("Profile")
    key = profile.attributes.get("ID", "") if profile else ""
    names = list(_names(book, profile)) if profile else []
    if profile is None or not key or not names:
        return
    kind = book.kinds[key] = _kind(book, profile)
    remark, places = Remark(), list[str]()
    for feature in profile.all("Feature"):
        _feature(book, feature, remark, places)
    papers = [
        each
        for identity in profile.all("Identity")
        for each in book.papers.get(identity.attributes.get("ID", ""), ())
    ]
    numbers = [paper for paper, _ in papers] + remark.papers
    if remark.effects or remark.dates:
        book.remarks[key] = Remark(effects=remark.effects, dates=remark.dates)
    best = next((name for name in names if name[2]), names[0])
    yield PartyRow(key, kind, best[0], _country(book, kind, remark, numbers, places), row)
    yield from (NameRow(key, name[0], name[1]) for name in dict.fromkeys(names) if name is not best)
    yield IdentifierRow(key, "ofac", key)
    yield from (IdentifierRow(key, *pair) for pair in told(numbers, vessel=kind == "vessel"))
    yield from (DetailRow(key, "address", book.places[place][0]) for place in places)
    yield from (DetailRow(key, "document", text) for text in _documents(papers))
    yield from (DetailRow(key, "remark", text) for text in element.texts("Comment"))
    yield from (DetailRow(key, label, text) for label, text in remark.details)


def _documents(papers: list[tuple[Paper, str]]) -> Iterator[str]:
    """Give in words those documents of which more is said than the number, or whose label is not known."""
    for paper, words in papers:
        if words or not scheme_of(paper.label):
            yield ", ".join(part for part in (f"{paper.label} {paper.value}", words) if part)


def _kind(book: Book, profile: Element) -> str:
    sub = book.tables.get(("PartySubType", profile.attributes.get("PartySubTypeID", "")))
    if sub is None:
        return "company"
    text = (
        sub.text if sub.text != "Unknown" else book.text("PartyType", sub.attributes.get("PartyTypeID", ""))
    )
    return _KINDS.get(text.casefold(), "company")


def _names(book: Book, profile: Element) -> Iterator[tuple[str, str, bool]]:
    """Give (name, kind, whether it is the one shown) of every name in every script."""
    for identity in profile.all("Identity"):
        groups = {
            group.attributes.get("ID", ""): book.text(
                "NamePartType", group.attributes.get("NamePartTypeID", "")
            )
            for group in identity.all("NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
        }
        for alias in identity.all("Alias"):
            sort_ = _NAME_KINDS.get(
                book.text("AliasType", alias.attributes.get("AliasTypeID", "")).casefold(), "alias"
            )
            kind = "weak" if alias.attributes.get("LowQuality") == "true" else sort_
            for documented in alias.all("DocumentedName"):
                parts = list(documented.all("DocumentedNamePart", "NamePartValue"))
                latin = all(_latin(book, part) for part in parts)
                name = _name(
                    [
                        (groups.get(part.attributes.get("NamePartGroupID", ""), ""), part.text)
                        for part in parts
                    ]
                )
                if name:
                    yield name, kind, latin and alias.attributes.get("Primary") == "true"


def _latin(book: Book, part: Element) -> bool:
    script = book.text("Script", part.attributes.get("ScriptID", ""))
    return script in {"", _LATIN}


def _name(parts: list[tuple[str, str]]) -> str:
    """Write a name as the other files of OFAC do: the surname first, then a comma and the rest."""
    surname = " ".join(text for sort_, text in parts if sort_ == _SURNAME)
    rest = " ".join(text for sort_, text in parts if sort_ != _SURNAME)
    return f"{surname}, {rest}" if surname and rest else surname or rest


def _feature(book: Book, feature: Element, remark: Remark, places: list[str]) -> None:
    """Sort one feature: an address, or what the CSV files say in the remarks."""
    label = book.text("FeatureType", feature.attributes.get("FeatureTypeID", "")).strip()
    said = _FEATURES.get(label.casefold(), label.removesuffix("-").strip() + " ")
    for version in feature.all("FeatureVersion"):
        for place in version.all("VersionLocation"):
            number = place.attributes.get("LocationID", "")
            if label == "Location" and book.places.get(number, ("", ""))[0]:
                places.append(number)
            elif number in book.places:
                sort(remark, said + book.places[number][0])
        texts = [
            book.text("DetailReference", each.attributes.get("DetailReferenceID", "")) or each.text
            for each in version.all("VersionDetail")
        ]
        dated = book.when(version.first("DatePeriod"))
        for text in (*filter(None, texts), dated, *version.texts("Comment")):
            if text:
                sort(remark, said + text)


def _country(book: Book, kind: str, remark: Remark, papers: list[Paper], places: list[str]) -> str:
    """Tell the place of registration: said outright, else by the registers, else by all addresses."""
    if kind == "person":
        return alpha2(remark.detail("nationality")) or alpha2(remark.detail("citizenship"))
    if kind == "vessel":
        return alpha2(remark.detail("flag"))
    said = alpha2(remark.detail("registered in"))
    for found in (
        {paper.country for paper in papers} - {""},
        {book.places[place][1] for place in places} - {""},
    ):
        if said:
            break
        said = found.pop() if len(found) == 1 else ""
    return said
