"""Labels: how cheaply places can be reached from one end of a chain, the best evidence first.

A place is a state and what is carried there: the goods of the last flow that names any (on the side of the target, of
the next one). A label says with how many inferences and legs a place is reached, and on which day. Inferences are
inferred relations, steps within a group, and flows whose goods cannot have come of those before. None is ever more
than a chain has: goods are compared as if everything that a flow names were carried, and days leg by leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from supplychain_cli.graph.meet import around
from supplychain_cli.graph.span import AHEAD, BITS, PHASE, Floor, Task
from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dates import FOREVER
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.grammar import Phase

INFERRED = 4
"""From this strength on a relation is inferred; what is left is the rank of its grade."""
_STEPS = 5
"""Relations of a place, as a guess."""
_HUB = 300
"""Relations from which on a place is entered only when nothing else helps."""
Place = tuple[int, tuple[str, ...]]
Key = tuple[int, int]
"""Inferences, legs."""
BEYOND: Key = (1 << 10, 0)
"""No label is left."""


class Entry(NamedTuple):
    """A step that leads to a place, from one nearer to the own end: its inferences, and those by its goods alone.

    `first` and `last` are its days.
    """

    nearer: Place
    cost: int
    breaks: int
    edge: int
    move: Move
    first: int
    last: int
    within: bool

    def after(self, side: int, moment: int) -> int | None:
        """Give the moment of what is carried on by this step away from an end; None when it is too late for it.

        Of a chain goods pass each leg at one moment, none before that of the leg before (`queries.chains.moments`).
        Around the source a moment is the earliest day on which they can have come there; around the target minus the
        latest on which they can still go on, so that on both sides less is better. Never later than it may be in truth.
        """
        begin, end = (self.first, self.last) if side == AHEAD else (-self.last, -self.first)
        if moment > end:
            return None
        return moment if self.within and side == AHEAD else max(moment, begin)


class Front(NamedTuple):
    """A key from which on labels are not known; `party` is a hub that was not entered, -1 for the next labels.

    `cost` is how many relations it takes to push it on.
    """

    key: Key
    party: int
    cost: int
    place: Place = (0, ())
    moment: int = 0


class Cargo:
    """What relations carry and when, and whether goods can have become others; each is worked out once."""

    def __init__(self, view: View, products: Products, ask: Ask) -> None:
        """Read through `view` and `products`."""
        self._view, self._products = view, products
        self.whole = ask.same_goods or ask.goods is not None
        """Whether a chain may not change its goods without an explanation."""
        self.any_time = ask.any_time
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
        self._read: dict[int, tuple[tuple[str, ...], int, int]] = {}

    def of(self, edge: int, move: Move) -> tuple[tuple[str, ...], int, int]:
        """Give the goods of a relation, by id, and its first and last day."""
        found = self._read.get(edge)
        if found is None:
            goods = self._view.goods(edge) if move is Move.CUSTOMER else ()
            days = (0, FOREVER) if self.any_time else self._view.days(edge)
            found = self._read[edge] = (goods, *days)
        return found

    def follows(self, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
        """Whether any of the later goods is, or contains, any of the earlier; always where nobody recorded them."""
        if not before or not after or before == after:
            return True
        found = self._known.get((before, after))
        if found is None:
            found = self._known[before, after] = any(
                not self._products.of(good).isdisjoint(after) for good in before
            )
        return found


class Label(NamedTuple):
    """How a place is reached: with how many inferences and legs, and at which moment (see `Entry.after`)."""

    inferences: int
    legs: int
    moment: int

    def outdoes(self, other: Label) -> bool:
        """Whether it is as good in every respect."""
        return self.inferences <= other.inferences and self.legs <= other.legs and self.moment <= other.moment


class Labels:
    """The labels around one end, settled in order of inferences and then legs."""

    def __init__(self, view: View, task: Task, side: int, cargo: Cargo, floor: Floor) -> None:
        """Stand at the end. `floor` says how far it is to the other one, at least."""
        self._view, self._task, self.side, self._cargo = view, task, side, cargo
        self._floor = floor
        phases = (task.grammar.start,) if side == AHEAD else task.grammar.ends
        node = task.source if side == AHEAD else task.target
        self.least: dict[Place, Label] = {}
        """The fewest inferences, the fewest legs and the best moment by which a place is reached, each alone."""
        self.settled: dict[Place, list[Label]] = {}
        self.into: dict[Place, set[Entry]] = {}
        self.at: dict[int, set[tuple[str, ...]]] = {}
        """What is carried at each state that was reached, settled or not."""
        begin: list[Place] = [(node << BITS | phase, ()) for phase in phases]
        moment = 0 if side == AHEAD else -FOREVER
        for place in begin:
            self._reach(place, Label(0, 0, moment))
        self._waiting: dict[Key, list[tuple[Place, int]]] = {(0, 0): [(place, moment) for place in begin]}
        self._keys: list[Key] = [(0, 0)]
        self._hubs: list[Front] = []
        self._degrees: dict[int, int] = {}
        self.looked = 0

    @property
    def key(self) -> Key:
        """The next label: all that are less are settled, and the steps from them known."""
        return self._keys[0] if self._keys else BEYOND

    def cost(self) -> int:
        """Say how many relations settling the next labels looks at, as a guess."""
        return _STEPS * len(self._waiting.get(self.key, ()))

    def fronts(self) -> list[Front]:
        """Give what bounds that which is covered: the next key, and every hub that was not entered."""
        return [Front(self.key, -1, self.cost()), *self._hubs]

    def advance(self, front: Front) -> None:
        """Push a front on: settle the next labels, or enter a hub."""
        if front.party < 0:
            self.settle()
            return
        entered = [hub for hub in self._hubs if hub.party == front.party]
        self._hubs = [hub for hub in self._hubs if hub.party != front.party]
        for hub in entered:
            self._expand(hub.place, Label(*hub.key, hub.moment))

    def settle(self) -> None:
        """Settle all labels under the next key. Cost: the relations of each place that a label is new to."""
        key = heappop(self._keys)
        for place, moment in self._waiting.pop(key):
            label = Label(*key, moment)
            if self._is_outdone(place, label):
                continue
            self.settled.setdefault(place, []).append(label)
            if place[0] >> BITS == self._task.far(self.side):
                continue
            degree = self._degree(place[0])
            if degree < _HUB:
                self._expand(place, label)
            else:
                self._hubs.append(Front(key, place[0] >> BITS, degree, place, moment))

    def _is_outdone(self, place: Place, label: Label) -> bool:
        return any(known.outdoes(label) for known in self.settled.get(place, ()))

    def _degree(self, state: int) -> int:
        found = self._degrees.get(state)
        if found is None:
            moves = {move for move, _ in self._task.moves(self.side, state & PHASE)}
            found = self._degrees[state] = sum(self._view.degree(state >> BITS, move) for move in moves)
        return found

    def _expand(self, place: Place, label: Label) -> None:
        for other, entry in self._steps(place, label.legs + 1):
            moment = entry.after(self.side, label.moment)
            if moment is None:
                continue
            self.into.setdefault(other, set()).add(entry)
            following = Label(label.inferences + entry.cost, label.legs + 1, moment)
            self._reach(other, following)
            if not self._is_outdone(other, following):
                key = following[:2]
                if key not in self._waiting:
                    self._waiting[key] = []
                    heappush(self._keys, key)
                self._waiting[key].append((other, moment))

    def _reach(self, place: Place, label: Label) -> None:
        self.at.setdefault(place[0], set()).add(place[1])
        known = self.least.get(place)
        self.least[place] = label if known is None else Label(*map(min, known, label))

    def _steps(self, place: Place, legs: int) -> Iterator[tuple[Place, Entry]]:
        """Give the steps around a place that a chain may make, with so many legs up to where they lead."""
        state, carried = place
        sieve, ahead = self._task.sieve, self.side == AHEAD
        for edge, move, to, strength in around(self._view, self._task, self.side, state):
            self.looked += 1
            within = (to if ahead else state) & PHASE == Phase.WITHIN
            if legs + self._floor.of(to) > self._task.max_legs:
                continue
            if within and sieve.stated and strength % INFERRED >= sieve.min_grade:
                continue
            cost = int(within or strength >= INFERRED)
            goods, first, last = self._cargo.of(edge, move)
            follows = self._cargo.follows(carried, goods) if ahead else self._cargo.follows(goods, carried)
            if follows or not self._cargo.whole:
                breaks = int(not follows)
                entry = Entry(place, cost + breaks, breaks, edge, move, first, last, within)
                yield (to, goods or carried), entry
