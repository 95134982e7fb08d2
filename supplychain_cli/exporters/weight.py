"""How much a relation weighs, in a sentence for formats that have no field for it."""

from __future__ import annotations

from supplychain_cli.queries.extract.rows import ExportRelation


def weight(relation: ExportRelation) -> str:
    """Say grade, basis and status, and where the record is. `importers.weight` reads it back."""
    status = "" if relation.status == "current" else f", {relation.status}"
    return f"Grade {relation.grade}, {relation.basis}{status}. Record {relation.location}."
