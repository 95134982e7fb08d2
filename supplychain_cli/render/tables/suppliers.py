"""Suppliers or buyers as rows: one row for each place in the tree."""

from __future__ import annotations

from supplychain_cli.queries.chains.answers import Leg, Supplier, SuppliersAnswer
from supplychain_cli.render.assuming import assumptions, cell
from supplychain_cli.render.sentences import no_supplier, tiers
from supplychain_cli.render.tables.table import Cell, Table, joined, listed_text, with_column
from supplychain_cli.render.tables.trace import cited

COLUMNS = (
    "tier",
    "id",
    "name",
    "native",
    "kind",
    "country",
    "parent",
    "through",
    "goods",
    "period",
    "grade",
    "basis",
    "leg_grade",
    "leg_basis",
    "listed",
    "marks",
    "repeated",
    "note",
    "sources",
    "relation",
    "location",
    "chain",
)
_BRIEF = (
    "tier",
    "name",
    "country",
    "parent",
    "goods",
    "period",
    "grade",
    "basis",
    "listed",
    "marks",
    "location",
)


def table(answer: SuppliersAnswer) -> Table:
    """Give one row a supplier or buyer, in the order of the tree; `grade` is that of the whole chain."""
    rows = tuple(_row(entry, own_leg(entry)) for entry in answer.suppliers)
    found = Table(COLUMNS, rows, _BRIEF, tuple(tiers(answer)) if rows else (no_supplier(answer),))
    return with_column(found, "assumption", [cell(assumptions(entry)) for entry in answer.suppliers])


def own_leg(entry: Supplier) -> Leg:
    """Give the flow between an entry and its parent: the first leg of a supplier's chain, the last of a buyer's."""
    first = entry.chain[0]
    return first if first.from_ == entry.id else entry.chain[-1]


def _row(entry: Supplier, leg: Leg) -> tuple[Cell, ...]:
    return (
        entry.tier,
        entry.id,
        entry.name,
        entry.native,
        entry.kind,
        entry.country,
        entry.parent,
        joined(entry.through),
        joined(good.name for good in entry.goods),
        leg.period,
        entry.grade,
        entry.basis,
        leg.grade,
        leg.basis,
        listed_text(entry.listed),
        joined(entry.marks),
        "yes" if entry.repeated else "no",
        leg.note,
        cited(leg.sources),
        leg.relation,
        leg.location,
        joined(step.relation for step in entry.chain if step.relation),
    )
