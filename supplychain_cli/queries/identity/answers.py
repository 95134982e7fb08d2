"""What questions about identity give back: frozen, complete, ready to be shown without going back.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
"""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import PartyRef


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One of the records of a party: what it calls the party, and where it is written."""

    id: str
    name: str
    country: str
    location: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's judgement on two records."""

    identity: str
    left: PartyRef
    right: PartyRef
    judgement: str
    by: str
    on: str
    why: str
    location: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why records are of one party: an identifier that all of them carry, or a judgement `same`.

    `why` is `inn 7704274402` or `judged: ID`; `records` are ids. `without` are the parties that would be left if it
    fell, each as the ids of its records; one party, when other reasons hold it together.
    """

    why: str
    records: tuple[str, ...]
    judgement: Judgement | None
    without: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class KeptApart:
    """An identifier that these records of the party and others carry, and that joins nobody because of a judgement."""

    why: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdentityAnswer:
    """Which records are taken for one party and why, and what was judged different or unsure."""

    party: PartyRef
    records: tuple[RecordLine, ...]
    reasons: tuple[Reason, ...]
    apart: tuple[Judgement, ...]
    unused: tuple[KeptApart, ...]
    notices: tuple[Notice, ...] = ()
    complete: bool = True
