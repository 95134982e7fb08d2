"""The card of a judgement on whether two records are one party."""

from __future__ import annotations

from supplychain_cli.queries.cards.papers import JudgementCard
from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.details import (
    IN,
    paint_documents,
    paint_fields,
    paint_remarks,
    paint_title,
)
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page

_WORDS = {
    "same": "{left} and {right} are the same party",
    "different": "{left} and {right} are different parties",
    "unsure": "Nobody can tell yet whether {left} and {right} are the same party",
}


def paint(answer: JudgementCard, envelope: Envelope, page: Page) -> None:
    """Write who decided what of which two records, why, and what follows."""
    says = _WORDS[answer.judgement].format(left=answer.left.name, right=answer.right.name)
    paint_title(page, says, answer.identity, answer.location, answer.recorded)
    paint_remarks(page, "current", answer.note, ())
    page.blank()
    fields = (
        ("one", _label(answer.left)),
        ("other", _label(answer.right)),
        ("decided by", f"{answer.by}, {answer.on}"),
        ("because", answer.why),
    )
    paint_fields(page, fields)
    page.blank()
    page.write(answer.effect)
    page.write(f"`supplychain match --revoke {answer.identity}` takes the judgement back.", IN, IN)
    paint_documents(page, answer.sources)
    paint_foot(page, envelope, answer.notices)


def _label(party: PartyRef) -> str:
    return f"{party.name} ({', '.join(part for part in (party.country, f'id:{party.id}') if part)})"
