"""The chains that bring goods to a party, each from its far end: a party that nobody is recorded to supply.

A chain whose first party is itself supplied on a longer chain is a part of that one and does not count by itself.
Parties that supply each other in a circle, and are supplied by nobody outside it, are all far ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import Piece
from supplychain_cli.queries.chains.search import Found, Search

MOST = 5_000
"""Chains that are written down one by one; beyond, counts are lower bounds."""


class Way(NamedTuple):
    """A chain and the party it begins at."""

    start: int
    found: Found

    @property
    def parties(self) -> tuple[int, ...]:
        """Every party of the chain, from the start to the end."""
        return (self.start, *(arc.to.node for arc in self.found.arcs))

    @property
    def sellers(self) -> tuple[int, ...]:
        """The parties that supply the next one, in order."""
        return tuple(
            party
            for party, arc in zip(self.parties, self.found.arcs, strict=False)
            if arc.move is Move.CUSTOMER
        )

    @property
    def receivers(self) -> tuple[int, ...]:
        """The members of the end user's group that the goods arrive at and pass up through, without the end."""
        last = max(at for at, arc in enumerate(self.found.arcs, 1) if arc.move is Move.CUSTOMER)
        return self.parties[last:-1]

    def suffixes(self) -> Iterator[tuple[int, object]]:
        """Give each shorter chain that this one ends with, as its first party and its key."""
        for at, arc in enumerate(self.found.arcs[1:], 1):
            if arc.move is Move.CUSTOMER:
                yield self.parties[at], (self.parties[at], self.found.shape[at:])

    @property
    def key(self) -> object:
        """What tells this way through the parties from others."""
        return (self.start, self.found.shape)


@dataclass(frozen=True, slots=True)
class Ways:
    """Chains as far as they were written down, and where they begin; `whole` says that these are all of them."""

    ways: tuple[Way, ...]
    starts: frozenset[int]
    whole: bool


def ways(view: View, pieces: Mapping[int, Piece], ask: Ask, most: int) -> Ways:
    """Write down the chains with a flow from each start, until there are `most` or the budget is spent.

    When the budget cannot do all, each start gets its share of it, and what comes first is written down.
    """
    products = Products(view)
    found = list(islice(_best(pieces, ask, products), most + 1))
    if len(found) <= most and None not in found:
        return Ways(tuple(way for way in found if way), frozenset(pieces), whole=True)
    return Ways(tuple(islice(_fair(pieces, ask, products, most), 2 * most)), frozenset(pieces), whole=False)


def _best(pieces: Mapping[int, Piece], ask: Ask, products: Products) -> Iterator[Way | None]:
    """Give the best chain of each way through the parties, and None when the budget for all together was spent."""
    left = ask.budget
    for start, piece in pieces.items():
        search = Search(piece, replace(ask, budget=left), products)
        yield from (Way(start, found) for found in search.chains() if _brings(found))
        left -= search.work
        if search.spent:
            yield None
            return


def _fair(pieces: Mapping[int, Piece], ask: Ask, products: Products, most: int) -> Iterator[Way]:
    """Give chains from each start, as many from one as from the other where there are so many."""
    share = replace(ask, budget=max(ask.budget // max(len(pieces), 1), 50))
    each = most // max(len(pieces), 1) + 1
    for start, piece in pieces.items():
        found = (found for found in Search(piece, share, products).soon() if _brings(found))
        yield from (Way(start, chain) for chain in islice(found, each))


def _brings(found: Found) -> bool:
    """Whether goods pass, and it is not ownership or membership alone."""
    return any(arc.move is Move.CUSTOMER for arc in found.arcs)


def from_far_ends(every: Iterable[Way]) -> list[Way]:
    """Leave out the chains that begin at a party which a longer chain shows to be supplied from outside its circle.

    `every` must hold all chains within the limits.
    """
    every = list(every)
    supplies: dict[int, set[int]] = {}
    for way in every:
        for seller, following in zip(way.sellers, way.sellers[1:], strict=False):
            supplies.setdefault(seller, set()).add(following)
    reach: dict[int, frozenset[int]] = {}

    def in_circle(one: int, other: int) -> bool:
        return other in _reached(one, supplies, reach) and one in _reached(other, supplies, reach)

    inner = {key for way in every for first, key in way.suffixes() if not in_circle(way.start, first)}
    return [way for way in every if way.key not in inner]


def _reached(
    party: int, supplies: Mapping[int, set[int]], known: dict[int, frozenset[int]]
) -> frozenset[int]:
    """Give whoever is supplied by a party, step by step; each party is worked out once."""
    if party not in known:
        seen: set[int] = set()
        queue = [party]
        while queue:
            for following in supplies.get(queue.pop(), ()):
                if following not in seen:
                    seen.add(following)
                    queue.append(following)
        known[party] = frozenset(seen)
    return known[party]
