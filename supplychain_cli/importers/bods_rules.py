"""Rules of BODS 0.4 that a statement must keep to be used. Each breach is one sentence, the same for equal breaches.

Source: the JSON Schema and the codelists of https://standard.openownership.org/en/0.4.0/standard/reference.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from supplychain_cli.importers.spans import first_day

_SHORTEST, _LONGEST = 32, 64
_WHOLE = 100
_TYPES = frozenset({"entity", "person", "relationship"})
_STATUSES = frozenset({"new", "updated", "closed"})
ENTITY_TYPES = frozenset(
    {
        "registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody",
    }
)  # fmt: skip
PERSON_TYPES = frozenset({"knownPerson", "anonymousPerson", "unknownPerson"})
INTEREST_TYPES = frozenset(
    {
        "shareholding", "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "seniorManagingOfficial",
        "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement", "rightsToSurplusAssetsOnDissolution",
        "rightsToProfitOrIncome", "rightsGrantedByContract", "conditionalRightsGrantedByContract",
        "controlViaCompanyRulesOrArticles", "controlByLegalFramework", "boardMember", "boardChair", "unknownInterest",
        "unpublishedInterest", "enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets", "nominee", "nominator",
    }
)  # fmt: skip
_DIRECTNESS = frozenset({"direct", "indirect", "unknown"})
_BOUNDS = ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def fault_of(statement: object) -> str:
    """Give the first rule that a statement breaks; empty when it keeps them all."""
    return next(_faults(statement), "")


def _faults(statement: object) -> Iterator[str]:
    if not isinstance(statement, dict):
        yield "The item is no JSON object, so it is no statement."
        return
    breach = next(_head(statement), "")
    if breach:
        yield breach
        return
    details = statement["recordDetails"]
    if not isinstance(details.get("isComponent"), bool):
        yield "The recordDetails do not say whether the record is a component (isComponent)."
    yield from {"entity": _entity, "person": _person}.get(statement["recordType"], _relationship)(details)


def _head(statement: dict[str, Any]) -> Iterator[str]:
    if "statementID" in statement or "statementType" in statement:
        yield "The statement is of an earlier version of the standard (statementID, statementType)."
    for name in ("statementId", "recordId", "recordType", "statementDate", "declarationSubject"):
        if not isinstance(statement.get(name), str) or not statement[name]:
            yield f"The statement has no {name}."
            return
    if not _SHORTEST <= len(statement["statementId"]) <= _LONGEST:
        yield "The statementId has not 32 to 64 characters."
    if statement["recordType"] not in _TYPES:
        yield "The recordType is none of entity, person and relationship."
    if statement.get("recordStatus", "new") not in _STATUSES:
        yield "The recordStatus is none of new, updated and closed."
    if not first_day(statement["statementDate"]):
        yield "The statementDate is no date."
    if not isinstance(statement.get("recordDetails"), dict):
        yield "The statement has no recordDetails."


def _entity(details: dict[str, Any]) -> Iterator[str]:
    kind = details.get("entityType")
    if not isinstance(kind, dict) or kind.get("type") not in ENTITY_TYPES:
        yield "The entityType is none that the standard knows."
    yield from _lists(details, "identifiers", "addresses")


def _person(details: dict[str, Any]) -> Iterator[str]:
    if details.get("personType") not in PERSON_TYPES:
        yield "The personType is none that the standard knows."
    yield from _lists(details, "names", "identifiers", "addresses", "nationalities", "taxResidencies")


def _lists(details: dict[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        value = details.get(name, [])
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            yield f"The {name} are no list of objects."


def _relationship(details: dict[str, Any]) -> Iterator[str]:
    for name in ("subject", "interestedParty"):
        value = details.get(name)
        if not (isinstance(value, str) and value) and not (isinstance(value, dict) and value.get("reason")):
            yield f"The relationship has no {name}, and no reason why."
    if isinstance(details.get("subject"), str) and details.get("subject") == details.get("interestedParty"):
        yield "The relationship is one of a record with itself."
    yield from _lists(details, "interests")
    interests = details.get("interests", [])
    for interest in interests if isinstance(interests, list) else ():
        if isinstance(interest, dict):
            yield from _interest(interest)


def _interest(interest: dict[str, Any]) -> Iterator[str]:
    if "type" in interest and interest["type"] not in INTEREST_TYPES:
        yield "The type of an interest is none that the standard knows."
    if interest.get("directOrIndirect", "unknown") not in _DIRECTNESS:
        yield "An interest is none of direct, indirect and unknown (directOrIndirect)."
    for name in ("startDate", "endDate"):
        if name in interest and not (isinstance(interest[name], str) and first_day(interest[name])):
            yield f"The {name} of an interest is no date."
    if {"startDate", "endDate"} <= interest.keys() and str(interest["endDate"]) < str(interest["startDate"]):
        yield "An interest ends before it begins."
    share = interest.get("share")
    if share is not None:
        yield from _share(share)


def _share(share: object) -> Iterator[str]:
    if not isinstance(share, dict):
        yield "The share of an interest is no object."
        return
    bounds = [share[name] for name in _BOUNDS if name in share and not isinstance(share[name], bool)]
    if any(not isinstance(bound, int | float) for bound in bounds):
        yield "A bound of a share is no number."
    elif any(not 0 <= bound <= _WHOLE for bound in bounds):
        yield "A bound of a share does not lie between 0 and 100."
    elif "exact" in share and any(
        share.get(name) not in (None, share["exact"]) for name in ("minimum", "maximum")
    ):
        yield "A share is exact and a range at once."
    else:
        low = max(
            (share[name] for name in ("minimum", "exclusiveMinimum") if _number(share.get(name))), default=0
        )
        high = min(
            (share[name] for name in ("maximum", "exclusiveMaximum") if _number(share.get(name))),
            default=_WHOLE,
        )
        if low > high:
            yield "The least share of an interest is greater than its greatest."


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
