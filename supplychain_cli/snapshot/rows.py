"""What reading a snapshot gives: rows of its tables as named fields, days as numbers or None."""

from __future__ import annotations

from typing import Any

from supplychain_cli.light import NamedTuple


class EdgeRow(NamedTuple):
    """One relation; see `snapshot.format` for what each field means. `klass` and `turned` follow from the kind."""

    edge: int
    id: str
    kind: str
    klass: str
    turned: int
    tail: int
    head: int
    grade: int
    inferred: int
    status: str
    first: int | None
    last: int | None
    recorded: int | None
    retracted: int | None
    goods: str
    through: str
    total: str
    directness: str
    share: str
    votes: str
    arrangement: str


class NodeRow(NamedTuple):
    """One party, system or good."""

    node: int
    id: str
    name: str
    native: str
    kind: str
    country: str
    recorded: int | None


class ListingRow(NamedTuple):
    """One listing."""

    id: str
    node: int
    authority: str
    programme: str
    measure: str
    first: int | None
    last: int | None
    recorded: int | None
    retracted: int | None
    status: str


class NameRow(NamedTuple):
    """One recorded name and its folded key."""

    name: int
    id: str
    text: str
    kind: str
    lang: str
    folded: str


class Link(NamedTuple):
    """One reason why two nodes are the same party: `inn 7704274402`, or `judged: ID`."""

    one: int
    other: int
    why: str


class FlowLine(NamedTuple):
    """Trade between two countries as a feed has it; days are numbers, 0 when unknown."""

    feed: str
    goods: str
    reporter: str
    partner: str
    direction: str
    first: int
    last: int
    quantity: str
    value: str
    row: int


class Held(NamedTuple):
    """A whole record as plain data, and the file and line where it is written."""

    section: str
    id: str
    plain: dict[str, Any]
    file: str
    line: int
