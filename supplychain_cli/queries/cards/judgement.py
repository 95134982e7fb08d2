"""The card of a judgement: who decided what of which two records, and what follows from it."""

from __future__ import annotations

from supplychain_cli.graph.standing import judged_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import Identity
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.queries.cards.papers import JudgementCard
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.judged import absent, overruled
from supplychain_cli.snapshot.rows import Held

_EFFECT = {
    "same": "The two records are taken for one party in every answer.",
    "different": "The two records are never taken for one party because of an identifier, however long the way.",
    "unsure": "The two records stay two parties, unless they carry the same register number.",
}


def card(view: View, held: Held) -> JudgementCard | None:
    """Give the card of a judgement; None when it was not written down by the day asked about."""
    if not judged_by(view.scope, held.plain):
        return None
    record = from_plain(Identity, held.plain)
    scribe = Scribe(view)
    left, right = view.find(record.left), view.find(record.right)
    effect = _EFFECT[record.judgement]
    if absent(view, held):
        effect = "It has no effect: a party that it names is not in the records or feeds."
    elif record.judgement == "unsure" and left is not None and left == right:
        effect = f"{overruled(view, held, left.node)} A judgement `different` would part them."
    return JudgementCard(
        identity=record.id,
        left=scribe.recorded(record.left),
        right=scribe.recorded(record.right),
        judgement=record.judgement,
        effect=effect,
        by=record.by,
        on=record.on,
        why=record.why,
        recorded=record.recorded,
        note=record.note,
        sources=scribe.citations(tuple(map(Evidence, record.sources))),
        location=f"{held.file}:{held.line}",
    )
