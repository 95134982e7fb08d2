"""Trade between countries, as cards of goods and countries show it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from heapq import nlargest

from supplychain_cli.graph.view import View
from supplychain_cli.model.dates import day_text
from supplychain_cli.queries.cards.answers import CountryFlow, CountryFlows
from supplychain_cli.snapshot import feedrows
from supplychain_cli.snapshot.rows import FlowLine

_SHOWN = 10


def of_goods(view: View, codes: Iterable[str]) -> CountryFlows | None:
    """Give the trade between countries under these codes or finer ones; None when no feed has any."""
    return _picked(view, feedrows.flows(view.snapshot, codes))


def of_country(view: View, country: str) -> CountryFlows | None:
    """Give the trade of a country, named by its code, with others; None when no feed has any. Cost: all flows."""
    return _picked(view, feedrows.flows(view.snapshot, (), country)) if country else None


def _picked(view: View, rows: Iterable[FlowLine]) -> CountryFlows | None:
    """Count flows that ended by the day asked about, and take the latest, of equal dates the largest."""
    day = view.scope.as_of
    held = [row for row in rows if day is None or row.last <= day]
    if not held:
        return None
    chosen = nlargest(_SHOWN, held, key=lambda row: (row.last, _amount(row.value), -row.row))
    return CountryFlows(len(held), tuple(_line(view, row) for row in chosen))


def _amount(value: str) -> Decimal:
    return Decimal(value.partition(" ")[0] or 0)


def _line(view: View, row: FlowLine) -> CountryFlow:
    first, last = (day_text(day) if day else "" for day in (row.first, row.last))
    held = view.record("feeds", row.feed)
    files = list(held.plain.get("files", ())) if held else []
    place = f"{files[0]['path']}:{row.row}" if len(files) == 1 else f"{row.feed}, row {row.row:,}"
    return CountryFlow(
        row.goods,
        row.reporter,
        row.partner,
        row.direction,
        first,
        last,
        row.quantity,
        row.value,
        row.feed,
        place,
    )
