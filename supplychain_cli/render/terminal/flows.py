"""Trade between countries below the card of a good or a country."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.queries.cards.answers import CountryFlow, CountryFlows
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.theme import PLACE, QUIET


def paint_flows(flows: CountryFlows | None, page: Page) -> None:
    """Write the latest figures; nothing where there are none."""
    if flows is None:
        return
    page.heading(f"Trade between countries ({flows.count:,})")
    page.write("Figures of whole countries name no party, and are never part of a chain.", IN, IN, QUIET)
    for flow in flows.shown:
        page.write(_sentence(flow), IN, IN * 2)
        page.write(Text(f"{flow.source} · {flow.location}", PLACE), IN * 2, IN * 2)
    if flows.count > len(flows.shown):
        page.write(f"and {flows.count - len(flows.shown):,} more, earlier or smaller.", IN, IN, QUIET)


def _sentence(flow: CountryFlow) -> str:
    way = "exports to" if flow.direction == "export" else "imports from"
    figures = ", ".join(filter(None, (flow.value, flow.quantity))) or "no figure"
    when = flow.first if flow.first == flow.last else f"{flow.first} to {flow.last}"
    return f"{flow.reporter} reports {way} {flow.partner} of HS {flow.goods}, {when}: {figures}"
