"""The card of one record, whatever it is: everything recorded of it, in both directions, with where it is written."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from supplychain_cli.graph.view import View
from supplychain_cli.snapshot.rows import Held

if TYPE_CHECKING:
    from supplychain_cli.queries.cards.answers import GoodCard, PartyCard
    from supplychain_cli.queries.cards.papers import (
        JudgementCard,
        ListingCard,
        RegimeCard,
        RelationCard,
        SourceCard,
        StatementCard,
    )

    Card = (
        PartyCard
        | RelationCard
        | SourceCard
        | GoodCard
        | ListingCard
        | RegimeCard
        | JudgementCard
        | StatementCard
    )

_MAKERS = {
    "entities": "party.card",
    "goods": "good.card",
    "relations": "claim.relation",
    "listings": "claim.listing",
    "sources": "source.card",
    "regimes": "regime.card",
    "identities": "judgement.card",
    "policies": "statement.policy",
    "expectations": "statement.expectation",
}
"""Who makes the card of a record, by section; each is loaded when it is needed."""

SECTIONS = frozenset(_MAKERS)
"""Sections whose records have a card."""


def of(view: View, name: str) -> Card | None:
    """Give the card of the record with this id; None when there is none in scope. Cost: the records that it names."""
    for section in view.snapshot.sections_of(name):
        held = view.record(section, name) if section in SECTIONS else None
        if held is not None:
            return _maker(section)(view, held)
    return None


def _maker(section: str) -> Callable[[View, Held], Card | None]:
    module, _, function = _MAKERS[section].partition(".")
    maker: Callable[[View, Held], Card | None] = getattr(
        import_module(f"supplychain_cli.queries.cards.{module}"), function
    )
    return maker
