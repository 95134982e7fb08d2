"""Which rows are exported: everything, the surroundings of a party, or the relations of chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from supplychain_cli.graph.standing import of_relation, recorded_by
from supplychain_cli.graph.view import Party, View
from supplychain_cli.model.dates import day_text
from supplychain_cli.queries.chains.answers import Chain
from supplychain_cli.queries.extract.reading import Reader, source_of
from supplychain_cli.queries.extract.rows import (
    ExportParty,
    ExportRelation,
    ExportSource,
    Extract,
    Head,
    Listed,
)
from supplychain_cli.snapshot.format import EDGE_CLASSES
from supplychain_cli.snapshot.rows import EdgeRow, NodeRow


def everything(view: View) -> Extract:
    """Give all records that count in the scope of the view.

    Rows are streamed: memory is that of one record, time that of the whole dataset.
    """
    reader, snapshot = Reader(view), view.snapshot

    def nodes() -> Iterator[NodeRow]:
        rows = (row for row in snapshot.all_nodes() if view.leader(row.node) == row.node)
        return (row for row in rows if _written(view, row.node))

    def parties() -> Iterator[ExportParty]:
        return map(reader.party, nodes())

    def listings() -> Iterator[Listed]:
        return (listed for row in nodes() for listed in reader.listed(row))

    def relations() -> Iterator[ExportRelation]:
        rows = (row for row in snapshot.all_edges() if _counts(view, row))
        return map(reader.relation, rows)

    def sources() -> Iterator[ExportSource]:
        feeds = (snapshot.record("sources", feed.id) for feed in snapshot.records("feeds"))
        return map(source_of, chain(snapshot.records("sources"), filter(None, feeds)))

    return Extract(_head(view, "all records", {"all": True}), parties, listings, relations, sources)


def around(view: View, center: Party, legs: int) -> Extract:
    """Give the parties within so many relations of any kind, and every relation between them.

    A good also reaches those who trade it. The walk does not go on beyond a country, through which everybody would be
    near. With no relation, only the party itself. Cost: the relations of every party nearer than `legs`, twice.
    """
    found = {center.node}
    rim = [center.node]
    for _ in range(legs):
        rim = [node for node in _beside(view, rim, center.node) if node not in found]
        found.update(rim)
    rows = {
        edge.id
        for node in found
        for edge in view.edges(node, EDGE_CLASSES)
        if edge.tail in found and edge.head in found
    }
    if center.kind == "good":
        rows.update(edge.id for edge in view.carrying(center.node) if {edge.tail, edge.head} <= found)
    about = f"{center.name} and what lies within {legs} {'leg' if legs == 1 else 'legs'} of it"
    return _part(view, about, {"around": center.id, "legs": legs}, found, rows)


def between(
    view: View, source: Party, target: Party, chains: Iterable[Chain], query: Mapping[str, Any]
) -> Extract:
    """Give the relations of these chains from one party to another, and the parties on them; both ends in any case."""
    legs = [leg for found in chains for leg in found.legs]
    names = {name for leg in legs for name in (leg.from_, leg.to)}
    nodes = {party.node for name in names if (party := view.find(name))} | {source.node, target.node}
    rows = {relation for leg in legs for relation in (leg.relation, *leg.parallel)}
    about = f"chains from {source.name} to {target.name}"
    return _part(view, about, {"chain": [source.id, target.id], **query}, nodes, rows)


def _beside(view: View, rim: Iterable[int], center: int) -> Iterator[int]:
    """Give the parties one relation away, each once, in order of numbers."""
    beside: set[int] = set()
    for node in rim:
        kind = view.party(node).kind
        if node != center and kind == "country":
            continue
        edges = list(view.edges(node, EDGE_CLASSES))
        if node == center and kind == "good":
            edges += view.carrying(node)
        beside.update(end for edge in edges for end in (edge.tail, edge.head))
    return iter(sorted(beside))


def _part(view: View, about: str, query: Mapping[str, Any], nodes: set[int], rows: set[str]) -> Extract:
    """Give chosen parties and relations, with the goods they carry, sorted by id."""
    reader, snapshot = Reader(view), view.snapshot
    edges = sorted(rows)
    carried = {good for name in edges if (edge := view.relation(name)) for good in edge.goods}
    numbers = nodes | {party.node for good in carried if (party := view.find(good))}
    chosen = sorted(numbers, key=lambda node: view.party(node).id)

    def parties() -> Iterator[ExportParty]:
        return (reader.party(snapshot.node_at(node)) for node in chosen)

    def listings() -> Iterator[Listed]:
        return (listed for node in chosen for listed in reader.listed(snapshot.node_at(node)))

    def relations() -> Iterator[ExportRelation]:
        return (reader.relation(row) for name in edges if (row := snapshot.edge(name)) and _counts(view, row))

    def sources() -> Iterator[ExportSource]:
        cited = {piece.source for relation in relations() for piece in relation.sources}
        cited.update(piece.source for listed in listings() for piece in listed.listing.sources)
        cited.update(piece.source for party in parties() for piece in party.sources)
        return (source_of(held) for name in sorted(cited) if (held := view.record("sources", name)))

    return Extract(_head(view, about, query), parties, listings, relations, sources)


def _counts(view: View, row: EdgeRow) -> bool:
    """Whether a relation counts and both its ends were written down."""
    if of_relation(view.scope, row) != "counts":
        return False
    return _written(view, row.tail) and _written(view, row.head)


def _written(view: View, node: int) -> bool:
    """Whether the record that stands for a party was written down by the day asked about."""
    if view.scope.known_on is None:
        return True
    return recorded_by(view.scope, view.snapshot.node_at(view.leader(node)).recorded)


def _head(view: View, about: str, query: Mapping[str, Any]) -> Head:
    meta, scope = view.snapshot.meta, view.scope
    days = {
        "as_of": None if scope.as_of is None else day_text(scope.as_of),
        "known_on": None if scope.known_on is None else day_text(scope.known_on),
    }
    return Head(
        meta["name"], meta["version"], meta["digest"], meta.get("licence", ""), about, {**query, **days}
    )
