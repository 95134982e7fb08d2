"""Two receipts as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.audit.comparison import ComparisonAnswer
from supplychain_cli.render import compared
from supplychain_cli.render.tables.table import Cell, Table, joined

COLUMNS = (
    "part",
    "turn",
    "fingerprint",
    "rule",
    "level",
    "supplier",
    "party",
    "regimes",
    "field",
    "old",
    "new",
)


def table(answer: ComparisonAnswer) -> Table:
    """Give one row a finding that came, went or changed in a field, and one a value that differs."""
    remarks = (compared.verdict(answer), compared.side(answer.old), compared.side(answer.new))
    return Table(COLUMNS, tuple(_rows(answer)), remarks=remarks)


def _rows(answer: ComparisonAnswer) -> Iterator[tuple[Cell, ...]]:
    for change in answer.findings:
        head = ("findings", change.turn, change.fingerprint, change.rule, change.level)
        ends = (change.supplier, change.party, joined(change.regimes))
        if not change.differences:
            yield (*head, *ends, "", "", "")
        for item in change.differences:
            yield (*head, *ends, item.field, item.old, item.new)
    for item in answer.differences:
        yield (item.part, "changed", "", "", "", "", "", "", item.field, item.old, item.new)
