"""What `what-if` gives back: frozen, complete, ready to be shown without going back to the graph.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company. A designation
or a sale in the question is never shown as a listing or a record.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.ownership.contradictions import Contradiction
from supplychain_cli.queries.ownership.figures import Range

Change = Literal["", "becomes-owned", "becomes-undetermined", "freed", "less-certain"]
"""`freed` ends at `not-owned`; `less-certain` was owned and is undetermined; empty is no change."""
Counts = Literal["listed", "designated", "owned", "undetermined"]
Channel = Literal["supplies", "supplied-by", "owns-or-controls", "owned-or-controlled"]


@dataclass(frozen=True, slots=True)
class RuleRef:
    """An ownership rule: what it says in one line, and what is uncertain about it."""

    id: str
    name: str
    authority: str
    threshold: str
    period: str
    suspended: str
    note: str
    location: str


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale that the question supposes; `points` is None for a whole stake, `relations` are the records of it."""

    owner: PartyRef
    asset: PartyRef
    points: float | None
    before: Range
    after: Range
    relations: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner whose stake counts, why it does, and what it holds; `relations` are the records of it."""

    owner: PartyRef
    counts: Counts
    held: Range | None
    relations: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """A stake whose figure decides: as recorded, and from which percent on the party is owned, or `above` which."""

    owner: PartyRef
    asset: PartyRef
    recorded: Range
    from_: float
    above: bool
    relation: Leg


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule says of one party before and after. `owners` and `deciding` are told where something changes.

    `listed` says that the party is listed itself under the rule, `designated` that the question supposes it; then the
    ruling is about its owners alone.
    """

    regime: str
    party: PartyRef
    before: str
    after: str
    change: Change
    listed: bool
    designated: bool
    aggregate_before: Range
    aggregate_after: Range
    control: bool
    owners: tuple[Owner, ...] = ()
    deciding: tuple[Deciding, ...] = ()


@dataclass(frozen=True, slots=True)
class Exposed:
    """A party one leg from one that the supposed designation reaches. The channel is read from the exposed party."""

    party: PartyRef
    channel: Channel
    of: PartyRef
    regimes: tuple[str, ...]
    leg: Leg


@dataclass(frozen=True, slots=True)
class Seller:
    """An owner who can sell. `sells` is one way to share the points out, the largest stake first."""

    owner: PartyRef
    held: Range
    sells: float
    relations: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class SaleNeeded:
    """What owners must sell of an asset: so many points together, or a little more (`beyond`), down to `until`."""

    asset: PartyRef
    held: Range
    until: str
    points: float
    beyond: bool
    owners: tuple[Seller, ...]


@dataclass(frozen=True, slots=True)
class Freeing:
    """The smallest divestment that makes a party not owned under a rule.

    `possible` is False when no sale does; `why` says it. `smallest` is False when the search ended before it was
    proven. `points` are those of all sales together.
    """

    party: PartyRef
    regime: str
    verdict: str
    possible: bool
    why: str
    points: float
    beyond: bool
    smallest: bool
    sales: tuple[SaleNeeded, ...]


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What would follow on a day. `verdicts` are those of every party below, by rule; `left_out` rules do not apply.

    `searched` counts the parties whose ownership was looked at.
    """

    day: str
    designated: tuple[PartyRef, ...]
    sold: tuple[Sold, ...]
    regimes: tuple[RuleRef, ...]
    left_out: tuple[RuleRef, ...]
    verdicts: tuple[Effect, ...]
    exposed: tuple[Exposed, ...]
    divestments: tuple[Freeing, ...]
    contradictions: tuple[Contradiction, ...]
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True
