"""What is said about ownership and ownership rules, in sentences that every format for people shares."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.ownership.answers import (
    Claim,
    Counted,
    FlipsAnswer,
    Hold,
    OwnershipAnswer,
    Verdict,
)
from supplychain_cli.queries.ownership.consequences import Deciding
from supplychain_cli.queries.ownership.figures import Range
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.words import count, listing

WORDS = {
    "owned": "owned",
    "not-owned": "not owned",
    "undetermined": "undetermined",
    "not-in-force": "no rule in force",
}
ENDS = {
    "person": "a person",
    "country": "a state",
    "public-body": "a public body; nobody is recorded to own it",
    "stock-listed": "its shares are traded on an exchange",
    "last-recorded": "nobody is recorded to own it",
}
"""Why a way up ends, in words."""
TIES = {
    "stake": "owns",
    "indirect": "owns indirectly",
    "group": "includes it as a member of the group",
    "control": "controls it without a stake",
    "link": "it is linked to it by a source",
}
"""What ties an owner to an asset, seen from the owner."""


def stake_words(hold: Hold) -> str:
    """Say what a tie is about: the stake, that none is recorded, or that it is none."""
    if hold.nature in {"stake", "indirect"} and hold.direct is not None:
        unknown = (hold.direct.min, hold.direct.max) == (0, 100)
        return f"{TIES[hold.nature]} {'a stake that is not recorded' if unknown else hold.direct.text}"
    return f"{TIES[hold.nature]}; no stake is recorded" if hold.nature == "group" else TIES[hold.nature]


def figure(held: Range | None) -> str:
    """Give a percentage in words; what is missing is unknown."""
    return "unknown" if held is None else held.text


def claim_words(claim: Claim) -> str:
    """Say to whom a part belongs."""
    return f"others in {claim.party.name}, not recorded" if claim.others else claim.party.name


def nobody(answer: OwnershipAnswer) -> str:
    """Say that the records name no owner."""
    return f"The records name no owner of {answer.party.name} on {answer.day}. {NOT_NOTHING}"


def unrecorded(answer: OwnershipAnswer) -> str:
    """Say what no record speaks of among the direct owners."""
    name, left = answer.party.name, answer.unrecorded
    if (left.min, left.max) == (0, 100):
        return f"How much of {name} owners hold whom no record names is not known."
    return f"Of {name} itself, {left.text} is held by owners whom no record names."


def ruling(verdict: Verdict) -> str:
    """Say in one sentence what a rule says of the party and what that rests on."""
    counts = f"{verdict.rule.threshold} counts"
    if verdict.verdict == "owned":
        if verdict.control:
            who = listing([owner.owner.name for owner in verdict.owners])
            return f"{who} controls it, or casts a majority of the votes; control counts under this rule."
        return f"{_held(verdict)}; {counts}."
    if not verdict.owners:
        if verdict.verdict == "undetermined":
            return (
                f"No recorded owner counts; what no record speaks of may belong to listed parties ({counts})."
            )
        return f"No recorded owner is listed under this rule, or owned by one that is ({counts})."
    return f"{_held(verdict)}; {counts}."


def reservations(verdict: Verdict) -> Iterator[str]:
    """Say what a reader of a verdict must know beside it."""
    for need in verdict.deciding:
        yield decision(need)
    if verdict.unstated:
        yield "The source of this rule does not say whether stakes of several listed owners are added up; this decides."
    elif verdict.verdict == "undetermined" and not verdict.deciding:
        yield "What decides: owners whom no record names, or who were not read; no recorded stake does."
    if verdict.itself:
        yield f"It is listed itself under this authority, whoever owns it ({listing(verdict.itself)})."
    if verdict.note:
        yield f"Note on the rule: {verdict.note}"


def decision(need: Deciding) -> str:
    """Say which stake decides, and from which value on."""
    tie = f"{need.owner.name} in {need.asset.name}"
    where = f"({need.relation.relation}, {need.relation.location})"
    if need.relation.kind == "linked-to":
        return f"What decides: whether there is control; a source links {need.asset.name} to {need.owner.name} {where}."
    if need.relation.directness == "indirect":
        told = f"only {need.recorded.text} in all is recorded"
        return f"What decides: the stakes between {need.owner.name} and {need.asset.name}; {told} {where}."
    unknown = (need.recorded.min, need.recorded.max) == (0, 100)
    said = "is not recorded" if unknown else f"is recorded as {need.recorded.text}"
    enough = f"more than {need.from_:.6g} % is enough" if need.above else f"{need.from_:.6g} % is enough"
    return f"What decides: the stake of {tie} {said}; {enough} for owned {where}."


def counted_words(owner: Counted) -> str:
    """Name an owner that counts, what it holds, and why it counts."""
    why = {"listed": "listed", "owned": "itself owned", "undetermined": "perhaps itself owned"}[owner.counts]
    held = "without a stake" if owner.held is None else owner.held.text
    if owner.held is not None and (owner.held.min, owner.held.max) == (0, 100):
        held = "stake not recorded"
    return f"{owner.owner.name} {held} ({why})"


def no_flip(answer: FlipsAnswer) -> str:
    """Say that no verdict changes, and at how many days it was looked."""
    days = count(answer.days, "day")
    return f"No recorded day changes a verdict on {answer.party.name}. {days} were looked at. {NOT_NOTHING}"


def _held(verdict: Verdict) -> str:
    owners = " + ".join(counted_words(owner) for owner in verdict.owners)
    total = figure(verdict.aggregate)
    together = f"together {total}" if len(verdict.owners) > 1 else ""
    return f"{owners}, {together}" if together else owners
