"""The cards of a relation and of a listing: the claim itself, every piece of evidence, and how they make its grade."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.listing import Listing
from supplychain_cli.queries.cards.listed import line
from supplychain_cli.queries.cards.papers import ListingCard, RelationCard
from supplychain_cli.queries.cards.related import Relations, relation_of
from supplychain_cli.queries.cards.weighing import reasoning, weighed
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import EdgeRow, Held


def relation(view: View, held: Held) -> RelationCard | None:
    """Give the card of a relation, whether it counts or not; None when it was not written down by the day asked about.

    Cost: the flows of the parties it goes through, when there are any.
    """
    row = view.snapshot.edge(held.id)
    relations = Relations(view)
    shown = relations.shown([row]) if row else ()
    if row is None or not shown:
        return None
    record = relation_of(held)
    evidence = weighed(shown[0].sources)
    whole = view.snapshot.edge(record.total) if record.total else None
    return RelationCard(
        relation=shown[0],
        evidence=evidence,
        reasoning=reasoning(evidence, record.status, shown[0].grade, shown[0].basis),
        legs=relations.shown(_legs(view, row)),
        whole=next(iter(relations.shown([whole])), None) if whole else None,
        parts=relations.shown(view.snapshot.parts(row.id)),
        recorded=record.recorded,
        tags=record.tags,
    )


def _legs(view: View, row: EdgeRow) -> Iterator[EdgeRow]:
    """Give the flows between the stops of a relation that goes through others."""
    between = [found.node for name in row.through.split() if (found := view.find(name))]
    stops = (view.leader(row.tail), *between, view.leader(row.head))
    for start, end in pairwise(stops) if between else ():
        for member in view.members(start):
            rows = view.snapshot.edges_from(member, row.klass)
            yield from (edge for edge in rows if view.leader(edge.head) == end)


def listing(view: View, held: Held) -> ListingCard | None:
    """Give the card of a listing, in force or not; None when it was not written down by the day asked about."""
    record = from_plain(Listing, held.plain)
    found = view.find(record.entity)
    row = next((row for row in view.listings(found.node) if row.id == record.id), None) if found else None
    if found is None or row is None:
        return None
    scribe = Scribe(view)
    shown = line(view, scribe, scribe.party(found), row)
    evidence = weighed(shown.sources)
    if shown.standing == "unwritten":
        return None
    return ListingCard(
        listing=shown,
        evidence=evidence,
        reasoning=reasoning(evidence, record.status, shown.grade, shown.basis),
        day=day_text(view.scope.listings_on),
        recorded=record.recorded,
        tags=record.tags,
    )
