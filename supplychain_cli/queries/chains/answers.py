"""What a question gives back: frozen, complete, ready to be shown without going back to the graph.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass

Walked = Literal["forward", "up", "down", "same"]
"""`same` is no step along a relation: the two parties may be the same."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing in force on the day asked about. A `candidate` is a lead: the list itself was not read."""

    authority: str
    measure: str
    programme: str
    since: str
    status: str = "current"


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party as an answer names it. `native` is its name in its own script, or empty."""

    id: str
    name: str
    native: str
    kind: str
    country: str
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodRef:
    """A good as an answer names it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a claim is written."""

    source: str
    publisher: str
    title: str
    date: str
    url: str
    locator: str
    basis: str
    reliability: str
    credibility: int
    paraphrase: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a chain, read from `from` to `to`, with all that it rests on.

    `says` is the verb of the sentence. `period` is the source's text, empty when undated. `amounts` are
    quantity, value and shipments in words. `marks` are words of the table in `supplychain guide chains`.
    `parallel` names further relations between the same two parties that would carry the chain as well.
    """

    relation: str
    kind: str
    from_: str
    to: str
    walked: Walked
    says: str
    goods: tuple[GoodRef, ...]
    period: str
    attested: str
    grade: str
    basis: str
    status: str
    directness: str
    through: tuple[PartyRef, ...]
    share: str
    amounts: tuple[str, ...]
    total: str
    note: str
    sources: tuple[Citation, ...]
    location: str
    marks: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Two parties that are taken for the same, though nobody has decided that they are.

    A person judged `unsure` (`judgement` is the id, with who and when), or their names are near and nobody has judged
    (`score`, 0 to 100). `why` is the person's reason, or what the names have in common.
    """

    left: PartyRef
    right: PartyRef
    because: Literal["judgement", "names"]
    why: str
    judgement: str
    by: str
    on: str
    score: float | None
    location: str


@dataclass(frozen=True, slots=True)
class AssumedLeg(Leg):
    """Not a relation but an assumption: from a party to one that may be the same. `relation` is empty."""

    assumption: Assumption = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain from the first party to the last. `parties` is one longer than `legs`; `weakest` counts from 0.

    `grade` and `basis` are those of the weakest leg. `same_flow` names the relations of chains that record
    the same flow in more or fewer legs.
    """

    legs: tuple[Leg, ...]
    parties: tuple[PartyRef, ...]
    weakest: int
    grade: str
    basis: str
    inferences: int
    marks: tuple[str, ...]
    same_flow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssumedChain(Chain):
    """A chain that holds only if parties are the same: never better than `possible`, and inferred."""

    assumptions: tuple[Assumption, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a search came from one end: parties seen, legs walked, and where the records end.

    `unnamed` are flows to or from the parties seen of which the other end is only a country: a company that no record
    names stands there.
    """

    parties: int
    legs: int
    ends: tuple[PartyRef, ...]
    unnamed: tuple[Leg, ...] = ()


@dataclass(frozen=True, slots=True)
class Explored:
    """What was searched, so that "nothing found" can be weighed. `relaxed` names limits that hide a chain."""

    max_legs: int
    forward: Reach
    backward: Reach
    relaxed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceAnswer:
    """Chains from one party to another, best evidence first. `more` says that others exist beyond the limit."""

    from_: PartyRef
    to: PartyRef
    chains: tuple[Chain, ...]
    more: bool
    explored: Explored
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Supplier:
    """A party that supplies (or buys), with the chain that shows it.

    `tier` counts flows; `through` are the members of the group that trade, and `chain` the legs from the
    supplier to the party asked about (or to the buyer). `parent` is the id of the party next to it in the
    tree.
    """

    id: str
    name: str
    native: str
    kind: str
    country: str
    tier: int
    through: tuple[str, ...]
    parent: str
    grade: str
    basis: str
    goods: tuple[GoodRef, ...]
    chain: tuple[Leg, ...]
    listed: tuple[Listed, ...]
    marks: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class AssumedSupplier(Supplier):
    """A supplier (or buyer) only if parties are the same. `parties` are those of its chain, one more than legs."""

    parties: tuple[PartyRef, ...] = field(kw_only=True)
    assumptions: tuple[Assumption, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class SuppliersAnswer:
    """Who supplies a party (or buys from it), tier by tier, in the order of the tree; under an assumption come last."""

    party: PartyRef
    direction: Literal["suppliers", "buyers"]
    tiers: int
    members: tuple[PartyRef, ...]
    suppliers: tuple[Supplier, ...]
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True
