"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, CSV or XML.

Format: https://www.gov.uk/government/publications/the-uk-sanctions-list. In XML one element is one designation;
in CSV a designation takes many rows, one for each name and address. The list that OFSI kept beside it until 28
January 2026 is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.days import iso_day
from supplychain_cli.importers.looks import Head, head
from supplychain_cli.importers.papers import numbers_in
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, ListingRow, NameRow, PartyRow, Row
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.text import records
from supplychain_cli.importers.uk_fields import COLUMNS, NAMES, NEEDED, OTHER_NAMES, PLACES, TAGS
from supplychain_cli.importers.xml import Element, elements
from supplychain_cli.light import NamedTuple, dataclass

AUTHORITY = "uk"
_KINDS = {"individual": "person", "entity": "company", "ship": "vessel"}
_LANGUAGES = {
    "arabic": "ar", "armenian": "hy", "belarusian": "be", "burmese": "my", "chinese": "zh", "dari": "prs",
    "farsi": "fa", "georgian": "ka", "hebrew": "he", "korean": "ko", "kurdish": "ku", "pashto": "ps",
    "persian": "fa", "russian": "ru", "serbian": "sr", "ukrainian": "uk", "urdu": "ur",
}  # fmt: skip
_DETAILS = (
    "title", "position", "gender", "date of birth", "town of birth", "country of birth", "nationality",
    "type of entity", "parent company", "subsidiaries", "owner or operator", "former owner or operator",
    "former flags", "type of ship", "tonnage", "length", "built", "phone", "website", "email",
    "other information", "document",
)  # fmt: skip
_NUMBERS = {"un": "un", "ofsi": "ofsi", "passport": "passport", "national id": "national-id", "hull": "hull"}
_STRANGE = "The row has no Unique ID."
_NAMELESS = "The designation has no name."


class Name(NamedTuple):
    """One name: its text, whether it is the primary one, and its kind and language as in the records."""

    text: str
    primary: bool
    kind: str
    lang: str = ""


@dataclass(slots=True)
class Entry:
    """One designation, whichever file it stands in. `said` holds texts by the words that the records would use."""

    row: int
    key: str
    names: list[Name] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    """Address and its country."""
    said: dict[str, list[str]] = field(default_factory=dict)

    def one(self, label: str) -> str:
        """Give the first text of a label, or an empty one."""
        return next(iter(self.said.get(label, ())), "")

    def add(self, label: str, text: str) -> None:
        """Add a text unless it is empty or there already."""
        text = " ".join(text.split())
        if text and text not in self.said.setdefault(label, []):
            self.said[label].append(text)

    def call(self, name: Name) -> None:
        """Add a name unless it is empty or there already."""
        if name.text and name not in self.names:
            self.names.append(name)

    def place(self, parts: Sequence[str], country: str) -> None:
        """Add an address unless it is empty or there already."""
        text = ", ".join(part for part in (*parts, country) if part)
        if text and (text, country) not in self.places:
            self.places.append((text, country))


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of the list. Memory: one designation, and of a CSV file the numbers of the designations.

    Raises DataFault for a file that is not as the format says (D2xx) and for the list of OFSI (D210).
    """
    for file in files:
        start = head(file)
        _refuse_retired(file, start)
        entries = (
            _of_xml(file, report)
            if start.start.lstrip().startswith("<")
            else _of_csv(file, report, start, options)
        )
        seen = set[str]()
        for entry in entries:
            if not entry.key or (not entry.names and entry.key not in seen):
                report.left_out(file.name, entry.row, _NAMELESS if entry.key else _STRANGE)
                continue
            yield from _party(entry, first=entry.key not in seen)
            seen.add(entry.key)


def _refuse_retired(file: Path, start: Head) -> None:
    table = "Group Type" in start.start and "Alias Type" in start.start and "Unique ID" not in start.start
    if table or start.root == "ArrayOfFinancialSanctionsTarget":
        why = "it is the OFSI Consolidated List of Asset Freeze Targets, which was retired on 28 January 2026"
        raise fault(
            "D210", file, why, "Fetch the UK Sanctions List from gov.uk, as CSV or XML, and add it as `uk`."
        )


def _of_csv(file: Path, report: Report, start: Head, options: Options) -> Iterator[Entry]:
    titled = start.line.startswith("Report Date")
    report.date = iso_day(start.line.partition(":")[2].strip(" ,")) if titled else ""
    entry: Entry | None = None
    for row, _, cells in records(file, NEEDED, encoding=options.encoding, skip=int(titled)):
        report.read(file.name)
        key = cells["Unique ID"].strip()
        if entry is None or entry.key != key or not key:
            if entry is not None:
                yield entry
            entry = Entry(row, key)
        for column, label in COLUMNS.items():
            entry.add(label, cells.get(column, ""))
        _name(
            entry,
            [cells.get(f"Name {number}", "") for number in NAMES],
            cells.get("Name type", ""),
            cells.get("Alias strength", ""),
        )
        _other_script(
            entry, cells.get("Name non-latin script", ""), cells.get("Non-latin script language", "")
        )
        entry.place(
            [cells.get(column, "").strip() for column in PLACES], cells.get("Address Country", "").strip()
        )
    if entry is not None:
        yield entry


def _of_xml(file: Path, report: Report) -> Iterator[Entry]:
    row = 0
    for element in elements(file, {"Designation", "DateGenerated"}, {"Designations"}):
        if element.name == "DateGenerated":
            report.date = iso_day(element.text)
        elif element.name == "Designation":
            row += 1
            report.read(file.name)
            yield _of_element(element, row)


def _of_element(element: Element, row: int) -> Entry:
    entry = Entry(row, element.said("UniqueID"))
    for tags, label in TAGS.items():
        for text in element.texts(*tags):
            entry.add(label, text)
    for name in element.all("Names", "Name"):
        _name(
            entry,
            [name.said(f"Name{number}") for number in NAMES],
            name.said("NameType"),
            name.said("AliasStrength"),
        )
    # Some issues of the list write the names right below the outer element.
    for name in list(element.all(*OTHER_NAMES)) or element.all(OTHER_NAMES[0]):
        _other_script(entry, name.said("NameNonLatinScript"), name.said("NonLatinScriptLanguage"))
    for address in element.all("Addresses", "Address"):
        parts = [address.said(column.replace(" ", "")) for column in PLACES]
        entry.place(parts, address.said("AddressCountry"))
    return entry


def _name(entry: Entry, parts: Sequence[str], sort: str, strength: str) -> None:
    text = " ".join(" ".join(parts).split())
    primary = sort.strip().casefold() == "primary name"
    weak = strength.casefold().startswith("low")
    former = "formerly" in sort.casefold() or "f.k.a" in sort.casefold()
    entry.call(Name(text, primary, "weak" if weak else "former" if former else "alias"))


def _other_script(entry: Entry, text: str, language: str) -> None:
    entry.call(
        Name(
            " ".join(text.split()),
            primary=False,
            kind="official",
            lang=_LANGUAGES.get(language.strip().casefold(), ""),
        )
    )


def _party(entry: Entry, *, first: bool) -> Iterator[Row]:
    key, kind = entry.key, _KINDS.get(entry.one("kind").casefold(), "company")
    best = min(
        entry.names,
        key=lambda name: (not name.primary, name.kind == "weak", not name.text.isascii()),
        default=None,
    )
    if first and best:
        yield PartyRow(key, kind, best.text, _country(entry, kind), entry.row)
    for name in entry.names:
        if name is not best or not first:
            yield NameRow(key, name.text, name.kind, name.lang)
    yield IdentifierRow(key, "uk", key)
    yield from _identifiers(entry)
    for text, _ in entry.places:
        yield DetailRow(key, "address", text)
    for label in _DETAILS:
        for text in entry.said.get(label, ()):
            yield DetailRow(key, label, text)
    if first:
        yield _listing(entry)


def _country(entry: Entry, kind: str) -> str:
    """Tell the country: of a person by nationality, of a ship by flag, of an entity by its addresses if all agree."""
    if kind == "person":
        return alpha2(entry.one("nationality"))
    if kind == "vessel":
        return alpha2(entry.one("flag"))
    found = {alpha2(country) for _, country in entry.places} - {""}
    return found.pop() if len(found) == 1 else ""


def _identifiers(entry: Entry) -> Iterator[Row]:
    for label, scheme in _NUMBERS.items():
        for text in entry.said.get(label, ()):
            yield IdentifierRow(entry.key, scheme, text)
    for text in entry.said.get("imo", ()):
        yield IdentifierRow(entry.key, "imo", text.upper().removeprefix("IMO").strip(" :"))
    for text in entry.said.get("registration", ()):
        known = numbers_in(text)
        for scheme, value in known or [("registration", text)]:
            yield IdentifierRow(entry.key, scheme, value)
        if known:
            yield DetailRow(entry.key, "registration", text)


def _listing(entry: Entry) -> ListingRow:
    imposed: Mapping[str, None] = dict.fromkeys(
        part.strip() for text in entry.said.get("sanctions", ()) for part in text.split("|")
    )
    frozen = any("asset freeze" in text.casefold() for text in imposed)
    effect = "; ".join([*imposed, *entry.said.get("reasons", ())])
    return ListingRow(
        entry.key,
        AUTHORITY,
        entry.one("regime"),
        "blocking" if frozen else "other",
        first=iso_day(entry.one("designated")),
        entry=entry.key,
        effect=effect,
        row=entry.row,
    )
