"""The card of an ownership rule as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import RegimeCard
from supplychain_cli.render.tables.facts import Fact, evidence_facts, plain_facts, table_of
from supplychain_cli.render.tables.table import Table, joined


def table(answer: RegimeCard) -> Table:
    """Give the rule, its parts by name, and its evidence."""
    head = Fact(
        "regime", answer.regime, answer.name, period=answer.period, note=answer.note, location=answer.location
    )
    rest = plain_facts(
        statement=answer.statement,
        rule=answer.rule,
        authority=answer.authority,
        measures=joined(answer.measures),
        threshold=f"{answer.operator} {answer.threshold}",
        aggregate=answer.aggregate,
        control="yes" if answer.control else "no",
        suspended=answer.suspended,
        standing=answer.in_force,
        tags=joined(answer.tags),
    )
    return table_of((head, *rest, *evidence_facts(answer.evidence)))
