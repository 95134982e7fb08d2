"""The registers of the Global LEI Foundation: who is who (LEI-CDF 3.1), and who is whose parent (RR-CDF 2.1).

Formats: https://www.gleif.org/en/lei-data/access-and-use-lei-data. A parent is reported by the rules of accounting: who
draws up accounts that contain another's. That is control and no stake, so it becomes `controls`, never `owns`; an
ultimate parent is an indirect one. A reporting exception says why a company names no parent, and stands on its card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from supplychain_cli.importers.codes import proven
from supplychain_cli.importers.gleif_records import OWN_LINKS, entity_rows
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, PartyRow, RelationRow, Row
from supplychain_cli.importers.seen import Seen, seen
from supplychain_cli.importers.spans import first_day, last_day
from supplychain_cli.importers.xml import Element, elements

_ROOTS = {
    "LEIData": "LEIRecord",
    "RelationshipData": "RelationshipRecord",
    "ReportingExceptionData": "Exception",
}
_HEADERS = frozenset({"LEIHeader", "Header"})
_ORDER = tuple(_ROOTS.values())
_KINDS = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("controls", "direct", "consolidates the accounts of"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("controls", "indirect", "ultimately consolidates the accounts of"),
    "IS_INTERNATIONAL_BRANCH_OF": ("part-of", "", "international branch of"),
    "IS_SUBFUND_OF": ("part-of", "", "sub-fund of"),
    "IS_FUND-MANAGED_BY": ("associated-with", "", "fund managed by"),
    "IS_FUND_MANAGED_BY": ("associated-with", "", "fund managed by"),
    "IS_FEEDER_TO": ("associated-with", "", "feeder fund of"),
}
"""Kind of relation, directness, words. Of `controls` the source is the parent, of the others the node that starts."""
_VOID = frozenset({"ANNULLED", "DUPLICATE", "CANCELLED"})
_EXCEPTIONS = {
    "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": "No direct parent reported",
    "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": "No ultimate parent reported",
}
_REASONS = {
    "NATURAL_PERSONS": "controlled by natural persons, with no parent that draws up accounts",
    "NON_CONSOLIDATING": "controlled by legal entities that do not consolidate their accounts",
    "NO_KNOWN_PERSON": "no person is known who controls it",
    "NO_LEI": "the parent has no LEI",
    "NON_PUBLIC": "the parent is not made public",
    "BINDING_LEGAL_COMMITMENTS": "binding legal commitments forbid it",
    "LEGAL_OBSTACLES": "laws forbid it",
    "CONSENT_NOT_OBTAINED": "the parent did not consent",
    "DETRIMENT_NOT_EXCLUDED": "it might do harm",
    "DISCLOSURE_DETRIMENTAL": "it would do harm",
}


def read(files: Sequence[Path], report: Report, _: Options) -> Iterator[Row]:
    """Give the rows of the files, those of companies first, whatever the order of the files.

    A company that only a relationship names is a party called by its LEI. Memory: one record, and what records say of
    successors and fund families. Raises DataFault as `xml.elements`.
    """
    linked: list[RelationRow] = []
    with seen() as known:
        for file in sorted(files, key=_level):
            for each in _records(file, report):
                if isinstance(each, PartyRow):
                    known.add(each.key)
                if isinstance(each, RelationRow) and each.text in OWN_LINKS:
                    # A successor may stand further down: were it named here, it would be called by its number only.
                    linked.append(each)
                    continue
                yield from _unnamed(each, known)
                yield each
        for relation in linked:
            yield from _unnamed(relation, known)
            yield relation


def _records(file: Path, report: Report) -> Iterator[Row]:
    row = 0
    for element in elements(file, (*_HEADERS, *_ORDER), _ROOTS):
        if element.name in _HEADERS:
            report.date = max(report.date, first_day(element.said("ContentDate")))
        elif element.name in _ORDER:
            row += 1
            report.read(file.name)
            rows = _rows(element, row)
            if isinstance(rows, str):
                report.left_out(file.name, row, rows)
            else:
                yield from rows


def _unnamed(row: Row, known: Seen) -> Iterator[Row]:
    """Give a party for each company that a row speaks of and no record of the files is about."""
    named: tuple[str, ...] = ()
    if isinstance(row, RelationRow):
        named = (row.source, row.target)
    elif isinstance(row, DetailRow):
        named = (row.key,)
    for lei in named:
        if lei not in known:
            known.add(lei)
            yield PartyRow(lei, "company", f"LEI {lei}", "", row.row if isinstance(row, RelationRow) else 0)
            yield IdentifierRow(lei, *proven("lei", lei))


def _level(file: Path) -> int:
    """Give the place of a file in the reading: by its outermost element."""
    root = next(elements(file, (), _ROOTS)).name
    return _ORDER.index(_ROOTS[root])


def _rows(element: Element, row: int) -> list[Row] | str:
    """Give the rows of a record, or why it has none."""
    if element.name == "LEIRecord":
        return entity_rows(element, row)
    if element.name == "Exception":
        return _exception(element)
    return _relationship(element, row)


def _relationship(element: Element, row: int) -> list[Row] | str:
    status = element.said("Registration", "RegistrationStatus")
    if status in _VOID:
        return f"The registration of the relationship is {status.lower()}."
    relation = element.first("Relationship")
    if relation is None:
        return "The record holds no relationship."
    ends = [relation.said(node, "NodeID") for node in ("StartNode", "EndNode")]
    kind = _KINDS.get(relation.said("RelationshipType"))
    if not all(ends):
        return "The relationship does not name both its nodes."
    if kind is None:
        return f"The relationship is of a type that is not known ({relation.said('RelationshipType')[:40]})."
    if ends[0] == ends[1]:
        return "The relationship is one of a company with itself."
    source, target = reversed(ends) if kind[0] == "controls" else ends
    first, last = _period(element, relation)
    text = "; ".join(part for part in (kind[2], _qualified(relation)) if part)
    return [RelationRow(kind[0], source, target, first, last, text=text, directness=kind[1], row=row)]


def _period(element: Element, relation: Element) -> tuple[str, str]:
    """Give the days of the relationship; one that is inactive without an end ended when the register last said so."""
    spans = [
        (first_day(period.said("StartDate")), last_day(period.said("EndDate")))
        for period in relation.all("RelationshipPeriods", "RelationshipPeriod")
        if period.said("PeriodType") == "RELATIONSHIP_PERIOD"
    ]
    first, last = spans[0] if spans else ("", "")
    if not last and relation.said("RelationshipStatus") == "INACTIVE":
        last = last_day(element.said("Registration", "LastUpdateDate"))
    return first, "" if last and first and last < first else last


def _qualified(relation: Element) -> str:
    """Write the accounting standard and the figure that a relationship rests on."""
    words = [
        each.said("QualifierCategory").replace("_", " ")
        for each in relation.all("RelationshipQualifiers", "RelationshipQualifier")
    ]
    words += [
        f"{each.said('QuantifierAmount')} {each.said('QuantifierUnits')}"
        for each in relation.all("RelationshipQuantifiers", "RelationshipQuantifier")
        if each.said("QuantifierAmount")
    ]
    return ", ".join(word for word in words if word.strip())


def _exception(element: Element) -> list[Row] | str:
    lei, category = element.said("LEI"), element.said("ExceptionCategory")
    reasons = [
        _REASONS.get(text, text.replace("_", " ").lower()) for text in element.texts("ExceptionReason")
    ]
    if not lei or not reasons:
        return "The reporting exception names no company or no reason."
    label = _EXCEPTIONS.get(category, "No parent reported")
    return [DetailRow(lei, label, "; ".join(reasons))]
