"""The tables that every feed is read into: parties, their names, identifiers and details, listings, relations.

An importer yields rows of these types in any order. A `key` is the stable number or id that the feed itself
gives to a party; it is made unique by the feed's name later. `row` is where the claim stands in the feed: the
row of a table, or the number of an element, counted from 1. Days are ISO dates (`2022-05-18`), empty when
unknown; a feed that knows only a year or a month gives the first day as `first` and the last as `last`.
"""

from __future__ import annotations

from supplychain_cli.light import NamedTuple


class PartyRow(NamedTuple):
    """A party of the feed. A key that comes up twice is one party; its first row counts."""

    key: str
    kind: str
    """One of `model.kinds.EntityKind`."""
    name: str
    """The name shown to people."""
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    row: int = 0


class NameRow(NamedTuple):
    """Another name of a party."""

    key: str
    name: str
    kind: str = "alias"
    """official, alias, former or weak."""
    lang: str = ""


class IdentifierRow(NamedTuple):
    """A register number, document number or list number of a party."""

    key: str
    scheme: str
    """As in the records: inn, ogrn, uscc, lei, imo, ofac, ...; others in lower case, as the feed names them."""
    value: str


class DetailRow(NamedTuple):
    """Anything else that the feed says of a party, to be shown on its card: an address, a remark, a date of birth."""

    key: str
    label: str
    text: str


class ListingRow(NamedTuple):
    """One entry of one list."""

    key: str
    """The party."""
    authority: str
    """Who lists: us-ofac, us-bis, un, eu, uk, ..., as in the records."""
    programme: str
    measure: str
    """One of `model.kinds.Measure`."""
    first: str = ""
    last: str = ""
    entry: str = ""
    """Number of the entry in the list."""
    effect: str = ""
    """The measure in the authority's words, its reasons, or the citation of the legal act."""
    row: int = 0


class RelationRow(NamedTuple):
    """One claim that two parties stand in a relation, read from `source` to `target` as in the records."""

    kind: str
    """One of `model.kinds.RelationKind`."""
    source: str
    """Key of the party the relation is read from."""
    target: str
    """Key of the party it is read to."""
    first: str = ""
    last: str = ""
    goods: str = ""
    """HS code of the goods (digits only), or empty."""
    text: str = ""
    """What the feed says of the goods or of the relation, in its own words."""
    share: str = ""
    """Percent: `50`, `25-50`, `>25-50` (more than 25), `25-<50` (less than 50); empty when not said."""
    votes: str = ""
    """As `share`, of voting rights."""
    directness: str = ""
    """direct, indirect or empty."""
    quantity: str = ""
    """Amount and unit: `12.5 t`."""
    value: str = ""
    """Amount and currency: `1500000 USD`."""
    basis: str = "stated"
    status: str = "current"
    row: int = 0
    reference: str = ""
    """Number of the document that states it, such as a customs declaration; part of where the claim stands."""


Row = PartyRow | NameRow | IdentifierRow | DetailRow | ListingRow | RelationRow


class FlowRow(NamedTuple):
    """Trade between two countries in a period: never part of a chain, kept to compare with."""

    reporter: str
    partner: str
    direction: str
    """export or import, as the reporter sees it."""
    goods: str
    """HS code."""
    first: str
    last: str
    quantity: str = ""
    value: str = ""
    row: int = 0
