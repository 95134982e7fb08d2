"""The best chains between far parties, without looking at all that lies between them.

A chain ranks by its weakest leg, then by its inferences, then by its legs. So relations that are weaker than need be
are not looked at until the chains without them are all told; and from both ends only as many inferences, then legs, as
are needed for the next chain. Each time that more is covered, the chains in what is known are searched as
`search.Search` does, and those that nothing yet uncovered can outrank are told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import product

from supplychain_cli.graph import meet
from supplychain_cli.graph.span import AHEAD, BEHIND, Floor, Link, Task
from supplychain_cli.graph.view import View
from supplychain_cli.light import NamedTuple
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.labels import BEYOND, Cargo, Entry, Front, Label, Labels, Place
from supplychain_cli.queries.chains.prune import Arcs, Piece, State, grammar_of, state_of
from supplychain_cli.queries.chains.search import Bounds, Found, Search

MOST = 400_000
"""Relations that are looked at before a search of all that lies between is the better way."""


Starts = dict[Place, Label]
"""What follows a place, each at least."""


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
        grammar = grammar_of(strict=ask.strict, supposing=bool(view.supposed))
        self._task = Task(*ends, grammar, ask.sieve, ask.max_legs, ask.avoid, MOST)
        self._cargo, self._floors = Cargo(view, products, ask), floors
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
        bounds = Bounds(known.debts, known.latest, bound.inferences)
        search = Search(Piece(self._start, arcs, legs), self._ask, self._products, bounds)
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

    `legs` are the fewest from a state to the end. `debts` are the fewest inferences that follow a step, `latest` the
    last day on which one can stand at a state and still come to the end.
    """

    def __init__(self, sides: Sequence[Labels], most: int, max_legs: int, cargo: Cargo) -> None:
        """Join the labels of both sides where they meet, and go back from there to both ends."""
        self._most, self._max_legs = most, max_legs
        self.links: dict[int, set[Link]] = {}
        self.legs: dict[int, int] = {}
        self.debts: dict[tuple[int, int], int] = {}
        self.latest: dict[int, int] = {}
        ahead, behind = sides
        starts: tuple[Starts, Starts] = ({}, {})
        for state in ahead.at.keys() & behind.at.keys():
            for one, other in product(ahead.at[state], behind.at[state]):
                here, there = (state, one), (state, other)
                breaks = int(not cargo.follows(one, other))
                if there in behind.settled and not (breaks and cargo.whole):
                    gone, togo = ahead.least[here], behind.least[there]
                    if self._fits(gone, togo, breaks):
                        _lower(starts[0], here, togo._replace(inferences=togo.inferences + breaks))
                        _lower(starts[1], there, gone._replace(inferences=gone.inferences + breaks))
        self._enter_ahead(ahead, starts[0])
        self._enter_behind(behind, starts[1])

    def _fits(self, one: Label, other: Label, inferences: int = 0) -> bool:
        """Whether what leads to a place and what follows it can be one chain within the bounds."""
        return (
            one.inferences + inferences + other.inferences <= self._most
            and one.legs + other.legs <= self._max_legs
            and one.moment + other.moment <= 0
        )

    def _enter_ahead(self, side: Labels, starts: Starts) -> None:
        for place, label in self._spread(side, starts).items():
            self._note(place[0], label.legs, -label.moment)
            for entry, _ in self._steps(side, place, label):
                self._link(entry.nearer[0], entry, place[0], label.inferences)

    def _enter_behind(self, side: Labels, starts: Starts) -> None:
        for place, label in self._spread(side, starts).items():
            own = side.least[place]
            self._note(place[0], own.legs, -own.moment)
            for entry, _ in self._steps(side, place, label):
                own = side.least[entry.nearer]
                self._note(entry.nearer[0], own.legs, -own.moment)
                self._link(place[0], entry, entry.nearer[0], own.inferences + entry.breaks)

    def _note(self, state: int, legs: int, latest: int) -> None:
        self.legs[state] = min(legs, self.legs.get(state, legs))
        self.latest[state] = max(latest, self.latest.get(state, latest))

    def _link(self, here: int, entry: Entry, there: int, debt: int) -> None:
        self.links.setdefault(here, set()).add(Link(entry.edge, entry.move, there))
        key = (entry.edge, there)
        self.debts[key] = min(debt, self.debts.get(key, debt))

    def _steps(self, side: Labels, place: Place, label: Label) -> Iterator[tuple[Entry, Label]]:
        """Give the steps that lead to a place on a chain within the bounds, and what then follows the place before."""
        for entry in side.into.get(place, ()):
            moment = entry.after(1 - side.side, label.moment)
            if moment is not None:
                before = Label(label.inferences + entry.cost, label.legs + 1, moment)
                if self._fits(side.least[entry.nearer], before):
                    yield entry, before

    def _spread(self, side: Labels, starts: Starts) -> Starts:
        """Give what follows each place towards the other end, at least."""
        known, queue = dict(starts), deque(starts)
        waiting = set(starts)
        while queue:
            place = queue.popleft()
            waiting.discard(place)
            for entry, label in self._steps(side, place, known[place]):
                if _lower(known, entry.nearer, label) and entry.nearer not in waiting:
                    waiting.add(entry.nearer)
                    queue.append(entry.nearer)
        return known


def _lower(known: Starts, place: Place, label: Label) -> bool:
    """Note what follows a place; say whether that is less than was known in any respect."""
    held = known.get(place)
    found = label if held is None else Label(*map(min, held, label))
    known[place] = found
    return found != held
