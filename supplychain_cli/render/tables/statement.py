"""The card of a policy or an expectation as rows."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import StatementCard
from supplychain_cli.render.tables.facts import Fact, table_of
from supplychain_cli.render.tables.table import Table


def table(answer: StatementCard) -> Table:
    """Give what it says, and one row a field."""
    head = Fact(answer.what, answer.id, answer.says, note=answer.note, location=answer.location)
    return table_of((head, *(Fact(field.name, says=field.value) for field in answer.fields)), answer.tags)
