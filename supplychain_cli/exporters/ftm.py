"""FollowTheMoney entities, one JSON object a line: what OpenSanctions, Aleph and their tools read.

The mapping, which `supplychain guide export` shows: parties are Company, Person, PublicBody, Vessel and Territory;
`owns` is Ownership, `controls` Control, `directs` Directorship, `part-of` Membership, a listing a Sanction with a
topic on its party. `supplies` is EconomicActivity, FollowTheMoney's customs record, and beside it an UnknownLink
with the role `supplies`: only links are drawn. What a schema does not admit (a country that owns) is an UnknownLink
with the kind as its role. Weapon systems and goods have no schema; goods stand in the texts of the relations that
carry them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from supplychain_cli.exporters.columns import plain_number
from supplychain_cli.exporters.days import ends_of
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.ftm_codes import entity_id, identifiers, overlong
from supplychain_cli.exporters.weight import weight
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.answers import Citation
from supplychain_cli.queries.extract.rows import (
    ExportListing,
    ExportParty,
    ExportRelation,
    ExportSource,
    Extract,
    Figure,
)

_SCHEMAS = {
    "company": "Company",
    "group": "Company",
    "person": "Person",
    "public-body": "PublicBody",
    "vessel": "Vessel",
    "country": "Territory",
}
_LEGAL = frozenset({"company", "group", "person", "public-body"})
_ORGANISED = frozenset({"company", "group", "public-body"})
_OWNABLE = frozenset({"company", "group", "vessel"})


class _Edge(NamedTuple):
    """A schema for a kind of relation: its two ends, and which kinds of parties it admits there."""

    schema: str
    start: str
    end: str
    from_kinds: frozenset[str]
    to_kinds: frozenset[str]


_EDGES = {
    "owns": _Edge("Ownership", "owner", "asset", _LEGAL, _OWNABLE),
    "controls": _Edge("Control", "controller", "controlled", _LEGAL, _LEGAL),
    "directs": _Edge("Directorship", "director", "organization", _LEGAL, _ORGANISED),
    "part-of": _Edge("Membership", "member", "organization", _LEGAL, _ORGANISED),
    "supplies": _Edge("EconomicActivity", "sender", "receiver", _LEGAL, _LEGAL),
}
_LINK = _Edge("UnknownLink", "subject", "object", frozenset(_SCHEMAS), frozenset(_SCHEMAS))
_TOPICS = {
    "blocking": "sanction",
    "sectoral": "sanction",
    "export-control": "export.control",
    "import-ban": "export.risk",
    "debarment": "debarment",
}
_REFERENTS = {"ofac": "ofac-", "ftm": ""}
"""Schemes that FollowTheMoney writes as other ids of an entity, and what OpenSanctions puts before the number."""
_NAMES = {"official": "name", "alias": "alias", "former": "previousName", "weak": "weakAlias"}
"""Properties by the kind of a name."""
Properties = dict[str, list[str]]


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give one entity a line: sources as documents, parties with their listings, then relations."""
    made = _Maker(extract.head.name)
    for source in report.counted("sources", extract.sources()):
        yield made.document(source)
    for party in extract.parties():
        if party.kind not in _SCHEMAS:
            report.left_out["goods and weapon systems"] += 1
            continue
        report.written["parties"] += 1
        yield made.party(party)
        for listing in party.listings:
            if listing.status == "candidate":
                # Whoever reads a Sanction takes it for one.
                report.left_out["listings that are mere leads"] += 1
                continue
            report.written["listings"] += 1
            yield made.sanction(party, listing)
    for relation in extract.relations():
        if relation.from_.kind not in _SCHEMAS or relation.to.kind not in _SCHEMAS:
            report.left_out["relations about goods and weapon systems"] += 1
            continue
        report.written["relations"] += 1
        yield from made.relation(relation)


class _Maker:
    """Writes entities of one dataset."""

    def __init__(self, dataset: str) -> None:
        self._dataset = dataset

    def document(self, source: ExportSource) -> str:
        """Write a source, to which the claims that rest on it point."""
        return self._line(
            _source_id(source.id),
            "Document",
            source.title,
            {
                "title": [source.title],
                "fileName": [source.title],
                "publisher": [source.publisher],
                "sourceUrl": [source.url],
                "publishedAt": [source.date],
                "summary": [source.note],
            },
        )

    def party(self, party: ExportParty) -> str:
        """Write a party with its names, identifiers and topics."""
        names: dict[str, list[str]] = {"name": [party.name]}
        for name in party.names:
            names.setdefault(_NAMES[name.kind], []).append(name.name)
        place = "country" if party.kind in {"person", "vessel", "country"} else "jurisdiction"
        listed = (_TOPICS.get(item.measure, "") for item in party.listings if _in_force(item))
        properties = {
            **names,
            place: [party.country.lower()],
            **identifiers(party),
            "topics": list(listed),
            "classification": ["group"] if party.kind == "group" else [],
            "keywords": list(party.tags),
            "notes": [party.note, *overlong(party)],
            "sourceUrl": [piece.url for piece in party.sources],
            "proof": [_source_id(piece.source) for piece in party.sources],
            "createdAt": [party.recorded],
        }
        if party.kind == "country":
            properties |= {"level": ["country"], "territoryCode": [party.country.lower()]}
        referents = [
            f"{_REFERENTS[code.scheme]}{code.value}" for code in party.codes if code.scheme in _REFERENTS
        ]
        others = dict.fromkeys((*referents, *map(entity_id, party.same_as)))
        return self._line(entity_id(party.id), _SCHEMAS[party.kind], party.name, properties, others)

    def sanction(self, party: ExportParty, listing: ExportListing) -> str:
        """Write a listing."""
        properties = {
            "entity": [entity_id(party.id)],
            "authority": [listing.authority],
            "program": [listing.programme],
            "authorityId": [listing.entry],
            "startDate": [listing.from_],
            "endDate": [listing.until],
            "listingDate": [listing.from_],
            "provisions": [listing.measure],
            "reason": [listing.effect],
            "status": [listing.status],
            "summary": [listing.note],
            **_provenance("", listing.sources, f"Record {listing.location}."),
        }
        return self._line(f"listing--{entity_id(listing.id)}", "Sanction", listing.programme, properties)

    def relation(self, relation: ExportRelation) -> Iterator[str]:
        """Write a relation; a supply that both ends admit is a customs record and a link."""
        edge = _EDGES.get(relation.kind, _LINK)
        if relation.from_.kind not in edge.from_kinds or relation.to.kind not in edge.to_kinds:
            edge = _LINK
        start, end = ends_of(relation)
        common = {
            "startDate": [start],
            "endDate": [end],
            "summary": [relation.note],
            "modifiedAt": [relation.recorded],
            **_provenance(relation.id, relation.sources, *_facts(relation, edge.schema)),
        }
        if edge.schema == "EconomicActivity":
            yield self._edge(
                f"relation--{entity_id(relation.id)}", edge, relation, {**common, **_customs(relation)}
            )
            edge = _LINK
            name = f"link--{entity_id(relation.id)}"
        else:
            name = f"relation--{entity_id(relation.id)}"
        interest = {"role": [relation.kind], "status": [relation.status]}
        own = _holding(relation) if edge.schema == "Ownership" else {}
        yield self._edge(name, edge, relation, {**common, **interest, **own})

    def _edge(self, name: str, edge: _Edge, relation: ExportRelation, properties: Properties) -> str:
        ends = {edge.start: [entity_id(relation.from_.id)], edge.end: [entity_id(relation.to.id)]}
        return self._line(name, edge.schema, relation.says, {**ends, **properties})

    def _line(
        self, name: str, schema: str, caption: str, properties: Properties, referents: Iterable[str] = ()
    ) -> str:
        kept = {
            key: unique
            for key, values in properties.items()
            if (unique := list(dict.fromkeys(" ".join(value.split()) for value in values if value)))
        }
        entity = {"id": name, "caption": caption, "schema": schema, "properties": kept,
                  "referents": list(referents), "datasets": [self._dataset]}  # fmt: skip
        return json.dumps(entity, ensure_ascii=False) + "\n"


def _in_force(listing: ExportListing) -> bool:
    return not listing.until and listing.status != "candidate"


def _provenance(name: str, sources: tuple[Citation, ...], *facts: str) -> Properties:
    """Give what a claim rests on: its record, its documents, and where in them it stands."""
    places = [": ".join(part for part in (_place(piece), piece.paraphrase) if part) for piece in sources]
    return {
        "recordId": [name],
        "proof": [_source_id(piece.source) for piece in sources],
        "sourceUrl": [piece.url for piece in sources],
        "publisher": [piece.publisher for piece in sources],
        "description": [*facts, *places],
    }


def _place(piece: Citation) -> str:
    return ", ".join(part for part in (piece.title or piece.source, piece.locator) if part)


def _facts(relation: ExportRelation, schema: str) -> Iterator[str]:
    """Say in sentences what no property holds: the grade of the evidence, the place of the record, the figures."""
    yield weight(relation)
    if relation.directness != "direct":
        through = ", ".join(party.name for party in relation.through)
        yield f"{relation.directness.capitalize()}{f', through {through}' if through else ''}."
    if relation.attested:
        # No property: `date` would say that it was true on this date only.
        yield f"Attested {relation.attested}."
    if relation.share_text:
        yield f"Stake in the words of the source: {relation.share_text}."
    if relation.share is not None and schema != "Ownership":
        yield f"Share: {relation.share}."
    if relation.votes is not None:
        yield f"Votes: {relation.votes}."
    if relation.quantity is not None:
        yield f"Quantity: {_amount(relation.quantity)}."
    if relation.shipments is not None:
        yield f"Shipments: {relation.shipments}."
    if relation.total:
        yield f"Part of the total in record {relation.total}."


def _customs(relation: ExportRelation) -> Properties:
    return {
        "goodsDescription": [good.name for good in relation.goods],
        "vedCode": [code for good in relation.goods for code in good.hs],
        "invoiceAmount": [_amount(relation.value)] if relation.value else [],
        "originCountry": [relation.from_.country.lower()],
        "destinationCountry": [relation.to.country.lower()],
    }


def _holding(relation: ExportRelation) -> Properties:
    return {
        "percentage": [percentage(relation.share)] if relation.share is not None else [],
        "ownershipType": [relation.directness],
    }


def percentage(stake: Stake) -> str:
    """Write a stake: `41.6%`, `25-50%`, `>50%`, `>=25%`, `<50%`, `>25-<50%`."""
    low, high = plain_number(stake.low), plain_number(stake.high)
    if stake.exact:
        return f"{low}%"
    if high == 100 and not stake.high_open:  # noqa: PLR2004 - the whole
        return f"{'>' if stake.low_open else '>='}{low}%"
    if low == 0 and not stake.low_open:
        return f"{'<' if stake.high_open else '<='}{high}%"
    return f"{'>' if stake.low_open else ''}{low}-{'<' if stake.high_open else ''}{high}%"


def _amount(figure: Figure) -> str:
    exact = f"{plain_number(figure.amount)} {figure.unit}".strip()
    return f"{exact} ({figure.text})" if figure.text else exact


def _source_id(name: str) -> str:
    return f"source--{entity_id(name)}"
