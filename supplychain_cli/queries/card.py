"""The card of one record, whatever it is: everything recorded of it, in both directions, with where it is written."""

from __future__ import annotations

from collections.abc import Callable

from supplychain_cli.graph.view import View
from supplychain_cli.queries import claim, goods, party, regime, source
from supplychain_cli.queries.cards import (
    GoodCard,
    ListingCard,
    PartyCard,
    RegimeCard,
    RelationCard,
    SourceCard,
)
from supplychain_cli.snapshot.reader import Held

Card = PartyCard | RelationCard | SourceCard | GoodCard | ListingCard | RegimeCard

_MAKERS: dict[str, Callable[[View, Held], Card | None]] = {
    "entities": party.card,
    "goods": goods.card,
    "relations": claim.relation,
    "listings": claim.listing,
    "sources": source.card,
    "regimes": regime.card,
}
"""Who makes the card of a record, by section, in the order of preference for an id used twice."""


def of(view: View, name: str) -> Card | None:
    """Give the card of the record with this id; None when there is none in scope.

    An id that several sections use means the first of: party, good, relation, listing, source, regime.
    Cost: the records that the card names.
    """
    sections = view.snapshot.sections_of(name)
    for section, make in _MAKERS.items():
        held = view.record(section, name) if section in sections else None
        if held is not None:
            return make(view, held)
    return None
