"""What a chain is: `down* flow ( within-group? flow )* up*`, as a small automaton.

A walk that goes down and up again through a common owner is no sentence of this grammar, and neither is one
that passes through a country or a good: those are never stepped on between the ends (see `queries.chains.prune`).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from supplychain_cli.graph.view import Move


class Phase(IntEnum):
    """How far the sentence has been read when the walk stands at a party."""

    START = 0
    DOWN = 1
    """Came down from a group or owner; nothing has been supplied yet."""
    FLOW = 2
    """Received goods."""
    WITHIN = 3
    """Goods passed inside a group; a flow must follow."""
    UP = 4
    """Came up from the receiver."""
    RISE = 5
    """Came up without any flow."""
    AS = 6
    """Stands at a party that may be the first one, as if it were."""


_BEGINNING = ((Move.CUSTOMER, Phase.FLOW), (Move.DOWN, Phase.DOWN), (Move.UP, Phase.RISE))
_NEXT: dict[Phase, tuple[tuple[Move, Phase], ...]] = {
    Phase.START: _BEGINNING,
    Phase.DOWN: ((Move.CUSTOMER, Phase.FLOW), (Move.DOWN, Phase.DOWN)),
    Phase.FLOW: (
        (Move.CUSTOMER, Phase.FLOW), (Move.UP, Phase.UP), (Move.UP, Phase.WITHIN), (Move.DOWN, Phase.WITHIN),
    ),
    Phase.WITHIN: ((Move.CUSTOMER, Phase.FLOW),),
    Phase.UP: ((Move.UP, Phase.UP),),
    Phase.RISE: ((Move.UP, Phase.RISE),),
    Phase.AS: _BEGINNING,
}  # fmt: skip

ENDS = frozenset({Phase.DOWN, Phase.FLOW, Phase.UP, Phase.RISE})
"""Phases in which a chain may end."""


SUPPOSED_ENDS = ENDS | {Phase.AS}
"""The same for a chain under an assumption: the first party may itself be the last."""


def onward(phase: Phase, *, strict: bool, supposing: bool = False) -> Iterator[tuple[Move, Phase]]:
    """Give the steps that may follow, with the phase they lead to. `strict` forbids steps within a group.

    With `supposing`, a chain may go on from a party that may be the same as the one it stands at.
    """
    yield from (step for step in _NEXT[phase] if not (strict and step[1] is Phase.WITHIN))
    if supposing and phase is not Phase.AS:
        yield Move.SAME, Phase.AS if phase is Phase.START else phase


def backward(phase: Phase, *, strict: bool, supposing: bool = False) -> Iterator[tuple[Move, Phase]]:
    """Give the steps by which a phase is reached, as (move that was made, phase it was made from)."""
    return (
        (move, before)
        for before in _NEXT
        for move, after in onward(before, strict=strict, supposing=supposing)
        if after is phase
    )
