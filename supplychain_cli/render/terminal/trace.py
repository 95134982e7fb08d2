"""Chains as sentences: a party, what it does, to whom, and under each step the evidence for it."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.queries.answers import Chain, Leg, PartyRef, Reach, TraceAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.evidence import facts, paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import NOT_NOTHING, paint_foot
from supplychain_cli.render.terminal.legend import dashed, paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import HEAD, INFERRED, QUIET
from supplychain_cli.render.terminal.words import count, listing

_WIDE = 60
"""Columns from which chains are set in from the edge."""


def paint(answer: TraceAnswer, envelope: Envelope, page: Page) -> None:
    """Write every chain, the best first; without one, what was searched and what would give one."""
    if answer.chains:
        _paint_chains(answer, page)
    else:
        _paint_nothing(answer, page)
    legs = [leg for chain in answer.chains for leg in chain.legs]
    parties = [party for chain in answer.chains for party in chain.parties]
    paint_legend(page, legs, [mark for party in parties for mark in party.listed])
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
        _paint_explored(answer, page)


def _paint_chain(chain: Chain, number: int, page: Page) -> None:
    page.blank()
    page.write(Text.assemble((f"{number}. {_headline(chain)}", HEAD)), rest="   ")
    page.blank()
    margin = "   " if page.screen.width >= _WIDE else ""
    for at, leg in enumerate(chain.legs):
        page.flow(party_items(chain.parties[at], page), margin, f"{margin}  ")
        _paint_leg(leg, page, margin, weakest=at == chain.weakest and len(chain.legs) > 1)
    page.flow(party_items(chain.parties[-1], page), margin, f"{margin}  ")
    page.blank()
    page.write(_conclusion(chain), margin, margin)
    if chain.same_flow:
        page.write(
            f"The same flow is recorded in other detail by {listing(chain.same_flow)}.", margin, margin, QUIET
        )


def _headline(chain: Chain) -> str:
    first, last = chain.parties[0].name, chain.parties[-1].name
    legs = count(len(chain.legs), "leg")
    strength = f"{chain.grade}, {chain.basis}"
    weakest = f"weakest leg {strength}" if len(chain.legs) > 1 else strength
    if not any(leg.walked == "forward" for leg in chain.legs):
        return f"{first} leads to {last} in {legs} of ownership or membership: {weakest}"
    return f"{first} reaches {last} in {legs}: {weakest}"


def _paint_leg(leg: Leg, page: Page, margin: str, *, weakest: bool) -> None:
    """Write one step: its sentence behind an arrow, then facts, remarks and sources along the spine."""
    signs = page.signs
    spine, arrow = (signs.dashed, signs.inferred) if dashed(leg) else (signs.solid, signs.stated)
    wide = page.screen.width >= _WIDE
    guide = f"{margin}{spine}{' ' * (len(arrow) + 1)}" if wide else f"{margin}{spine} "
    page.write("", f"{margin}{spine}")
    page.write(_sentence(leg), f"{margin}{signs.branch[0]}{arrow} ", guide)
    pieces = list(facts(leg, page))
    if weakest:
        pieces.append(Item(Text("weakest leg", INFERRED if dashed(leg) else HEAD), page.dot))
    page.flow(pieces, guide, guide)
    paint_remarks(page, leg, guide)
    paint_sources(page, leg, guide)
    page.write("", f"{margin}{spine}")


def _sentence(leg: Leg) -> Text:
    """Give the words between two parties: `supplies antimony to`, `is part of`."""
    text = Text(leg.says, HEAD)
    if leg.walked != "forward":
        return text
    goods = listing([good.name for good in leg.goods]) if leg.goods else "(goods not named)"
    return text.append(f" {goods} ", "" if leg.goods else QUIET).append("to", HEAD)


def _conclusion(chain: Chain) -> str:
    """Say how far the chain carries: no further than its weakest leg."""
    inferred = sum(map(dashed, chain.legs))
    if len(chain.legs) == 1:
        return f"The chain is one leg: {chain.grade}, {chain.basis}."
    begin, end = chain.parties[chain.weakest], chain.parties[chain.weakest + 1]
    says = chain.legs[chain.weakest].says
    strength = f"{chain.grade}, {chain.basis}"
    weakest = f"The chain is only as strong as its weakest leg: {begin.name} {says} {end.name} ({strength})."
    if not inferred:
        return f"{weakest} All {len(chain.legs)} legs are stated by a source."
    return f"{weakest} {inferred} of {len(chain.legs)} legs {'is' if inferred == 1 else 'are'} inferred."


def _paint_nothing(answer: TraceAnswer, page: Page) -> None:
    legs = count(answer.explored.max_legs, "leg")
    page.heading(f"No chain from {answer.from_.name} to {answer.to.name} was found within {legs}.")
    _paint_explored(answer, page)
    for option in answer.explored.relaxed:
        page.write(f"There is one {'with ' if option.startswith('-') else ''}{option}.")
    if answer.explored.relaxed:
        page.blank()
    page.write(NOT_NOTHING)


def _paint_explored(answer: TraceAnswer, page: Page) -> None:
    page.blank()
    page.write("What was searched:")
    page.write(_reached(f"forward from {answer.from_.name}", answer.explored.forward), "  ", "    ")
    page.write(_reached(f"backward from {answer.to.name}", answer.explored.backward), "  ", "    ")
    page.blank()


def _reached(whence: str, reach: Reach) -> str:
    seen = f"{whence}: {count(reach.parties, 'party', 'parties')} within {count(reach.legs, 'leg')}"
    return f"{seen}; the records end at {listing([_named(p) for p in reach.ends])}" if reach.ends else seen


def _named(party: PartyRef) -> str:
    return f"{party.name} ({party.country})" if party.country else party.name
