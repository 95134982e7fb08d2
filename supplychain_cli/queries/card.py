"""The card of one record, whatever it is: everything recorded of it, in both directions, with where it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from supplychain_cli.diagnostics import Notice
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


SECTIONS = frozenset(_MAKERS)
"""Sections whose records have a card."""


def of(view: View, name: str) -> Card | None:
    """Give the card of the record with this id; None when there is none in scope.

    An id that several sections use means the first of party, good, relation, listing, source, regime; a notice names
    the others. Cost: the records that the card names.
    """
    sections = [section for section in _MAKERS if section in view.snapshot.sections_of(name)]
    for at, section in enumerate(sections):
        held = view.record(section, name)
        card = _MAKERS[section](view, held) if held else None
        if card is not None:
            others = sections[at + 1 :]
            return replace(card, notices=(*card.notices, _also(name, section, others))) if others else card
    return None


def id_of(card: Card) -> str:
    """Give the id of the record that a card is about."""
    match card:
        case PartyCard():
            return card.party.id
        case GoodCard():
            return card.good.id
        case RelationCard():
            return card.relation.relation
        case ListingCard():
            return card.listing.listing
        case SourceCard():
            return card.source
        case RegimeCard():
            return card.regime


def _also(name: str, section: str, others: list[str]) -> Notice:
    return Notice("N305", f"This is the record {name} of {section}; {', '.join(others)} use the same id.")
