"""Chains as sentences: a party, what it does, to whom, and under each step the evidence for it."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.queries.chains.answers import Chain, Leg, TraceAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import (
    NOT_NOTHING,
    conclusion,
    headline,
    is_inferred,
    no_chain,
    searched,
    unnamed,
    would_help,
)
from supplychain_cli.render.terminal.evidence import facts, paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import WIDE, Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import HEAD, INFERRED, QUIET
from supplychain_cli.render.words import count, listing


def paint(answer: TraceAnswer, envelope: Envelope, page: Page) -> None:
    """Write every chain, the best first; without one, what was searched and what would give one."""
    if answer.chains:
        _paint_chains(answer, page)
    else:
        _paint_nothing(answer, page)
    legs = [leg for chain in answer.chains for leg in chain.legs]
    parties = [party for chain in answer.chains for party in chain.parties]
    paint_legend(page, legs, [mark for party in parties for mark in party.listed], page.signs.inferred)
    paint_foot(page, envelope, answer.notices)


def _paint_chains(answer: TraceAnswer, page: Page) -> None:
    found = count(len(answer.chains), "chain")
    order = ", the best evidence first" if len(answer.chains) > 1 else ""
    page.heading(f"From {answer.from_.name} to {answer.to.name}: {found}{order}")
    for number, chain in enumerate(answer.chains, 1):
        _paint_chain(chain, number, page)
    if answer.more:
        page.blank()
        page.write("There are further chains; --limit shows more of them.")
    if page.verbose:
        _paint_searched(answer, page)


def _paint_chain(chain: Chain, number: int, page: Page) -> None:
    page.blank()
    page.write(f"{number}. {headline(chain)}", rest="   ", style=HEAD)
    page.blank()
    margin = "   " if page.screen.width >= WIDE else ""
    for at, leg in enumerate(chain.legs):
        page.flow(party_items(chain.parties[at], page), margin, f"{margin}  ")
        _paint_leg(leg, page, margin, weakest=at == chain.weakest and len(chain.legs) > 1)
    page.flow(party_items(chain.parties[-1], page), margin, f"{margin}  ")
    page.blank()
    page.write(conclusion(chain), margin, margin)
    if chain.same_flow:
        page.write(
            f"The same flow is recorded in other detail by {listing(chain.same_flow)}.", margin, margin, QUIET
        )


def _paint_leg(leg: Leg, page: Page, margin: str, *, weakest: bool) -> None:
    """Write one step: its sentence behind an arrow, then facts, remarks and sources along the spine."""
    signs = page.signs
    spine, arrow = (signs.dashed, signs.inferred) if is_inferred(leg) else (signs.solid, signs.stated)
    wide = page.screen.width >= WIDE
    guide = f"{margin}{spine}{' ' * (len(arrow) + 1)}" if wide else f"{margin}{spine} "
    page.write("", f"{margin}{spine}")
    page.write(_sentence(leg), f"{margin}{signs.branch[0]}{arrow} ", guide)
    pieces = list(facts(leg, page))
    if weakest:
        pieces.append(Item(Text("weakest leg", INFERRED if is_inferred(leg) else HEAD), page.dot))
    page.flow(pieces, guide, guide)
    paint_remarks(page, leg, guide)
    paint_sources(page, leg, guide)
    page.write("", f"{margin}{spine}")


def _sentence(leg: Leg) -> Text:
    """Give the words between two parties: `supplies antimony to`, `is part of`."""
    text = Text().append(leg.says, HEAD)
    if leg.walked != "forward":
        return text
    goods = listing([good.name for good in leg.goods]) if leg.goods else "(goods not named)"
    return text.append(f" {goods} ", "" if leg.goods else QUIET).append("to", HEAD)


def _paint_nothing(answer: TraceAnswer, page: Page) -> None:
    page.heading(no_chain(answer))
    _paint_searched(answer, page)
    for sentence in (*unnamed(answer), *would_help(answer)):
        page.write(sentence)
    page.blank()
    page.write(NOT_NOTHING)


def _paint_searched(answer: TraceAnswer, page: Page) -> None:
    page.blank()
    page.write("What was searched:")
    for sentence in searched(answer):
        page.write(sentence, "  ", "    ")
    page.blank()
