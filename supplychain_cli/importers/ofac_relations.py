"""Relations between parties in the advanced XML form of OFAC, each told as a relation of the records."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.importers.ofac_party import Book
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.rows import RelationRow
from supplychain_cli.importers.xml import Element

_MEANINGS = {
    "owned or controlled by": ("owns", True),
    "owns, controls, or operates": ("owns", False),
    "leader or official of": ("directs", False),
    "principal executive officer": ("directs", False),
    "family member of": ("associated-with", False),
    "associate of": ("associated-with", False),
}
"""What a type of relation means, and whether it reads from the second party to the first.

All others are `linked-to`.
"""
_NO_PARTY = "A relation names a party that the file does not hold."
_ITSELF = "A relation is of a party with itself."


def relation(book: Book, element: Element, row: int, report: Report, file: str) -> Iterator[RelationRow]:
    """Give the relation of an element, and count it as a link.

    "Owned or controlled by" is `owns` without a share: how much, and whether by control only, the list does not
    say. Some relations are written the wrong way round; one that can only be meant the other way is turned. A
    former one ended by the day of the list.
    """
    first, second = (element.attributes.get(name, "") for name in ("From-ProfileID", "To-ProfileID"))
    known = first in book.kinds and second in book.kinds
    said = book.text("RelationType", element.attributes.get("RelationTypeID", ""))
    report.link(row, f"{said}: {first} to {second}", resolved=known)
    if not known or first == second:
        report.lost(file, row, _ITSELF if known else _NO_PARTY)
        return
    kind, turned = _MEANINGS.get(said.casefold(), ("linked-to", False))
    source, target = (second, first) if turned else (first, second)
    kind, source, target = _fitting(book, kind, source, target)
    former = element.attributes.get("Former") == "true"
    begun, ended = book.period(element.first("DatePeriod"))
    text = ", ".join([said + (" (former)" if former else ""), *element.texts("Comment")])
    yield RelationRow(
        kind, source, target, begun, ended or (book.issued if former else ""), text=text, row=row
    )


def _fitting(book: Book, kind: str, source: str, target: str) -> tuple[str, str, str]:
    """Turn a relation whose ends fit only the other way round; where neither way fits, the parties are linked."""
    persons = book.kinds[source] == "person", book.kinds[target] == "person"
    if kind == "owns" and persons[1]:
        return ("linked-to", source, target) if persons[0] else ("owns", target, source)
    if kind == "directs":
        if persons == (False, True):
            return "directs", target, source
        if persons != (True, False):
            return "linked-to", source, target
    return kind, source, target
