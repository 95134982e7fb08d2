"""The best chains first: strongest weakest leg, then fewer inferences, then fewer legs, then ids.

A chain's rank never improves when a leg is added, so a queue ordered by the best rank that can still become of each
gives finished chains in their final order, and the search stops as soon as enough are found. A relation that says
nothing of above and below can be walked either way: chains of the same relations are told by how they are walked.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from supplychain_cli.graph.view import Move
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Continuity, Products
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.moments import Moment
from supplychain_cli.queries.chains.prune import Arc, Piece, State, code_of


class Rank(NamedTuple):
    """How good a chain's evidence is; smaller is better.

    `weakest` is the grade rank and whether it is inferred, of the weakest leg; `inferences` counts inferred
    legs, steps within a group and unexplained changes of goods; `summaries` counts legs that sum up a flow
    through others.
    """

    weakest: tuple[int, bool] = (0, False)
    inferences: int = 0
    summaries: int = 0
    legs: int = 0
    ids: tuple[str, ...] = ()

    def is_as_good(self, other: Rank) -> bool:
        """Whether this one is at least as good in every respect, not only in the first that differs."""
        return (
            self.weakest <= other.weakest
            and self.inferences <= other.inferences
            and self.summaries <= other.summaries
            and self.legs <= other.legs
            and self.ids <= other.ids
        )

    def add(self, arc: Arc, *, broken: bool) -> Rank:
        """Give the rank after one more leg."""
        within = arc.to.phase is Phase.WITHIN
        strength = (arc.edge.grade, arc.edge.inferred or within)
        inferred = int(arc.edge.inferred or within) + int(broken)
        return Rank(
            max(self.weakest, strength),
            self.inferences + inferred,
            self.summaries + bool(arc.edge.through),
            self.legs + 1,
            (*self.ids, arc.edge.id),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A chain as found: its rank, its steps from the start, and how the goods of each leg follow."""

    rank: Rank
    arcs: tuple[Arc, ...]
    goods: tuple[Continuity, ...]

    @property
    def shape(self) -> tuple[tuple[int, Move], ...]:
        """The parties and moves, whatever relation carries each leg."""
        return tuple((arc.to.node, arc.move) for arc in self.arcs)


class _Partial(NamedTuple):
    """A chain in the making."""

    rank: Rank
    state: State
    moment: Moment
    carried: frozenset[str]
    arcs: tuple[Arc, ...]
    goods: tuple[Continuity, ...]

    @property
    def walked(self) -> tuple[tuple[Move, Phase], ...]:
        """How it is walked, step by step: this tells those of one rank apart."""
        return tuple((arc.move, arc.to.phase) for arc in self.arcs)


class Bounds(NamedTuple):
    """What is known beforehand of how chains can end, to look at fewer that cannot.

    `debts` are the fewest inferences that follow a step (number of the relation, code of the state reached), `latest`
    the last day on which goods can stand at a state (by its code) and still come to the end; chains of more than `most`
    inferences are left out, None for no such bound.
    """

    debts: Mapping[tuple[int, int], int] = MappingProxyType({})
    latest: Mapping[int, int] = MappingProxyType({})
    most: int | None = None


_UNBOUNDED = Bounds()


class Search:
    """A search over one piece. `spent` says after it whether the budget ended it, `work` how much of it was used."""

    def __init__(self, piece: Piece, ask: Ask, products: Products, bounds: Bounds = _UNBOUNDED) -> None:
        """Prepare the search; nothing is searched yet."""
        self._piece, self._ask, self._products = piece, ask, products
        self._bounds = bounds
        self.spent = piece.cut
        self.work = 0

    def chains(self) -> Iterator[Found]:
        """Yield chains, best first, one for each way through the parties; stops when the budget is spent."""
        start = _Partial(Rank(), self._piece.start, Moment(), frozenset(), (), ())
        queue = [(start.rank, start.walked, 0, start)]
        fronts: dict[object, list[Rank]] = {}
        shapes: set[object] = set()
        while queue:
            partial = heapq.heappop(queue)[-1]
            if _outdone(partial, fronts):
                continue
            if self._piece.legs.get(partial.state) == 0:
                found = Found(partial.rank, partial.arcs, partial.goods)
                if found.shape not in shapes:
                    shapes.add(found.shape)
                    yield found
                continue
            for following in self._extend(partial):
                best = self._best(following)
                if self._bounds.most is None or best.inferences <= self._bounds.most:
                    self.work += 1
                    heapq.heappush(queue, (best, following.walked, self.work, following))
            if self.work > self._ask.budget:
                self.spent = True
                return

    def _best(self, partial: _Partial) -> Rank:
        """Give a rank that no chain which goes on from here is better than."""
        rank, last = partial.rank, partial.arcs[-1]
        debts = self._bounds.debts
        debt = debts.get((last.edge.number, code_of(last.to)), 0) if debts else 0
        return rank._replace(inferences=rank.inferences + debt, legs=rank.legs + self._piece.legs[last.to])

    def soon(self) -> Iterator[Found]:
        """Yield chains depth first: the first ones soon, in no order of rank, one for each way through the parties.

        For counting where the best ones cannot be waited for; stops when the budget is spent.
        """
        stack = [_Partial(Rank(), self._piece.start, Moment(), frozenset(), (), ())]
        shapes: set[object] = set()
        while stack and self.work <= self._ask.budget:
            partial = stack.pop()
            if self._piece.legs.get(partial.state) == 0:
                found = Found(partial.rank, partial.arcs, partial.goods)
                if found.shape not in shapes:
                    shapes.add(found.shape)
                    yield found
                continue
            following = list(self._extend(partial))
            self.work += len(following)
            stack += reversed(following)
        self.spent = self.spent or bool(stack)

    def _extend(self, partial: _Partial) -> Iterator[_Partial]:
        """Add every leg that may follow."""
        passed = {arc.to.node for arc in partial.arcs}
        latest = self._bounds.latest
        for arc in self._piece.arcs.get(partial.state, ()):
            togo = self._piece.legs.get(arc.to)
            if togo is None or len(partial.arcs) + 1 + togo > self._ask.max_legs:
                continue
            if arc.to.node in passed or arc.to.node == self._piece.start.node or _assumes_twice(partial, arc):
                continue
            if togo == 0 and not self._ask.through <= passed:
                continue
            moment = partial.moment
            if not self._ask.any_time and arc.move is not Move.SAME:
                following = moment.then(partial.state.phase, arc.to.phase, arc.edge.period)
                if following is None:
                    continue
                moment = following
                if latest and moment.first > latest[code_of(arc.to)]:
                    continue
            carried, goods = partial.carried, Continuity.KEPT
            if arc.move is Move.CUSTOMER:
                carried, goods = self._follow(carried, arc.edge.goods)
            broken = goods is Continuity.BROKEN
            if broken and (self._ask.same_goods or self._ask.goods is not None):
                continue
            rank = partial.rank.add(arc, broken=broken)
            yield _Partial(rank, arc.to, moment, carried, (*partial.arcs, arc), (*partial.goods, goods))

    def _follow(self, carried: frozenset[str], goods: tuple[str, ...]) -> tuple[frozenset[str], Continuity]:
        wanted = goods if self._ask.goods is None or carried else tuple(self._ask.goods.intersection(goods))
        return self._products.follow(carried, wanted)


def _assumes_twice(partial: _Partial, arc: Arc) -> bool:
    """Whether the step would be an assumption next to another one."""
    return arc.move is Move.SAME and bool(partial.arcs) and partial.arcs[-1].move is Move.SAME


def _outdone(partial: _Partial, fronts: dict[object, list[Rank]]) -> bool:
    """Whether an earlier partial chain went the same way, may go on in the same ways, and is at least as good in all.

    Only then can this one never lead to a better chain: one that is better in some respect may come out ahead
    later, when a weaker leg has evened out the rest. Keeps parallel relations from multiplying the work.
    """
    shape = tuple((arc.to.node, arc.move) for arc in partial.arcs)
    front = fronts.setdefault((shape, partial.state, partial.moment, partial.carried), [])
    if any(rank.is_as_good(partial.rank) for rank in front):
        return True
    front.append(partial.rank)
    return False
