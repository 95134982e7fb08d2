"""Mermaid flowcharts for pages that draw them (GitHub, GitLab): small pictures, evidence in comments.

Mermaid refuses more than 500 edges and 50,000 characters by default (its settings `maxEdges` and `maxTextSize`), so the
picture is cut there, weakest evidence first. Every character of a name that could act is written as its number.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator

from supplychain_cli.exporters.about import sentence
from supplychain_cli.exporters.columns import marks
from supplychain_cli.exporters.export import Report
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.extract.rows import ExportParty, ExportRelation, Extract

MAX_EDGES = 500
MAX_CHARACTERS = 50_000
_ROOM = 1_000
"""Characters kept free for the head and the remark on what was cut."""
_ACTS = re.compile(r"[^\w .,:/()'+-]")
_SHAPES = {"person": '(["', "country": '{{"', "system": '[["', "good": '[/"'}
_CLOSED = {"person": '"])', "country": '"}}', "system": '"]]', "good": '"/]'}


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the file line by line; `report.cut` says what did not fit.

    Parties without a relation are drawn while there is room. Memory: the relations and parties of one picture.
    """
    parties, relations, left = _fitting(extract)
    numbers = {party.id: f"n{number}" for number, party in enumerate(parties)}
    yield "flowchart LR\n"
    yield f"  %% {_comment(sentence(extract.head))}\n"
    if left:
        report.cut = (
            f"Mermaid draws at most {MAX_EDGES} edges and {MAX_CHARACTERS:,} characters: "
            f"{left:,} of {left + len(relations):,} relations are left out, those with the weakest evidence first."
        )
        yield f"  %% {_comment(report.cut)}\n"
    for party in report.counted("nodes", parties):
        yield _node(numbers[party.id], party)
    for relation in report.counted("edges", relations):
        yield _edge(numbers[relation.from_.id], numbers[relation.to.id], relation)


def shown(text: str) -> str:
    """Write a text for a label in quotes: what could act is written as its number."""
    return _ACTS.sub(lambda sign: f"#{ord(sign[0])};", text)


def _fitting(extract: Extract) -> tuple[list[ExportParty], list[ExportRelation], int]:
    """Give the parties and relations that one picture holds, by id, and how many relations do not fit."""
    best = heapq.nsmallest(MAX_EDGES, extract.relations(), key=_rank)
    count = sum(1 for _ in extract.relations())
    ends = {end.id for relation in best for end in (relation.from_, relation.to)}
    loose = MAX_EDGES
    held: dict[str, ExportParty] = {}
    for party in extract.parties():
        if party.id in ends or (party.kind != "good" and loose > 0):
            loose -= party.id not in ends
            held[party.id] = party
    room = MAX_CHARACTERS - _ROOM
    drawn: set[str] = set()
    kept = []
    for relation in best:
        new = [end.id for end in (relation.from_, relation.to) if end.id not in drawn]
        size = len(_edge("n0000", "n0000", relation)) + sum(len(_node("n0000", held[name])) for name in new)
        if size > room:
            break
        room -= size
        drawn.update(new)
        kept.append(relation)
    for name, party in held.items():
        if name not in ends and len(_node("n0000", party)) <= room:
            room -= len(_node("n0000", party))
            drawn.add(name)
    kept.sort(key=lambda relation: relation.id)
    return [party for name, party in held.items() if name in drawn], kept, count - len(kept)


def _rank(relation: ExportRelation) -> tuple[int, bool, str]:
    return (GRADES.index(relation.grade), relation.basis == "inferred", relation.id)


def _node(number: str, party: ExportParty) -> str:
    native = f"<br>{shown(party.native)}" if party.native and party.native != party.name else ""
    begin, end = _SHAPES.get(party.kind, '["'), _CLOSED.get(party.kind, '"]')
    listed = "".join(f"<br>{shown(mark)}" for mark in marks(party))
    return f"  {number}{begin}{shown(party.name)}{native}{listed}{end}\n  %% {number} {_comment(party.id)}\n"


def _edge(start: str, end: str, relation: ExportRelation) -> str:
    goods = f": {', '.join(good.name for good in relation.goods)}" if relation.goods else ""
    share = f" {relation.share}" if relation.share is not None else ""
    status = "" if relation.status == "current" else f" ({relation.status})"
    label = shown(f"{relation.says}{goods}{share}{status}")
    arrow = "-.->" if relation.basis == "inferred" else "-->"
    cited = dict.fromkeys(f"{piece.source} {piece.url}".strip() for piece in relation.sources)
    facts = [
        relation.id,
        relation.grade,
        relation.basis,
        relation.status,
        relation.period or "undated",
        *cited,
    ]
    return f'  {start} {arrow}|"{label}"| {end}\n  %% {_comment("; ".join([*facts, relation.location]))}\n'


def _comment(text: str) -> str:
    """Write a text for a comment: a brace could begin a directive there."""
    return re.sub(r"[{}\r\n]", lambda sign: f"#{ord(sign[0])};", text)
