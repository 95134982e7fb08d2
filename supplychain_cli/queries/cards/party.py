"""The card of a party, system or country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.graph.standing import recorded_by, written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.entity import Entity, Name
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.queries.cards.answers import Identifier, JudgementLine, PartyCard, SameLine, SearchLine
from supplychain_cli.queries.cards.listed import listings
from supplychain_cli.queries.cards.related import Relations
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import Held


def card(view: View, held: Held) -> PartyCard | None:
    """Give the card of a party; None when it was not written down by the day asked about.

    A party that has several records has one card, headed by the first of them. Cost: every relation, listing and
    judgement that names the party.
    """
    found = view.find(held.id)
    if found is None:
        return None
    helds = _records(view, found.node)
    held, entities = helds[0], [from_plain(Entity, each.plain) for each in helds]
    entity, relations = entities[0], Relations(view)
    groups, left_out = relations.around(found.node)
    return PartyCard(
        party=relations.scribe.party(found),
        names=tuple(_names(entities)),
        identifiers=tuple(dict.fromkeys(number for each in entities for number in _identifiers(each))),
        listings=listings(view, relations.scribe, found.node),
        relations=groups,
        left_out=left_out,
        not_found=tuple(line for each in entities for line in _searches(relations.scribe, each)),
        judgements=tuple(line for each in entities for line in _judgements(view, relations.scribe, each.id)),
        status=entity.status,
        day=day_text(view.scope.listings_on),
        recorded=entity.recorded,
        note=" ".join(each.note for each in entities if each.note),
        tags=tuple(dict.fromkeys(tag for each in entities for tag in each.tags)),
        sources=relations.scribe.citations(
            tuple(map(Evidence, dict.fromkeys(source for each in entities for source in each.sources)))
        ),
        location=f"{held.file}:{held.line}",
        same=tuple(_same(view, found.node, helds)),
    )


def _records(view: View, leader: int) -> list[Held]:
    """Give the records of a party that were written down by the day asked about, the leading one first."""
    rows = map(view.snapshot.node_at, view.snapshot.members(leader))
    held = (view.record("entities", row.id) for row in rows if recorded_by(view.scope, row.recorded))
    return [each for each in held if each is not None]


def _names(entities: Sequence[Entity]) -> Iterator[Name]:
    """Give every name but the one at the head, each once, in the order of the records."""
    said = {entities[0].name}
    for at, entity in enumerate(entities):
        own = (Name(entity.name, kind="official"),) if at else ()
        for name in (*own, *entity.names):
            if name.name not in said:
                said.add(name.name)
                yield name


def _same(view: View, leader: int, helds: Sequence[Held]) -> Iterator[SameLine]:
    why: dict[str, list[str]] = {}
    for one, other, reason in view.snapshot.links_of(leader) if len(helds) > 1 else ():
        for node in (one, other):
            why.setdefault(view.snapshot.node_at(node).id, []).append(reason)
    for held in helds[1:]:
        reasons = tuple(dict.fromkeys(why.get(held.id, ())))
        yield SameLine(held.id, str(held.plain["name"]), reasons, f"{held.file}:{held.line}")


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
