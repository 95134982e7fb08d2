"""What a question may ask of the records: parties, the steps away from one, listings, records, names.

A view is opened with a scope (as of which day, known on which day) and shows only what that scope admits. No
verb gives the whole graph; each costs what it returns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from supplychain_cli.graph.clusters import Clusters
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.dates import Period
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import DEFAULT_KINDS
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.rows import Held, Link, ListingRow


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims count: true as of a day, written down by a day. `today` is the day of asking.

    Without `as_of` every period counts and listings are those of `today`. All are day numbers.
    """

    today: int
    as_of: int | None = None
    known_on: int | None = None

    @property
    def listings_on(self) -> int:
        """The day on which a listing must be in force to be shown as a mark."""
        return self.today if self.as_of is None else self.as_of


class Move(StrEnum):
    """One step from a party to another."""

    CUSTOMER = "customer"
    """Along a flow, to whom it supplies."""
    SUPPLIER = "supplier"
    """Against a flow, to who supplies it."""
    DOWN = "down"
    """To a member or an asset."""
    UP = "up"
    """To a group or an owner."""
    SAME = "same"
    """To a party that may be the same; no record says that it is (`graph.assumed`)."""

    @property
    def reverse(self) -> Move:
        """The step back."""
        return _REVERSE[self]


_REVERSE = {
    Move.CUSTOMER: Move.SUPPLIER,
    Move.SUPPLIER: Move.CUSTOMER,
    Move.DOWN: Move.UP,
    Move.UP: Move.DOWN,
    Move.SAME: Move.SAME,
}


class Mark(NamedTuple):
    """A listing in force: who lists, what the measure does, and whether the record counts or is a mere candidate."""

    authority: str
    measure: str
    programme: str
    since: str
    status: str


class Party(NamedTuple):
    """A party, system or good as a step ends at it. `native` is its name in its own script, or empty."""

    node: int
    id: str
    name: str
    native: str
    kind: str
    country: str


class Edge(NamedTuple):
    """A relation as a walk sees it, from `tail` (supplier, upper) to `head` (customer, lower).

    `turned` says that the record is written from head to tail; `share` and `votes` are texts of
    `model.stake`. `grade` is a rank in `model.evidence.GRADES`, 0 best.
    """

    id: str
    kind: str
    klass: str
    turned: bool
    tail: int
    head: int
    grade: int
    inferred: bool
    status: str
    period: Period
    goods: tuple[str, ...]
    through: tuple[str, ...]
    total: str
    directness: str
    share: str
    votes: str
    arrangement: str
    number: int = -1
    """Its number in the snapshot; -1 for one that was made up."""


class Sieve(NamedTuple):
    """Which relations a search may walk, each looked at alone.

    `min_grade` is a rank in `model.evidence.GRADES`. `goods` are ids of which a flow must carry one, unless nobody
    recorded what it carries; None for any. On `day` a hierarchy must be in force and a flow have begun, as in a scope;
    None asks for nothing more than the scope does. Of the worst grade only what is stated may count (`stated`).
    """

    kinds: frozenset[str] = DEFAULT_KINDS
    min_grade: int = len(GRADES) - 1
    goods: frozenset[str] | None = None
    day: int | None = None
    stated: bool = False

    def fits(self, kind: str, grade: int, inferred: bool) -> bool:
        """Whether a relation of a kind and with such evidence may be walked."""
        weaker = grade > self.min_grade or (self.stated and inferred and grade == self.min_grade)
        return kind in self.kinds and not weaker

    @property
    def assumes(self) -> bool:
        """Whether an assumption may be walked, which is `possible` and inferred."""
        possible = GRADES.index("possible")
        return self.min_grade > possible or (self.min_grade == possible and not self.stated)

    def carries(self, goods: Collection[str]) -> bool:
        """Whether a flow with these goods may be walked."""
        return self.goods is None or not goods or not self.goods.isdisjoint(goods)

    def admits(self, edge: Edge) -> bool:
        """Whether a relation may be walked."""
        flow = edge.klass == "flow"
        if not self.fits(edge.kind, edge.grade, edge.inferred) or (flow and not self.carries(edge.goods)):
            return False
        if self.day is None:
            return True
        period = Period("", edge.period.first, None) if flow else edge.period
        return period.covers(self.day)


Passed = tuple[int, int, int]
"""A relation passed by: its number, the party that it leads to, and the rank of its grade, 4 more when inferred."""


class Around(NamedTuple):
    """Where the relations of a party lead, in no set order.

    Those in `closed` lead to a thing of a kind that no chain passes (`model.kinds.NEVER_PASSED`).
    """

    open: Sequence[Passed] = ()
    closed: Sequence[Passed] = ()


class Step(NamedTuple):
    """One step: the relation and the party reached."""

    edge: Edge
    node: int


class Walks(Protocol):
    """Moving through the graph; what the engines implement."""

    wide: int
    """Relations to look at in one step from which arrays are faster than a loop; beyond all for an engine without."""

    def steps(self, node: int, move: Move, kinds: frozenset[str] = DEFAULT_KINDS) -> Sequence[Step]:
        """Steps away from a party, in order of relation ids; empty when there is none. Never from or to a good."""
        ...

    def first_steps(
        self, node: int, move: Move, limit: int, kinds: frozenset[str] = DEFAULT_KINDS
    ) -> Sequence[Step]:
        """As `steps`, but at most so many, and reading no more: for parties that may have a million."""
        ...

    def reach(self, node: int, move: Move, sieve: Sieve) -> Around:
        """Say where the steps away from a party lead that a search may walk, without reading the relations.

        A relation that leads back to the party itself is left out.
        """
        ...

    def leads(self, node: int, move: Move, sieve: Sieve) -> bool:
        """Whether `reach` gives anything; what stands behind the first such relation is not looked at."""
        ...

    def closed(self, node: int, move: Move, sieve: Sieve) -> Sequence[Passed]:
        """Give the `closed` of `reach`, cheaply where a party has very many other relations."""
        ...

    def degree(self, node: int, move: Move) -> int:
        """Give how many relations `reach` would look at: at least as many as it gives, the same for every engine."""
        ...

    def goods(self, number: int) -> tuple[str, ...]:
        """Give the goods of the relation with this number, by id, without reading more of it."""
        ...

    def days(self, number: int) -> tuple[int, int]:
        """Give the first and last day of the relation with this number; 0 and `FOREVER` where they are not known."""
        ...

    def edge(self, number: int) -> Edge:
        """Give the relation with this number, as `reach` gives it."""
        ...


class View(Walks, Protocol):
    """Everything that a question may ask."""

    scope: Scope
    snapshot: Snapshot
    """The rows behind it: records, names, counts; the same for every engine."""
    clusters: Clusters
    """Which records are one party."""

    @property
    def supposed(self) -> Sequence[tuple[int, int]]:
        """Pairs of parties that may be the same, for who asks under an assumption; none unless they were given."""
        ...

    def supposing(self, ends: Sequence[tuple[int, int]]) -> View:
        """Give the same view, in which `Move.SAME` leads between the parties of these pairs."""
        ...

    def find(self, name: str) -> Party | None:
        """Find a party, system or good by its exact id; None when there is none in scope."""
        ...

    def party(self, node: int) -> Party:
        """Give the party with this number."""
        ...

    def leader(self, node: int) -> int:
        """Give the node that stands for the party of this one: of several records that are one party the first."""
        ...

    def members(self, node: int) -> Sequence[int]:
        """Give the nodes of all records of the party that a leader stands for, itself first."""
        ...

    def links(self, node: int) -> Sequence[Link]:
        """Give why the records of a party are taken for one; empty for a party with one record."""
        ...

    def listings(self, node: int) -> Sequence[ListingRow]:
        """Give every listing of a party, under whichever of its records, oldest first; whether it counts or not."""
        ...

    def is_closed(self, node: int) -> bool:
        """Whether a party is of a kind that no chain passes (`model.kinds.NEVER_PASSED`)."""
        ...

    def marks(self, node: int) -> tuple[Mark, ...]:
        """Listings of the party in force on the day asked about, by authority."""
        ...

    def listed(self) -> Iterator[int]:
        """Parties with a listing in force on the day asked about, in order of numbers, read in batches."""
        ...

    def edges(self, node: int, classes: Iterable[str]) -> Sequence[Edge]:
        """Relations of any kind that touch a party, system or good, in order of ids, each once."""
        ...

    def carrying(self, good: int) -> Sequence[Edge]:
        """Relations that carry a good or are about it."""
        ...

    def relation(self, name: str) -> Edge | None:
        """Find a relation by id; None when there is none in scope."""
        ...

    def record_of(self, edge: Edge) -> Held | None:
        """Fetch the whole record of a relation; None when there is none."""
        ...

    def record(self, section: str, name: str) -> Held | None:
        """Fetch a whole record, whether in scope or not; None when there is none."""
        ...
