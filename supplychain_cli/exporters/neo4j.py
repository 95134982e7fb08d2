"""Tables for Neo4j with headers of its import tool, and a script in Cypher that loads them into a running server.

The script holds only words of ours: every name comes to the server as a cell of a table, never inside a statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from supplychain_cli.exporters.about import json_text
from supplychain_cli.exporters.cells import csv_line
from supplychain_cli.exporters.columns import EDGES, LISTINGS, NODES, SOURCES, Cell, Column
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.tables import write_lines
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import KINDS, EntityKind
from supplychain_cli.queries.extract.rows import Extract

_TYPES = {"list": ":string[]", "number": ":double", "integer": ":int", "day": ":date"}
_READ = {
    "list": "split({}, ';')",
    "number": "toFloat({})",
    "integer": "toInteger({})",
    "day": "date({})",
    "text": "{}",
}
_ESCAPING = re.compile(r'\\(["\\]|\Z)')
_ROWS = 10_000
"""Rows of one transaction."""
_OPENING = """\
// Loads the tables beside this file into Neo4j 5 or later. Run it again and it changes nothing.
// Put them where the server may read them, say where that is, and run the script:
//   :param folder => 'file:///'
//   cypher-shell -P "{folder: 'file:///'}" -f load.cypher
// An empty database fills faster with the import tool:
//   neo4j-admin database import full --nodes=nodes.csv --nodes=listings.csv --nodes=sources.csv
//     --relationships=edges.csv --relationships=listed.csv
"""


class _Sheet(NamedTuple):
    """One table: its file, the headers that Neo4j reads, their cells, and the other columns."""

    name: str
    heads: tuple[str, ...]
    keys: Callable[[Any], list[str]]
    columns: tuple[Column[Any], ...]
    rows: Callable[[], Iterator[Any]]


def write(extract: Extract, report: Report, target: Path) -> None:
    """Write tables and script into an empty folder. A semicolon inside a list becomes a comma: it parts the list."""
    for sheet in _sheets(extract):
        heads = [*sheet.heads, *(f"{column.name}{_TYPES.get(column.kind, '')}" for column in sheet.columns)]
        lines = (
            csv_line(map(_cell, (*sheet.keys(row), *(column.of(row) for column in sheet.columns))))
            for row in report.counted(sheet.name, sheet.rows())
        )
        write_lines(target / f"{sheet.name}.csv", [csv_line(heads)], lines)
    write_lines(target / "load.cypher", script())
    (target / "dataset.json").write_text(json_text(extract.head, report.written), encoding="utf-8")


def script() -> Iterator[str]:
    """Give the script that loads the tables: the same whatever they hold."""
    yield _OPENING
    for label in ("Thing", "Listing", "Source"):
        name = f"{label.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
    yield from _loaded("nodes", "", "MERGE (n:Thing {id: row.`id:ID(Thing)`})", "n", _but(NODES, "id"))
    for kind in (*get_args(EntityKind), "good"):
        yield f"\nMATCH (n:Thing) WHERE n.kind = '{kind}' SET n:{_label(kind)};\n"
    yield from _loaded("sources", "", "MERGE (n:Source {id: row.`id:ID(Source)`})", "n", _but(SOURCES, "id"))
    yield from _loaded(
        "listings", "", "MERGE (n:Listing {id: row.`id:ID(Listing)`})", "n", _but(LISTINGS, "id", "party")
    )
    ends = "MATCH (a:{} {{id: row.`:START_ID({})`}}) MATCH (b:Thing {{id: row.`:END_ID(Thing)`}})"
    for kind in KINDS:
        verb = _verb(kind)
        merged = f"{ends.format('Thing', 'Thing')}\n  MERGE (a)-[r:{verb} {{id: row.id}}]->(b)"
        yield from _loaded(
            "edges", f"WITH row WHERE row.`:TYPE` = '{verb}'\n", merged, "r", _but(EDGES, "id", "from", "to")
        )
    yield from _loaded(
        "listed", "", f"{ends.format('Listing', 'Listing')}\n  MERGE (a)-[r:LISTED]->(b)", "r", ()
    )


def _loaded(name: str, where: str, merged: str, what: str, columns: tuple[Column[Any], ...]) -> Iterator[str]:
    """Give one statement that reads a table and writes what stands in its rows, some thousands at a time."""
    yield f"\nLOAD CSV WITH HEADERS FROM $folder + '{name}.csv' AS row\n{where}CALL {{ WITH row\n  {merged}\n"
    for column in columns:
        cell = f"row.`{column.name}{_TYPES.get(column.kind, '')}`"
        yield f"  SET {what}.`{column.name}` = {_READ[column.kind].format(cell)}\n"
    yield f"}} IN TRANSACTIONS OF {_ROWS} ROWS;\n"


def _sheets(extract: Extract) -> tuple[_Sheet, ...]:
    return (
        _Sheet(
            "nodes",
            ("id:ID(Thing)", ":LABEL"),
            lambda row: [row.id, f"Thing;{_label(row.kind)}"],
            _but(NODES, "id"),
            extract.parties,
        ),
        _Sheet(
            "edges",
            (":START_ID(Thing)", ":END_ID(Thing)", ":TYPE"),
            lambda row: [row.from_.id, row.to.id, _verb(row.kind)],
            _but(EDGES, "from", "to"),
            extract.relations,
        ),
        _Sheet(
            "listings",
            ("id:ID(Listing)", ":LABEL"),
            lambda row: [row.listing.id, "Listing"],
            _but(LISTINGS, "id", "party"),
            extract.listings,
        ),
        _Sheet(
            "sources",
            ("id:ID(Source)", ":LABEL"),
            lambda row: [row.id, "Source"],
            _but(SOURCES, "id"),
            extract.sources,
        ),
        _Sheet(
            "listed",
            (":START_ID(Listing)", ":END_ID(Thing)", ":TYPE"),
            lambda row: [row.listing.id, row.party.id, "LISTED"],
            (),
            extract.listings,
        ),
    )


def _but(columns: tuple[Column[Any], ...], *names: str) -> tuple[Column[Any], ...]:
    return tuple(column for column in columns if column.name not in names)


def _cell(cell: Cell) -> object:
    """Give a cell that the server reads as it stands.

    To Neo4j a backslash before a quote, or at the end of a cell, makes that quote a part of the text, and the next cell
    with it. There it is written as JSON writes it by number, which leaves the evidence the JSON that it is.
    """
    text = ";".join(part.replace(";", ",") for part in cell) if isinstance(cell, tuple) else cell
    return _ESCAPING.sub(_by_number, text) if isinstance(text, str) and "\\" in text else text


def _by_number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[1] or chr(92)):04x}"


def _label(kind: str) -> str:
    """Give the label of a kind of node: `public-body` is `PublicBody`."""
    return "".join(word.capitalize() for word in kind.split("-"))


def _verb(kind: str) -> str:
    """Give the type of a kind of relation: `part-of` is `PART_OF`."""
    return kind.upper().replace("-", "_")
