"""Levels around many parties, as arrays: whom a spread reaches in each further leg. Loads NumPy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from supplychain_cli.graph.lanes import Found, Lanes
from supplychain_cli.graph.reached import Origin, Spread
from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import NamedTuple

Numbers = np.ndarray[Any, Any]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
ITSELF = 4
"""Stands for the grade where a party is reached from itself; a rank of grades is lower."""
_ABOVE, _FRESH, _RANKS = 3, 4, 3
"""In a label: bits between node and origin, the one that says that it is fresh, and those of the grade."""
_PIECE = 1 << 16
"""Labels that are spread at once."""


class Labels(NamedTuple):
    """Labels of states of one phase: the node, the place of the origin among all, and the grade."""

    nodes: Numbers
    origins: Numbers
    grades: Bytes


class Arrived(NamedTuple):
    """Who is reached, from whom, and in what evidence at worst, or `ITSELF`."""

    nodes: Numbers
    others: Numbers
    grades: Bytes


class Levels:
    """The levels around all origins.

    A label that is kept is one number, so that sorting and comparing are one pass: from the highest bits to the lowest
    the node, whether it is fresh, the grade, and the place of the origin.
    """

    def __init__(self, view: View, origins: Sequence[Origin], how: Spread) -> None:
        """Stand at the origins."""
        self._lanes = Lanes.of(view, how.sieve)
        self._how, self._leading, self._left = how, _leading(how), how.max_legs
        self._places, labels = standing(origins)
        self._bits = len(self._places).bit_length()
        self._fresh = _FRESH << self._bits
        own = self._keys(*labels)
        self._rim = dict.fromkeys(how.begin, own)
        self._met = dict.fromkeys(how.begin, own - self._fresh)

    def grow(self) -> Iterator[Arrived]:
        """Go one leg on, and give all who are reached in a phase that counts, in pieces."""
        reached: dict[int, list[Numbers]] = {}
        for keys, move, phases in self._steps():
            arrives = not self._how.arrive.isdisjoint(phases)
            onward = [phase for phase in phases if self._ways(phase, self._left - 1)]
            fresh = []
            for labels, found in self._around(keys, move):
                grades = np.maximum(labels.grades[found.at], found.grades)
                if onward:
                    fresh.append(self._keys(found.others, labels.origins[found.at], grades))
                if arrives:
                    others = self._places[labels.origins][found.at]
                    grades[found.others == others] = ITSELF
                    yield Arrived(found.others, others, grades)
            if fresh:
                together = np.concatenate(fresh)
                together.sort()
                for phase in onward:
                    reached.setdefault(phase, []).append(together)
        self._left -= 1
        self._rim = {phase: self._keep(phase, parts) for phase, parts in reached.items()}

    def _steps(self) -> Iterator[tuple[Numbers, Move, list[int]]]:
        """Give what is to be spread by which move, and the phases that this leads to."""
        for phase, keys in self._rim.items():
            for move, phases in self._ways(phase, self._left).items():
                yield keys, move, phases

    def _ways(self, phase: int, left: int) -> dict[Move, list[int]]:
        """Give the moves from a phase and where they lead, but for those from which no way arrives in the legs left."""
        ways: dict[Move, list[int]] = {}
        for move, after in self._how.moves.get(phase, ()) if left else ():
            if after in self._leading[left - 1]:
                ways.setdefault(move, []).append(after)
        return ways

    def _around(self, keys: Numbers, move: Move) -> Iterator[tuple[Labels, Found]]:
        """Move on in pieces, so that what each leads to stays near the processor, and little is held at once."""
        for begin in range(0, len(keys), _PIECE):
            part = keys[begin : begin + _PIECE]
            grades = (part >> self._bits).astype(np.uint8) & np.uint8(_RANKS)
            labels = Labels(self._nodes(part), self._origins(part), grades)
            yield labels, self._lanes.around(labels.nodes, move, edges=False, closed=False)

    def _keys(self, nodes: Numbers, origins: Numbers, grades: Bytes) -> Numbers:
        """Give fresh labels as one number each."""
        keys: Numbers = nodes << _ABOVE | (_FRESH | grades)
        return keys << self._bits | origins

    def _nodes(self, keys: Numbers) -> Numbers:
        return keys >> self._bits + _ABOVE

    def _origins(self, keys: Numbers) -> Numbers:
        return keys & (1 << self._bits) - 1

    def _keep(self, phase: int, parts: Sequence[Numbers]) -> Numbers:
        """Keep for each node what it has room for, the best evidence first, then the lowest origin.

        There is room for two origins in all levels, so that one at least is not the party itself. What was met in a
        nearer level sorts before what is fresh.
        """
        met = self._met.get(phase)
        keys = _merged(parts if met is None else [*parts, met])
        nodes = self._nodes(keys)
        keep = _heads(nodes)
        rest = np.flatnonzero(~keep)
        best = np.flatnonzero(keep)[np.cumsum(keep)[rest] - 1]
        two = rest[self._origins(keys[rest]) != self._origins(keys[best])]
        keep[two[_heads(nodes[two])]] = True
        kept = keys[keep]
        if self._left > 1:  # else nobody will ask
            self._met[phase] = kept & ~self._fresh
        return kept if met is None else kept[kept & self._fresh > 0]


def standing(origins: Sequence[Origin]) -> tuple[Numbers, Labels]:
    """Give the nodes of the origins, in order, and a label of each at its own place."""
    ordered = sorted(origins)
    places = np.array([origin.node for origin in ordered], dtype=np.int64)
    grades = np.array([origin.grade for origin in ordered], dtype=np.uint8)
    return places, Labels(places, np.arange(len(ordered), dtype=np.int64), grades)


def _leading(how: Spread) -> list[frozenset[int]]:
    """Give the phases from which a way may arrive, by the legs that are left."""
    found = [how.arrive]
    for _ in range(1, how.max_legs):
        before = {phase for phase, ways in how.moves.items() if any(after in found[-1] for _, after in ways)}
        found.append(how.arrive | before)
    return found


def _merged(sorted_keys: Sequence[Numbers]) -> Numbers:
    """Merge what is in order; the stable way of sorting does that in one pass."""
    return np.sort(np.concatenate(sorted_keys), kind="stable") if len(sorted_keys) > 1 else sorted_keys[0]


def _heads(nodes: Numbers) -> Numbers:
    """Say of each number in order whether it is the first of its like."""
    first: Numbers = np.diff(nodes, prepend=-1) != 0
    return first
