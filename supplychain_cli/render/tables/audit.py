"""Findings as rows, and after them the rows of the suppliers file that could not be checked."""

from __future__ import annotations

from supplychain_cli.audit.finding import AuditReport, Finding, Row
from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.render.findings import excuse, lists, opening, reason, state
from supplychain_cli.render.tables.table import Cell, Table, joined
from supplychain_cli.render.tables.trace import cited

COLUMNS = (
    "what",
    "level",
    "state",
    "rows",
    "supplier",
    "supplier_name",
    "supplier_native",
    "supplier_country",
    "party",
    "party_name",
    "party_native",
    "party_country",
    "rule",
    "title",
    "regimes",
    "listings",
    "direction",
    "verdict",
    "distance",
    "says",
    "grade",
    "basis",
    "more",
    "unknown",
    "excuse",
    "relations",
    "locations",
    "sources",
    "candidates",
    "fingerprint",
)
_BRIEF = (
    "what",
    "level",
    "state",
    "rows",
    "supplier_name",
    "party_name",
    "regimes",
    "says",
    "grade",
    "basis",
    "excuse",
    "fingerprint",
)


def table(answer: AuditReport) -> Table:
    """Give one row a finding, worst first, and one for each row that matched nobody or several."""
    rows = (*map(_finding, answer.findings), *map(_unresolved, answer.rows))
    return Table(COLUMNS, rows, _BRIEF, tuple(lists(answer)), tuple(opening(answer)))


def _finding(found: Finding) -> tuple[Cell, ...]:
    legs = found.chain.legs if found.chain else ()
    return (
        "finding",
        found.level,
        state(found),
        joined(found.rows),
        *_party(found.supplier),
        *_party(found.party),
        found.rule,
        found.title,
        joined(found.regimes),
        joined(
            " ".join(filter(None, (mark.authority, mark.measure, mark.programme))) for mark in found.listings
        ),
        found.direction,
        found.verdict,
        found.distance,
        reason(found),
        found.grade,
        found.basis,
        found.more,
        joined((*found.notes, *found.unknown)),
        excuse(found),
        joined(leg.relation for leg in legs),
        joined(leg.location for leg in legs),
        cited(tuple(dict.fromkeys(source for leg in legs for source in leg.sources))),
        None,
        found.fingerprint,
    )


def _unresolved(row: Row) -> tuple[Cell, ...]:
    known: dict[str, Cell] = {
        "what": row.status,
        "rows": str(row.number),
        "supplier_name": row.text,
        "says": row.why,
        "candidates": joined(row.candidates),
    }
    return tuple(known.get(column) for column in COLUMNS)


def _party(party: PartyRef) -> tuple[str, ...]:
    return (party.id, party.name, party.native, party.country)
