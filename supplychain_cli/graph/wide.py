"""Wide levels: as `meet.Narrow`, with arrays. Loads NumPy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from supplychain_cli.graph.lanes import Lanes
from supplychain_cli.graph.span import AHEAD, BEHIND, BITS, NEAREST, PHASE, Link, Seen, Task
from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import NamedTuple

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Level = dict[int, Numbers]
"""Nodes by phase, each once."""


class Wide:
    """Levels as arrays: for each phase one byte for every node, and the nodes of each level."""

    def __init__(
        self, view: View, task: Task, depths: Sequence[int], known: Sequence[Mapping[int, int]]
    ) -> None:
        """Take over levels: how many have grown on each side, and the states of each side with their level."""
        self._task = task
        self._lanes = Lanes.of(view, task.sieve)
        self.depths = list(depths)
        self._avoid = np.array(sorted(task.avoid), dtype=np.int64)
        self._levels: list[list[Level]] = [_by_level(known[side], depths[side]) for side in (AHEAD, BEHIND)]
        self._depth = [Distances(self._lanes.nodes), Distances(self._lanes.nodes)]
        for side in (AHEAD, BEHIND):
            for depth, level in enumerate(self._levels[side]):
                for phase, nodes in level.items():
                    self._depth[side].of(phase)[nodes] = depth + 1

    def _rim(self, side: int) -> Level:
        return self._levels[side][-1]

    def cost(self, side: int) -> int:
        """See `meet.Levels.cost`."""
        return sum(
            self._lanes.degrees(nodes[nodes != self._task.far(side)], move)
            for phase, nodes in self._rim(side).items()
            for move, _ in self._task.moves(side, phase)
        )

    def size(self, side: int) -> int:
        """See `meet.Levels.size`."""
        return sum(map(len, self._rim(side).values()))

    def only(self, side: int) -> int | None:
        """See `meet.Levels.only`."""
        rims = [nodes for nodes in self._rim(side).values() if len(nodes)]
        first = int(rims[0][0])
        return first if all((nodes == first).all() for nodes in rims) else None

    def grow(self, side: int) -> None:
        """See `meet.Levels.grow`."""
        self.depths[side] += 1
        fresh: dict[int, list[Numbers]] = {}
        for step in self._steps(side, self._rim(side)):
            depth = self._depth[side].of(step.phase)
            new = np.unique(step.others[depth[step.others] == 0])
            depth[new] = self.depths[side] + 1
            fresh.setdefault(step.phase, []).append(new)
        self._levels[side].append({phase: np.concatenate(found) for phase, found in fresh.items()})

    def _steps(self, side: int, level: Level) -> Iterator[_Steps]:
        """Give the steps around the states of a level that a walk may make, as `Narrow` does."""
        task = self._task
        blocked = task.source if side == AHEAD else task.target
        for before, all_nodes in level.items():
            nodes = all_nodes[all_nodes != self._task.far(side)]
            for walked, phase in self._task.moves(side, before):
                found = self._lanes.around(nodes, walked)
                at_end = (found.others == task.source) | (found.others == task.target)
                keep = at_end | ~found.closed
                if len(self._avoid):
                    keep &= at_end | ~np.isin(found.others, self._avoid)
                keep &= found.others != blocked
                if side == BEHIND:
                    keep &= (found.others == task.source) == (phase == task.grammar.start)
                move = walked if side == AHEAD else walked.reverse
                yield _Steps(
                    before, nodes[found.at[keep]], found.edges[keep], move, phase, found.others[keep]
                )

    def seen(self, side: int) -> Seen:
        """See `meet.Levels.seen`."""
        nearest: list[int] = []
        parties, legs = 0, 0
        known = np.zeros(self._lanes.nodes, dtype=bool)
        for depth, level in enumerate(self._levels[side]):
            nodes = _together(level)
            nodes = np.unique(nodes[~known[nodes]])
            known[nodes] = True
            parties += len(nodes)
            legs = depth if len(nodes) else legs
            nearest += nodes[: NEAREST - len(nearest)].tolist()
        return Seen(parties, legs, tuple(nearest))

    def searched(self) -> int:
        """See `meet.Levels.searched`."""
        return len(
            np.unique(np.concatenate([_together(level) for levels in self._levels for level in levels]))
        )

    def links(self) -> tuple[dict[int, set[Link]], dict[int, int], dict[int, int]]:
        """See `meet.Levels.links`."""
        gone = self._spread(BEHIND)
        togo = self._spread(AHEAD)
        found: dict[int, set[Link]] = {}
        for side, others in ((AHEAD, togo), (BEHIND, gone)):
            for depth, level in enumerate(self._levels[side][: self.depths[side]]):
                for step in self._steps(side, others.known(level)):
                    far = others.of(step.phase)[step.others].astype(np.int64) - 1
                    keep = (far >= 0) & (depth + 1 + far <= self._task.max_legs)
                    step.enter(found, keep, side)
        states = {link.to for links in found.values() for link in links}.union(found)
        legs = [
            {state: int(known.of(state & PHASE)[state >> BITS]) - 1 for state in states}
            for known in (gone, togo)
        ]
        return found, legs[0], legs[1]

    def _spread(self, side: int) -> Distances:
        """Give how far states are from the other end: those seen from it, and those of this side that lead there."""
        other = BEHIND if side == AHEAD else AHEAD
        known = self._depth[other].copy()
        most = self._task.max_legs
        for distance in range(self.depths[other] + 1, most + 1):
            fresh: list[tuple[int, Numbers]] = []
            for level in self._levels[side][: min(self.depths[side], most - distance + 1)]:
                for step in self._steps(side, known.unknown(level)):
                    hit = known.of(step.phase)[step.others] == distance
                    fresh.append((step.before, np.unique(step.nodes[hit])))
            for phase, nodes in fresh:
                known.of(phase)[nodes] = distance + 1
            if not any(len(nodes) for _, nodes in fresh):
                break
        return known


class _Steps(NamedTuple):
    """Steps by one move from states of one phase; on the side of the target, those by which they are reached."""

    before: int
    nodes: Numbers
    edges: Numbers
    move: Move
    phase: int
    others: Numbers

    def enter(self, found: dict[int, set[Link]], keep: np.ndarray[Any, Any], side: int) -> None:
        """Enter the steps that are kept under the states from which a walk makes them."""
        here = (self.nodes[keep] << BITS | self.before).tolist()
        there = (self.others[keep] << BITS | self.phase).tolist()
        starts, ends = (here, there) if side == AHEAD else (there, here)
        for start, edge, end in zip(starts, self.edges[keep].tolist(), ends, strict=True):
            found.setdefault(start, set()).add(Link(edge, self.move, end))


class Distances:
    """One byte for every node in each phase: 0 where it is not known, else the legs and one more."""

    def __init__(self, nodes: int) -> None:
        """Know nothing."""
        self._nodes = nodes
        self._by_phase: dict[int, np.ndarray[Any, Any]] = {}

    def of(self, phase: int) -> np.ndarray[Any, Any]:
        """Give the bytes of a phase, to read and to write. Untouched ones take no memory."""
        if phase not in self._by_phase:
            self._by_phase[phase] = np.zeros(self._nodes, dtype=np.uint8)
        return self._by_phase[phase]

    def known(self, level: Level) -> Level:
        """Give the states of a level whose distance is known."""
        return {phase: nodes[self.of(phase)[nodes] > 0] for phase, nodes in level.items()}

    def unknown(self, level: Level) -> Level:
        """Give the others."""
        return {phase: nodes[self.of(phase)[nodes] == 0] for phase, nodes in level.items()}

    def copy(self) -> Distances:
        """Give a copy."""
        other = Distances(self._nodes)
        other._by_phase = {phase: known.copy() for phase, known in self._by_phase.items()}
        return other


def _by_level(known: Mapping[int, int], deepest: int) -> list[Level]:
    levels: list[dict[int, list[int]]] = [{} for _ in range(deepest + 1)]
    for state, depth in known.items():
        levels[depth].setdefault(state & PHASE, []).append(state >> BITS)
    return [{phase: np.array(nodes, dtype=np.int64) for phase, nodes in level.items()} for level in levels]


def _together(level: Level) -> Numbers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *level.values()])
