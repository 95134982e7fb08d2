"""Walks between two parties: what is asked (`Task`), and what lies between (`Span`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from supplychain_cli.graph.view import Move, Sieve
from supplychain_cli.light import NamedTuple

AHEAD, BEHIND = 0, 1
"""The sides: around the source, and around the target."""
NEAREST = 1_000
"""Parties that are told one by one of those seen from an end."""
BITS = 3
PHASE = (1 << BITS) - 1
Steps = Sequence[tuple[Move, int]]


class Grammar(NamedTuple):
    """Which moves a walk may make: `onward[phase]` gives moves with the phases they lead to.

    `behind[phase]` gives those by which a phase is reached, as they are walked from there. Only the source is in the
    phase `start`; a walk ends at the target in any of `ends`.
    """

    onward: Sequence[Steps]
    behind: Sequence[Steps]
    start: int
    ends: tuple[int, ...]


class Task(NamedTuple):
    """Two parties, and what walks between them may be made of; `avoid` are parties that none passes.

    `most` bounds the relations looked at.
    """

    source: int
    target: int
    grammar: Grammar
    sieve: Sieve
    max_legs: int
    avoid: frozenset[int]
    most: int

    def far(self, side: int) -> int:
        """Give the end at which a side's levels stop: a walk passes neither of its ends."""
        return self.source if side else self.target

    def moves(self, side: int, phase: int) -> Steps:
        """Give the moves by which a side's levels grow from a phase, with the phases they lead to."""
        return (self.grammar.onward if side == AHEAD else self.grammar.behind)[phase]

    def allows(self, side: int, other: int, phase: int) -> bool:
        """Whether a step may lead to one of the ends: onward never to the source, backward never to the target.

        Backward the source is reached in its phase alone.
        """
        if side == AHEAD:
            return other != self.source
        return other != self.target and phase == self.grammar.start


class Link(NamedTuple):
    """A step from a state: the number of the relation, the move, and the state reached (`node << BITS | phase`)."""

    edge: int
    move: Move
    to: int


class Seen(NamedTuple):
    """What was seen from one end: how many parties, in how many legs, and the first of them, nearest first."""

    parties: int
    legs: int
    nearest: tuple[int, ...]


class Floor(NamedTuple):
    """How many legs there are at least between an end and a state: `rest` where it is not known."""

    known: Mapping[int, int]
    rest: int

    def of(self, state: int) -> int:
        """Give how many for a state."""
        return self.known.get(state, self.rest)


class Span(NamedTuple):
    """What lies between: the steps from each state on a walk, and the fewest legs from each such state to the end.

    `searched` counts the parties seen from either end; `cut` says that the bound on the work ended the search. `floors`
    are the legs from the source and to the target, also where the search was cut.
    """

    links: Mapping[int, Collection[Link]]
    legs: Mapping[int, int]
    forward: Seen
    backward: Seen
    searched: int
    cut: bool
    floors: tuple[Floor, Floor]
