"""Evidence cuts as rows: one row a record or source of each cut."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.chains.answers import Leg
from supplychain_cli.queries.robustness.answers import CutSource, WhyAnswer
from supplychain_cli.render.assuming import assumptions, cell
from supplychain_cli.render.cutting import no_finding, record_cuts, source_cuts, why_title
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.tables.table import Cell, Table, joined, with_column
from supplychain_cli.render.tables.trace import cited

COLUMNS = (
    "what",
    "cut",
    "id",
    "from",
    "from_name",
    "says",
    "to",
    "to_name",
    "goods",
    "period",
    "grade",
    "basis",
    "marks",
    "reliability",
    "sources",
    "cited_by",
    "location",
)
_BRIEF = (
    "what",
    "cut",
    "id",
    "from_name",
    "says",
    "to_name",
    "grade",
    "basis",
    "reliability",
    "sources",
    "location",
)


def table(answer: WhyAnswer) -> Table:
    """Give one row a record of each cut, then one row a source of each cut; no rows when there is no chain."""
    names = {party.id: party.name for party in answer.parties}
    records = [
        _record(number, leg, names) for number, cut in enumerate(answer.cuts, 1) for leg in cut.records
    ]
    sources = [
        _source(number, source) for number, cut in enumerate(answer.source_cuts, 1) for source in cut.sources
    ]
    found = Table(COLUMNS, (*records, *sources), _BRIEF, tuple(_remarks(answer)))
    legs = [leg for cut in answer.cuts for leg in cut.records]
    return with_column(
        found, "assumption", [*(cell(assumptions(leg)) for leg in legs), *("" for _ in sources)]
    )


def _remarks(answer: WhyAnswer) -> Iterator[str]:
    if answer.best is None:
        yield no_finding(answer)
        yield NOT_NOTHING
        return
    yield f"{why_title(answer)}."
    yield f"Records: {record_cuts(answer)}"
    yield f"Sources: {source_cuts(answer)}"


def _record(number: int, leg: Leg, names: dict[str, str]) -> tuple[Cell, ...]:
    return (
        "assumption" if leg.walked == "same" else "record",
        number,
        leg.relation,
        leg.from_,
        names.get(leg.from_, leg.from_),
        leg.says,
        leg.to,
        names.get(leg.to, leg.to),
        joined(good.name for good in leg.goods),
        leg.period,
        leg.grade,
        leg.basis,
        joined(leg.marks),
        "",
        cited(leg.sources),
        "",
        leg.location,
    )


def _source(number: int, source: CutSource) -> tuple[Cell, ...]:
    written = ", ".join(part for part in (source.publisher, source.title, source.date, source.url) if part)
    return (
        "source",
        number,
        source.id,
        *("",) * 10,
        source.reliability,
        written,
        joined(source.relations),
        "",
    )
