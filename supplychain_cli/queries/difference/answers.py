"""What `diff` gives back: records added, changed and removed, and the chains and verdicts that follow from that.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Leg, PartyRef

Happened = Literal["added", "changed", "removed"]
Turn = Literal["gained", "lost", "stronger", "weaker"]
TURNS: tuple[Turn, ...] = ("gained", "stronger", "weaker", "lost")
"""What can become of a chain or a verdict, in the order in which people are shown it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two datasets: as it was named, and what it turned out to be. `revision` is a commit or empty."""

    named: str
    name: str
    version: str
    digest: str
    revision: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: the values that went and those that came, as texts; entries that stayed are left out."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that differs. `title` reads it as a sentence; `location` is `file:line` on the side that has it last."""

    section: str
    id: str
    happened: Happened
    title: str
    fields: tuple[FieldChange, ...]
    location: str

    @property
    def name(self) -> str:
        """Section and id, as causes name it."""
        return f"{self.section}/{self.id}"


@dataclass(frozen=True, slots=True)
class PartyChange:
    """A party of a feed that differs: added, removed, renamed, or changed in something else.

    `gained` and `lost` are its relations and listings as lines of text; a relation stands with the party that it is
    read from.
    """

    id: str
    name: str
    happened: str
    fields: tuple[FieldChange, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    location: str


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What differs in one feed: how many parties, relations and listings, and the parties by id.

    `more` says that not all of the parties are named. A feed that was added or removed as a whole names none.
    """

    feed: str
    happened: Happened
    added: int
    removed: int
    renamed: int
    changed: int
    relations_gained: int
    relations_lost: int
    listings_gained: int
    listings_lost: int
    parties: tuple[PartyChange, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of a section differ."""

    section: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Way:
    """What leads to a listed party on one side: the best chain, or the holdings that a verdict rests on."""

    grade: str
    basis: str
    inferences: int
    verdict: str
    legs: tuple[Leg, ...]
    parties: tuple[PartyRef, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A record that brought a shift about."""

    section: str
    id: str
    happened: Happened
    location: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of the way from one party to a listed one.

    `kind` says whether goods can get there (`chain`) or an ownership rule reaches it (`verdict`). `listings` are the
    authorities with their measures, or the rule, that it is about. `old` is None for what is gained, `new` for what is
    lost; where a listing alone came or went, both are there.
    """

    turn: Turn
    kind: Literal["chain", "verdict"]
    from_: PartyRef
    to: PartyRef
    listings: tuple[str, ...]
    old: Way | None
    new: Way | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """What differs between two datasets. `pairs` counts the pairs of parties that the changes can touch."""

    old: Side
    new: Side
    tallies: tuple[Tally, ...]
    records: tuple[RecordChange, ...]
    shifts: tuple[Shift, ...]
    max_legs: int
    pairs: int
    feeds: tuple[FeedChange, ...] = ()
    notices: tuple[Notice, ...] = ()
    complete: bool = True

    @property
    def changed(self) -> bool:
        """Whether anything differs in the records or in the rows of a feed."""
        return bool(self.records or self.feeds)
