"""The card of a good."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.cards.answers import GoodCard
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.claims import paint_groups, signs_in
from supplychain_cli.render.terminal.details import (
    IN,
    paint_documents,
    paint_fields,
    paint_names,
    paint_remarks,
    paint_title,
)
from supplychain_cli.render.terminal.flows import paint_flows
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.parties import name_text
from supplychain_cli.render.words import listing


def paint(answer: GoodCard, envelope: Envelope, page: Page) -> None:
    """Write a good: its codes and controls, what it is used for, who makes, sells and buys it, what contains it."""
    title = name_text(answer.good.name, answer.native, page).append(f"{page.dot}good")
    paint_title(page, title, answer.good.id, answer.location, answer.recorded)
    paint_remarks(page, answer.status, answer.note, answer.tags)
    paint_names(page, answer.names)
    page.heading("Codes and controls")
    paint_fields(page, _codes(answer))
    for others, codes in _shared(answer).items():
        cover = "covers" if len(codes) == 1 else "cover"
        page.write(
            f"HS {listing(codes)} also {cover} {others}: trade figures by code cannot tell them apart.",
            IN,
            IN,
        )
    if answer.military_uses:
        page.heading("Military uses that sources report")
        for use in answer.military_uses:
            page.write(use, f"{IN}{page.signs.cite} ")
    paint_groups(page, answer.relations, answer.good.id, answer.left_out)
    if answer.becomes:
        page.heading("What contains it through others")
        page.write(listing([good.name for good in answer.becomes]), IN, IN)
    paint_flows(answer.flows, page)
    paint_documents(page, answer.sources)
    paint_signs(page, *signs_in(answer.relations))
    paint_foot(page, envelope, answer.notices)


def _codes(answer: GoodCard) -> Iterator[tuple[str, str]]:
    yield "HS codes", ", ".join(answer.hs) or "not recorded"
    yield "basis", answer.hs_basis
    yield "CHPL tier", answer.chpl
    derived: dict[str, list[str]] = {}
    for code in answer.chpl_codes:
        derived.setdefault(code.tier, []).append(code.hs)
    by_code = [f"tier {tier} for HS {listing(codes)}" for tier, codes in derived.items()]
    yield "CHPL by code", "; ".join(by_code)
    if answer.hs and not answer.chpl and not derived:
        yield "CHPL", "none of its codes is recorded on the Common High Priority List"


def _shared(answer: GoodCard) -> dict[str, list[str]]:
    """Give the codes that are shared, by the names of the goods that share them."""
    shared: dict[str, list[str]] = {}
    for code in answer.shared_codes:
        shared.setdefault(listing([good.name for good in code.goods]), []).append(code.hs)
    return shared
