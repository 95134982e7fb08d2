"""The lists of OFAC as CSV: the SDN List or the Consolidated List, four files each, or the main file alone.

Format: https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas. No headings;
-0- is nothing; a row begins with the number of its party. The remark breaks off after 1000 characters, and the
comments file goes on where it broke off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.links import Linker
from supplychain_cli.importers.ofac_measures import measures, of_consolidated, programmes_of
from supplychain_cli.importers.papers import told
from supplychain_cli.importers.remarks import Remark, remark_of
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import DetailRow, IdentifierRow, ListingRow, NameRow, PartyRow, Row
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.text import Cells, table
from supplychain_cli.light import NamedTuple, dataclass

AUTHORITY = "us-ofac"
_NOTHING = "-0-"
_MAIN, _NAMES, _ADDRESSES, _COMMENTS = 12, 5, 6, 2
_ROLES = {_MAIN: "main file", _NAMES: "other names", _ADDRESSES: "addresses", _COMMENTS: "comments"}
_REMARK_SIZE = 1000
_STRANGE = "The row names a number that the main file does not have."
_CUT_REMARK = "The remark breaks off after 1,000 characters, and no comments file goes on with it."
_KINDS = {"individual": "person", "vessel": "vessel", "aircraft": "vessel"}
_NAME_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
_MAIN_DETAILS = (
    (4, "title"),
    (6, "type of vessel"),
    (7, "tonnage"),
    (8, "gross tonnage"),
    (9, "flag"),
    (10, "owner of the vessel"),
)
_PUBLIC = ("MINISTRY OF ", "EMBASSY OF ", "GOVERNMENT OF ")


class Main(NamedTuple):
    """One row of the main file."""

    row: int
    uid: str
    name: str
    kind: str
    programmes: tuple[str, ...]
    cells: list[str]
    remark: Remark


@dataclass(slots=True)
class _Set:
    """The files of one list, and what must be known before the first row can be given."""

    options: Options
    main: Path
    names: Path | None = None
    addresses: Path | None = None
    comments: Path | None = None
    consolidated: bool = False
    continued: dict[str, str] = field(default_factory=dict)
    programmes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of every party by its number."""
    countries: dict[str, str] = field(default_factory=dict)
    """Country of a party's addresses, where all are in one; empty where not."""


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of a list. Memory: a few words for each party, and the names that links name.

    Raises DataFault for a file that is not as the format says (D2xx) and for files that are no set (D211).
    """
    of = _roles(files, options)
    report.main = of.main.name
    linker = Linker(report)
    _survey(of, report, linker)
    for each in _mains(of):
        linker.offer(each.name, each.uid, 0)
        for name, _ in each.remark.names:
            linker.offer(name, each.uid, 2)
    for cells in _cells(of.names, _NAMES, options):
        linker.offer(cells.values[3], cells.values[0], 1)
    for each in _mains(of, report):
        yield from _party(of, each, linker)
    yield from _other_names(of, report)
    yield from _addresses(of, report)


def _roles(files: Sequence[Path], options: Options) -> _Set:
    """Tell the files of a set by their number of columns."""
    found: dict[int, Path] = {}
    for file in files:
        head = next(table(file, encoding=options.encoding), None)
        width = len(head.values) if head else 0
        if width not in _ROLES and len(files) == 1:
            next(table(file, columns=_MAIN, encoding=options.encoding), None)
        if width not in _ROLES or width in found:
            why = (
                f"it has {width} columns, and no file of a set has"
                if width not in _ROLES
                else f"{found[width].name} has the same columns"
            )
            raise fault("D211", file, why, "Name the main file of one list, and those that belong to it.")
        found[width] = file
    if _MAIN not in found:
        why = "the main file with the parties, sdn.csv or cons_prim.csv, is not among the files named"
        raise fault("D211", files[0], why, "Name it together with the others.")
    return _Set(options, found[_MAIN], found.get(_NAMES), found.get(_ADDRESSES), found.get(_COMMENTS))


def _survey(of: _Set, report: Report, linker: Linker) -> None:
    """Read what later rows depend on: comments, countries, which list it is, and which names are linked to."""
    for cells in _cells(of.comments, _COMMENTS, of.options):
        of.continued[cells.values[0]] = of.continued.get(cells.values[0], "") + cells.values[1]
    for cells in _cells(of.addresses, _ADDRESSES, of.options):
        uid, country = cells.values[0], alpha2(cells.values[4])
        if country:
            of.countries[uid] = country if of.countries.get(uid, country) == country else ""
    other = 0
    for each in _mains(of):
        other += of_consolidated(each.programmes, each.remark)
        of.programmes[each.uid] = each.programmes
        for forms in each.remark.links:
            linker.want(forms)
    of.consolidated = other * 2 > len(of.programmes)
    for cells in _cells(of.comments, _COMMENTS, of.options):
        assert of.comments is not None  # it gave the row  # noqa: S101
        report.read(of.comments.name)
        if cells.values[0] not in of.programmes:
            report.left_out(of.comments.name, cells.row, _STRANGE)


def _cells(file: Path | None, columns: int, options: Options) -> Iterator[Cells]:
    if file is None:
        return
    for cells in table(file, columns=columns, encoding=options.encoding):
        values = [value.strip() for value in cells.values] if columns != _COMMENTS else cells.values
        yield cells._replace(values=["" if value.strip() == _NOTHING else value for value in values])


def _mains(of: _Set, report: Report | None = None) -> Iterator[Main]:
    """Give the rows of the main file.

    With a report each is counted, and one that cannot be a party is left out there.
    """
    file, seen = of.main.name, set[str]()
    for row, _, values in table(of.main, columns=_MAIN, encoding=of.options.encoding):
        cells = ["" if value.strip() == _NOTHING else value.strip() for value in values]
        uid, name = cells[0], cells[1]
        if report:
            report.read(file)
        if not uid.isdigit() or not name or uid in seen:
            if report:
                reason = (
                    "The number stands in an earlier row."
                    if uid in seen
                    else "The row has no number or no name."
                )
                report.left_out(file, row, reason)
            continue
        seen.add(uid)
        text = values[11] if cells[11] else ""
        cut = len(text) >= _REMARK_SIZE and uid not in of.continued and not text.endswith(".")
        if cut and report:
            report.lost(file, row, _CUT_REMARK)
        remark = remark_of(text + of.continued.get(uid, ""), cut=cut, skim=report is None)
        yield Main(row, uid, name, cells[2], programmes_of(cells[3]), cells, remark)


def _party(of: _Set, each: Main, linker: Linker) -> Iterator[Row]:
    uid, remark = each.uid, each.remark
    kind = _kind(each)
    yield PartyRow(uid, kind, each.name, _country(of, each, kind), each.row)
    for name, sort in remark.names:
        yield NameRow(uid, name, sort)
    yield IdentifierRow(uid, "ofac", uid)
    if each.cells[5]:
        yield IdentifierRow(uid, "call-sign", each.cells[5])
    for scheme, value in told(remark.papers, vessel=kind == "vessel"):
        yield IdentifierRow(uid, scheme, value)
    for column, label in _MAIN_DETAILS:
        if each.cells[column]:
            yield DetailRow(uid, label, each.cells[column])
    if each.kind == "aircraft":
        yield DetailRow(uid, "type", "aircraft")
    for label, text in remark.details:
        yield DetailRow(uid, label, text)
    for programme, measure, effect, first in measures(each.programmes, remark, consolidated=of.consolidated):
        yield ListingRow(
            uid, AUTHORITY, programme, measure, first=first, entry=uid, effect=effect, row=each.row
        )
    for forms in remark.links:
        yield from linker.relations(of.main.name, each.row, uid, forms, of.programmes)


def _kind(each: Main) -> str:
    if each.kind:
        return _KINDS.get(each.kind, "company")
    public = each.remark.detail("type of target").startswith("Government") or each.name.startswith(_PUBLIC)
    return "public-body" if public else "company"


def _country(of: _Set, each: Main, kind: str) -> str:
    """Tell the place of registration: said outright, else by the registers that gave numbers, else by addresses."""
    remark = each.remark
    if kind == "vessel":
        return alpha2(each.cells[9])
    if kind == "person":
        return alpha2(remark.detail("nationality")) or alpha2(remark.detail("citizenship"))
    said = alpha2(remark.detail("registered in"))
    registers = {paper.country for paper in remark.papers if paper.country}
    return said or (registers.pop() if len(registers) == 1 else of.countries.get(each.uid, ""))


def _other_names(of: _Set, report: Report) -> Iterator[Row]:
    for row, _, (uid, _, sort, name, note) in _cells(of.names, _NAMES, of.options):
        assert of.names is not None  # it gave the row  # noqa: S101
        report.read(of.names.name)
        if uid not in of.programmes:
            report.left_out(of.names.name, row, _STRANGE)
        elif not name:
            report.left_out(of.names.name, row, "The row has no name.")
        else:
            yield NameRow(uid, name, "weak" if "weak" in note.casefold() else _NAME_KINDS.get(sort, "alias"))


def _addresses(of: _Set, report: Report) -> Iterator[Row]:
    for row, _, values in _cells(of.addresses, _ADDRESSES, of.options):
        assert of.addresses is not None  # it gave the row  # noqa: S101
        report.read(of.addresses.name)
        text = ", ".join(value for value in values[2:] if value)
        if values[0] not in of.programmes:
            report.left_out(of.addresses.name, row, _STRANGE)
        elif not text:
            report.left_out(of.addresses.name, row, "The row has no address: every part of it is -0-.")
        else:
            yield DetailRow(values[0], "address", text)
