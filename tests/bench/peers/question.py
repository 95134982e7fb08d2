"""What a peer is asked and what it answers."""

from __future__ import annotations

from typing import Protocol

from tests.bench.peers.place import Place

Chains = list[list[int]]
"""Chains as numbers of parties, fewest legs first."""
Counts = list[int]
"""How many parties lie 0, 1, 2, ... legs before the nearest listed party."""


class Peer(Protocol):
    """One engine."""

    QUESTIONS: tuple[str, ...]
    """What it can be asked: `chains`, `exposure`."""
    LEAVES_OUT: str
    """What of the question it cannot or does not answer, as a sentence; empty when nothing."""
    NEEDS: str
    """The package to import."""

    def prepare(self, place: Place) -> None:
        """Make the engine's own database, unless it is there; engines that load have none."""

    def chains(self, place: Place, start: int, end: int, legs: int, best: int) -> Chains:
        """Give so many chains with the fewest legs."""

    def exposure(self, place: Place, legs: int) -> Counts:
        """Count the parties from which a listed one is reached in so many legs."""
