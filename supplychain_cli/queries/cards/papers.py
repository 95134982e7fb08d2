"""What `show` gives back for relations, listings, sources, regimes and decisions: the claim, and the paper it rests on.

As `queries.cards.answers`, which holds the lines that all cards share; apart from it, because most questions need
only those.
"""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.cards.answers import ListingLine, Related
from supplychain_cli.queries.chains.answers import Citation, PartyRef


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence: what the letter and the figure mean, and the grade of the piece alone."""

    citation: Citation
    reliability_means: str
    credibility_means: str
    grade: str


@dataclass(frozen=True, slots=True)
class RelationCard:
    """All that is recorded of a relation, with the arithmetic of its grade (`reasoning`).

    `legs` are the relations that record the same flow step by step; `whole` and `parts` must not be added up.
    """

    relation: Related
    evidence: tuple[Weighed, ...]
    reasoning: str
    legs: tuple[Related, ...]
    whole: Related | None
    parts: tuple[Related, ...]
    recorded: str
    tags: tuple[str, ...]
    what: str = "relation"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that cites a source: its id and what it says in a few words."""

    id: str
    says: str
    grade: str
    location: str


@dataclass(frozen=True, slots=True)
class CitedGroup:
    """Records of one section that cite a source; `count` counts all, `records` may be the first of them."""

    section: str
    count: int
    records: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """All that is recorded of a source, and what rests on it."""

    source: str
    publisher: str
    title: str
    date: str
    url: str
    licence: str
    reliability: str
    reliability_means: str
    recorded: str
    note: str
    tags: tuple[str, ...]
    location: str
    cited_by: tuple[CitedGroup, ...]
    what: str = "source"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ListingCard:
    """All that is recorded of a listing. `day` is the day for which its standing is said."""

    listing: ListingLine
    evidence: tuple[Weighed, ...]
    reasoning: str
    day: str
    recorded: str
    tags: tuple[str, ...]
    what: str = "listing"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class RegimeCard:
    """All that is recorded of an ownership rule. `in_force` is a sentence about the day asked about."""

    regime: str
    name: str
    authority: str
    measures: tuple[str, ...]
    rule: str
    threshold: str
    operator: str
    aggregate: str
    control: bool
    period: str
    suspended: str
    in_force: str
    statement: str
    recorded: str
    note: str
    tags: tuple[str, ...]
    evidence: tuple[Weighed, ...]
    location: str
    what: str = "regime"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class JudgementCard:
    """A person's judgement on two records, and what follows from it (`effect`, a sentence)."""

    identity: str
    left: PartyRef
    right: PartyRef
    judgement: str
    effect: str
    by: str
    on: str
    why: str
    recorded: str
    note: str
    sources: tuple[Citation, ...]
    location: str
    what: str = "judgement"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class StatedField:
    """One part of a policy or an expectation: its name in the record, and its value as text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A policy or an expectation: what it says in a person's words, and in fields. `what` is which of the two."""

    id: str
    says: str
    fields: tuple[StatedField, ...]
    recorded: str
    note: str
    tags: tuple[str, ...]
    location: str
    what: str
    notices: tuple[Notice, ...] = ()
    complete: bool = True
