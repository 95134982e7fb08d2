"""Who is reached from many parties at once: what is asked (`Spread`), and what is kept of the answer (`Reached`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from supplychain_cli.graph.view import Move, Sieve, View
from supplychain_cli.light import NamedTuple

Steps = Mapping[int, Sequence[tuple[Move, int]]]


class Origin(NamedTuple):
    """A party from which is spread, and the rank of the evidence about it."""

    node: int
    grade: int


class Spread(NamedTuple):
    """By which moves to spread (from each phase, with the phase they lead to), from and to which phases."""

    moves: Steps
    begin: tuple[int, ...]
    arrive: frozenset[int]
    sieve: Sieve
    max_legs: int


class Near(NamedTuple):
    """That a party was reached: in how many legs, in what evidence at worst, from which other one."""

    node: int
    distance: int
    grade: int
    origin: int


class Reached(Protocol):
    """Who was reached, by channel (a small number). What is nearest counts, and whom a party touches in one leg."""

    def add(self, channel: int, near: Near) -> None:
        """Enter one."""
        ...

    def spread(self, view: View, channel: int, origins: Sequence[Origin], how: Spread) -> Reached:
        """Enter everybody who is reached from the origins, never itself; gives where: this, or the same as arrays."""
        ...

    def walk(
        self, view: View, channel: int, origins: Sequence[Origin], moves: Sequence[Move], sieve: Sieve
    ) -> Reached:
        """As `spread`, for everybody at the end of exactly these moves on a way that passes no party twice."""
        ...

    def __len__(self) -> int: ...

    def near(self, node: int) -> dict[int, tuple[int, int]]:
        """Give the distance and the evidence of the nearest for each channel."""
        ...

    def contacts(self, node: int) -> int:
        """Count the parties that one touches in one leg."""
        ...

    def order(self, before: Mapping[int, int], limit: int | None) -> list[int]:
        """Give the parties: by `before` (lowest first, others last), then distance, evidence, most contacts, number."""
        ...
