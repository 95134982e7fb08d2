"""The card of a good."""

from __future__ import annotations

from collections.abc import Iterable

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.entity import HS_COMMON, Good
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.queries.cards import flows
from supplychain_cli.queries.cards.answers import GoodCard, ListedCode, RelationGroup, SharedCode
from supplychain_cli.queries.cards.related import Relations
from supplychain_cli.queries.chains.answers import GoodRef
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.snapshot.rows import Held


def card(view: View, held: Held) -> GoodCard | None:
    """Give the card of a good; None when it was not written down by the day asked about.

    Cost: every relation about the good, and what contains it at any depth.
    """
    found = view.find(held.id)
    if found is None:
        return None
    good = from_plain(Good, held.plain)
    relations = Relations(view)
    groups, left_out = relations.around(found.node)
    return GoodCard(
        good=GoodRef(good.id, good.name),
        native=found.native,
        names=good.names,
        hs=good.hs,
        hs_basis=good.hs_basis,
        chpl=good.chpl,
        chpl_codes=tuple(_listed_codes(view, good)),
        shared_codes=tuple(_shared_codes(view, good)),
        military_uses=good.military_uses,
        relations=groups,
        left_out=left_out,
        becomes=tuple(map(relations.scribe.good, _beyond(view, good.id, groups))),
        status=good.status,
        recorded=good.recorded,
        note=good.note,
        tags=good.tags,
        sources=relations.scribe.citations(tuple(map(Evidence, good.sources))),
        location=f"{held.file}:{held.line}",
        flows=flows.of_goods(view, good.hs),
    )


def _beyond(view: View, name: str, groups: Iterable[RelationGroup]) -> list[str]:
    """Give the ids of what contains the good only through others."""
    shown = {relation.to.id for group in groups for relation in group.relations if group.group == "used-in"}
    return sorted(Products(view).of(name) - shown - {name})


def _listed_codes(view: View, good: Good) -> Iterable[ListedCode]:
    """Give each listed code once, with the record that is about the fewest codes: that of the code itself, if any."""
    for code in dict.fromkeys(code[:HS_COMMON] for code in good.hs):
        listed = [other for other in _with_code(view, code, good.id) if other.chpl]
        if listed:
            other = min(listed, key=lambda other: (len(other.hs), other.id))
            yield ListedCode(code, other.chpl, GoodRef(other.id, other.name))


def _shared_codes(view: View, good: Good) -> Iterable[SharedCode]:
    for code in good.hs:
        others = tuple(
            GoodRef(other.id, other.name) for other in _with_code(view, code, good.id) if not other.chpl
        )
        if others:
            yield SharedCode(code, others)


def _with_code(view: View, code: str, but: str) -> Iterable[Good]:
    """Give the other goods that carry exactly this HS code."""
    for name in view.snapshot.identified(code):
        held = view.record("goods", name) if name != but else None
        good = from_plain(Good, held.plain) if held else None
        if good is not None and written_by(view.scope, good.recorded):
            yield good
