"""The card of one record, whatever it is: everything recorded of it, in both directions, with where it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import View
from supplychain_cli.snapshot.reader import Held

if TYPE_CHECKING:
    from supplychain_cli.queries.cards import GoodCard, PartyCard
    from supplychain_cli.queries.papers import ListingCard, RegimeCard, RelationCard, SourceCard

    Card = PartyCard | RelationCard | SourceCard | GoodCard | ListingCard | RegimeCard

_MAKERS = {
    "entities": "party.card",
    "goods": "good.card",
    "relations": "claim.relation",
    "listings": "claim.listing",
    "sources": "source.card",
    "regimes": "regime.card",
}
"""Who makes the card of a record, by section, in the order of preference for an id used twice."""

SECTIONS = frozenset(_MAKERS)
"""Sections whose records have a card."""


def of(view: View, name: str) -> Card | None:
    """Give the card of the record with this id; None when there is none in scope.

    An id that several sections use means the first of party, good, relation, listing, source, regime; a notice names
    the others. Cost: the records that the card names.
    """
    used = view.snapshot.sections_of(name)
    sections = [section for section in _MAKERS if section in used]
    for at, section in enumerate(sections):
        held = view.record(section, name)
        card = _maker(section)(view, held) if held else None
        if card is not None:
            others = sections[at + 1 :]
            return replace(card, notices=(*card.notices, _also(name, section, others))) if others else card
    return None


def _maker(section: str) -> Callable[[View, Held], Card | None]:
    module, _, function = _MAKERS[section].partition(".")
    maker: Callable[[View, Held], Card | None] = getattr(
        import_module(f"supplychain_cli.queries.{module}"), function
    )
    return maker


def _also(name: str, section: str, others: list[str]) -> Notice:
    return Notice("N305", f"This is the record {name} of {section}; {', '.join(others)} use the same id.")
