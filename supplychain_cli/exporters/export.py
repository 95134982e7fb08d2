"""What an exporter is, which there are, and what each says of its work. Only the one asked for is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, TypeVar, cast

from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.queries.extract.rows import Extract

T = TypeVar("T")


@dataclass(slots=True)
class Report:
    """What was written, and what the format has no place for; counted while the rows pass.

    `cut` says in a sentence what a limit of the format cut off; empty when nothing was.
    """

    written: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    cut: str = ""

    def counted(self, what: str, rows: Iterable[T]) -> Iterator[T]:
        """Pass rows on and count them as written."""
        for row in rows:
            self.written[what] += 1
            yield row


class TextExporter(Protocol):
    """Writes one text that can be read while it is made."""

    def lines(self, extract: Extract, report: Report) -> Iterator[str]:
        """Give the text piece by piece, in UTF-8 characters; pieces need not be whole lines."""
        ...


class FileExporter(Protocol):
    """Writes one file that is no text, or a folder of files."""

    def write(self, extract: Extract, report: Report, target: Path) -> None:
        """Write to a path at which nothing is yet, or into an empty folder. Raises OSError."""
        ...


class Format(NamedTuple):
    """One format: the module that writes it, what it makes, and what it is for.

    `files` are the names that a folder may hold, so that an older export can be told from other people's files.
    """

    module: str
    shape: Literal["text", "file", "folder"]
    summary: str
    files: tuple[str, ...] = ()


_TABLES = ("nodes", "edges", "listings", "sources")
_ABOUT = "dataset.json"

FORMATS: dict[str, Format] = {
    "ftm": Format("ftm", "text", "FollowTheMoney entities, one JSON object a line (OpenSanctions, Aleph)"),
    "bods": Format("bods", "text", "Beneficial Ownership Data Standard 0.4: ownership and control only"),
    "graphml": Format("graphml", "text", "GraphML (yEd, Cytoscape, NetworkX, igraph)"),
    "gexf": Format("gexf", "text", "GEXF 1.3 with the days of each relation (Gephi)"),
    "neo4j": Format(
        "neo4j",
        "folder",
        "tables for Neo4j, with a script that loads them",
        (*(f"{name}.csv" for name in _TABLES), "listed.csv", "load.cypher", _ABOUT),
    ),
    "dot": Format("dot", "text", "Graphviz"),
    "mermaid": Format(
        "mermaid", "text", "Mermaid flowchart for pages and pull requests; small pictures only"
    ),
    "jsonld": Format("jsonld", "text", "JSON-LD 1.1 with schema.org and PROV terms"),
    "csv": Format(
        "tables",
        "folder",
        "tables of nodes, edges, listings and sources",
        (*(f"{name}.csv" for name in _TABLES), _ABOUT),
    ),
    "xlsx": Format("xlsx", "file", "the same tables as sheets of a workbook"),
    "parquet": Format(
        "parquet",
        "folder",
        "the same tables as Parquet files",
        (*(f"{name}.parquet" for name in _TABLES), _ABOUT),
    ),
}
"""Every format by the name that people type."""


def text_exporter(name: str) -> TextExporter:
    """Load the exporter of a format that is a text."""
    return cast(TextExporter, import_module(f"supplychain_cli.exporters.{FORMATS[name].module}"))


def file_exporter(name: str) -> FileExporter:
    """Load the exporter of a format that is a file or a folder."""
    return cast(FileExporter, import_module(f"supplychain_cli.exporters.{FORMATS[name].module}"))
