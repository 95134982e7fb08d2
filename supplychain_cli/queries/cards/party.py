"""The card of a party, system or country: what all its records say, as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.graph.standing import judged_by, recorded_by
from supplychain_cli.graph.view import Party, View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.entity import Entity, Name
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.queries.cards import flows
from supplychain_cli.queries.cards.answers import (
    Identifier,
    JudgementLine,
    PartyCard,
    SameLine,
    SearchLine,
)
from supplychain_cli.queries.cards.listed import listings
from supplychain_cli.queries.cards.related import Relations
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import Held


def card(view: View, held: Held) -> PartyCard | None:
    """Give the card of the party that a record is of; None when the record was not written by the day asked about.

    Several records of one party make one card: the first gives the name, all give names, identifiers, listings,
    relations, sources and judgements. Cost: every relation, listing and judgement that names one of them.
    """
    found = view.find(held.id)
    if found is None:
        return None
    helds = tuple(records_of(view, found))
    entities = [from_plain(Entity, held.plain) for held in helds]
    first, relations = entities[0], Relations(view)
    groups, left_out = relations.around(found.node)
    cited = dict.fromkeys(source for entity in entities for source in entity.sources)
    return PartyCard(
        party=relations.scribe.party(found),
        names=tuple(_names(entities)),
        identifiers=tuple(dict.fromkeys(number for entity in entities for number in identifiers(entity))),
        listings=listings(view, relations.scribe, found.node),
        relations=groups,
        left_out=left_out,
        not_found=tuple(search for entity in entities for search in _searches(relations.scribe, entity)),
        judgements=tuple(_judgements(view, relations.scribe, [held.id for held in helds])),
        status=first.status,
        day=day_text(view.scope.listings_on),
        recorded=first.recorded,
        note=" ".join(dict.fromkeys(entity.note for entity in entities if entity.note)),
        tags=tuple(dict.fromkeys(tag for entity in entities for tag in entity.tags)),
        sources=relations.scribe.citations(tuple(map(Evidence, cited))),
        location=place(helds[0]),
        flows=flows.of_country(view, found.country) if found.kind == "country" else None,
        same=tuple(_same(view, found.node, helds)),
    )


def records_of(view: View, party: Party) -> Iterator[Held]:
    """Give the records of a party that were written down by the day asked about, that of its leader first."""
    for node in view.members(party.node):
        row = view.snapshot.node_at(node)
        if node == party.node or recorded_by(view.scope, row.recorded):
            held = view.record("entities", row.id)
            assert held is not None  # every node but a good is made from such a record  # noqa: S101
            yield held


def place(held: Held) -> str:
    """Say where a record is written."""
    return f"{held.file}:{held.line}"


def identifiers(entity: Entity) -> Iterator[Identifier]:
    """Give the register numbers of a record one by one."""
    for scheme, values in entity.identifiers.items():
        for value in (values,) if isinstance(values, str) else values:
            yield Identifier(scheme, value)


def _names(entities: Sequence[Entity]) -> Iterator[Name]:
    """Give all names but the one at the head of the card, each once, where other records call the party otherwise."""
    seen = {entities[0].name}
    for entity in entities:
        heads = () if entity.name in seen else (Name(entity.name, kind="official"),)
        for name in (*heads, *entity.names):
            if name.name not in seen or entity is entities[0]:
                seen.add(name.name)
                yield name


def _same(view: View, leader: int, helds: Sequence[Held]) -> Iterator[SameLine]:
    """Give the other records, each with all that joins it with any."""
    why: dict[str, list[str]] = {}
    for link in view.links(leader) if len(helds) > 1 else ():
        for node in (link.one, link.other):
            why.setdefault(view.snapshot.node_at(node).id, []).append(link.why)
    for held in helds[1:]:
        reasons = tuple(dict.fromkeys(why.get(held.id, ())))
        yield SameLine(held.id, str(held.plain["name"]), reasons, place(held))


def _searches(scribe: Scribe, entity: Entity) -> Iterator[SearchLine]:
    for search in entity.not_found:
        (source,) = scribe.citations((Evidence(search.source),))
        yield SearchLine(search.source, source.publisher, source.title, search.on, search.note)


def _judgements(view: View, scribe: Scribe, ours: Sequence[str]) -> Iterator[JudgementLine]:
    """Give every judgement on one of these records once, as seen from the first of them that it names."""
    seen: set[str] = set()
    for name in ours:
        judged = [identity for identity in view.snapshot.judged(name) if identity not in seen]
        if judged:
            from supplychain_cli.model.dataset import Identity
        for identity in judged:
            seen.add(identity)
            held = view.record("identities", identity)
            assert held is not None  # the table is made from the records of the same snapshot  # noqa: S101
            made = from_plain(Identity, held.plain)
            if judged_by(view.scope, held.plain):
                far = made.right if made.left == name else made.left
                other = scribe.recorded(far) if far in ours else scribe.named(far)
                yield JudgementLine(identity, other, made.judgement, made.by, made.on, made.why, place(held))
