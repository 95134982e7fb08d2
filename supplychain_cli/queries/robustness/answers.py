"""Answers about what a finding hangs on: which parties its chains need, and which records.

As in `queries.chains.answers`, field names are those of the JSON output and only ever gain company.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Chain, Explored, GoodRef, Leg, Listed, PartyRef

Role = Literal["far-end", "between", "receiver"]
"""Where a party stands: where a chain begins, in the middle, or in the group of the end user."""


@dataclass(frozen=True, slots=True)
class OnlySource:
    """A good that one party alone is recorded to supply, with the relations that say so."""

    good: GoodRef
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chokepoint:
    """A party that chains run through.

    `tier` counts the fewest flows from it to the end user, 0 for a member of the end user's group; `chains` counts
    those through it. A party of the cut of which no chain was written down has neither roles nor tier. `on_every` and
    `in_cut` say whether every chain passes it, and whether it belongs to the cut shown; `instead` are parties any one
    of which could take its place in that cut. `chain` is the chain through it with the best evidence, `grade` and
    `basis` those of its weakest leg; null and empty when none was written down.
    """

    id: str
    name: str
    native: str
    kind: str
    country: str
    listed: tuple[Listed, ...]
    roles: tuple[Role, ...]
    tier: int | None
    chains: int
    on_every: bool
    in_cut: bool
    instead: tuple[PartyRef, ...]
    only_source_of: tuple[OnlySource, ...]
    grade: str
    basis: str
    chain: Chain | None


@dataclass(frozen=True, slots=True)
class Tier:
    """The parties so many flows away from the end user: how many, and which if it is one alone."""

    tier: int
    parties: int
    only: PartyRef | None


@dataclass(frozen=True, slots=True)
class ChokepointsAnswer:
    """Which parties the chains to an end user need, those on every chain first, then the cut, then by chains.

    `from` is null when every far end counts. `chains` counts the chains from the far ends and is a lower bound when
    not `exact`. `cut` is the size of the smallest cut: null when no removal cuts every chain (`uncut` is then a chain
    that stays), or none was found; when not `cut_exact` the cut shown cuts every chain, and a smaller one may exist.
    `unnamed` are the relations by which goods come from a country whose seller nobody names: no chain begins there.
    """

    to: PartyRef
    from_: PartyRef | None
    max_legs: int
    outside: bool
    searched: int
    chains: int
    exact: bool
    far_ends: tuple[PartyRef, ...]
    cut: int | None
    cut_exact: bool
    uncut: Chain | None
    tiers: tuple[Tier, ...]
    unnamed: tuple[str, ...]
    parties: tuple[Chokepoint, ...]
    more: bool
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceCut:
    """Records that break the finding if all of them are wrong. `grade` and `basis` are those of the strongest."""

    records: tuple[Leg, ...]
    grade: str
    basis: str


@dataclass(frozen=True, slots=True)
class CutSource:
    """A source, and the relations of the finding's chains that cite it."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    reliability: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceCut:
    """Sources that break the finding if all of them are wrong."""

    sources: tuple[CutSource, ...]


@dataclass(frozen=True, slots=True)
class WhyAnswer:
    """What the finding that chains lead from one party to another hangs on.

    `records` is the fewest relations that break it if all are wrong, `cuts` the sets of that many, the one with the
    weakest evidence first; `sources` and `source_cuts` say the same of sources, where a relation falls when all its
    sources fall. Both counts are lower bounds when not `exact`. `best` is the best chain, null when there is none:
    then `explored` says what was searched. `chains` counts the chains that were needed to show it, `parties` are the
    ends of the records in the cuts.
    """

    from_: PartyRef
    to: PartyRef
    max_legs: int
    best: Chain | None
    chains: int
    records: int
    cuts: tuple[EvidenceCut, ...]
    more_cuts: bool
    sources: int
    source_cuts: tuple[SourceCut, ...]
    more_source_cuts: bool
    parties: tuple[PartyRef, ...]
    exact: bool
    explored: Explored | None
    notices: tuple[Notice, ...] = ()
    complete: bool = True
