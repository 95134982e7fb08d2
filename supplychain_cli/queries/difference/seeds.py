"""Where changed records touch the graph: the relations that count otherwise than before, and the listed parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.graph.view import Edge, View
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.difference.answers import RecordChange

_CLASSES = ("flow", "hierarchy", "goods", "weak")
_WEIGHING = frozenset({"kind", "status", "recorded"})
"""Fields of a party that decide whether its relations count."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """Relations that count otherwise on the two sides, and parties whose listings or rules do; all by id."""

    relations: frozenset[str]
    listed: frozenset[str]
    rules: bool


def seeds(old: View, new: View, changes: Iterable[RecordChange]) -> Seeds:
    """Find what the changes touch. A change that weighs nothing (a note, a tag) touches nothing.

    Cost: the relations and listings that changed, those that rest on changed sources, and those that carry goods of
    which it is recorded otherwise than before what becomes of them.
    """
    named = list(changes)
    relations = {name for change in named for view in (old, new) for name in _relations(view, change)}
    differing = {name for name in relations if _weighed(old, name) != _weighed(new, name)}
    carrying = {name for view in (old, new) for name in _carrying(view, differing)}
    listed = {name for change in named for view in (old, new) for name in _listed(view, change)}
    rules = any(change.section == "regimes" for change in named)
    return Seeds(frozenset(differing | carrying), frozenset(listed), rules)


def _relations(view: View, change: RecordChange) -> Iterator[str]:
    """Give the relations that a change may touch."""
    if change.section == "relations":
        yield change.id
    elif change.section == "sources":
        yield from (name for section, name in view.snapshot.citing(change.id) if section == "relations")
    elif change.section == "entities" and _WEIGHING.intersection(item.field for item in change.fields):
        party = view.find(change.id)
        if party is not None:
            yield from (edge.id for edge in view.edges(party.node, _CLASSES))


def _weighed(view: View, name: str) -> tuple[object, ...] | None:
    """Give all of a relation that a chain or a verdict depends on, whatever the numbers of its parties."""
    edge = view.relation(name)
    if edge is None:
        return None
    tail, head = view.party(edge.tail), view.party(edge.head)
    return (*edge._replace(tail=0, head=0), tail.id, tail.kind, head.id, head.kind)


def _carrying(view: View, relations: Iterable[str]) -> Iterator[str]:
    """Give the flows of goods that changed relations are about, and of what those goods become."""
    products = Products(view)
    for name in relations:
        edge = view.relation(name)
        if edge is None or edge.klass != "goods":
            continue
        for good in {view.party(edge.tail).id, *products.of(view.party(edge.head).id)}:
            party = view.find(good)
            if party is not None:
                yield from (flow.id for flow in view.carrying(party.node) if flow.klass == "flow")


def _listed(view: View, change: RecordChange) -> Iterator[str]:
    if change.section == "listings":
        held = view.record("listings", change.id)
        if held is not None:
            yield str(held.plain["entity"])


def edges_of(view: View, names: Iterable[str]) -> list[Edge]:
    """Give those relations that count on this side, in order of ids."""
    return [edge for name in sorted(names) if (edge := view.relation(name)) is not None]
