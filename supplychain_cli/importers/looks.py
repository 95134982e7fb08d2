"""How the beginning of a file shows its format: by what stands in it, never by its name alone."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from supplychain_cli.importers.stream import ZIP, opened
from supplychain_cli.light import NamedTuple

_START = 64 * 1024
_BINARY = 64
"""A NUL among so many first bytes is that of no text; one further on is for the importer to name."""
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_NOISE = re.compile(r"<\?.*?\?>|<!--.*?-->|<![^>]*>", re.DOTALL)


class Head(NamedTuple):
    """The name of a file, in small letters, and the text it begins with; empty for what is no text."""

    name: str
    start: str

    @property
    def root(self) -> str:
        """Name of the outermost XML element, or empty."""
        if not self.start.lstrip().startswith("<"):
            return ""
        found = _ROOT.search(_NOISE.sub("", self.start))
        return found.group(1) if found else ""

    @property
    def line(self) -> str:
        """The first line that is not empty."""
        return next((line for line in self.start.splitlines() if line.strip()), "")


def head(file: Path) -> Head:
    """Read the beginning of a file, through a zip wrapper around one plain file.

    Raises DataFault as `stream.opened`.
    """
    name = file.name.casefold()
    if name.endswith((".xlsx", ".xlsm", ".parquet")):
        return Head(name, "")
    with opened(file) as stream:
        raw = stream.read(_START).removeprefix(codecs.BOM_UTF8)
    binary = raw.startswith(ZIP) or b"\0" in raw[:_BINARY]
    return Head(name, "" if binary else raw.decode("utf-8", "replace"))


def _all(heads: Sequence[Head], fits: Callable[[Head], bool]) -> bool:
    return bool(heads) and all(fits(item) for item in heads)


def _columns(item: Head, *names: str) -> bool:
    """Say whether the first line holds all these headings."""
    cells = {cell.strip().strip('"') for cell in re.split(r"[,;\t]", item.line)}
    return cells >= set(names)


def never(_: Sequence[Head]) -> bool:
    """Recognise nothing: a table says nothing of what its columns mean."""
    return False


_PRIMARY = re.compile(r'\d+,".*",(-0- ?|"[a-z ]+"),("|-0-)')
_ALTERNATE = re.compile(r'\d+,\d+,"[afn]ka",|\d+,\d+,')
_COMMENT = re.compile(r'\d+,"')


def ofac(heads: Sequence[Head]) -> bool:
    """Recognise the CSV set of OFAC: twelve columns without headings, nothing written as -0-."""
    main = [item for item in heads if _PRIMARY.match(item.line) and "-0-" in item.line]
    rest = [item for item in heads if item not in main]
    return len(main) == 1 and all(_ALTERNATE.match(item.line) or _COMMENT.match(item.line) for item in rest)


def ofac_xml(heads: Sequence[Head]) -> bool:
    """Recognise the advanced XML form by its outermost element."""
    return _all(heads, lambda item: item.root == "Sanctions" and "ReferenceValueSets" in item.start)


def csl(heads: Sequence[Head]) -> bool:
    """Recognise the Consolidated Screening List by its columns or fields."""
    columns = ("source", "entity_number", "programs", "federal_register_notice", "source_list_url")
    return _all(
        heads,
        lambda item: (
            _columns(item, *columns)
            or (
                item.start.lstrip()[:1] in {"{", "["}
                and all(f'"{name}"' in item.start for name in columns[:2])
            )
        ),
    )


def un(heads: Sequence[Head]) -> bool:
    """Recognise the list of the Security Council by its outermost element."""
    return _all(heads, lambda item: item.root == "CONSOLIDATED_LIST")


def eu(heads: Sequence[Head]) -> bool:
    """Recognise the EU list by its outermost element or its columns."""
    return _all(
        heads,
        lambda item: (
            (item.root == "export" and "sanctionEntity" in item.start)
            or _columns(item, "Entity_LogicalId", "Entity_SubjectType")
            or _columns(item, "Entity_LogicalId", "NameAlias_WholeName")
        ),
    )


def uk(heads: Sequence[Head]) -> bool:
    """Recognise the UK Sanctions List, and the list that was kept before it, which its importer refuses by name."""
    return _all(
        heads,
        lambda item: (
            (item.root == "Designations" and "UniqueID" in item.start)
            or "OFSI Group ID" in item.start[:4096]
            or item.root == "ArrayOfFinancialSanctionsTarget"
            or ("Group Type" in item.start[:4096] and "Alias Type" in item.start[:4096])
        ),
    )


def ftm(heads: Sequence[Head]) -> bool:
    """Recognise FollowTheMoney by the fields of its first entity, or of the entity in its first delta."""
    return _all(
        heads,
        lambda item: item.line.startswith("{") and '"schema"' in item.line and '"properties"' in item.line,
    )


def bods(heads: Sequence[Head]) -> bool:
    """Recognise BODS by the fields of its first statement, of version 0.4 or of those before."""
    return _all(
        heads,
        lambda item: (
            item.start.lstrip()[:1] in {"{", "["}
            and bool(re.search(r'"(statementId|statementID)"', item.start))
            and bool(re.search(r'"(recordType|statementType|declarationSubject)"', item.start))
        ),
    )


def gleif(heads: Sequence[Head]) -> bool:
    """Recognise the common data formats of GLEIF by their outermost elements."""
    roots = {"LEIData", "RelationshipData", "ReportingExceptionData"}
    return _all(heads, lambda item: item.root in roots)


def tables(heads: Sequence[Head]) -> bool:
    """Recognise tables by the names of their files."""
    kinds = {"parties", "names", "identifiers", "details", "listings", "relations"}
    return _all(
        heads, lambda item: item.name.rpartition(".")[0] in kinds and item.name.endswith((".parquet", ".csv"))
    )


def comtrade(heads: Sequence[Head]) -> bool:
    """Recognise UN Comtrade by its columns, of the present site or of the one before."""
    return _all(
        heads,
        lambda item: (
            _columns(item, "reporterCode", "partnerCode", "flowCode", "cmdCode")
            or _columns(item, "Reporter Code", "Partner Code", "Commodity Code")
        ),
    )
