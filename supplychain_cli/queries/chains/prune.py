"""Cut the graph to what can lie on a chain between two parties within the limit of legs (`graph.meet`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from supplychain_cli.graph import meet
from supplychain_cli.graph.span import BITS, PHASE, Floor, Grammar, Link, Seen, Task
from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import ENDS, SUPPOSED_ENDS, Phase, backward, onward

LOOKED = 20
"""Relations that may be looked at for each partial chain that the budget allows."""
_PHASES = tuple(Phase)
_NOTHING = Seen(0, 0, ())


class State(NamedTuple):
    """A party, and how far the sentence has been read when the walk stands at it."""

    node: int
    phase: Phase


class Arc(NamedTuple):
    """A step between two states."""

    edge: Edge
    move: Move
    to: State


class Arcs(Mapping[State, list[Arc]]):
    """The steps that leave each state, in order of relation ids. The relations are read when they are asked for."""

    def __init__(self, view: View, links: Mapping[int, Collection[Link]]) -> None:
        """Give the steps by the numbers of their relations."""
        self._view, self._links = view, links
        self._read: dict[State, list[Arc]] = {}

    def __getitem__(self, state: State) -> list[Arc]:
        found = self._read.get(state)
        if found is None:
            links = self._links[code_of(state)]
            arcs = (Arc(self._view.edge(edge), move, state_of(to)) for edge, move, to in links)
            found = self._read[state] = sorted(arcs, key=_by_id)
        return found

    def __iter__(self) -> Iterator[State]:
        return map(state_of, self._links)

    def __len__(self) -> int:
        return len(self._links)


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of the graph on which chains are searched.

    `arcs` leave each kept state, in order of relation ids, and `legs` counts the fewest legs from a state to
    the end. `forward` and `backward` say what was seen from either end, `searched` counts the parties of both;
    `cut` says that the budget stopped the search. `floors` are the legs at least from the one end and to the other.
    """

    start: State
    arcs: Mapping[State, Sequence[Arc]]
    legs: Mapping[State, int]
    forward: Seen = _NOTHING
    backward: Seen = _NOTHING
    searched: int = 0
    cut: bool = False
    floors: tuple[Floor, Floor] | None = None


def between(view: View, source: int, target: int, ask: Ask, most: int | None = None) -> Piece:
    """Cut out what lies between two parties. `arcs` is empty when no chain of `ask.max_legs` or fewer exists.

    Cost: the neighbourhoods of half the legs; at most so many relations, else `LOOKED` for each partial chain of the
    budget.
    """
    most = ask.budget * LOOKED if most is None else most
    grammar = grammar_of(strict=ask.strict, supposing=bool(view.supposed))
    task = Task(source, target, grammar, ask.sieve, ask.max_legs, ask.avoid, most)
    span = meet.between(view, task)
    legs = {state_of(state): count for state, count in span.legs.items()}
    return Piece(
        State(source, Phase.START),
        Arcs(view, span.links),
        legs,
        span.forward,
        span.backward,
        span.searched,
        span.cut,
        span.floors,
    )


def grammar_of(*, strict: bool, supposing: bool = False) -> Grammar:
    """Give the grammar of chains as the search for walks wants it; `supposing` as in `grammar.onward`."""
    return Grammar(
        tuple(tuple(onward(phase, strict=strict, supposing=supposing)) for phase in Phase),
        tuple(
            tuple(
                (move.reverse, before) for move, before in backward(phase, strict=strict, supposing=supposing)
            )
            for phase in Phase
        ),
        Phase.START,
        tuple(sorted(SUPPOSED_ENDS if supposing else ENDS)),
    )


def state_of(code: int) -> State:
    """Read a state off its code."""
    return State(code >> BITS, _PHASES[code & PHASE])


def code_of(state: State) -> int:
    """Give the code of a state."""
    return state.node << BITS | state.phase


def without(piece: Piece, target: int, relations: Collection[str]) -> Piece:
    """Give the piece as if these relations were not recorded. Cost: its arcs."""
    arcs = {
        state: kept
        for state, leaving in piece.arcs.items()
        if (kept := [arc for arc in leaving if arc.edge.id not in relations])
    }
    return replace(piece, arcs=arcs, legs=_distances(arcs, target))


def _by_id(arc: Arc) -> tuple[str, Move, State]:
    return (arc.edge.id, arc.move, arc.to)


def _distances(arcs: Mapping[State, Sequence[Arc]], target: int) -> dict[State, int]:
    """Count the fewest legs from each state to the end."""
    entering: dict[State, list[State]] = {}
    for state, leaving in arcs.items():
        for arc in leaving:
            entering.setdefault(arc.to, []).append(state)
    ends = [state for state in entering if state.node == target and state.phase in SUPPOSED_ENDS]
    return _spread(ends, lambda state: entering.get(state, ()))


def _spread(starts: Iterable[State], around: Callable[[State], Iterable[State]]) -> dict[State, int]:
    found = dict.fromkeys(starts, 0)
    queue = list(found)
    for state in queue:
        for other in around(state):
            if other not in found:
                found[other] = found[state] + 1
                queue.append(other)
    return found
