"""The card of a party as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.answers import PartyCard
from supplychain_cli.render.tables.facts import (
    Fact,
    flow_facts,
    group_facts,
    listing_fact,
    name_facts,
    plain_facts,
    table_of,
)
from supplychain_cli.render.tables.table import Table, joined


def table(answer: PartyCard) -> Table:
    """Give one row a fact: the party, its names and numbers, its listings, relations, searches and judgements."""
    return table_of(_facts(answer), answer.tags)


def _facts(answer: PartyCard) -> Iterator[Fact]:
    party = answer.party
    about = joined(part for part in (party.kind, party.country) if part)
    yield Fact("party", party.id, party.name, status=answer.status, note=about, location=answer.location)
    yield from plain_facts(note=answer.note, tags=joined(answer.tags))
    yield from name_facts(answer.names)
    yield from (Fact("identifier", says=number.value, note=number.scheme) for number in answer.identifiers)
    yield from map(listing_fact, answer.listings)
    for search in answer.not_found:
        says = f"No entry found in {search.title or search.source}, as read on {search.on}"
        yield Fact("search", search.source, says, period=search.on, note=search.note, sources=search.source)
    yield from group_facts(answer.relations, party.id)
    yield from flow_facts(answer.flows)
    for same in answer.same:
        yield Fact("same", same.id, same.name, note=joined(same.why), location=same.location)
    for made in answer.judgements:
        says = f"{made.judgement}: {made.other.name}"
        note = f"{made.by}: {made.why}"
        yield Fact(
            "judgement", made.identity, says, made.other.id, period=made.on, note=note, location=made.location
        )
    yield from (
        Fact("source", source.source, source.title, note=source.publisher) for source in answer.sources
    )
