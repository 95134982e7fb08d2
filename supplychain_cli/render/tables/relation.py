"""The card of a relation as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.papers import RelationCard
from supplychain_cli.render.tables.facts import Fact, evidence_facts, plain_facts, relation_fact, table_of
from supplychain_cli.render.tables.table import Table, joined


def table(answer: RelationCard) -> Table:
    """Give the relation, its evidence, and the relations that record it in more or less detail."""
    return table_of(_facts(answer))


def _facts(answer: RelationCard) -> Iterator[Fact]:
    yield relation_fact("relation", answer.relation)
    yield from plain_facts(
        through=joined(party.id for party in answer.relation.through),
        goods_of=answer.relation.supplier.id if answer.relation.supplier else "",
        tags=joined(answer.tags),
        reasoning=answer.reasoning,
    )
    yield from evidence_facts(answer.evidence)
    if answer.whole:
        yield relation_fact("total", answer.whole)
    yield from (relation_fact("part", part) for part in answer.parts)
    yield from (relation_fact("leg", leg) for leg in answer.legs)
