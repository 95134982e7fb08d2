"""Cut the graph to what can lie on a chain between two parties within the limit of legs.

Levels grow from both ends, the smaller one first, until together they span the limit. Whatever lies on a
chain that short passes a state seen from both ends; exact distances then spread from those states only. The
cost is that of the two half-depth neighbourhoods, whatever the size of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import ENDS, Phase, backward, onward


class State(NamedTuple):
    """A party, and how far the sentence has been read when the walk stands at it."""

    node: int
    phase: Phase


class Arc(NamedTuple):
    """A step between two states."""

    edge: Edge
    move: Move
    to: State


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of the graph on which chains are searched.

    `arcs` leave each kept state, in order of relation ids, and `legs` counts the fewest legs from a state to
    the end. `forward` and `backward` are the parties seen from either end with their distance; `cut` says
    that the budget stopped the search.
    """

    start: State
    arcs: dict[State, list[Arc]]
    legs: dict[State, int]
    forward: dict[int, int]
    backward: dict[int, int]
    cut: bool


def between(view: View, source: int, target: int, ask: Ask) -> Piece:
    """Cut out what lies between two parties. `arcs` is empty when no chain of `ask.max_legs` or fewer exists."""
    walker = Walker(view, source, target, ask)
    start = State(source, Phase.START)
    ahead, behind = {start: 0}, {State(target, phase): 0 for phase in ENDS}
    rims = [list(ahead), list(behind)]
    depths = [0, 0]
    cut = False
    while sum(depths) < ask.max_legs and (rims[0] or rims[1]):
        side = 0 if rims[0] and (not rims[1] or len(rims[0]) <= len(rims[1])) else 1
        seen, around = ((ahead, walker.onward), (behind, walker.backward))[side]
        depths[side] += 1
        rims[side] = _grow(rims[side], seen, around, depths[side])
        if len(ahead) + len(behind) > ask.budget:
            cut = True
            break
    meeting = ahead.keys() & behind.keys()
    arcs = _arcs_through(walker, meeting, ahead, behind)
    legs = _distances(arcs, target)
    reached = _distances_from(start, arcs)
    kept = {
        state: [arc for arc in leaving if reached[state] + 1 + legs.get(arc.to, ask.max_legs) <= ask.max_legs]
        for state, leaving in arcs.items()
        if state in reached
    }
    return Piece(start, kept, legs, _by_party(ahead), _by_party(behind), cut)


def without(piece: Piece, target: int, relations: Collection[str]) -> Piece:
    """Give the piece as if these relations were not recorded. Cost: its arcs."""
    arcs = {
        state: kept
        for state, leaving in piece.arcs.items()
        if (kept := [arc for arc in leaving if arc.edge.id not in relations])
    }
    return replace(piece, arcs=arcs, legs=_distances(arcs, target))


class Walker:
    """Steps between states that the question allows."""

    def __init__(self, view: View, source: int | None, target: int, ask: Ask) -> None:
        """Walk between two parties; without a source, to the target from wherever."""
        self._view, self._source, self._target, self._ask = view, source, target, ask

    def onward(self, state: State) -> Iterator[Arc]:
        """Steps that may follow a state. None leave the target: a chain passes a party once."""
        if state.node == self._target:
            return
        for move, phase in onward(state.phase, strict=self._ask.strict):
            for edge, node in self._steps(state.node, move):
                if node != self._source:
                    yield Arc(edge, move, State(node, phase))

    def backward(self, state: State) -> Iterator[Arc]:
        """Steps by which a state is reached; `to` is the state before. None enter the source."""
        if state.node == self._source:
            return
        for move, phase in backward(state.phase, strict=self._ask.strict):
            for edge, node in self._steps(state.node, move.reverse):
                if node != self._target and (node == self._source) == (phase is Phase.START):
                    yield Arc(edge, move, State(node, phase))

    def _steps(self, node: int, move: Move) -> Iterator[tuple[Edge, int]]:
        for edge, other in self._view.steps(node, move, self._ask.kinds):
            if other != node and self._ask.allows(edge) and self._open(other):
                yield edge, other

    def _open(self, node: int) -> bool:
        """Whether a chain may step here: not what the question avoids, and between the ends no country or thing."""
        if node in {self._source, self._target}:
            return True
        return node not in self._ask.avoid and self._view.party(node).kind not in {
            "country",
            "system",
            "good",
        }


def _grow(
    rim: Iterable[State], seen: dict[State, int], around: Callable[[State], Iterator[Arc]], depth: int
) -> list[State]:
    """Add the next level to `seen` and give it."""
    level = []
    for state in rim:
        for arc in around(state):
            if arc.to not in seen:
                seen[arc.to] = depth
                level.append(arc.to)
    return level


def _arcs_through(
    walker: Walker, meeting: Iterable[State], ahead: dict[State, int], behind: dict[State, int]
) -> dict[State, list[Arc]]:
    """Collect the steps on walks through the meeting states: back towards the start, and on towards the end."""
    arcs: dict[State, dict[tuple[str, Move, State], Arc]] = {}
    for seen, around, forward in ((ahead, walker.backward, False), (behind, walker.onward, True)):
        queue, done = list(meeting), set(meeting)
        while queue:
            state = queue.pop()
            for arc in around(state):
                if arc.to not in seen:
                    continue
                here, there = (state, arc.to) if forward else (arc.to, state)
                arcs.setdefault(here, {})[arc.edge.id, arc.move, there] = Arc(arc.edge, arc.move, there)
                if arc.to not in done:
                    done.add(arc.to)
                    queue.append(arc.to)
    return {state: [leaving[key] for key in sorted(leaving)] for state, leaving in arcs.items()}


def _distances(arcs: dict[State, list[Arc]], target: int) -> dict[State, int]:
    """Count the fewest legs from each state to the end."""
    entering: dict[State, list[State]] = {}
    for state, leaving in arcs.items():
        for arc in leaving:
            entering.setdefault(arc.to, []).append(state)
    ends = [state for state in entering if state.node == target and state.phase in ENDS]
    return _spread(ends, lambda state: entering.get(state, ()))


def _distances_from(start: State, arcs: dict[State, list[Arc]]) -> dict[State, int]:
    """Count the fewest legs from the start to each state."""
    return _spread([start], lambda state: (arc.to for arc in arcs.get(state, ())))


def _spread(starts: Iterable[State], around: Callable[[State], Iterable[State]]) -> dict[State, int]:
    found = dict.fromkeys(starts, 0)
    queue = list(found)
    for state in queue:
        for other in around(state):
            if other not in found:
                found[other] = found[state] + 1
                queue.append(other)
    return found


def _by_party(seen: dict[State, int]) -> dict[int, int]:
    """Give the fewest legs per party."""
    parties: dict[int, int] = {}
    for state, depth in seen.items():
        parties[state.node] = min(depth, parties.get(state.node, depth))
    return parties
