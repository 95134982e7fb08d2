"""From a step of a walk to a leg with its evidence: the only place where whole records are read for a chain."""

from __future__ import annotations

from supplychain_cli.graph.view import Edge, Move, Party, View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.entity import HS
from supplychain_cli.model.evidence import GRADES, Evidence, Source, all_evidence
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.queries.chains.answers import Citation, GoodRef, Leg, Listed, PartyRef, Walked

_WALKED: dict[Move, Walked] = {
    Move.CUSTOMER: "forward",
    Move.SUPPLIER: "forward",
    Move.UP: "up",
    Move.DOWN: "down",
    Move.SAME: "same",
}


class Scribe:
    """Writes legs and parties out for answers, reading each record once."""

    def __init__(self, view: View) -> None:
        """Read through a view."""
        self._view = view
        self._sources: dict[str, Source | None] = {}

    def party(self, party: Party) -> PartyRef:
        """Give a party with its listings of the day asked about."""
        listed = tuple(Listed(*mark) for mark in self._view.marks(party.node))
        return PartyRef(party.id, party.name, party.native, party.kind, party.country, listed)

    def named(self, name: str) -> PartyRef:
        """Give a party by id; one that is not in scope keeps its bare id."""
        party = self._view.find(name)
        return self.party(party) if party else PartyRef(name, name, "", "", "")

    def recorded(self, name: str) -> PartyRef:
        """Give a party by the id of one of its records, as that record names it, without its listings."""
        row = self._view.snapshot.node(name) if self._view.find(name) else None
        return PartyRef(*row[1:6]) if row else PartyRef(name, name, "", "", "")

    def good(self, name: str) -> GoodRef:
        """Give a good by id. A bare HS code is named as one, with the good that it may be where only one has it."""
        party = self._view.find(name)
        return GoodRef(name, party.name if party else self._coded(name))

    def _coded(self, name: str) -> str:
        if not name.startswith(HS):
            return name
        code = name.removeprefix(HS)
        found = (self._view.find(good) for good in self._view.snapshot.goods_with_hs(code))
        goods = [good.name for good in found if good is not None]
        return f"HS {code} (possibly {goods[0]})" if len(goods) == 1 else f"HS {code}"

    def leg(self, edge: Edge, start: int, move: Move, marks: tuple[str, ...] = ()) -> Leg:
        """Write out one leg, read from the party numbered `start` to the other end of the relation."""
        held = self._view.record_of(edge)
        assert held is not None  # every edge is made from a record of the same snapshot  # noqa: S101
        relation = from_plain(Relation, held.plain)
        begin = self._view.party(start).id
        end = self._view.party(edge.head if start == edge.tail else edge.tail).id
        rule = KINDS[edge.kind]
        return Leg(
            relation=edge.id,
            kind=edge.kind,
            from_=begin,
            to=end,
            walked=_WALKED[move],
            says=rule.forward if (start == edge.tail) != edge.turned else rule.backward,
            goods=tuple(self.good(good) for good in edge.goods),
            period=relation.period,
            attested=relation.attested,
            grade=GRADES[edge.grade],
            basis="inferred" if edge.inferred else "stated",
            status=edge.status,
            directness=edge.directness,
            through=tuple(self.named(party) for party in edge.through),
            share=share_text(relation),
            amounts=amount_texts(relation),
            total=edge.total,
            note=relation.note,
            sources=self.citations(all_evidence(relation.evidence, relation.sources)),
            location=f"{held.file}:{held.line}",
            marks=(*edge_marks(edge), *marks),
        )

    def citations(self, evidence: tuple[Evidence, ...]) -> tuple[Citation, ...]:
        """Give where each piece of evidence is written."""
        return tuple(self._citation(piece) for piece in evidence)

    def _citation(self, piece: Evidence) -> Citation:
        source = self._source(piece.source)
        publisher, title, date, url, reliability = (
            (source.publisher, source.title, source.date, source.url, source.reliability)
            if source
            else ("",) * 5
        )
        return Citation(
            piece.source,
            publisher,
            title,
            date,
            url,
            piece.locator,
            piece.basis,
            reliability,
            piece.credibility,
            piece.paraphrase,
        )

    def _source(self, name: str) -> Source | None:
        if name not in self._sources:
            held = self._view.record("sources", name)
            self._sources[name] = from_plain(Source, held.plain) if held else None
        return self._sources[name]


def edge_marks(edge: Edge) -> tuple[str, ...]:
    """Give what a reader must know about a leg, as words of the table in `supplychain guide chains`."""
    marks = [edge.status] if edge.status != "current" else []
    if edge.directness != "direct":
        marks.append(edge.directness)
    if not edge.period.dated:
        marks.append("undated")
    return tuple(marks)


def share_text(relation: Relation) -> str:
    """Give a stake in words: `41.6 %`, `more than 50 %`, `25 to 50 %`, the source's words, or nothing."""
    share = relation.share
    if isinstance(share, ShareRange):
        low = f"{'more than' if share.min_exclusive else 'at least'} {share.min} %"
        high = f"{'less than' if share.max_exclusive else 'at most'} {share.max} %"
        text = low if share.max == 100 else high if share.min == 0 else f"{low}, {high}"  # noqa: PLR2004 - percent
    else:
        text = "" if share is None else f"{share.normalize():f} %"
    return f"{text} ({relation.share_text})" if text and relation.share_text else text or relation.share_text


def amount_texts(relation: Relation) -> tuple[str, ...]:
    """Give quantity, value and shipments in words, as far as recorded."""
    texts = []
    for figure in (relation.quantity, relation.value):
        if figure is not None:
            unit = getattr(figure, "unit", "") or getattr(figure, "currency", "")
            texts.append(f"{figure.amount:,f} {unit}".strip() + (f" ({figure.text})" if figure.text else ""))
    if relation.shipments is not None:
        texts.append(f"{relation.shipments} shipment{'' if relation.shipments == 1 else 's'}")
    return tuple(texts)
