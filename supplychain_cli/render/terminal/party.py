"""The card of a party, system or country."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.cards.answers import JudgementLine, ListingLine, PartyCard, SameLine, SearchLine
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.claims import paint_groups, signs_in
from supplychain_cli.render.terminal.details import (
    IN,
    paint_documents,
    paint_names,
    paint_remarks,
    paint_title,
)
from supplychain_cli.render.terminal.entries import listed_by, paint_listing
from supplychain_cli.render.terminal.flows import paint_flows
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import PLACE, QUIET

_NEVER_LISTED = frozenset({"system", "country"})
"""Kinds that lists of parties do not hold; that none names them says nothing."""


def paint(answer: PartyCard, envelope: Envelope, page: Page) -> None:
    """Write everything recorded of a party: who it is, who lists it, what it trades, whom it belongs to."""
    head = Text()
    for item in (*party_items(answer.party, page), Item(answer.party.kind, page.dot)):
        head.append(item.before).append_text(Text(item.text) if isinstance(item.text, str) else item.text)
    paint_title(page, head, answer.party.id, answer.location, answer.recorded)
    paint_remarks(page, answer.status, answer.note, answer.tags)
    paint_names(page, answer.names)
    if answer.identifiers:
        page.heading("Identifiers")
        numbers = [Item(f"{number.scheme} {number.value}", page.dot) for number in answer.identifiers]
        page.flow(numbers, IN, IN)
    if answer.listings or answer.party.kind not in _NEVER_LISTED:
        _paint_listings(answer.listings, answer.day, page)
    _paint_searches(answer.not_found, page)
    paint_groups(page, answer.relations, answer.party.id, answer.left_out)
    paint_flows(answer.flows, page)
    _paint_same(answer.same, page)
    _paint_judgements(answer.judgements, page)
    paint_documents(page, answer.sources)
    marks, listed = signs_in(answer.relations)
    marks += [line.status for line in answer.listings]
    paint_signs(page, marks, [*map(listed_by, answer.listings), *answer.party.listed, *listed])
    paint_foot(page, envelope, answer.notices)


def _paint_listings(listings: tuple[ListingLine, ...], day: str, page: Page) -> None:
    page.heading(f"Listings, as of {day}")
    for line in listings:
        paint_listing(page, line, day)
    if not listings:
        page.write(
            "These records hold no listing of this party. That does not mean that it is on no list.", IN, IN
        )


def _paint_searches(searches: tuple[SearchLine, ...], page: Page) -> None:
    if searches:
        page.heading("Lists that were searched without finding it")
    for search in searches:
        document = search.title or search.source
        page.write(f"No entry found in {document}, as read on {search.on}.", IN, IN * 2)
        if search.note:
            page.write(search.note, IN * 2, IN * 2, QUIET)


def _paint_same(same: tuple[SameLine, ...], page: Page) -> None:
    if same:
        page.heading("Other records of the same party")
    for line in same:
        items = [Item(line.name), Item(Text(f"id:{line.id}", QUIET), page.dot)]
        page.flow([*items, *(Item(why, page.dot) for why in line.why)], IN, IN * 2)
        page.write(Text(line.location, PLACE), IN * 2)
    if same:
        page.write("`supplychain show NAME --identity` tells why, and what would fall apart.", IN, IN, QUIET)


def _paint_judgements(judgements: tuple[JudgementLine, ...], page: Page) -> None:
    if judgements:
        page.heading("Whether it is the same as another")
    for made in judgements:
        page.flow(_judgement(made, page), IN, IN * 2)
        page.write(made.why, IN * 2, IN * 2)
        page.write(Text(made.location, PLACE), IN * 2)


_JUDGED = {
    "same": "The same party as",
    "different": "A different party than",
    "unsure": "Nobody can tell yet whether it is the same as",
}


def _judgement(made: JudgementLine, page: Page) -> Iterator[Item]:
    yield Item(_JUDGED[made.judgement])
    for at, item in enumerate(party_items(made.other, page)):
        yield item if at else item._replace(before=" ")
    yield Item(Text(f"decided by {made.by}, {made.on}", QUIET), page.dot)
