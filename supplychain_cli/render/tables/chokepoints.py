"""Chokepoints as rows: one row a party."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.queries.robustness.answers import Chokepoint, ChokepointsAnswer
from supplychain_cli.render.cutting import counted, no_way, sole_tiers, unnamed, verdict
from supplychain_cli.render.tables.table import Cell, Table, joined
from supplychain_cli.render.tables.trace import listed

COLUMNS = (
    "id",
    "name",
    "native",
    "kind",
    "country",
    "listed",
    "roles",
    "tier",
    "chains",
    "of_chains",
    "exact",
    "on_every",
    "in_cut",
    "instead",
    "only_source_of",
    "grade",
    "basis",
    "relations",
    "locations",
)
_BRIEF = (
    "name",
    "country",
    "roles",
    "tier",
    "chains",
    "on_every",
    "in_cut",
    "instead",
    "grade",
    "basis",
    "relations",
)


def table(answer: ChokepointsAnswer) -> Table:
    """Give one row a party, in the order of the answer; no rows when there is no chain."""
    rows = tuple(_row(party, answer) for party in answer.parties)
    return Table(COLUMNS, rows, _BRIEF, tuple(_remarks(answer)))


def _remarks(answer: ChokepointsAnswer) -> Iterator[str]:
    if not answer.chains and not answer.parties:
        yield no_way(answer)
    else:
        yield counted(answer)
        yield from verdict(answer)
        yield from sole_tiers(answer)
    yield from unnamed(answer)


def _row(party: Chokepoint, answer: ChokepointsAnswer) -> tuple[Cell, ...]:
    legs = party.chain.legs if party.chain else ()
    return (
        party.id,
        party.name,
        party.native,
        party.kind,
        party.country,
        listed(PartyRef(party.id, party.name, party.native, party.kind, party.country, party.listed)),
        joined(party.roles),
        party.tier,
        party.chains,
        answer.chains,
        "yes" if answer.exact else "no",
        "yes" if party.on_every else "no",
        "yes" if party.in_cut else "no",
        joined(other.name for other in party.instead),
        joined(only.good.name for only in party.only_source_of),
        party.grade,
        party.basis,
        joined(leg.relation for leg in legs),
        joined(leg.location for leg in legs),
    )
