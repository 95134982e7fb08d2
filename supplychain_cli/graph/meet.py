"""Meet in the middle: what lies on a walk between two parties, without reading a relation.

A walk goes through states: a party, and how far a grammar has been read when the walk stands there (its phase, below
8). Levels grow from both ends, the cheaper one first, until together they span the limit of legs. Whatever lies on a
walk that short passes a state seen from both ends; how far the states of one side are from the other end then spreads
from those states only. The cost is that of the two half-depth neighbourhoods, whatever the size of the graph, and
where one end is soon exhausted that of its side alone.

Narrow levels are lists; wide ones, and all after them, are arrays (`graph.wide`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from supplychain_cli.graph.span import AHEAD, BEHIND, BITS, NEAREST, PHASE, Floor, Link, Seen, Span, Task
from supplychain_cli.graph.view import Move, View

EXPLAINED = 20_000
"""Relations that are looked at only to tell how far the search came, where there is no walk."""


class Levels(Protocol):
    """The levels around both ends: `AHEAD` around the source, `BEHIND` around the target."""

    depths: list[int]
    """How many levels have grown on each side."""

    def cost(self, side: int) -> int:
        """Give how many relations the next level of a side looks at, at most; the same for every engine."""
        ...

    def size(self, side: int) -> int:
        """Give how many states the outermost level of a side has."""
        ...

    def only(self, side: int) -> int | None:
        """Give the party in whose states the outermost level of a side stands; None where there are several."""
        ...

    def grow(self, side: int) -> None:
        """Add a level."""
        ...

    def seen(self, side: int) -> Seen:
        """Tell how far a side came."""
        ...

    def searched(self) -> int:
        """Count the parties of both sides."""
        ...

    def links(self) -> tuple[dict[int, set[Link]], dict[int, int], dict[int, int]]:
        """Give the steps on walks within the limit, and how far each state on one is from the source and the target."""
        ...


def between(view: View, task: Task) -> Span:
    """Find what lies between the ends of a task. `links` is empty when there is no walk within the limit."""
    narrow = Narrow(view, task)
    levels: Levels = narrow
    left, cut = task.most, False
    while sum(levels.depths) < task.max_legs and levels.size(AHEAD) and levels.size(BEHIND):
        if levels.only(AHEAD) is not None and levels.only(AHEAD) == levels.only(BEHIND):
            break  # all further walks would pass that party twice
        side = _cheaper(levels)
        left -= levels.cost(side)
        if left < 0:
            cut = True
            break
        if levels is narrow and levels.cost(side) >= view.wide:
            levels = narrow.widened()
        levels.grow(side)
    links, gone, togo = levels.links()
    floors = (Floor(gone, task.max_legs + 1), Floor(togo, task.max_legs + 1))
    if cut and levels is narrow:
        floors = (narrow.floor(AHEAD), narrow.floor(BEHIND))
    elif cut:
        floors = (Floor({}, 0), Floor({}, 0))
    if not links and not cut:
        _explain(levels, task)
    return Span(links, togo, levels.seen(AHEAD), levels.seen(BEHIND), levels.searched(), cut, floors)


def meets(view: View, task: Task) -> bool | None:
    """Say whether any walk exists within the limit; None when the bound on the work was met before that was known."""
    levels = Narrow(view, task)
    left = task.most
    while (
        not levels.met() and sum(levels.depths) < task.max_legs and levels.size(AHEAD) and levels.size(BEHIND)
    ):
        side = _cheaper(levels)
        left -= levels.cost(side)
        if left < 0:
            return None
        levels.grow(side)
    return levels.met()


def _cheaper(levels: Levels) -> int:
    """Give the side whose next level costs less."""
    return min((AHEAD, BEHIND), key=lambda each: (levels.cost(each), levels.size(each)))


def _explain(levels: Levels, task: Task) -> None:
    """Grow the side on which records go on, while that is cheap: who reads that there is nothing asks what was seen."""
    left = EXPLAINED
    for side in (AHEAD, BEHIND):
        while sum(levels.depths) < task.max_legs and levels.size(side):
            left -= levels.cost(side)
            if left < 0:
                return
            levels.grow(side)


class Narrow:
    """Levels as lists and dictionaries of states."""

    def __init__(self, view: View, task: Task) -> None:
        """Stand at both ends."""
        self.view, self.task = view, task
        grammar = task.grammar
        self.depths = [0, 0]
        starts = [task.source << BITS | grammar.start], [task.target << BITS | end for end in grammar.ends]
        self.depth_of: list[dict[int, int]] = [dict.fromkeys(states, 0) for states in starts]
        self.rims = [list(states) for states in starts]
        self.looked: list[dict[int, list[Link]]] = [{}, {}]
        """The steps around each state that was looked at; on the side of the target, those by which it is reached."""
        self._degrees: dict[tuple[int, Move], int] = {}
        self._costs: list[int | None] = [None, None]

    def cost(self, side: int) -> int:
        """See `Levels.cost`."""
        cost = self._costs[side]
        if cost is None:
            walked = (
                (state >> BITS, move)
                for state in self.rims[side]
                if state >> BITS != self.task.far(side)
                for move, _ in self.task.moves(side, state & PHASE)
            )
            cost = self._costs[side] = sum(self._degree(node, move) for node, move in walked)
        return cost

    def _degree(self, node: int, move: Move) -> int:
        found = self._degrees.get((node, move))
        if found is None:
            found = self._degrees[node, move] = self.view.degree(node, move)
        return found

    def size(self, side: int) -> int:
        """See `Levels.size`."""
        return len(self.rims[side])

    def only(self, side: int) -> int | None:
        """See `Levels.only`."""
        first = self.rims[side][0] >> BITS
        return first if all(state >> BITS == first for state in self.rims[side]) else None

    def grow(self, side: int) -> None:
        """See `Levels.grow`."""
        self.depths[side] += 1
        self._costs[side] = None
        depth, seen, looked = self.depths[side], self.depth_of[side], self.looked[side]
        level = []
        for state in self.rims[side]:
            if state >> BITS == self.task.far(side):
                continue
            links = looked[state] = [
                Link(edge, move, to) for edge, move, to, _ in around(self.view, self.task, side, state)
            ]
            for link in links:
                if link.to not in seen:
                    seen[link.to] = depth
                    level.append(link.to)
        self.rims[side] = level

    def met(self) -> bool:
        """Whether any state was seen from both ends."""
        return not self.depth_of[AHEAD].keys().isdisjoint(self.depth_of[BEHIND])

    def seen(self, side: int) -> Seen:
        """See `Levels.seen`."""
        parties: dict[int, int] = {}
        for state, depth in self.depth_of[side].items():
            parties.setdefault(state >> BITS, depth)
        nearest = sorted((depth, node) for node, depth in parties.items())[:NEAREST]
        return Seen(len(parties), max(parties.values()), tuple(node for _, node in nearest))

    def searched(self) -> int:
        """See `Levels.searched`."""
        return len({state >> BITS for depths in self.depth_of for state in depths})

    def floor(self, side: int) -> Floor:
        """Say how far states are from an end at least."""
        return Floor(self.depth_of[side], self.depths[side] + 1)

    def links(self) -> tuple[dict[int, set[Link]], dict[int, int], dict[int, int]]:
        """See `Levels.links`."""
        most = self.task.max_legs
        gone = self._distances(BEHIND, AHEAD)
        togo = self._distances(AHEAD, BEHIND)
        found: dict[int, set[Link]] = {}
        for state, links in self.looked[AHEAD].items():
            if state in togo:
                left = most - gone[state] - 1
                kept = {link for link in links if togo.get(link.to, most) <= left}
                if kept:
                    found.setdefault(state, set()).update(kept)
        for state, links in self.looked[BEHIND].items():
            if state in gone:
                left = most - togo[state] - 1
                for edge, move, before in links:
                    if gone.get(before, most) <= left:
                        found.setdefault(before, set()).add(Link(edge, move, state))
        states = {link.to for links in found.values() for link in links}.union(found)
        return found, {state: gone[state] for state in states}, {state: togo[state] for state in states}

    def _distances(self, side: int, end: int) -> dict[int, int]:
        """Give how far states are from an end: those seen from it, and those of the other side that lead there."""
        known = dict(self.depth_of[end])
        before: dict[int, list[int]] = {}
        for state, links in self.looked[side].items():
            if state not in known:
                for link in links:
                    before.setdefault(link.to, []).append(state)
        levels: list[list[int]] = [[] for _ in range(self.task.max_legs + 1)]
        for state in before:
            if state in known:
                levels[known[state]].append(state)
        for depth, level in enumerate(levels[:-1]):
            for state in level:
                for other in before.get(state, ()):
                    if other not in known:
                        known[other] = depth + 1
                        levels[depth + 1].append(other)
        return known

    def widened(self) -> Levels:
        """Give the same levels as arrays."""
        from supplychain_cli.graph.wide import Wide

        return Wide(self.view, self.task, self.depths, self.depth_of)


def around(view: View, task: Task, side: int, state: int) -> Iterator[tuple[int, Move, int, int]]:
    """Give the steps around a state that a walk may make: relation, move, the other state, and strength.

    On the side of the target they are those by which the state is reached.
    """
    ends = (task.source, task.target)
    for walked, phase in task.moves(side, state & PHASE):
        move = walked if side == AHEAD else walked.reverse
        found = view.reach(state >> BITS, walked, task.sieve)
        for edge, other, strength in found.open:
            if other in ends:
                if task.allows(side, other, phase):
                    yield edge, move, other << BITS | phase, strength
            elif other not in task.avoid and phase != task.grammar.start:
                yield edge, move, other << BITS | phase, strength
        for edge, other, strength in found.closed:
            if other in ends and task.allows(side, other, phase):
                yield edge, move, other << BITS | phase, strength
