"""The card of a source as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.papers import SourceCard
from supplychain_cli.render.tables.facts import Fact, plain_facts, table_of
from supplychain_cli.render.tables.table import Table, joined


def table(answer: SourceCard) -> Table:
    """Give the document, what is known of it, and one row for each record that cites it."""
    return table_of(_facts(answer))


def _facts(answer: SourceCard) -> Iterator[Fact]:
    yield Fact(
        "source", answer.source, answer.title, period=answer.date, note=answer.note, location=answer.location
    )
    yield from plain_facts(
        publisher=answer.publisher,
        url=answer.url,
        licence=answer.licence,
        reliability=f"{answer.reliability}, {answer.reliability_means}",
        tags=joined(answer.tags),
    )
    for group in answer.cited_by:
        for record in group.records:
            yield Fact(group.section, record.id, record.says, grade=record.grade, location=record.location)
