"""A chain on a few lines: one line a leg, with its facts and where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from supplychain_cli.queries.chains.answers import Chain, Leg
from supplychain_cli.render.sentences import is_inferred
from supplychain_cli.render.terminal.evidence import facts, paint_remarks, paint_sources
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import HEAD, PLACE, QUIET
from supplychain_cli.render.words import listing


def paint_steps(page: Page, chain: Chain, margin: str) -> None:
    """Write the legs of a chain below each other; a verbose page adds remarks and sources."""
    names = {party.id: party.name for party in chain.parties}
    for leg in chain.legs:
        paint_step(page, leg, names, margin, sources=page.verbose)


def paint_step(page: Page, leg: Leg, names: Mapping[str, str], margin: str, *, sources: bool) -> None:
    """Write one leg as a sentence with its facts, and its remarks and sources if asked for."""
    arrow = page.signs.inferred if is_inferred(leg) else page.signs.stated
    rest = f"{margin}{' ' * (len(arrow) + 1)}"
    page.flow(_pieces(leg, names, page, place=not sources), f"{margin}{arrow} ", rest)
    if sources:
        paint_remarks(page, leg, rest)
        paint_sources(page, leg, rest)


def _pieces(leg: Leg, names: Mapping[str, str], page: Page, *, place: bool) -> Iterator[Item]:
    yield Item(_sentence(leg, names))
    yield from facts(leg, page)
    if leg.relation:
        yield Item(Text(leg.relation, QUIET), page.dot)
    if place:
        yield Item(Text(leg.location, PLACE), page.dot)


def _sentence(leg: Leg, names: Mapping[str, str]) -> Text:
    text = Text(f"{names.get(leg.from_, leg.from_)} ").append(leg.says, HEAD)
    if leg.walked == "forward":
        goods = listing([good.name for good in leg.goods])
        text.append(f" {goods}" if goods else " (goods not named)", "" if goods else QUIET).append(
            " to", HEAD
        )
    return text.append(f" {names.get(leg.to, leg.to)}")
