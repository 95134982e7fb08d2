"""GEXF 1.3 (https://gexf.net): a graph over time, each edge from the first day to the last that its record gives.

No day of writing is noted, so that equal records give equal files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supplychain_cli.exporters.about import PRODUCER, sentence
from supplychain_cli.exporters.columns import EDGES, NODES, Column, joined
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.xml import content, quoted
from supplychain_cli.queries.extract.rows import ExportRelation, Extract

_TYPES = {"number": "double", "integer": "integer"}
_ENDS = frozenset({"id", "from", "to"})
"""Columns that GEXF has attributes of its own for."""


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the file line by line. An undated edge has no days: it stands in the picture at all times."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield (
        f"  <meta>\n    <creator>{PRODUCER}</creator>\n"
        f"    <description>{content(sentence(extract.head))}</description>\n  </meta>\n"
    )
    yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    yield from _attributes("node", NODES)
    yield from _attributes("edge", EDGES)
    yield "    <nodes>\n"
    for party in report.counted("nodes", extract.parties()):
        yield f"      <node id={quoted(party.id)} label={quoted(party.name)}>\n"
        yield from _values(NODES, party)
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for relation in report.counted("edges", extract.relations()):
        ends = f"source={quoted(relation.from_.id)} target={quoted(relation.to.id)}"
        about = f"label={quoted(relation.says)}{_days(relation)}"
        yield f"      <edge id={quoted(relation.id)} {ends} {about}>\n"
        yield from _values(EDGES, relation)
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(end: str, columns: Sequence[Column[Any]]) -> Iterator[str]:
    yield f'    <attributes class="{end}" mode="static">\n'
    for column in columns:
        if column.name not in _ENDS:
            kind = _TYPES.get(column.kind, "string")
            yield f'      <attribute id="{column.name}" title="{column.name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _values(columns: Sequence[Column[Any]], row: object) -> Iterator[str]:
    yield "        <attvalues>\n"
    for column in columns:
        cell = joined(column.of(row))
        if column.name not in _ENDS and cell not in (None, ""):
            yield f'          <attvalue for="{column.name}" value={quoted(str(cell))}/>\n'
    yield "        </attvalues>\n"


def _days(relation: ExportRelation) -> str:
    start = f' start="{relation.first}"' if relation.first else ""
    return start + (f' end="{relation.last}"' if relation.last else "")
