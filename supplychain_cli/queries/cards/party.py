"""The card of a party, system or country."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.queries.cards.answers import Identifier, JudgementLine, PartyCard, SearchLine
from supplychain_cli.queries.cards.listed import listings
from supplychain_cli.queries.cards.related import Relations
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import Held


def card(view: View, held: Held) -> PartyCard | None:
    """Give the card of a party; None when it was not written down by the day asked about.

    Cost: every relation, listing and judgement that names the party.
    """
    found = view.find(held.id)
    if found is None:
        return None
    entity = from_plain(Entity, held.plain)
    relations = Relations(view)
    groups, left_out = relations.around(found.node)
    return PartyCard(
        party=relations.scribe.party(found),
        names=entity.names,
        identifiers=tuple(_identifiers(entity)),
        listings=listings(view, relations.scribe, found.node),
        relations=groups,
        left_out=left_out,
        not_found=tuple(_searches(relations.scribe, entity)),
        judgements=tuple(_judgements(view, relations.scribe, entity.id)),
        status=entity.status,
        day=day_text(view.scope.listings_on),
        recorded=entity.recorded,
        note=entity.note,
        tags=entity.tags,
        sources=relations.scribe.citations(tuple(map(Evidence, entity.sources))),
        location=f"{held.file}:{held.line}",
    )


def _identifiers(entity: Entity) -> Iterator[Identifier]:
    for scheme, values in entity.identifiers.items():
        for value in (values,) if isinstance(values, str) else values:
            yield Identifier(scheme, value)


def _searches(scribe: Scribe, entity: Entity) -> Iterator[SearchLine]:
    for search in entity.not_found:
        (source,) = scribe.citations((Evidence(search.source),))
        yield SearchLine(search.source, source.publisher, source.title, search.on, search.note)


def _judgements(view: View, scribe: Scribe, name: str) -> Iterator[JudgementLine]:
    judged = view.snapshot.judged(name)
    if judged:
        from supplychain_cli.model.dataset import Identity
    for identity in judged:
        held = view.record("identities", identity)
        assert held is not None  # the table is made from the records of the same snapshot  # noqa: S101
        made = from_plain(Identity, held.plain)
        if written_by(view.scope, made.recorded):
            other = scribe.named(made.right if made.left == name else made.left)
            place = f"{held.file}:{held.line}"
            yield JudgementLine(identity, other, made.judgement, made.by, made.on, made.why, place)
