"""The card of a listing as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import ListingCard
from supplychain_cli.render.tables.facts import evidence_facts, listing_fact, plain_facts, table_of
from supplychain_cli.render.tables.table import Table, joined


def table(answer: ListingCard) -> Table:
    """Give the listing, why it has its grade, and its evidence."""
    rest = plain_facts(tags=joined(answer.tags), reasoning=answer.reasoning)
    return table_of((listing_fact(answer.listing), *rest, *evidence_facts(answer.evidence)))
