"""Chains as rows: one row for each leg, with the number of its chain."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.chains.answers import Chain, Citation, PartyRef, TraceAnswer
from supplychain_cli.render.assuming import assumptions, cell
from supplychain_cli.render.sentences import NOT_NOTHING, conclusion, no_chain, searched, unnamed, would_help
from supplychain_cli.render.tables.table import Cell, Table, joined, listed_text, with_column

COLUMNS = (
    "chain",
    "leg",
    "from",
    "from_name",
    "from_native",
    "from_country",
    "from_listed",
    "says",
    "to",
    "to_name",
    "to_native",
    "to_country",
    "to_listed",
    "kind",
    "walked",
    "goods",
    "period",
    "attested",
    "grade",
    "basis",
    "weakest",
    "status",
    "directness",
    "through",
    "share",
    "amounts",
    "marks",
    "note",
    "sources",
    "relation",
    "location",
)
_BRIEF = (
    "chain",
    "leg",
    "from_name",
    "says",
    "goods",
    "to_name",
    "period",
    "grade",
    "basis",
    "marks",
    "sources",
    "location",
)


def table(answer: TraceAnswer) -> Table:
    """Give one row a leg, in the order of the chains; no rows when there is no chain."""
    rows = [row for number, chain in enumerate(answer.chains, 1) for row in _rows(number, chain)]
    found = Table(COLUMNS, tuple(rows), _BRIEF, tuple(_remarks(answer)))
    legs = [leg for chain in answer.chains for leg in chain.legs]
    return with_column(found, "assumption", [cell(assumptions(leg)) for leg in legs])


def _remarks(answer: TraceAnswer) -> Iterator[str]:
    for number, chain in enumerate(answer.chains, 1):
        yield f"Chain {number}: {conclusion(chain)}"
    if not answer.chains:
        yield no_chain(answer)
        yield f"What was searched: {'; '.join(searched(answer))}."
        yield from unnamed(answer)
        yield from would_help(answer)
        yield NOT_NOTHING


def cited(sources: tuple[Citation, ...]) -> str:
    """Put where a claim is written into one cell: publisher, date, locator and address of each source."""
    return joined(
        ", ".join(part for part in (c.publisher or c.source, c.date, c.locator, c.url) if part)
        for c in sources
    )


def listed(party: PartyRef) -> str:
    """Put a party's listings into one cell: authority and measure of each."""
    return listed_text(party.listed)


def _rows(number: int, chain: Chain) -> Iterator[tuple[Cell, ...]]:
    for at, leg in enumerate(chain.legs):
        begin, end = chain.parties[at], chain.parties[at + 1]
        yield (
            number,
            at + 1,
            *_party(begin),
            leg.says,
            *_party(end),
            leg.kind,
            leg.walked,
            joined(good.name for good in leg.goods),
            leg.period,
            leg.attested,
            leg.grade,
            leg.basis,
            "yes" if at == chain.weakest else "no",
            leg.status,
            leg.directness,
            joined(party.name for party in leg.through),
            leg.share,
            joined(leg.amounts),
            joined(leg.marks),
            leg.note,
            cited(leg.sources),
            leg.relation,
            leg.location,
        )


def _party(party: PartyRef) -> tuple[str, ...]:
    return (party.id, party.name, party.native, party.country, listed(party))
