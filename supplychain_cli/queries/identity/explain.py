"""Why the records of a party are taken for one, and what would fall apart without each reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from supplychain_cli.graph.known import KnownClusters
from supplychain_cli.graph.standing import judged_by
from supplychain_cli.graph.view import Party, View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import Identity
from supplychain_cli.model.entity import Entity
from supplychain_cli.queries.cards.party import place, records_of
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.identity.answers import IdentityAnswer, Judgement, KeptApart, Reason, RecordLine
from supplychain_cli.snapshot.links import JUDGED
from supplychain_cli.snapshot.rows import Held, Link


def explained(view: View, party: Party) -> IdentityAnswer:
    """Say which records are taken for this party, each reason with what would be left without it.

    A party with one record has no reasons. Judgements `different` and `unsure` on any of its records are told too.
    Cost: the records and links of the party, once for each reason.
    """
    scribe = Scribe(view)
    group = KnownClusters(view.snapshot, view.scope.known_on).group(party.node)
    found = group.joined()
    members = {node for node in group.nodes if found.leaders.get(node, node) == party.node} or {party.node}
    judged = tuple(_judgements(view, scribe, members))
    return IdentityAnswer(
        party=scribe.party(party),
        records=tuple(_records(view, party)),
        reasons=tuple(
            _reason(view, group.joined(without=links[0]).leaders, members, links, judged)
            for links in _by_why(link for link in found.links if link.one in members)
        ),
        apart=tuple(each for each in judged if each.judgement != "same"),
        unused=tuple(
            KeptApart(why, _ids(view, _ends(links)))
            for why, links in _by_why(
                link for link in found.dropped if link.one in members or link.other in members
            )
        ),
    )


def judgement_of(scribe: Scribe, held: Held) -> Judgement:
    """Write out a judgement, with each record under its own name."""
    made = from_plain(Identity, held.plain)
    left, right = scribe.recorded(made.left), scribe.recorded(made.right)
    return Judgement(made.id, left, right, made.judgement, made.by, made.on, made.why, place(held))


def _records(view: View, party: Party) -> Iterator[RecordLine]:
    if party.kind == "good":
        return
    for held in records_of(view, party):
        entity = from_plain(Entity, held.plain)
        yield RecordLine(entity.id, entity.name, entity.country, place(held))


def _judgements(view: View, scribe: Scribe, members: Iterable[int]) -> Iterator[Judgement]:
    names = [view.snapshot.node_at(node).id for node in members]
    for identity in sorted({identity for name in names for identity in view.snapshot.judged(name)}):
        held = view.record("identities", identity)
        if held is not None and judged_by(view.scope, held.plain):
            yield judgement_of(scribe, held)


def _by_why(links: Iterable[Link]) -> list[tuple[str, list[Link]]]:
    """Group links by reason: judgements first, then identifiers, each by letter."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.why, []).append(link)
    return sorted(found.items(), key=lambda item: (not item[0].startswith(JUDGED), item[0]))


def _reason(
    view: View,
    left: Mapping[int, int],
    members: set[int],
    links: tuple[str, Iterable[Link]],
    judged: Iterable[Judgement],
) -> Reason:
    """Write out a reason; `left` are the leaders that would be left without it."""
    why, joining = links
    parts: dict[int, list[int]] = {}
    for node in sorted(members):
        parts.setdefault(left.get(node, node), []).append(node)
    name = why.removeprefix(JUDGED)
    judgement = next((each for each in judged if why.startswith(JUDGED) and each.identity == name), None)
    return Reason(
        why, _ids(view, _ends(joining)), judgement, tuple(_ids(view, nodes) for nodes in parts.values())
    )


def _ends(links: Iterable[Link]) -> list[int]:
    return sorted({end for link in links for end in (link.one, link.other)})


def _ids(view: View, nodes: Iterable[int]) -> tuple[str, ...]:
    return tuple(view.snapshot.node_at(node).id for node in nodes)
