"""What `show` gives back for parties and goods: frozen, complete, ready to be shown without going back.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
`location` is `file:line` of the record, `standing` a word of `graph.standing.Standing`.
"""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.model.entity import Name
from supplychain_cli.queries.chains.answers import Citation, GoodRef, PartyRef


@dataclass(frozen=True, slots=True)
class Related:
    """One relation as a card shows it, read from `from` to `to` as it is recorded.

    `supplier` is the party whose goods a `used-in` relation is about. `period` and `attested` are the source's text.
    `retracted` is the sentence with day and reason, empty for records that were not withdrawn. `marks` are words of
    the table in `supplychain guide chains`.
    """

    relation: str
    kind: str
    says: str
    from_: PartyRef
    to: PartyRef
    goods: tuple[GoodRef, ...]
    period: str
    attested: str
    grade: str
    basis: str
    status: str
    standing: str
    directness: str
    through: tuple[PartyRef, ...]
    supplier: PartyRef | None
    share: str
    amounts: tuple[str, ...]
    total: str
    note: str
    retracted: str
    marks: tuple[str, ...]
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one party or good under one heading; `group` is a key of `queries.cards.related.GROUPS`."""

    group: str
    relations: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One listing of one party: what it does, and from when to when, in the source's text."""

    listing: str
    party: PartyRef
    authority: str
    programme: str
    measure: str
    effect: str
    from_: str
    until: str
    between: str
    entry: str
    standing: str
    status: str
    grade: str
    basis: str
    note: str
    retracted: str
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A dated search of a document that had no entry."""

    source: str
    publisher: str
    title: str
    on: str
    note: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A person's judgement on whether the party is the same as another."""

    identity: str
    other: PartyRef
    judgement: str
    by: str
    on: str
    why: str
    location: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """One register number."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class CountryFlow:
    """Trade between two countries as one of them reports it: never part of a chain, for it names no party.

    `direction` is export or import, as `reporter` sees it; both countries are codes of ISO 3166-1.
    """

    goods: str
    reporter: str
    partner: str
    direction: str
    first: str
    last: str
    quantity: str
    value: str
    source: str
    location: str


@dataclass(frozen=True, slots=True)
class CountryFlows:
    """How many such figures feeds hold of a good or a country, and the latest and largest of them."""

    count: int
    shown: tuple[CountryFlow, ...]


@dataclass(frozen=True, slots=True)
class SameLine:
    """Another record of the same party, such as a row of a feed.

    `why` says what joins them: the numbers that both carry, or who judged them the same.
    """

    id: str
    name: str
    why: tuple[str, ...]
    location: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """All that is recorded of a party, system or country, in all its records (`same` names those besides the first).

    `left_out` counts the relations that do not hold on the day asked about. `day` is the day for which
    `standing` of the listings is said.
    """

    party: PartyRef
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...]
    listings: tuple[ListingLine, ...]
    relations: tuple[RelationGroup, ...]
    left_out: int
    not_found: tuple[SearchLine, ...]
    judgements: tuple[JudgementLine, ...]
    status: str
    day: str
    recorded: str
    note: str
    tags: tuple[str, ...]
    sources: tuple[Citation, ...]
    location: str
    what: str = "party"
    same: tuple[SameLine, ...] = ()
    flows: CountryFlows | None = None
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code of the Common High Priority List under which a good falls, and the record that says so."""

    hs: str
    tier: str
    good: GoodRef


@dataclass(frozen=True, slots=True)
class SharedCode:
    """An HS code of a good that other recorded goods share, so that trade figures cannot tell them apart."""

    hs: str
    goods: tuple[GoodRef, ...]


@dataclass(frozen=True, slots=True)
class GoodCard:
    """All that is recorded of a good.

    `chpl` is the tier in its own record, `chpl_codes` what follows from its HS codes. `becomes` are the goods
    that contain it through others, beyond those of the relations shown.
    """

    good: GoodRef
    native: str
    names: tuple[Name, ...]
    hs: tuple[str, ...]
    hs_basis: str
    chpl: str
    chpl_codes: tuple[ListedCode, ...]
    shared_codes: tuple[SharedCode, ...]
    military_uses: tuple[str, ...]
    relations: tuple[RelationGroup, ...]
    left_out: int
    becomes: tuple[GoodRef, ...]
    status: str
    recorded: str
    note: str
    tags: tuple[str, ...]
    sources: tuple[Citation, ...]
    location: str
    what: str = "good"
    flows: CountryFlows | None = None
    notices: tuple[Notice, ...] = ()
    complete: bool = True
