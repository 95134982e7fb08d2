"""Totals: a part and its total are two records of one trade, and no relation is a part of itself."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.relation import Relation
from supplychain_cli.records.checks.ledger import Ledger, complain


def total_fits(ledger: Ledger) -> Iterator[Diagnostic]:
    """A relation and the total it is part of share an end."""
    for entry in ledger.corpus.section("relations"):
        part = entry.record
        total = _total(part, ledger)
        if not isinstance(part, Relation) or total is None or total is part:
            continue
        if part.from_ != total.from_ and part.to != total.to:
            yield complain(
                "R309",
                f"`{part.id}` is recorded as a part of `{total.id}`, but that is another trade.",
                entry.at("total"),
                "Name the relation that holds the total of the same trade, or leave `total` out.",
                f"The total is: {total.from_} {total.kind} {total.to}; it has neither end in common.",
                severity="warning",
            )


def total_circle(ledger: Ledger) -> Iterator[Diagnostic]:
    """No relation is, step by step, a part of itself."""
    done: set[str] = set()
    for entry in ledger.corpus.section("relations"):
        trail: list[str] = []
        relation: Relation | None = entry.record if isinstance(entry.record, Relation) else None
        while relation and relation.id not in done:
            done.add(relation.id)
            trail.append(relation.id)
            relation = _total(relation, ledger)
        if relation and relation.id in trail:
            circle = [*trail[trail.index(relation.id) :], relation.id]
            yield complain(
                "R308",
                f"`{relation.id}` is recorded as a part of itself.",
                entry.at("total"),
                "Leave `total` out of the relation that holds the whole.",
                f"The circle is: {' is part of '.join(circle)}.",
            )


def _total(record: object, ledger: Ledger) -> Relation | None:
    found = ledger.first(record.total, "relations") if isinstance(record, Relation) and record.total else None
    return found.record if found and isinstance(found.record, Relation) else None
