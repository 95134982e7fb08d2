"""JSON-LD 1.1: parties and sources in terms of schema.org, evidence in terms of PROV, and terms of ours for the rest.

The context stands inside the file, so that reading it asks no server. Every thing has a name of the form
`urn:supplychain:DATASET:thing:ID`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from supplychain_cli.exporters.about import facts
from supplychain_cli.exporters.columns import plain_number
from supplychain_cli.exporters.export import Report
from supplychain_cli.model.entity import Name
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

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_PLAIN = "-._~:@!$&'()*+,;="
"""Signs that stand for themselves in an address, besides letters and digits (RFC 3986)."""
_SCHEMA_TYPES = {
    "company": "schema:Organization",
    "group": "schema:Organization",
    "person": "schema:Person",
    "public-body": "schema:GovernmentOrganization",
    "vessel": "schema:Vehicle",
    "system": "schema:Product",
    "good": "schema:Product",
    "country": "schema:Country",
}


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the file, one node of the graph a line. What nobody said is left out."""
    yield '{"@context": ' + _json(context(extract.head.name)) + ',\n"@graph": [\n'
    yield _json({"@id": "dataset:", "@type": "schema:Dataset", **facts(extract.head)})
    for party in report.counted("parties and goods", extract.parties()):
        yield ",\n" + _json(_party(party))
        for listing in report.counted("listings", party.listings):
            yield ",\n" + _json(_listing(party, listing))
    for relation in report.counted("relations", extract.relations()):
        yield ",\n" + _json(_relation(relation))
    for source in report.counted("sources", extract.sources()):
        yield ",\n" + _json(_source(source))
    yield "\n]}\n"


def context(dataset: str) -> dict[str, Any]:
    """Give what every key means. Keys that are not named here are terms of ours, by their own names."""
    own = f"urn:supplychain:{dataset}:"
    to = {"@type": "@id"}
    day = {"@type": "http://www.w3.org/2001/XMLSchema#date"}
    return {
        "@version": 1.1,
        "@vocab": "urn:supplychain:terms:",
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "dataset": f"{own}",
        "thing": f"{own}thing:",
        "relation": f"{own}relation:",
        "listing": f"{own}listing:",
        "source": f"{own}source:",
        "name": "schema:name",
        "otherNames": "schema:alternateName",
        "sameAs": {"@id": "schema:sameAs", **to},
        "identifiers": "schema:identifier",
        "scheme": "schema:propertyID",
        "value": "schema:value",
        "publisher": "schema:publisher",
        "title": "schema:name",
        "url": {"@id": "schema:url", **to},
        "published": "schema:datePublished",
        "licence": "schema:license",
        "evidence": "prov:qualifiedPrimarySource",
        "document": {"@id": "prov:entity", **to},
        "from": to,
        "to": to,
        "goods": to,
        "through": to,
        "supplier": to,
        "partOfTotal": to,
        "party": to,
        "firstDay": day,
        "lastDay": day,
    }


def _party(party: ExportParty) -> dict[str, Any]:
    return _said(
        {
            "@id": _iri("thing", party.id),
            "@type": [_class(party.kind), _SCHEMA_TYPES[party.kind]],
            "name": party.name,
            "otherNames": [_name(name) for name in party.names],
            "country": party.country,
            "sameAs": [_iri("thing", name) for name in party.same_as],
            "identifiers": [
                {"@type": "schema:PropertyValue", "scheme": code.scheme, "value": code.value}
                for code in party.codes
            ],
            "chpl": party.chpl,
            "status": party.status,
            "note": party.note,
            "tags": list(party.tags),
            "recorded": party.recorded,
            "evidence": _evidence(party.sources),
            "location": party.location,
        }
    )


def _listing(party: ExportParty, listing: ExportListing) -> dict[str, Any]:
    return _said(
        {
            "@id": _iri("listing", listing.id),
            "@type": "Listing",
            "party": _iri("thing", party.id),
            "authority": listing.authority,
            "programme": listing.programme,
            "measure": listing.measure,
            "since": listing.from_,
            "until": listing.until,
            "between": listing.between,
            "entry": listing.entry,
            "effect": listing.effect,
            "status": listing.status,
            "note": listing.note,
            "evidence": _evidence(listing.sources),
            "location": listing.location,
        }
    )


def _relation(relation: ExportRelation) -> dict[str, Any]:
    return _said(
        {
            "@id": _iri("relation", relation.id),
            "@type": _class(relation.kind),
            "from": _iri("thing", relation.from_.id),
            "to": _iri("thing", relation.to.id),
            "goods": [_iri("thing", good.id) for good in relation.goods],
            "period": relation.period,
            "firstDay": relation.first,
            "lastDay": relation.last,
            "attested": relation.attested,
            "grade": relation.grade,
            "basis": relation.basis,
            "status": relation.status,
            "share": _stake(relation.share),
            "shareText": relation.share_text,
            "votes": _stake(relation.votes),
            "arrangement": relation.arrangement,
            "quantity": _figure(relation.quantity, "unit"),
            "worth": _figure(relation.value, "currency"),
            "shipments": relation.shipments,
            "directness": relation.directness,
            "through": [_iri("thing", party.id) for party in relation.through],
            "partOfTotal": relation.total and _iri("relation", relation.total),
            "supplier": relation.supplier and _iri("thing", relation.supplier),
            "note": relation.note,
            "tags": list(relation.tags),
            "recorded": relation.recorded,
            "evidence": _evidence(relation.sources),
            "location": relation.location,
        }
    )


def _source(source: ExportSource) -> dict[str, Any]:
    return _said(
        {
            "@id": _iri("source", source.id),
            "@type": ["schema:CreativeWork", "prov:Entity"],
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published": source.date,
            "licence": source.licence,
            "reliability": source.reliability,
            "note": source.note,
            "location": source.location,
        }
    )


def _evidence(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    return [
        _said(
            {
                "@type": "prov:PrimarySource",
                "document": _iri("source", piece.source),
                "locator": piece.locator,
                "basis": piece.basis,
                "credibility": piece.credibility,
                "paraphrase": piece.paraphrase,
            }
        )
        for piece in citations
    ]


def _name(name: Name) -> Any:  # noqa: ANN401 - a text, or one with its language
    if not _LANGUAGE.fullmatch(name.lang):
        return name.name
    script = f"-{name.script}" if _SCRIPT.fullmatch(name.script) else ""
    return {"@value": name.name, "@language": name.lang + script}


def _stake(stake: Stake | None) -> dict[str, Any] | None:
    """Give a stake in percent with its bounds; None where nobody gave a figure."""
    if stake is None:
        return None
    return {
        "minimum": _number(plain_number(stake.low)),
        "maximum": _number(plain_number(stake.high)),
        **({"minimumExcluded": True} if stake.low_open else {}),
        **({"maximumExcluded": True} if stake.high_open else {}),
    }


def _figure(figure: Figure | None, unit: str) -> dict[str, Any] | None:
    if figure is None:
        return None
    return _said({"amount": _number(figure.amount), unit: figure.unit, "wording": figure.text})


def _number(figure: Decimal) -> str:
    """Give a figure as text: a number of JSON would lose its digits in some readers."""
    return str(plain_number(figure))


def _iri(prefix: str, name: str) -> str:
    """Name a thing: what an address may not hold in an id of somebody else is written as its number."""
    return f"{prefix}:{quote(name, safe=_PLAIN)}"


def _class(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("-"))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
