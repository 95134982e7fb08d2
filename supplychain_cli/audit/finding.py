"""What an audit gives back: frozen, complete, ready to be shown without going back to the graph.

Field names are those of the JSON output; they only ever gain company.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Chain, Listed, PartyRef

Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
"""Worst first."""

RULES: dict[str, str] = {
    "listed": "The supplier is itself listed.",
    "chain": "A chain of deliveries, ownership or membership leads between the supplier and a listed party.",
    "ownership": "An ownership rule reaches the supplier, or a party on the way, through listed owners.",
    "expired-waiver": "A waiver has come to its end and excuses nothing any more.",
}
"""The rules that every audit applies; any other rule is the id of a policy of `AuditReport.policies`."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's decision to accept one finding. `until` is the last day on which it holds, `policy` who carries it."""

    fingerprint: str
    reason: str
    author: str
    until: str
    policy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about one supplier.

    `rule` is a key of `RULES` or the id of a policy. `rows` are the rows of the suppliers file, from 1 after the
    headings; empty for names that were typed. `party` is the listed party and `listings` those of its listings that
    count. `regimes` are `authority/measure`, or the ids of ownership rules. `direction` is `out` where goods go from
    the supplier to the party and `in` where they come from it.

    `chain` reads in the direction of the goods, and is None where the supplier is itself listed and for an expired
    waiver. `verdict` is that of an ownership rule: `owned` or `undetermined`. `distance` counts the legs, `more` the
    further chains between the same two that are not shown. `grade` and `basis` are those of the weakest of legs and
    listings. `waived` is the waiver in force, `new` says that the baseline does not hold it. `unknown` says in
    sentences what the records leave open. `location` is `file:line` of what a finding without a chain rests on (a
    listing), or empty. `policy` is the id of the policy that carries an expired waiver. `notes` say what
    must never be missed about the parties on the chain.
    """

    fingerprint: str
    rule: str
    title: str
    supplier: PartyRef
    rows: tuple[int, ...]
    party: PartyRef
    listings: tuple[Listed, ...]
    regimes: tuple[str, ...]
    direction: Literal["out", "in"]
    chain: Chain | None
    verdict: str
    distance: int
    grade: str
    basis: str
    level: Level
    waived: Waiver | None = None
    new: bool = True
    more: int = 0
    unknown: tuple[str, ...] = ()
    location: str = ""
    policy: str = ""
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it may fail a build: neither waived nor in the baseline."""
        return self.waived is None and self.new


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the suppliers, as written, and what became of it.

    `number` counts from 1. `party` is the id that it means, `candidates` are the ids that it could mean; `why` is a
    sentence for a person.
    """

    number: int
    text: str
    status: Literal["matched", "ambiguous", "unmatched"]
    party: str
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A party that was checked, with its rows and the worst level that counts against it, or empty."""

    party: PartyRef
    rows: tuple[int, ...]
    worst: Level | Literal[""]


@dataclass(frozen=True, slots=True)
class ListAge:
    """One list of one authority as the records hold it.

    `date` is that of the newest source which its listings cite (as text, empty where none has a date) and `days` how
    long ago that is, None without a date. `listings` counts those in force.
    """

    authority: str
    listings: int
    date: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was checked: rows by fate, `checked` parties (several rows may mean one), and the lists asked about."""

    rows: int
    matched: int
    ambiguous: int
    unmatched: int
    checked: int
    lists: tuple[ListAge, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """A policy that was applied: its id, what it forbids in a person's words, and `file:line`, or empty.

    The file is one of the dataset, or where `outside` says so, one named by hand.
    """

    id: str
    says: str
    location: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The whole audit, worst findings first.

    `suppliers` are all parties that were checked, `rows` the rows that matched nobody or several. `failing` counts the
    findings at or above `fail_on` that are neither waived nor in the baseline, `waived` and `known` (in the baseline)
    the others. `incomplete` says in sentences why the audit is not complete, and is empty where it is.
    """

    findings: tuple[Finding, ...]
    suppliers: tuple[Checked, ...]
    rows: tuple[Row, ...]
    coverage: Coverage
    fail_on: Level
    failing: int
    waived: int
    known: int
    expired: tuple[Waiver, ...] = ()
    unused: tuple[Waiver, ...] = ()
    policies: tuple[PolicyRef, ...] = ()
    incomplete: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    complete: bool = True
