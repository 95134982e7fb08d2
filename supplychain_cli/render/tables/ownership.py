"""Ownership as rows: one row a tie, claim or verdict; `part` says which."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.light import NamedTuple
from supplychain_cli.queries.ownership.answers import Claim, Hold, OwnershipAnswer, Verdict
from supplychain_cli.queries.ownership.figures import Range
from supplychain_cli.render.rulings import ENDS, counted_words, nobody, reservations, ruling, stake_words
from supplychain_cli.render.tables.table import Table, joined, listed_text
from supplychain_cli.render.tables.trace import cited

_BRIEF = (
    "part",
    "name",
    "parent",
    "says",
    "stake",
    "interest",
    "period",
    "grade",
    "basis",
    "note",
    "location",
)


class Line(NamedTuple):
    """One row. `stake` is the direct stake or the sum under a rule, `interest` the economic one; bounds are numbers."""

    part: str
    id: str = ""
    name: str = ""
    country: str = ""
    parent: str = ""
    depth: int | None = None
    says: str = ""
    stake: str = ""
    stake_min: float | None = None
    stake_max: float | None = None
    interest: str = ""
    interest_min: float | None = None
    interest_max: float | None = None
    counted: str = ""
    period: str = ""
    grade: str = ""
    basis: str = ""
    listed: str = ""
    marks: str = ""
    note: str = ""
    sources: str = ""
    relation: str = ""
    location: str = ""


def table(answer: OwnershipAnswer) -> Table:
    """Give the owners in the order of the tree, then last owners, assets, circles, contradictions and verdicts."""
    rows = tuple(_lines(answer))
    remarks = () if answer.owners else (nobody(answer),)
    return Table(Line._fields, rows, _BRIEF, remarks)


def _lines(answer: OwnershipAnswer) -> Iterator[Line]:
    yield from (_hold("owner", hold) for hold in answer.owners)
    yield from map(_claim, answer.claims)
    yield from (_hold("asset", hold) for hold in answer.assets or ())
    for circle in answer.circles:
        says = "owns all of itself" if circle.closed else "own each other"
        yield Line("circle", circle.name, joined(party.name for party in circle.parties), says=says)
    for found in answer.contradictions:
        places = joined(leg.location for leg in found.relations)
        yield Line("contradiction", found.code, says=found.says, location=places)
    yield from map(_verdict, answer.verdicts)
    for resting in answer.not_in_force:
        rule = resting.rule
        yield Line("rule", rule.id, rule.name, says=resting.why, note=rule.note, location=rule.location)


def _hold(part: str, hold: Hold) -> Line:
    leg = hold.relation
    return Line(
        part, hold.id, hold.name, hold.country, hold.parent, hold.depth, stake_words(hold),
        *_bounds(hold.direct), *_bounds(hold.economic), "yes" if hold.counted else "no",
        leg.period, leg.grade, leg.basis,
        listed_text(hold.listed),
        joined((*leg.marks, *filter(None, (hold.circle, ENDS.get(hold.end, ""))))), leg.note, cited(leg.sources),
        leg.relation, leg.location,
    )  # fmt: skip


def _claim(claim: Claim) -> Line:
    text, low, high = _bounds(claim.share)
    says = "others, not recorded" if claim.others else ENDS.get(claim.end, "")
    return Line(
        "last owner", claim.party.id, claim.party.name, claim.party.country, says=says,
        interest=text, interest_min=low, interest_max=high,
    )  # fmt: skip


def _verdict(verdict: Verdict) -> Line:
    text, low, high = _bounds(verdict.aggregate)
    return Line(
        "verdict", verdict.regime, verdict.rule.name, says=f"{verdict.verdict}: {ruling(verdict)}", stake=text,
        stake_min=low, stake_max=high, period=verdict.in_force, grade=verdict.grade, basis=verdict.basis,
        marks=joined(map(counted_words, verdict.owners)), note=joined(reservations(verdict)),
        relation=joined(step.relation.relation for step in verdict.route), location=verdict.rule.location,
    )  # fmt: skip


def _bounds(held: Range | None) -> tuple[str, float | None, float | None]:
    return ("", None, None) if held is None else (held.text, held.min, held.max)
