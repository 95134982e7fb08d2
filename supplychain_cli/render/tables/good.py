"""The card of a good as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.answers import GoodCard
from supplychain_cli.render.tables.facts import (
    Fact,
    flow_facts,
    group_facts,
    name_facts,
    plain_facts,
    table_of,
)
from supplychain_cli.render.tables.table import Table, joined


def table(answer: GoodCard) -> Table:
    """Give one row a fact: the good, its names, codes and tiers, and the relations about it."""
    return table_of(_facts(answer), answer.tags)


def _facts(answer: GoodCard) -> Iterator[Fact]:
    yield Fact("good", answer.good.id, answer.good.name, status=answer.status, location=answer.location)
    yield from plain_facts(note=answer.note, tags=joined(answer.tags))
    yield from name_facts(answer.names)
    yield from (Fact("HS code", says=code, note=answer.hs_basis) for code in answer.hs)
    yield from plain_facts(CHPL_tier=answer.chpl)
    for code in answer.chpl_codes:
        yield Fact("CHPL by code", code.good.id, code.tier, note=f"{code.hs} {code.good.name}")
    for shared in answer.shared_codes:
        yield Fact("HS code also covers", says=joined(good.id for good in shared.goods), note=shared.hs)
    yield from (Fact("military use", says=use) for use in answer.military_uses)
    yield from group_facts(answer.relations, answer.good.id)
    yield from (Fact("contained through others", good.id, good.name) for good in answer.becomes)
    yield from flow_facts(answer.flows)
    yield from (
        Fact("source", source.source, source.title, note=source.publisher) for source in answer.sources
    )
