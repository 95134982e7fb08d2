"""The lists of OFAC in the advanced XML form (SDN_ADVANCED.XML, CONS_ADVANCED.XML).

Format: https://ofac.treasury.gov/sdn-list-data-formats-data-schemas, the standard of the United Nations for
sanctions lists. Values stand in reference tables at the head and are named by number; addresses and documents
come before the parties, relations and entries after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from supplychain_cli.importers.ofac_measures import measures
from supplychain_cli.importers.ofac_party import Book, party
from supplychain_cli.importers.ofac_relations import relation
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import ListingRow, Row
from supplychain_cli.importers.xml import Element, elements

AUTHORITY = "us-ofac"
_WANTED = frozenset(
    {
        "DateOfIssue",
        "ReferenceValueSets",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
    }
)
_NAMELESS = "The party has no number or no name."
_NO_PARTY = "An entry of the list is of a party that the file does not hold."
_NOT_SDN = ("non-sdn", "consolidated", "sectoral", "capta", "evaders")


def read(files: Sequence[Path], report: Report, _: Options) -> Iterator[Row]:
    """Give the rows of a list.

    Memory: the reference tables, the addresses and the documents, some 1 kB for each party.

    Raises DataFault for a file that is not as the format says (D2xx).
    """
    for file in files:
        book = Book()
        counts = dict.fromkeys(_WANTED, 0)
        for element in elements(file, _WANTED, {"Sanctions"}):
            if not element.number:
                continue
            counts[element.name] += 1
            yield from _rows(file, report, book, element, counts[element.name])


def _rows(file: Path, report: Report, book: Book, element: Element, row: int) -> Iterator[Row]:
    if element.name == "DateOfIssue":
        report.date = book.issued = book.day(element)
    elif element.name == "ReferenceValueSets":
        book.learn(element)
    elif element.name == "Location":
        book.locate(element)
    elif element.name == "IDRegDocument":
        book.file(element)
    elif element.name == "DistinctParty":
        report.read(file.name)
        rows = list(party(book, element, row))
        if not rows:
            report.left_out(file.name, row, _NAMELESS)
        yield from rows
    elif element.name == "ProfileRelationship":
        yield from relation(book, element, row, report, file.name)
    else:
        yield from _listings(file, report, book, element, row)


def _listings(file: Path, report: Report, book: Book, element: Element, row: int) -> Iterator[Row]:
    """Give one listing for each programme of an entry, from the day on which it was listed."""
    key = element.attributes.get("ProfileID", "")
    if key not in book.kinds:
        report.lost(file.name, row, _NO_PARTY)
        return
    events = list(element.all("EntryEvent"))
    days = (book.day(day) for event in events for day in event.all("Date"))
    bases = dict.fromkeys(
        book.text("LegalBasis", event.attributes.get("LegalBasisID", "")) for event in events
    )
    name = book.text("List", element.attributes.get("ListID", ""))
    programmes = [
        measure.said("Comment") for measure in element.all("SanctionsMeasure") if measure.said("Comment")
    ]
    consolidated = any(word in name.casefold() for word in _NOT_SDN)
    first = min((day for day in days if day), default="")
    found = measures(list(dict.fromkeys(programmes)) or [name], book.remark(key), consolidated=consolidated)
    for programme, kind, effect, dated in found:
        words = "; ".join(part for part in (effect, *bases) if part)
        yield ListingRow(
            key, AUTHORITY, programme, kind, first=first or dated, entry=key, effect=words, row=row
        )
