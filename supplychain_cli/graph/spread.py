"""Spread: from many parties at once, how near each other party is to one of them, and in what evidence.

Levels grow by the moves of a grammar, over states as in `graph.span`. A state keeps the nearest `KEPT` parties from
which it was reached, for a party is not near to itself; among equally near ones those with the best evidence, then the
lowest number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from supplychain_cli.graph.reached import Near, Origin, Reached, Spread
from supplychain_cli.graph.view import Move, Sieve, View

KEPT = 2
_STEPS = 5
"""Relations that a party has by one move, as a guess."""


class Few:
    """As `Reached`, party by party."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.nearest: dict[int, dict[int, tuple[int, int]]] = {}
        self.touching: dict[int, set[int]] = {}

    def add(self, channel: int, near: Near) -> None:
        """See `Reached.add`."""
        mine = self.nearest.setdefault(near.node, {})
        found = (near.distance, near.grade)
        mine[channel] = min(found, mine.get(channel, found))
        if near.distance == 1:
            self.touching.setdefault(near.node, set()).add(near.origin)

    def spread(self, view: View, channel: int, origins: Sequence[Origin], how: Spread) -> Reached:
        """See `Reached.spread`."""
        if len(origins) * _STEPS >= view.wide:
            return self._many(view).spread(view, channel, origins, how)
        entered: list[Near] = []
        for distance, (rim, found) in enumerate(_levels(view, origins, how)):
            entered += found
            walked = ((node, move) for node, phase in rim for move, _ in how.moves.get(phase, ()))
            if distance < how.max_legs and sum(view.degree(*each) for each in walked) >= view.wide:
                return self._many(view).spread(view, channel, origins, how)
        for near in entered:
            self.add(channel, near)
        return self

    def walk(
        self, view: View, channel: int, origins: Sequence[Origin], moves: Sequence[Move], sieve: Sieve
    ) -> Reached:
        """See `Reached.walk`."""
        if len(origins) * len(moves) * _STEPS >= view.wide:
            return self._many(view).walk(view, channel, origins, moves, sieve)
        for origin in origins:
            ways: list[tuple[int, tuple[int, ...]]] = [(origin.grade, (origin.node,))]
            for move in moves:
                ways = [
                    (max(grade, strength & 3), (*passed, other))
                    for grade, passed in ways
                    for steps in view.reach(passed[-1], move, sieve)
                    for _, other, strength in steps
                    if other not in passed
                ]
            for grade, passed in ways:
                if not view.is_closed(passed[-1]):
                    self.add(channel, Near(passed[-1], len(moves), grade, origin.node))
        return self

    def _many(self, view: View) -> Reached:
        from supplychain_cli.graph.flood import Many

        return Many(view, self.nearest, self.touching)

    def __len__(self) -> int:
        return len(self.nearest)

    def near(self, node: int) -> dict[int, tuple[int, int]]:
        """See `Reached.near`."""
        return self.nearest[node]

    def contacts(self, node: int) -> int:
        """See `Reached.contacts`."""
        return len(self.touching.get(node, ()))

    def order(self, before: Mapping[int, int], limit: int | None) -> list[int]:
        """See `Reached.order`."""
        last = max(before.values(), default=0) + 1

        def key(node: int) -> tuple[int, tuple[int, int], int, int]:
            return (before.get(node, last), min(self.nearest[node].values()), -self.contacts(node), node)

        return sorted(self.nearest, key=key)[:limit]


State = tuple[int, int]
Labels = dict[State, list[tuple[int, int]]]
"""By node and phase: grade and origin."""


def _levels(view: View, origins: Iterable[Origin], how: Spread) -> Iterator[tuple[Labels, list[Near]]]:
    """Give for each level its outermost states, and who was reached by them; the first level is the origins alone."""
    rim: Labels = {
        (origin.node, phase): [(origin.grade, origin.node)] for origin in origins for phase in how.begin
    }
    known: Labels = {state: list(labels) for state, labels in rim.items()}
    yield rim, []
    for distance in range(1, how.max_legs + 1):
        reached: dict[State, dict[int, int]] = {}
        for (node, phase), labels in rim.items():
            for move, after in how.moves.get(phase, ()):
                for _, other, strength in view.reach(node, move, how.sieve).open:
                    _pass_on(labels, strength & 3, reached.setdefault((other, after), {}))
        rim = {state: _fresh(known.setdefault(state, []), grades) for state, grades in reached.items()}
        rim = {state: fresh for state, fresh in rim.items() if fresh}
        found = [
            Near(node, distance, grade, origin)
            for (node, phase), grades in reached.items()
            if phase in how.arrive
            for origin, grade in grades.items()
            if node != origin
        ]
        yield rim, found


def _pass_on(labels: Iterable[tuple[int, int]], grade: int, grades: dict[int, int]) -> None:
    """Enter for each origin the best grade by which a step of this grade leads on."""
    for own, origin in labels:
        worst = max(own, grade)
        grades[origin] = min(worst, grades.get(origin, worst))


def _fresh(known: list[tuple[int, int]], grades: dict[int, int]) -> list[tuple[int, int]]:
    """Keep what a state has room for: origins that it has not met nearer, best evidence first."""
    met = {origin for _, origin in known}
    fresh = sorted((grade, origin) for origin, grade in grades.items() if origin not in met)[
        : KEPT - len(known)
    ]
    known += fresh
    return fresh
