"""What `exposure` gives back: frozen, complete, ready to be shown without going back.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
`location` is `file:line` of the record.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Citation, Leg, Listed, PartyRef

Channel = Literal[
    "listed",
    "owned",
    "held-by",
    "owns-or-controls",
    "directed-by",
    "directs",
    "linked",
    "supplies",
    "supplied-by",
    "goods",
    "associated",
]

CHANNELS: dict[Channel, str] = {
    "listed": "Listed itself",
    "owned": "Owned under a rule",
    "held-by": "Listed parties above it: owners, controllers and groups",
    "owns-or-controls": "Listed parties below it: what it owns, controls or includes",
    "directed-by": "Directed by listed people, or by people who direct listed parties",
    "directs": "Directs listed parties",
    "linked": "Linked by the words of a listing",
    "supplies": "Supplies listed parties",
    "supplied-by": "Is supplied by listed parties",
    "goods": "Goods on a control list that reach listed parties",
    "associated": "Associated with listed parties",
}
"""Every way to touch a listed party, in the order in which people are shown them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing in force that makes a party count, with what it rests on. `since` is empty when no source says it."""

    listing: str
    authority: str
    measure: str
    programme: str
    effect: str
    since: str
    until: str
    entry: str
    status: str
    grade: str
    basis: str
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class Span:
    """Percent from `min` to `max`, rounded to six decimals."""

    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Handled:
    """A good on the Common High Priority List that a chain carries: its tier, and the HS codes that put it there.

    `basis` is `stated` where the good's own record gives the tier, `inferred` where it follows from a shared HS code.
    """

    id: str
    name: str
    tier: str
    hs: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """One way to one listed party.

    `chain` leads from the party asked about to `party` (for `supplied-by` from it), `parties` is one longer. A
    listing itself has no chain and distance 0. `distance` counts the legs of the chain shown, which is the one with the
    best evidence. `grade` is the weakest of the legs and the listing. `regime`, `verdict`, `aggregate` and `owners`
    belong to `owned`, `goods` to `goods`. `unknown` says in sentences what the records leave open.
    """

    channel: Channel
    regime: str
    verdict: str
    party: PartyRef
    listings: tuple[Entry, ...]
    distance: int
    chain: tuple[Leg, ...]
    parties: tuple[PartyRef, ...]
    grade: str
    basis: str
    marks: tuple[str, ...]
    aggregate: Span | None = None
    owners: tuple[PartyRef, ...] = ()
    goods: tuple[Handled, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many exposures a channel has, and how many of them the answer holds."""

    channel: Channel
    found: int
    shown: int


@dataclass(frozen=True, slots=True)
class RuleRef:
    """An ownership rule in force on the day asked about. `note` is what is uncertain about it."""

    id: str
    name: str
    authority: str
    note: str


@dataclass(frozen=True, slots=True)
class ExposureAnswer:
    """Every way in which a party touches listed parties: itself first, then nearest first.

    `channels` are those that were searched, with their counts; `searched` counts the parties that were looked at.
    """

    party: PartyRef
    tags: tuple[str, ...]
    day: str
    max_legs: int
    exposures: tuple[Exposure, ...]
    channels: tuple[Tally, ...]
    rules: tuple[RuleRef, ...]
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Nearest:
    """The fewest legs by which a channel leads to a listed party, and the best grade at that distance."""

    channel: Channel
    distance: int
    grade: str


@dataclass(frozen=True, slots=True)
class RuleWord:
    """What an ownership rule says of a party: `owned` or `undetermined`."""

    regime: str
    verdict: str


@dataclass(frozen=True, slots=True)
class RankedParty:
    """A party in the ranking. `contacts` counts the listed parties one leg away."""

    rank: int
    id: str
    name: str
    native: str
    kind: str
    country: str
    listed: tuple[Listed, ...]
    owned: tuple[RuleWord, ...]
    nearest: int
    grade: str
    contacts: int
    channels: tuple[Nearest, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankingAnswer:
    """Every party that touches a listed one, the most exposed first. `found` counts them, also beyond the limit."""

    day: str
    max_legs: int
    listed: int
    found: int
    parties: tuple[RankedParty, ...]
    rules: tuple[RuleRef, ...]
    notices: tuple[Notice, ...] = ()
    complete: bool = True
