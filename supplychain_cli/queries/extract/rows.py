"""The rows that every export is made of: parties, systems and goods, relations with their evidence, and sources.

Frozen and complete: an exporter never goes back to the records. Days are ISO dates, empty where nobody said; `period`
and `attested` are the source's own text. `location` is `file:line` of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from supplychain_cli.light import dataclass
from supplychain_cli.model.entity import Name
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.answers import Citation

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier: `scheme` as in the records (inn, lei, ofac, ...), `hs` for the codes of a good."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class ExportListing:
    """One listing of the party it stands under."""

    id: str
    authority: str
    programme: str
    measure: str
    from_: str
    until: str
    between: str
    entry: str
    effect: str
    status: str
    note: str
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class ExportParty:
    """A party, a weapon system, a country or (kind `good`) a good. `name` is the one shown to people.

    A party of which several records speak is one row with what they all say; `same_as` names the others.
    """

    id: str
    kind: str
    name: str
    native: str
    country: str
    names: tuple[Name, ...]
    codes: tuple[Code, ...]
    chpl: str
    listings: tuple[ExportListing, ...]
    same_as: tuple[str, ...]
    status: str
    note: str
    recorded: str
    tags: tuple[str, ...]
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation, or a party that it names besides."""

    id: str
    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing with the party it is about."""

    party: End
    listing: ExportListing


@dataclass(frozen=True, slots=True)
class ExportGood:
    """A good as a relation names it."""

    id: str
    name: str
    hs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with its unit or currency, and the source's wording where it is not exact."""

    amount: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportRelation:
    """One relation, read from `from` to `to` as it is recorded.

    `share` and `votes` are None where the source gives no figure: unknown, never 0. `grade` and `basis` are those of
    the whole evidence, `first` and `last` the days that `period` covers.
    """

    id: str
    kind: str
    says: str
    from_: End
    to: End
    goods: tuple[ExportGood, ...]
    period: str
    first: str
    last: str
    attested: str
    quantity: Figure | None
    value: Figure | None
    shipments: int | None
    share: Stake | None
    share_text: str
    votes: Stake | None
    arrangement: str
    directness: str
    through: tuple[End, ...]
    total: str
    supplier: str
    grade: str
    basis: str
    status: str
    note: str
    recorded: str
    tags: tuple[str, ...]
    sources: tuple[Citation, ...]
    location: str


@dataclass(frozen=True, slots=True)
class ExportSource:
    """A document that claims rest on."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    reliability: str
    licence: str
    note: str
    location: str


@dataclass(frozen=True, slots=True)
class Head:
    """Which records an export was made of, and which part of them: `about` in words, `query` as understood."""

    name: str
    version: str
    digest: str
    licence: str
    about: str
    query: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows to be written. Each call reads them anew, one at a time, in the same order: records by id, then each feed.

    `listings` are those of the parties once more, by themselves. Both ends of every relation are among the parties, and
    every source that is cited among the sources.
    """

    head: Head
    parties: Callable[[], Iterator[ExportParty]]
    listings: Callable[[], Iterator[Listed]]
    relations: Callable[[], Iterator[ExportRelation]]
    sources: Callable[[], Iterator[ExportSource]]

    def mapped(self, change: Callable[[Any], Any]) -> Extract:
        """Give the same extract with every row and the head changed, still one at a time."""
        return Extract(
            change(self.head),
            lambda: map(change, self.parties()),
            lambda: map(change, self.listings()),
            lambda: map(change, self.relations()),
            lambda: map(change, self.sources()),
        )
