"""Which rows count: one formula for a single row and, over arrays, for a whole column at once."""

from __future__ import annotations

from typing import Any

from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """What a relation or listing must meet. `known_on` and `day` are day numbers; None asks for nothing.

    With `live`, what is retracted does not count, unless it was retracted after `known_on`. `day` must lie in the
    row's period; with `flows_stay`, that of a flow never ends: a delivery that was made stays made.
    """

    known_on: int | None = None
    day: int | None = None
    live: bool = False
    flows_stay: bool = False

    @property
    def always(self) -> bool:
        """Whether every row counts."""
        return self.known_on is None and self.day is None and not self.live

    def holds(self, first: Any, last: Any, recorded: Any, retracted: Any, withdrawn: Any, flow: Any) -> Any:  # noqa: ANN401, PLR0917 - six columns, of numbers or arrays
        """Whether a row counts: of numbers a truth value, of arrays an array of them. A day of 0 is unknown.

        `withdrawn` says whether its status is retracted, `flow` whether it is of the class flow.
        """
        counts: Any = True
        if self.known_on is not None:
            counts = recorded <= self.known_on
            if self.live:
                counts = counts & ((withdrawn == 0) | (retracted > self.known_on))
        elif self.live:
            counts = withdrawn == 0
        if self.day is not None:
            ends = last * (1 - flow) if self.flows_stay else last
            counts = counts & (first <= self.day) & ((ends == 0) | (ends >= self.day))
        return counts
