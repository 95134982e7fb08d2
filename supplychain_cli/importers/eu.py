"""The EU consolidated list of persons, groups and entities subject to financial sanctions: XML 1.1 or CSV.

Format: the schema `fsf-1.1` of the Financial Sanctions Database. In XML one element is one party; in CSV a
party takes many rows, each with one name, address, birth date, number or citizenship, beside the columns of the
party itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from pathlib import Path

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.days import iso_day
from supplychain_cli.importers.looks import head
from supplychain_cli.importers.papers import Paper, numbers_in, told
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, ListingRow, NameRow, PartyRow, Row
from supplychain_cli.importers.text import records
from supplychain_cli.importers.xml import Element, elements
from supplychain_cli.light import dataclass

AUTHORITY = "eu"
_NEEDED = ("Entity_LogicalId", "NameAlias_WholeName")
_SECTIONS = ("NameAlias", "Address", "BirthDate", "Identification", "Citizenship")
_REGULATION = "Entity_Regulation_"
_LABELS = {
    "passport": "Passport",
    "id": "National ID No.",
    "regnumber": "Registration Number",
    "fiscalcode": "Tax ID No.",
    "taxid": "Tax ID No.",
    "swiftbic": "SWIFT/BIC",
    "imo": "Vessel Registration Identification",
    "ssn": "SSN",
    "dipl": "Diplomatic Passport",
    "traveldoc": "Travel Document Number",
    "driverlic": "Driver's License No.",
    "lei": "Legal Entity Number",
}
_EFFECT = "asset freeze"
_NAMELESS = "The entry has no number or no name."
_PLACE = ("place", "street", "pobox", "zipcode", "city", "region", "countrydescription", "contactinfo")
_BIRTHPLACE = ("place", "city", "region", "countrydescription")
_DOCUMENT = ("identificationtypedescription", "number", "countrydescription", "issuedby", "remark")


@dataclass(slots=True)
class Entry:
    """One party, whichever file it stands in. Parts are attributes by name in small letters."""

    row: int
    own: dict[str, str]
    remarks: list[str] = field(default_factory=list)
    parts: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, section: str, part: dict[str, str]) -> None:
        """Add a name, an address or the like, unless it is empty or there already."""
        known = self.parts.setdefault(section, [])
        if any(part.values()) and part not in known:
            known.append(part)

    def all(self, section: str) -> list[dict[str, str]]:
        """Give the names, addresses or the like."""
        return self.parts.get(section, [])


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of the list. Memory: one party, and of a CSV file the numbers of the parties.

    Raises DataFault for a file that is not as the format says (D2xx).
    """
    for file in files:
        xml = head(file).start.lstrip().startswith("<")
        entries = _of_xml(file, report) if xml else _of_csv(file, report, options)
        seen = set[str]()
        for entry in entries:
            key = entry.own.get("logicalid", "")
            names = [part for part in entry.all("namealias") if part.get("wholename")]
            if not key or (not names and key not in seen):
                report.left_out(file.name, entry.row, _NAMELESS)
                continue
            yield from dict.fromkeys(_party(entry, key, names, first=key not in seen))
            seen.add(key)


def _of_xml(file: Path, report: Report) -> Iterator[Entry]:
    for element in elements(file, {"sanctionEntity"}, {"export"}):
        if not element.number:
            report.date = iso_day(element.attributes.get("generationDate", ""))
            continue
        report.read(file.name)
        entry = Entry(element.number, _small(element.attributes))
        kind = element.first("subjectType")
        entry.own["kind"] = kind.attributes.get("code", "") if kind else ""
        entry.remarks = element.texts("remark")
        for part in element.children:
            entry.add(part.name.casefold(), {**_small(part.attributes), "remark": _said(part)})
        yield entry


def _said(part: Element) -> str:
    return "; ".join(part.texts("remark"))


def _small(attributes: dict[str, str]) -> dict[str, str]:
    return {key.casefold(): " ".join(value.split()) for key, value in attributes.items()}


def _of_csv(file: Path, report: Report, options: Options) -> Iterator[Entry]:
    entry: Entry | None = None
    for row, _, cells in records(file, _NEEDED, delimiter=";", encoding=options.encoding):
        report.read(file.name)
        report.date = report.date or iso_day(cells.get("fileGenerationDate", ""))
        own = _own(cells)
        if entry is None or entry.own["logicalid"] != own["logicalid"] or not own["logicalid"]:
            if entry is not None:
                yield entry
            entry = Entry(row, own)
        if cells.get("Entity_Remark", "").strip() and cells["Entity_Remark"] not in entry.remarks:
            entry.remarks.append(" ".join(cells["Entity_Remark"].split()))
        for section in _SECTIONS:
            entry.add(section.casefold(), _part(cells, f"{section}_"))
        entry.add("regulation", _part(cells, _REGULATION))
    if entry is not None:
        yield entry


def _own(cells: dict[str, str]) -> dict[str, str]:
    own = {
        key.removeprefix("Entity_").casefold().replace("_", ""): value.strip()
        for key, value in cells.items()
        if key.startswith("Entity_")
    }
    own["kind"] = own.get("subjecttypeclassificationcode") or own.get("subjecttype", "")
    own["unitednationid"] = own.get("unitednationid", "")
    return own


def _part(cells: dict[str, str], prefix: str) -> dict[str, str]:
    """Take the columns of one section, without those of the legal act behind it."""
    found = {
        key.removeprefix(prefix).casefold(): " ".join(value.split())
        for key, value in cells.items()
        if key.startswith(prefix)
    }
    plain = {
        key: value
        for key, value in found.items()
        if "_" not in key and key not in {"logicalid", "regulationlanguage"}
    }
    for code in ("typecode", "typedescription"):
        if code in plain:
            plain[f"identification{code}"] = plain.pop(code)
    return plain


def _party(entry: Entry, key: str, names: list[dict[str, str]], *, first: bool) -> Iterator[Row]:
    kind = _kind(entry)
    best = min(names, key=_rank, default=None)
    if first and best is not None:
        yield PartyRow(key, kind, best["wholename"], _country(entry, kind), entry.row)
    for name in names:
        weak = name.get("strong", "").casefold() == "false"
        if name is not best or not first or weak:
            lang = name.get("namelanguage", "").casefold()
            yield NameRow(key, name["wholename"], "weak" if weak else "alias", lang if len(lang) == 2 else "")  # noqa: PLR2004
        for label in ("title", "function", "gender", "remark"):
            if name.get(label):
                yield DetailRow(key, label, name[label])
    yield from _numbers(entry, key, vessel=kind == "vessel")
    yield from _details(entry, key)
    yield from _listings(entry, key)


def _rank(name: dict[str, str]) -> tuple[bool, bool, bool]:
    """Put strong names first, then those without a language or in English, then those in Latin letters."""
    return (
        name.get("strong", "").casefold() == "false",
        name.get("namelanguage", "").casefold() not in {"", "en"},
        not name["wholename"].isascii(),
    )


def _kind(entry: Entry) -> str:
    if any(
        part.get("identificationtypecode", "").casefold() == "imo" for part in entry.all("identification")
    ):
        return "vessel"
    return "person" if entry.own.get("kind", "").casefold() in {"person", "p"} else "company"


def _country(entry: Entry, kind: str) -> str:
    """Tell the country: of a person by the first citizenship, of another by its addresses if all agree."""
    found = [_iso2(part) for part in entry.all("citizenship" if kind == "person" else "address")]
    known = [country for country in found if country]
    if kind == "person":
        return next(iter(known), "")
    return known[0] if len(set(known)) == 1 else ""


def _iso2(part: dict[str, str]) -> str:
    return alpha2(part.get("countryiso2code", "")) or alpha2(part.get("countrydescription", ""))


def _numbers(entry: Entry, key: str, *, vessel: bool) -> Iterator[Row]:
    if entry.own.get("eureferencenumber"):
        yield IdentifierRow(key, "eu", entry.own["eureferencenumber"])
    if entry.own.get("unitednationid"):
        yield IdentifierRow(key, "un", entry.own["unitednationid"])
    papers = []
    for part in entry.all("identification"):
        code, number = (
            part.get("identificationtypecode", "").casefold(),
            part.get("number") or part.get("latinnumber", ""),
        )
        label = _LABELS.get(code, "Identification Number")
        if number:
            papers.append(
                Paper(label, f"IMO {number}" if code == "imo" and number.isdigit() else number, _iso2(part))
            )
    for scheme, value in told(papers, vessel=vessel):
        yield IdentifierRow(key, scheme, value)
    for text in entry.remarks:
        for scheme, value in numbers_in(text):
            yield IdentifierRow(key, scheme, value)


def _details(entry: Entry, key: str) -> Iterator[Row]:
    said = [("address", _joined(part, _PLACE)) for part in entry.all("address")]
    for part in entry.all("birthdate"):
        day = iso_day(part.get("birthdate", "")) or part.get("year", "")
        circa = "about " if day and part.get("circa", "").casefold() == "true" else ""
        said += [("date of birth", circa + day), ("place of birth", _joined(part, _BIRTHPLACE))]
    said += [
        ("citizenship", part.get("countrydescription", "") or _iso2(part))
        for part in entry.all("citizenship")
    ]
    said += [("document", _joined(part, _DOCUMENT)) for part in entry.all("identification")]
    said += [("remark", text) for text in (*entry.remarks, entry.own.get("designationdetails", ""))]
    for label, text in said:
        if text:
            yield DetailRow(key, label, text)


def _joined(part: dict[str, str], names: Iterable[str]) -> str:
    return ", ".join(text for text in (part.get(name, "") for name in names) if text and text != "UNKNOWN")


def _listings(entry: Entry, key: str) -> Iterator[Row]:
    """Give one listing for each programme; its first day is that of the designation, else that of the act."""
    designated = iso_day(entry.own.get("designationdate", ""))
    acts: dict[str, list[dict[str, str]]] = {}
    for act in entry.all("regulation") or [{}]:
        acts.setdefault(act.get("programme", ""), []).append(act)
    for programme, of in acts.items():
        days = (
            iso_day(act.get("entryintoforcedate", "")) or iso_day(act.get("publicationdate", ""))
            for act in of
        )
        first = designated or min((day for day in days if day), default="")
        titles = dict.fromkeys(act["numbertitle"] for act in of if act.get("numbertitle"))
        effect = "; ".join([_EFFECT, *titles, *entry.remarks])
        entry_number = entry.own.get("eureferencenumber", "") or key
        yield ListingRow(
            key,
            AUTHORITY,
            programme,
            "blocking",
            first=first,
            entry=entry_number,
            effect=effect,
            row=entry.row,
        )
