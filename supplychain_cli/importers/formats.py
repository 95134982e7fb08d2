"""The formats that a feed may have, with what is known of their publishers; told by content where that is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from supplychain_cli.importers import looks
from supplychain_cli.importers.looks import Head
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import FlowRow, Row
from supplychain_cli.light import NamedTuple

Reader = Callable[[Sequence[Path], Report, Options], Iterator[Row]]


class Format(NamedTuple):
    """One format of feeds.

    `module` has `read(files, report, options) -> Iterator[Row]`, a generator that streams; it is loaded when it
    is asked for. `recognise` says from names and beginnings whether the files are of this format; a format that
    it never says yes to must be named. `reliability` is that of a source in the records, A to F.
    """

    name: str
    title: str
    module: str
    publisher: str
    reliability: str
    licence: str
    files: str
    """What files belong to one feed, in words."""
    recognise: Callable[[Sequence[Head]], bool]
    gives: str = "rows"
    """rows, flows (`FlowRow`, read by `flows`), mapped (by a mapping, read by `tables`) or tables (read by `views`)."""

    def reader(self) -> Reader:
        """Load the module and give its `read`."""
        return cast("Reader", import_module(f"supplychain_cli.importers.{self.module}").read)

    def flows(self) -> Callable[[Sequence[Path], Report, Options], Iterator[FlowRow]]:
        """Load the module and give its `flows`."""
        found = import_module(f"supplychain_cli.importers.{self.module}").flows
        return cast("Callable[[Sequence[Path], Report, Options], Iterator[FlowRow]]", found)


_US = "public domain (work of the United States government)"
_UN = "terms of use of the United Nations website"
_EU = "reuse allowed with the source named (Commission Decision 2011/833/EU)"
_UK = "Open Government Licence v3.0"
_OFAC = "US Treasury, Office of Foreign Assets Control"


def _formats() -> Iterator[Format]:
    yield Format(
        "ofac",
        "OFAC SDN or Consolidated List, CSV",
        "ofac",
        _OFAC,
        "A",
        _US,
        "sdn.csv or cons_prim.csv, and if at hand the files of other names, addresses and comments that belong to it",
        looks.ofac,
    )
    yield Format(
        "ofac-xml",
        "OFAC list in the advanced XML form",
        "ofac_xml",
        _OFAC,
        "A",
        _US,
        "one XML file",
        looks.ofac_xml,
    )
    yield Format(
        "csl",
        "US Consolidated Screening List, CSV or JSON",
        "csl",
        "US International Trade Administration",
        "A",
        _US,
        "one CSV or JSON file",
        looks.csl,
    )
    yield Format(
        "un",
        "United Nations Security Council Consolidated List, XML",
        "un",
        "United Nations Security Council",
        "A",
        _UN,
        "one XML file",
        looks.un,
    )
    yield Format(
        "eu",
        "EU consolidated list of financial sanctions, XML 1.1 or CSV",
        "eu",
        "European Commission",
        "A",
        _EU,
        "one XML or CSV file",
        looks.eu,
    )
    yield Format(
        "uk",
        "UK Sanctions List, CSV or XML",
        "uk",
        "UK Foreign, Commonwealth and Development Office",
        "A",
        _UK,
        "one CSV or XML file",
        looks.uk,
    )
    yield Format(
        "ftm",
        "FollowTheMoney entities, JSON lines",
        "ftm",
        "",
        "C",
        "",
        "one or more files of JSON lines, deltas after what they change",
        looks.ftm,
    )
    yield Format(
        "bods",
        "Beneficial Ownership Data Standard 0.4, JSON or JSON lines",
        "bods",
        "",
        "C",
        "",
        "one or more JSON files",
        looks.bods,
    )
    yield Format(
        "gleif",
        "GLEIF golden copy: LEI-CDF, RR-CDF and reporting exceptions, XML",
        "gleif",
        "Global Legal Entity Identifier Foundation",
        "A",
        "CC0-1.0",
        "XML files of levels 1 and 2 and of exceptions",
        looks.gleif,
    )
    yield Format(
        "comtrade",
        "UN Comtrade, CSV",
        "comtrade",
        "United Nations Statistics Division",
        "B",
        _UN,
        "one or more CSV files",
        looks.comtrade,
        "flows",
    )
    yield Format(
        "tables",
        "Tables of parties, names, identifiers, details, listings and relations, Parquet or CSV",
        "interchange",
        "",
        "F",
        "",
        "files called parties.parquet, relations.parquet and so on",
        looks.tables,
        "tables",
    )
    yield Format(
        "table",
        "Any table through a mapping: CSV, XLSX, Parquet or JSON lines",
        "table",
        "",
        "F",
        "",
        "one or more tables of the same columns",
        looks.never,
        "mapped",
    )


FORMATS: Mapping[str, Format] = {item.name: item for item in _formats()}


def recognise(files: Sequence[Path]) -> Format | None:
    """Give the one format that the beginnings of the files show, or None where none or several fit.

    Reads up to 64 kB of each file. Raises DataFault for a file that cannot be opened, and D210 for a list that
    is no longer kept.
    """
    heads = [looks.head(file) for file in files]
    found = [item for item in FORMATS.values() if heads and item.recognise(heads)]
    return found[0] if len(found) == 1 else None
