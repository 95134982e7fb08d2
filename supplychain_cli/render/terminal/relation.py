"""The card of a relation."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.cards.answers import Related
from supplychain_cli.queries.cards.papers import RelationCard
from supplychain_cli.queries.chains.answers import GoodRef, PartyRef
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.claims import marks_of, paint_sentence, was_graded
from supplychain_cli.render.terminal.details import paint_fields, paint_remarks, paint_title
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Page, Words
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import basis_text, grade_text
from supplychain_cli.render.terminal.weighed import paint_evidence
from supplychain_cli.render.words import listing, when

_STANDING = {
    "counts": "",
    "retracted": "withdrawn; it does not count",
    "not-yet": "does not count on the day asked about: it began later",
    "ended": "does not count on the day asked about: it had ended",
}


def paint(answer: RelationCard, envelope: Envelope, page: Page) -> None:
    """Write everything on a relation: its two ends, what passed, each piece of evidence, and totals and legs."""
    claim = answer.relation
    title = f"{claim.from_.name} {claim.says} {claim.to.name}"
    paint_title(page, title, claim.relation, claim.location, answer.recorded)
    paint_remarks(page, claim.status, claim.note, answer.tags, claim.retracted)
    page.blank()
    paint_fields(page, _fields(claim, page))
    paint_evidence(page, answer.evidence, answer.reasoning)
    _paint_others(answer, page)
    parties = (claim.from_, claim.to)
    paint_signs(page, marks_of([claim]), [mark for party in parties for mark in party.listed])
    paint_foot(page, envelope, answer.notices)


def _fields(claim: Related, page: Page) -> Iterator[tuple[str, Words]]:
    yield "from", _party(claim.from_, page)
    yield "to", _party(claim.to, page)
    yield "goods", listing([_good(good) for good in claim.goods])
    yield "goods of", _party(claim.supplier, page) if claim.supplier else ""
    yield "through", listing([f"{party.name} (id:{party.id})" for party in claim.through])
    yield "when", when(claim.period, claim.attested)
    yield "share", claim.share or ("not recorded" if claim.kind == "owns" else "")
    yield "amounts", ", ".join(claim.amounts)
    yield "directness", "" if claim.directness == "direct" else claim.directness
    yield "grade", _grade(claim, page)
    yield "counts", _STANDING[claim.standing]


def _good(good: GoodRef) -> str:
    return good.name if good.name == good.id else f"{good.name} ({good.id})"


def _grade(claim: Related, page: Page) -> Text:
    if claim.standing == "retracted":
        return Text(was_graded(claim))
    return grade_text(claim.grade, page.signs).append(", ").append_text(basis_text(claim.basis))


def _party(party: PartyRef, page: Page) -> Text:
    text = Text()
    for item in party_items(party, page):
        text.append(item.before).append_text(Text(item.text) if isinstance(item.text, str) else item.text)
    return text.append(f"{page.dot}id:{party.id}", "dim")


def _paint_others(answer: RelationCard, page: Page) -> None:
    """Write the relations that record the same thing in more or less detail, and must not be added to it."""
    if answer.whole:
        page.heading("It is a part of this total, and never added to it")
        paint_sentence(page, answer.whole)
    if answer.parts:
        page.heading("Its parts, which are never added to it")
        for part in answer.parts:
            paint_sentence(page, part)
    if answer.legs:
        page.heading("The same flow, recorded leg by leg")
        for leg in answer.legs:
            paint_sentence(page, leg)
