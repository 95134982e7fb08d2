"""The card of a judgement as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import JudgementCard
from supplychain_cli.render.tables.facts import Fact, plain_facts, table_of
from supplychain_cli.render.tables.table import Table


def table(answer: JudgementCard) -> Table:
    """Give the judgement, the two records, who decided and why, and its sources."""
    head = Fact(
        "judgement",
        answer.identity,
        answer.judgement,
        period=answer.on,
        note=answer.note,
        location=answer.location,
    )
    ends = (Fact("party", end.id, end.name, note=end.country) for end in (answer.left, answer.right))
    rest = plain_facts(by=answer.by, why=answer.why, effect=answer.effect)
    sources = (Fact("source", piece.source, piece.title, note=piece.publisher) for piece in answer.sources)
    return table_of((head, *ends, *rest, *sources))
