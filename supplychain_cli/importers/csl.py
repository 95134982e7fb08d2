"""The US Consolidated Screening List, CSV or JSON: a dozen lists of three departments, each with its own measure.

Format: https://developer.trade.gov/consolidated-screening-list.html. One row is one party on one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.csl_lists import List, list_of
from supplychain_cli.importers.items import items
from supplychain_cli.importers.looks import head
from supplychain_cli.importers.papers import Paper, scheme_of, told
from supplychain_cli.importers.remarks import Remark, sort
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, ListingRow, NameRow, PartyRow, Row
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.text import records
from supplychain_cli.light import NamedTuple

_NEEDED = ("_id", "source", "name", "programs", "addresses", "start_date", "ids")
_KINDS = {"individual": "person", "entity": "company", "vessel": "vessel", "aircraft": "vessel"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_CODE = re.compile(r"[A-Z]{2}\Z")
_AGAIN = "The headings stand here once more."
_NAMELESS = "The row has no number or no name."
_NO_DAY = "A date is not a day: it is left out."
_DETAILS = (
    ("title", "title"),
    ("dates_of_birth", "date of birth"),
    ("places_of_birth", "place of birth"),
    ("nationalities", "nationality"),
    ("citizenships", "citizenship"),
    ("vessel_type", "type of vessel"),
    ("vessel_flag", "flag"),
    ("vessel_owner", "owner of the vessel"),
    ("gross_tonnage", "gross tonnage"),
    ("gross_registered_tonnage", "gross registered tonnage"),
    ("remarks", "remark"),
)
_ORGANISATION = re.compile(
    r"\b(co|company|corp|corporation|inc|incorporated|ltd|limited|llc|l\.l\.c|llp|gmbh|bv|b\.v|ag|s\.a|sa|srl|sdn|bhd|pte|pvt|plc|fze|fzc"
    r"|group|holdings?|trading|international|industries|industrial|enterprises?|services?|systems?|technolog\w+|electronics?|aviation"
    r"|air|airlines?|aerospace|logistics|exports?|imports?|institute|university|bank|foundation|shipping|marine|engineering|solutions"
    r"|consult\w+|associates|supply|supplies|products?|general|aero|energy|oil|gas|ooo|oao|zao|ao)\b",
    re.IGNORECASE,
)
_BY_NAME = frozenset({"Denied Persons List", "AECA Debarred List"})
"""Lists that do not say what a party is, and hold persons in the main."""


class Entry(NamedTuple):
    """One row, whichever file it stands in: single texts, and lists of texts."""

    row: int
    one: Mapping[str, str]
    many: Mapping[str, list[str]]
    papers: list[list[str]]
    """Of each number: label, number, country, dates, as far as they are given."""


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of the list. Memory: one row and the numbers of the parties.

    A CSV file that is cut off in its last row is read up to there, with a notice: copies of it go round that are.
    Raises DataFault for a file that is not as the format says (D2xx).
    """
    for file in files:
        seen = set[str]()
        for entry in _entries(file, report, options):
            report.read(file.name)
            if entry.one["source"] == "source":
                report.left_out(file.name, entry.row, _AGAIN)
            elif not entry.one["_id"] or not entry.one["name"]:
                report.left_out(file.name, entry.row, _NAMELESS)
            else:
                yield from _rows(file, report, entry, first=entry.one["_id"] not in seen)
                seen.add(entry.one["_id"])


def _entries(file: Path, report: Report, options: Options) -> Iterator[Entry]:
    if head(file).start.lstrip()[:1] in {"{", "["}:
        for number, line, value in items(file, "results"):
            if not isinstance(value, dict):
                raise fault(
                    "D204",
                    file,
                    f"item {number} is no object",
                    "Name the format it has.",
                    row=number,
                    line=line,
                )
            yield _of_object(number, value)
        return
    for row, _, cells in records(file, _NEEDED, encoding=options.encoding, cut=report):
        one = {key: value.strip() for key, value in cells.items()}
        yield Entry(row, one, {key: _parts(value) for key, value in one.items()}, _papers(one["ids"]))


def _parts(text: str) -> list[str]:
    return [part for part in (each.strip() for each in text.split("; ")) if part]


def _papers(text: str) -> list[list[str]]:
    return [part.split(", ") for part in _parts(text)]


def _of_object(number: int, value: dict[str, object]) -> Entry:
    one, many = dict.fromkeys(_NEEDED, ""), dict[str, list[str]]()
    for key, part in value.items():
        texts = [_text(each) for each in part] if isinstance(part, list) else [_text(part)]
        many[key] = [text for text in texts if text]
        one[key] = "; ".join(many[key])
    one["_id"] = one["_id"] or one.get("id", "")
    own = value.get("ids")
    papers = cast(
        "list[Mapping[str, object]]",
        [each for each in own if isinstance(each, dict)] if isinstance(own, list) else [],
    )
    fields = ("type", "number", "country", "issue_date", "expiration_date")
    return Entry(number, one, many, [[_text(each.get(key)) for key in fields] for each in papers])


def _text(value: object) -> str:
    if isinstance(value, dict):
        parts = (_text(value.get(key)) for key in ("address", "city", "state", "postal_code", "country"))
        return ", ".join(part for part in parts if part)
    return "" if value is None else " ".join(str(value).split())


def _rows(file: Path, report: Report, entry: Entry, *, first: bool) -> Iterator[Row]:
    key, one, of = entry.one["_id"], entry.one, list_of(entry.one["source"])
    if of.authority == "us":
        report.notice(
            "N202", f"The list {one['source']} is not known: its entries are taken in with the measure other."
        )
    remark = Remark()
    papers = list(_sorted(entry.papers, remark))
    kind = _kind(of, one)
    if first:
        yield PartyRow(key, kind, one["name"], _country(entry, kind), entry.row)
    else:
        yield NameRow(key, one["name"])
    for name in entry.many.get("alt_names", ()):
        yield NameRow(key, name)
    for name, sort_ in remark.names:
        yield NameRow(key, name, sort_)
    yield from _numbers(key, one, of, papers, vessel=kind == "vessel")
    for address in entry.many.get("addresses", ()):
        yield DetailRow(key, "address", address)
    for column, label in _DETAILS:
        if one.get(column):
            yield DetailRow(key, label, one[column])
    for label, text in remark.details:
        yield DetailRow(key, label, text)
    yield from _listings(file, report, entry, of, remark)


def _sorted(papers: list[list[str]], remark: Remark) -> Iterator[Paper]:
    """Give what is a number; everything else that stands among the numbers is sorted as an OFAC remark is."""
    for label, *rest in papers:
        values = [part for part in rest if part]
        if scheme_of(label) and values:
            country = values[1] if len(values) > 1 and _CODE.match(alpha2(values[1])) else ""
            yield Paper(label, values[0], alpha2(country))
            if len(values) > 1 + bool(country):
                remark.details.append(("document", " ".join([label, *values])))
        else:
            sort(remark, " ".join([label.removesuffix(" -"), *values]) if values else label)


def _numbers(
    key: str, one: Mapping[str, str], of: List, papers: list[Paper], *, vessel: bool
) -> Iterator[Row]:
    if of.authority == "us-ofac" and one.get("entity_number"):
        yield IdentifierRow(key, "ofac", one["entity_number"])
    if one.get("call_sign"):
        yield IdentifierRow(key, "call-sign", one["call_sign"])
    for scheme, value in told(papers, vessel=vessel):
        yield IdentifierRow(key, scheme, value)


def _kind(of: List, one: Mapping[str, str]) -> str:
    said = _KINDS.get(one.get("type", "").casefold(), "")
    if said:
        return said
    return "person" if of.programme in _BY_NAME and not _ORGANISATION.search(one["name"]) else "company"


def _country(entry: Entry, kind: str) -> str:
    """Tell the country: of a person by nationality, of a ship by flag, of another by its addresses if all agree."""
    if kind == "person":
        persons = [*entry.many.get("nationalities", ()), *entry.many.get("citizenships", ())]
        return alpha2(persons[0]) if persons else ""
    if kind == "vessel":
        return alpha2(entry.one.get("vessel_flag", ""))
    ends = (address.rpartition(",")[2] for address in entry.many.get("addresses", ()))
    found = {alpha2(end) for end in ends if not end.strip().isdigit()}
    return found.pop() if len(found) == 1 else ""


def _listings(file: Path, report: Report, entry: Entry, of: List, remark: Remark) -> Iterator[Row]:
    one = entry.one
    first, last = (_day(file, report, entry, column) for column in ("start_date", "end_date"))
    dates = (day for (what, scope), day in remark.dates.items() if what == "Listing" and of.dates(scope))
    dated = min(dates, default="")
    said = (
        ("Federal Register", one.get("federal_register_notice", "")),
        ("licence requirement", one.get("license_requirement", "")),
        ("licence policy", one.get("license_policy", "")),
        ("standard order", one.get("standard_order", "")),
    )
    words = (of.effect, *remark.effects, *(f"{label}: {text}" for label, text in said if text))
    effect = "; ".join(word for word in words if word)
    for programme in of.own(entry.many.get("programs", [])):
        yield ListingRow(
            one["_id"],
            of.authority,
            programme,
            of.measure_of(programme),
            first=first or dated,
            last=last,
            entry=one.get("entity_number", "") or one["_id"],
            effect=effect,
            row=entry.row,
        )


def _day(file: Path, report: Report, entry: Entry, column: str) -> str:
    text = entry.one.get(column, "")
    if text and not _DAY.match(text):
        report.lost(file.name, entry.row, _NO_DAY)
        return ""
    return text
