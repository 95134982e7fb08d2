"""Chokepoints: parties on every chain, the smallest cut with what it does, and who carries most chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.robustness.answers import Chokepoint, ChokepointsAnswer
from supplychain_cli.render.cutting import (
    chokepoints_title,
    counted,
    instead,
    no_way,
    only_source,
    share,
    sole_tiers,
    stands,
    unnamed,
    verdict,
)
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import name_text, party_items
from supplychain_cli.render.terminal.steps import paint_steps
from supplychain_cli.render.terminal.theme import QUIET, basis_text, grade_text


def paint(answer: ChokepointsAnswer, envelope: Envelope, page: Page) -> None:
    """Write the parties that all chains need, then the others; without a chain, where it was looked."""
    page.heading(chokepoints_title(answer))
    page.blank()
    if answer.chains or answer.parties:
        _paint_found(answer, page)
    else:
        page.write(no_way(answer))
        _paint_sentences(page, unnamed(answer))
    paint_foot(page, envelope, answer.notices)


def _paint_found(answer: ChokepointsAnswer, page: Page) -> None:
    page.write(counted(answer))
    every = [party for party in answer.parties if party.on_every]
    cut = [party for party in answer.parties if party.in_cut]
    if every:
        _paint_parties(answer, every, "On every chain", page)
    elif answer.parties:
        page.blank()
        page.write("No party is on every chain.")
    _paint_parties(answer, [party for party in cut if not party.on_every], _cut_title(answer), page)
    page.blank()
    _paint_sentences(page, verdict(answer))
    if answer.uncut:
        paint_steps(page, answer.uncut, "  ")
    _paint_sentences(page, sole_tiers(answer))
    _paint_sentences(page, unnamed(answer))
    _paint_others(
        answer, [party for party in answer.parties if not party.on_every and not party.in_cut], page
    )
    legs = [leg for party in (*every, *cut) for leg in _legs(party)]
    legs += answer.uncut.legs if answer.uncut else ()
    paint_legend(page, legs, [mark for party in answer.parties for mark in party.listed], page.signs.inferred)


def _cut_title(answer: ChokepointsAnswer) -> str:
    fewest = "The fewest parties that cut every chain" if answer.cut_exact else "Parties that cut every chain"
    return f"{fewest}: {answer.cut or 0}"


def _paint_sentences(page: Page, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        page.write(sentence)


def _paint_parties(answer: ChokepointsAnswer, parties: Sequence[Chokepoint], title: str, page: Page) -> None:
    """Write parties with the best chain through each; one that was shown already is named, not repeated."""
    if parties:
        page.heading(title)
    shown: dict[tuple[str, ...], str] = {}
    for party in parties:
        page.blank()
        page.flow(party_items(_reference(party), page), "", "  ")
        page.flow(_facts(party, answer, page), "  ", "  ")
        for remark in (*only_source(party), *instead(party)):
            page.write(remark, "  ", "  ", QUIET)
        chain = tuple(leg.relation for leg in _legs(party))
        if chain in shown:
            page.write(f"the same chain as for {shown[chain]}", "  ", "  ", QUIET)
        elif party.chain:
            shown[chain] = party.name
            paint_steps(page, party.chain, "  ")


def _facts(party: Chokepoint, answer: ChokepointsAnswer, page: Page) -> Iterator[Item]:
    yield Item(share(party, answer))
    if party.tier is not None:
        yield Item(f"tier {party.tier}", page.dot)
        yield Item(stands(party), page.dot)
    if party.grade:
        best = (
            Text("best chain " if answer.exact else "one chain ", QUIET)
            .append_text(grade_text(party.grade, page.signs))
            .append(", ")
        )
        yield Item(best.append_text(basis_text(party.basis)), page.dot)


def _paint_others(answer: ChokepointsAnswer, others: Sequence[Chokepoint], page: Page) -> None:
    if not others:
        return
    page.heading("Other parties, by the chains that run through them")
    page.blank()
    page.grid(
        ["party", "country", "chains", "tier", "stands", "best chain"],
        [
            [
                name_text(party.name, party.native, page, ""),
                party.country,
                f"{party.chains:,}",
                "" if party.tier is None else str(party.tier),
                stands(party),
                grade_text(party.grade, page.signs).append(", ").append_text(basis_text(party.basis)),
            ]
            for party in others
        ],
    )
    if answer.more:
        page.blank()
        page.write("There are further parties; --limit shows more of them.")


def _reference(party: Chokepoint) -> PartyRef:
    return PartyRef(party.id, party.name, party.native, party.kind, party.country, party.listed)


def _legs(party: Chokepoint) -> tuple[Leg, ...]:
    return party.chain.legs if party.chain else ()
