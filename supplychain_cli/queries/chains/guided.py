"""The best chains between far parties, without looking at all that lies between them.

A chain ranks by its weakest leg, then by its inferences, then by its legs. So relations that are weaker than need be
are not looked at until the chains without them are all told; and from both ends only as many inferences, then legs, as
are needed for the next chain. Each time that more is covered, the chains in what is known are searched as
`search.Search` does, and those that nothing yet uncovered can outrank are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import product
from typing import NamedTuple

from supplychain_cli.graph import meet
from supplychain_cli.graph.span import AHEAD, BEHIND, Floor, Link, Task
from supplychain_cli.graph.view import View
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.labels import BEYOND, Cargo, Entry, Front, Key, Labels, Place
from supplychain_cli.queries.chains.prune import Arcs, Piece, State, grammar_of, state_of
from supplychain_cli.queries.chains.search import Found, Search

MOST = 60_000
"""Relations that are looked at before a search of all that lies between is the better way."""


Starts = dict[Place, Key]
"""What follows a place: inferences and legs, each at least."""


class Bound(NamedTuple):
    """What is covered: every chain of fewer than `inferences`, and of as many if it has at most `legs`."""

    inferences: int
    legs: int

    def covers(self, found: Found) -> bool:
        """Whether nothing that is not covered comes before a chain of the same weakest leg."""
        if found.rank.inferences != self.inferences:
            return found.rank.inferences < self.inferences
        return not found.rank.summaries and found.rank.legs <= self.legs


class Guided:
    """A search between two parties. `spent` says after it whether the work ended it before all was told."""

    def __init__(
        self, view: View, ends: tuple[int, int], ask: Ask, products: Products, floors: tuple[Floor, Floor]
    ) -> None:
        """Prepare the search from the first to the second; `floors` are the legs from the one, and to the other."""
        self._view, self._ask, self._products = view, ask, products
        self._start = State(ends[0], Phase.START)
        self._task = Task(*ends, grammar_of(strict=ask.strict), ask.sieve, ask.max_legs, ask.avoid, MOST)
        self._cargo, self._floors = Cargo(products, ask), floors
        self._told: set[object] = set()
        self._left = MOST
        self.spent = False

    def chains(self) -> Iterator[Found]:
        """Yield chains as `search.Search.chains` would of everything between the two, until the work is spent."""
        for weakest in range(2 * (self._ask.min_grade + 1)):
            sieve = self._ask.sieve._replace(min_grade=weakest // 2, stated=weakest % 2 == 0)
            task = self._task._replace(sieve=sieve, most=self._left)
            if meet.meets(self._view, task) is not False:
                yield from self._stage(task, (weakest // 2, weakest % 2 == 1))
            if self.spent:
                return

    def _stage(self, task: Task, weakest: tuple[int, bool]) -> Iterator[Found]:
        """Yield the chains whose weakest leg is of this strength."""
        sides = [
            Labels(self._view, task, side, self._cargo, self._floors[other])
            for side, other in ((AHEAD, BEHIND), (BEHIND, AHEAD))
        ]
        for each in sides:
            each.settle()
        bound = Bound(0, -1)
        while not self.spent:
            covered, fronts = _covered(sides)
            if covered > bound:
                bound = covered
                for found in self._search(sides, bound):
                    if found.rank.weakest == weakest:
                        if not bound.covers(found):
                            break
                        if found.shape not in self._told:
                            self._told.add(found.shape)
                            yield found
            if bound.inferences >= BEYOND[0]:
                self._left -= sum(each.looked for each in sides)
                return
            side = min((AHEAD, BEHIND), key=lambda each: (fronts[each].key == BEYOND, fronts[each].cost))
            sides[side].advance(fronts[side])
            self.spent |= sum(each.looked for each in sides) > self._left

    def _search(self, sides: list[Labels], bound: Bound) -> Iterator[Found]:
        """Search what is known for chains within the bound."""
        known = _Known(sides, bound.inferences, self._ask.max_legs, self._cargo)
        arcs = Arcs(self._view, known.links)
        legs = {state_of(state): left for state, left in known.legs.items()}
        search = Search(
            Piece(self._start, arcs, legs), self._ask, self._products, known.debts, bound.inferences
        )
        yield from search.chains()
        self.spent = self.spent or search.spent


def _covered(sides: Sequence[Labels]) -> tuple[Bound, tuple[Front, Front]]:
    """Say what is covered, and which front of each side bounds it.

    A chain is covered where the labels of both sides meet on it. It passes a party once, so that no chain is bounded by
    the same hub on both sides.
    """
    ahead, behind = sides
    pairs = (
        (Bound(one.key[0] + other.key[0], one.key[1] + other.key[1] - 1), (one, other))
        for one, other in product(ahead.fronts(), behind.fronts())
        if one.party < 0 or one.party != other.party
    )
    return min(pairs, key=lambda pair: pair[0])


class _Known:
    """The steps that labels show to lie on chains of no more than so many inferences.

    `legs` are the fewest from a state to the end. `debts` are the fewest inferences that follow a step.
    """

    def __init__(self, sides: Sequence[Labels], most: int, max_legs: int, cargo: Cargo) -> None:
        """Join the labels of both sides where they meet, and go back from there to both ends."""
        self._most, self._max_legs = most, max_legs
        self.links: dict[int, set[Link]] = {}
        self.legs: dict[int, int] = {}
        self.debts: dict[tuple[int, int], int] = {}
        ahead, behind = sides
        starts: tuple[Starts, Starts] = ({}, {})
        for state in ahead.at.keys() & behind.at.keys():
            for one, other in product(ahead.at[state], behind.at[state]):
                here, there = (state, one), (state, other)
                breaks = int(not cargo.follows(one, other))
                if there in behind.least and not (breaks and cargo.whole):
                    self._join(starts, ahead.reached(here), behind.reached(there), (here, there, breaks))
        self._enter_ahead(ahead, starts[0])
        self._enter_behind(behind, starts[1])

    def _join(
        self, starts: tuple[Starts, Starts], ahead: Key, behind: Key, joint: tuple[Place, Place, int]
    ) -> None:
        here, there, breaks = joint
        if ahead[0] + breaks + behind[0] <= self._most and ahead[1] + behind[1] <= self._max_legs:
            for own, place, (cost, legs) in ((starts[0], here, behind), (starts[1], there, ahead)):
                known = own.get(place, (cost + breaks, legs))
                own[place] = (min(known[0], cost + breaks), min(known[1], legs))

    def _enter_ahead(self, side: Labels, starts: Starts) -> None:
        for place, (cost, legs) in self._spread(side, starts).items():
            self._note(place[0], legs)
            for entry in self._kept(side, place, cost, legs):
                self._link(entry.nearer[0], entry, place[0], cost)

    def _enter_behind(self, side: Labels, starts: Starts) -> None:
        for place, (cost, legs) in self._spread(side, starts).items():
            self._note(place[0], side.legs[place])
            for entry in self._kept(side, place, cost, legs):
                self._note(entry.nearer[0], side.legs[entry.nearer])
                self._link(place[0], entry, entry.nearer[0], side.least[entry.nearer] + entry.breaks)

    def _note(self, state: int, legs: int) -> None:
        self.legs[state] = min(legs, self.legs.get(state, legs))

    def _link(self, here: int, entry: Entry, there: int, debt: int) -> None:
        self.links.setdefault(here, set()).add(Link(entry.edge, entry.move, there))
        key = (entry.edge, there)
        self.debts[key] = min(debt, self.debts.get(key, debt))

    def _kept(self, side: Labels, place: Place, cost: int, legs: int) -> Iterator[Entry]:
        """Give the steps that lead to a place on a chain within the bounds, when so much follows it."""
        for entry in side.into.get(place, ()):
            own_cost, own_legs = side.least[entry.nearer], side.legs[entry.nearer]
            if own_cost + entry.cost + cost <= self._most and own_legs + 1 + legs <= self._max_legs:
                yield entry

    def _spread(self, side: Labels, starts: Starts) -> Starts:
        """Give what follows each place towards the other end, at least: inferences, and legs."""
        costs = _cheapest(side, {place: cost for place, (cost, _) in starts.items()}, self._most)
        legs = _nearest(side, {place: legs for place, (_, legs) in starts.items()}, self._max_legs)
        return {place: (cost, legs[place]) for place, cost in costs.items() if place in legs}


def _cheapest(side: Labels, known: dict[Place, int], most: int) -> dict[Place, int]:
    heap = [(cost, place) for place, cost in known.items()]
    heapify(heap)
    while heap:
        cost, place = heappop(heap)
        if cost > known[place]:
            continue
        for entry in side.into.get(place, ()):
            more = cost + entry.cost
            if side.least[entry.nearer] + more <= most and more < known.get(entry.nearer, most + 1):
                known[entry.nearer] = more
                heappush(heap, (more, entry.nearer))
    return known


def _nearest(side: Labels, known: dict[Place, int], most: int) -> dict[Place, int]:
    heap = [(legs, place) for place, legs in known.items()]
    heapify(heap)
    while heap:
        legs, place = heappop(heap)
        if legs > known[place]:
            continue
        for entry in side.into.get(place, ()):
            more = legs + 1
            if side.legs[entry.nearer] + more <= most and more < known.get(entry.nearer, most + 1):
                known[entry.nearer] = more
                heappush(heap, (more, entry.nearer))
    return known
