"""Beneficial Ownership Data Standard 0.4 (https://standard.openownership.org/en/0.4.0/): one JSON array of statements.

Only ownership and control have a place in it: `owns` is an interest of shareholding (and of voting rights, where a
source tells them apart), `controls` one of other influence or control. Statements of entities and persons come before
the relationships that name them. The identifier of a statement is made of what it says, so that equal records give
equal statements, and a changed one a new statement.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from supplychain_cli.exporters.about import PRODUCER
from supplychain_cli.exporters.columns import plain_number
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.weight import weight
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.answers import Citation
from supplychain_cli.queries.extract.rows import ExportParty, ExportRelation, Extract, Head

VERSION = "0.4"
NO_DAY = "1970-01-01"
"""The date of a statement, which the standard demands, where neither the record nor a source of it has one."""
_INTERESTS = {"owns": "shareholding", "controls": "otherInfluenceOrControl"}
_ENTITY_TYPES = {
    "company": "registeredEntity",
    "group": "unknownEntity",
    "public-body": "stateBody",
    "country": "state",
}
_SCHEMES = {"lei": "XI-LEI", "ogrn": "RU-OGRN", "inn": "RU-INN", "uscc": "CN-SAIC"}
"""Codes of org-id.guide and, for INN, in its manner."""
_WHOLE_DAY = 10


def lines(extract: Extract, report: Report) -> Iterator[str]:
    """Give the array statement by statement. Parties that neither own nor are owned have no statement.

    Memory: the ids of owners and owned. With no ownership the array is empty.
    """
    publisher = _Publisher(extract.head)
    named = {end.id for relation in _holdings(extract, None) for end in (relation.from_, relation.to)}
    opening = "[\n"
    for party in extract.parties():
        if party.id in named:
            report.written["parties"] += 1
            yield opening + publisher.party(party)
            opening = ",\n"
    for relation in report.counted("relations", _holdings(extract, report)):
        yield opening + publisher.relationship(relation)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _holdings(extract: Extract, report: Report | None) -> Iterator[ExportRelation]:
    """Give the relations that the standard can express; a report counts the others."""
    for relation in extract.relations():
        holder = relation.from_.kind == "person" or relation.from_.kind in _ENTITY_TYPES
        if relation.kind in _INTERESTS and holder and relation.to.kind in _ENTITY_TYPES:
            yield relation
        elif report is not None:
            report.left_out["relations that are neither ownership nor control of an entity"] += 1


class _Publisher:
    """Writes statements of one dataset."""

    def __init__(self, head: Head) -> None:
        self._name = head.name

    def party(self, party: ExportParty) -> str:
        """Write the statement of an entity or a person."""
        person = party.kind == "person"
        return self._statement(
            party,
            recordId=party.id,
            recordType="person" if person else "entity",
            declarationSubject=party.id,
            recordDetails=_person(party) if person else _entity(party),
            annotations=[_comment(f"Record {party.location}.", party.note)],
        )

    def relationship(self, relation: ExportRelation) -> str:
        """Write the statement of a relationship with its interests."""
        return self._statement(
            relation,
            recordId=f"relation--{relation.id}",
            recordType="relationship",
            declarationSubject=relation.to.id,
            recordDetails={
                "isComponent": False,
                "subject": relation.to.id,
                "interestedParty": relation.from_.id,
                "interests": list(_interests(relation)),
            },
            annotations=[_comment(weight(relation), relation.note), *map(_evidence, relation.sources)],
        )

    def _statement(self, row: ExportParty | ExportRelation, **said: object) -> str:
        """Add date, source and publisher to what a statement says, and its identifier."""
        day = _day(row.recorded, row.sources)
        statement = {
            "statementDate": day,
            **said,
            "recordStatus": "new",
            **({"source": _source(row.sources)} if row.sources else {}),
            "publicationDetails": {
                "publicationDate": day,
                "bodsVersion": VERSION,
                "publisher": {"name": f"{self._name} ({PRODUCER})"},
            },
        }
        text = json.dumps(statement, ensure_ascii=False, sort_keys=True)
        name = hashlib.sha256(f"{self._name} {text}".encode()).hexdigest()
        return json.dumps({"statementId": name, **statement}, ensure_ascii=False)


def _entity(party: ExportParty) -> dict[str, Any]:
    kind = {"type": _ENTITY_TYPES[party.kind]}
    if party.kind == "group":
        kind["details"] = "A group, not a single company."
    return _said(
        {
            "isComponent": False,
            "entityType": kind,
            "name": party.name,
            "alternateNames": _other_names(party),
            "jurisdiction": _place(party.country),
            "identifiers": _identifiers(party),
        }
    )


def _person(party: ExportParty) -> dict[str, Any]:
    names = [{"fullName": party.name}]
    names += [{"type": "alternative", "fullName": name} for name in _other_names(party)]
    return _said(
        {
            "isComponent": False,
            "personType": "knownPerson",
            "names": names,
            "identifiers": _identifiers(party),
        }
    )


def _other_names(party: ExportParty) -> list[str]:
    return list(dict.fromkeys(name.name for name in party.names if name.name != party.name))


def _place(country: str) -> dict[str, str] | None:
    """Give a jurisdiction; the records hold its code only, which stands for the name that the standard demands."""
    return {"name": country, "code": country} if country else None


def _identifiers(party: ExportParty) -> list[dict[str, str]]:
    return [
        {
            "id": code.value,
            **({"scheme": _SCHEMES[code.scheme]} if code.scheme in _SCHEMES else {}),
            "schemeName": code.scheme,
        }
        for code in party.codes
    ]


def _interests(relation: ExportRelation) -> Iterator[dict[str, Any]]:
    directness = relation.directness if relation.directness in {"direct", "indirect"} else "unknown"
    common = _said(
        {
            "directOrIndirect": directness,
            "details": relation.share_text,
            "startDate": relation.first,
            "endDate": relation.last,
        }
    )
    yield {"type": _INTERESTS[relation.kind], **common, **_share(relation.share)}
    if relation.votes is not None:
        yield {"type": "votingRights", **common, **_share(relation.votes)}


def _share(stake: Stake | None) -> dict[str, Any]:
    """Give a stake with its bounds; nothing where nobody gave a figure."""
    if stake is None:
        return {}
    low, high = (float(plain_number(bound)) for bound in (stake.low, stake.high))
    if stake.exact:
        return {"share": {"exact": low}}
    return {
        "share": {
            "exclusiveMinimum" if stake.low_open else "minimum": low,
            "exclusiveMaximum" if stake.high_open else "maximum": high,
        }
    }


def _source(sources: tuple[Citation, ...]) -> dict[str, Any]:
    """Give the first document as the standard's one source; every one of them is an annotation too."""
    first = sources[0]
    publishers = dict.fromkeys(piece.publisher for piece in sources if piece.publisher)
    return _said(
        {
            "type": ["thirdParty"],
            "description": "; ".join(dict.fromkeys(piece.title or piece.source for piece in sources)),
            "url": first.url,
            "assertedBy": [{"name": name} for name in publishers],
        }
    )


def _evidence(piece: Citation) -> dict[str, Any]:
    where = ", ".join(part for part in (piece.publisher, piece.title, piece.locator) if part)
    text = f"{piece.source}: {where}. {piece.basis.capitalize()}. {piece.paraphrase}".strip()
    link = {"motivation": "linking", "url": piece.url} if piece.url else {"motivation": "commenting"}
    return {"statementPointerTarget": "", **link, "description": text}


def _comment(*texts: str) -> dict[str, Any]:
    text = " ".join(text for text in texts if text)
    return {"statementPointerTarget": "", "motivation": "commenting", "description": text}


def _day(recorded: str, sources: Iterable[Citation]) -> str:
    """Give the day on which the claim was written down, or else that of its newest source that gives a day."""
    if len(recorded) == _WHOLE_DAY:
        return recorded
    return max((piece.date for piece in sources if len(piece.date) == _WHOLE_DAY), default=NO_DAY)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
