"""Graphviz DOT: every edge with its evidence as attributes, an inferred one dashed.

All texts are quoted strings: https://graphviz.org/doc/info/lang.html. A backslash begins an escape in a label, so it is
doubled, and nothing of a name acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.exporters.about import sentence
from supplychain_cli.exporters.columns import EDGES, joined, marks
from supplychain_cli.exporters.export import Report
from supplychain_cli.queries.extract.rows import ExportParty, ExportRelation, Extract

_OWN = frozenset({"id", "kind", "from", "to", "from_name", "to_name", "says", "evidence"})
"""Columns that stand elsewhere in an edge, or are too long for a picture."""
_SHAPES = {"person": "ellipse", "country": "hexagon", "system": "component", "good": "note", "vessel": "cds"}
_COLOURS = {"confirmed": "black", "probable": "gray20", "possible": "gray45", "doubtful": "gray65"}


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the file line by line. Goods are drawn only where a relation begins or ends at them."""
    yield f"// {_in_comment(sentence(extract.head))}\n"
    yield f"digraph {quoted(extract.head.name)} {{\n"
    yield '  graph [rankdir=LR];\n  node [shape=box, fontname="sans-serif"];\n  edge [fontname="sans-serif"];\n'
    drawn = _ends(extract)
    for party in extract.parties():
        if party.kind != "good" or party.id in drawn:
            report.written["nodes"] += 1
            yield f"  {quoted(party.id)} [{_node(party)}];\n"
    for relation in report.counted("edges", extract.relations()):
        yield f"  {quoted(relation.from_.id)} -> {quoted(relation.to.id)} [{_edge(relation)}];\n"
    yield "}\n"


def quoted(*texts: str) -> str:
    """Write texts as one quoted string, one line of the picture each."""
    return '"{}"'.format("\\n".join(text.replace("\\", "\\\\").replace('"', '\\"') for text in texts))


def _ends(extract: Extract) -> set[str]:
    """Give the goods that relations begin or end at."""
    ends = (end for relation in extract.relations() for end in (relation.from_, relation.to))
    return {end.id for end in ends if end.kind == "good"}


def _node(party: ExportParty) -> str:
    listed = marks(party)
    native = [party.native] if party.native and party.native != party.name else []
    attributes = {"label": quoted(party.name, *native, *([", ".join(listed)] if listed else []))}
    attributes |= {
        "kind": quoted(party.kind),
        "country": quoted(party.country),
        "location": quoted(party.location),
    }
    if party.kind in _SHAPES:
        attributes["shape"] = _SHAPES[party.kind]
    if listed:
        attributes["penwidth"] = "2"
    return _written(attributes.items())


def _edge(relation: ExportRelation) -> str:
    goods = ", ".join(good.name for good in relation.goods)
    said = f"{relation.says}: {goods}" if goods else relation.says
    shares = [str(relation.share)] if relation.share is not None else []
    status = "" if relation.status == "current" else relation.status
    about = (*shares, relation.period, relation.grade, relation.basis, status)
    under = ", ".join(filter(None, about))
    attributes = {
        "id": quoted(relation.id),
        "label": quoted(said, under),
        "kind": quoted(relation.kind),
        "color": _COLOURS[relation.grade],
        "style": "dashed" if relation.basis == "inferred" else "solid",
    }
    for column in EDGES:
        cell = joined(column.of(relation))
        if column.name not in _OWN and cell not in (None, ""):
            attributes[column.name] = quoted(str(cell))
    return _written(attributes.items())


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name}={value}" for name, value in attributes if value != '""')


def _in_comment(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
