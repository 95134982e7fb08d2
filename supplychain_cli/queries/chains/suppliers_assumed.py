"""Who supplies a party, or buys from it, if parties that may be the same are: as `suppliers`, with assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supplychain_cli.graph.view import Move, Party
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import AssumedSupplier, Leg, PartyRef, Supplier, SuppliersAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.assumed import AssumingScribe, Supposed, assumptions_of
from supplychain_cli.queries.chains.suppliers import Direction, around


def around_supposing(
    supposed: Supposed, party: Party, ask: Ask, *, direction: Direction, tiers: int, direct_only: bool = False
) -> SuppliersAnswer:
    """Find who supplies `party` (or buys from it) as it is, and after them who does so only under an assumption.

    The latter are those that come up in no tier as near without, each once, in its nearest tier. Without anything to
    assume the answer is that of `suppliers.around`. Cost: as two of these.
    """
    answer = around(supposed.plain, party, ask, direction=direction, tiers=tiers, direct_only=direct_only)
    if not supposed.assumptions or not ask.sieve.assumes:
        return answer
    wider = around(
        supposed.view,
        party,
        ask,
        direction=direction,
        tiers=tiers,
        direct_only=direct_only,
        scribe=supposed.scribe,
    )
    nearest: dict[str, int] = {party.id: 0}
    for entry in answer.suppliers:
        nearest[entry.id] = min(entry.tier, nearest.get(entry.id, entry.tier))
    found = []
    for entry in sorted(_assumed(supposed, wider), key=lambda each: each.tier):
        if entry.tier < nearest.get(entry.id, tiers + 1):
            nearest[entry.id] = entry.tier
            found.append(entry)
    return replace(
        answer,
        suppliers=(*answer.suppliers, *found),
        notices=answer.notices or wider.notices,
        complete=answer.complete and wider.complete,
    )


def _assumed(supposed: Supposed, wider: SuppliersAnswer) -> Iterator[AssumedSupplier]:
    """Give the entries that rest on an assumption, and behind each entry those who may be the same as it is."""
    scribe, upstream = supposed.scribe, wider.direction == "suppliers"
    for entry in wider.suppliers:
        if assumptions_of(entry.chain):
            yield _entry(scribe, entry, scribe.named(entry.id), entry.chain)
        party = supposed.view.find(entry.id)
        assert party is not None  # it was found in this view  # noqa: S101
        for edge, node in supposed.view.steps(party.node, Move.SAME):
            twin = scribe.party(supposed.view.party(node))
            if any(twin.id in {leg.from_, leg.to} for leg in entry.chain):
                continue
            leg = scribe.leg(edge, node if upstream else party.node, Move.SAME)
            chain = (leg, *entry.chain) if upstream else (*entry.chain, leg)
            yield _entry(scribe, replace(entry, parent=entry.id), twin, chain)


def _entry(
    scribe: AssumingScribe, like: Supplier, party: PartyRef, chain: tuple[Leg, ...]
) -> AssumedSupplier:
    assumed = (mark for leg in chain if leg.walked == "same" for mark in leg.marks)
    return AssumedSupplier(
        id=party.id,
        name=party.name,
        native=party.native,
        kind=party.kind,
        country=party.country,
        tier=like.tier,
        through=like.through,
        parent=like.parent,
        grade=GRADES[max(GRADES.index(leg.grade) for leg in chain)],
        basis="inferred",
        goods=like.goods,
        chain=chain,
        listed=party.listed,
        marks=tuple(dict.fromkeys((*like.marks, *assumed))),
        parties=tuple(map(scribe.named, (chain[0].from_, *(leg.to for leg in chain)))),
        assumptions=assumptions_of(chain),
    )
