"""Why records are taken for one party."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.queries.identity.answers import IdentityAnswer, Judgement, Reason
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import PLACE, QUIET
from supplychain_cli.render.words import count, listing


def paint(answer: IdentityAnswer, envelope: Envelope, page: Page) -> None:
    """Write the records of a party, each reason that joins them, and what was judged otherwise."""
    page.flow(party_items(answer.party, page), "")
    page.heading(f"Taken for one party: {count(len(answer.records), 'record')}")
    for record in answer.records:
        told = (record.name, record.country, Text(f"id:{record.id}", QUIET), Text(record.location, PLACE))
        items = [item for item in told if item]
        page.flow((Item(item, page.dot if at else "") for at, item in enumerate(items)), IN, IN * 2)
    page.heading("Because")
    for reason in answer.reasons:
        _paint_reason(reason, page)
    if not answer.reasons:
        page.write("It has one record; nothing joins it with another.", IN, IN)
    if answer.apart:
        page.heading("Judged otherwise")
    for made in answer.apart:
        page.write(f"{_OTHERWISE[made.judgement]}: {made.left.name} and {made.right.name}", IN, IN * 2)
        _paint_judgement(made, page)
    for unused in answer.unused:
        words = f"{unused.why} joins nobody, because of such a judgement: {listing(unused.records)} carry it."
        page.write(words, IN, IN * 2)
    paint_foot(page, envelope, answer.notices)


_OTHERWISE = {"different": "Different parties", "unsure": "Nobody can tell yet"}


def _paint_reason(reason: Reason, page: Page) -> None:
    if reason.judgement is None:
        page.write(f"{reason.why} is recorded of {listing(reason.records)}", IN, IN * 2)
    else:
        page.write(f"Judged the same: {listing(reason.records)}", IN, IN * 2)
        _paint_judgement(reason.judgement, page)
    parts = [listing(part) for part in reason.without]
    fell = (
        f"there would be {len(parts):,} parties: {'; '.join(parts)}" if len(parts) > 1 else "nothing changes"
    )
    page.write(f"without it, {fell}", IN * 2, IN * 3, QUIET)


def _paint_judgement(made: Judgement, page: Page) -> None:
    page.write(made.why, IN * 2, IN * 2)
    places = (
        Text(f"decided by {made.by}, {made.on}", QUIET),
        Text(made.identity, QUIET),
        Text(made.location, PLACE),
    )
    page.flow((Item(place, page.dot if at else "") for at, place in enumerate(places)), IN * 2, IN * 2)
