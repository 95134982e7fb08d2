"""GraphML (http://graphml.graphdrawing.org): one graph, several edges between two nodes, every column as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supplychain_cli.exporters.about import sentence
from supplychain_cli.exporters.columns import EDGES, NODES, Column, joined
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.xml import content, quoted
from supplychain_cli.queries.extract.rows import Extract

_TYPES = {"number": "double", "integer": "int"}
_ENDS = frozenset({"id", "from", "to"})
"""Columns that GraphML has attributes of its own for."""


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the file line by line. Every edge is directed, as it is recorded; empty cells are left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    yield f"  <desc>{content(sentence(extract.head))}</desc>\n"
    yield from _keys("node", NODES)
    yield from _keys("edge", EDGES)
    yield f'  <graph id={quoted(extract.head.name)} edgedefault="directed">\n'
    for party in report.counted("nodes", extract.parties()):
        yield f"    <node id={quoted(party.id)}>\n"
        yield from _data("node", NODES, party)
        yield "    </node>\n"
    for relation in report.counted("edges", extract.relations()):
        ends = f"source={quoted(relation.from_.id)} target={quoted(relation.to.id)}"
        yield f"    <edge id={quoted(relation.id)} {ends}>\n"
        yield from _data("edge", EDGES, relation)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _keys(end: str, columns: Sequence[Column[Any]]) -> Iterator[str]:
    for column in columns:
        if column.name not in _ENDS:
            kind = _TYPES.get(column.kind, "string")
            yield f'  <key id="{end}_{column.name}" for="{end}" attr.name="{column.name}" attr.type="{kind}"/>\n'


def _data(end: str, columns: Sequence[Column[Any]], row: object) -> Iterator[str]:
    for column in columns:
        cell = joined(column.of(row))
        if column.name not in _ENDS and cell not in (None, ""):
            yield f'      <data key="{end}_{column.name}">{content(str(cell))}</data>\n'
