"""python-graphblas: legs as a sparse matrix, built in each process; for questions about all parties at once."""

from __future__ import annotations

from importlib import import_module

from tests.bench.peers.place import Place
from tests.bench.peers.question import Counts

NEEDS = "graphblas"
QUESTIONS = ("exposure",)
LEAVES_OUT = ""


def prepare(_place: Place) -> None:
    """Do nothing: the matrix is built in each process."""


def exposure(place: Place, legs: int) -> Counts:
    """Multiply the legs with the set of parties reached, and mask those that were reached before."""
    blas = import_module("graphblas")
    tail, head, listed = place.array("tail"), place.array("head"), place.array("listed")
    size = 1 + max(int(tail.max()), int(head.max()), int(listed.max()))
    matrix = blas.Matrix.from_coo(tail, head, True, nrows=size, ncols=size, dtype=bool)
    frontier = blas.Vector.from_coo(listed, True, size=size, dtype=bool)
    seen = frontier.dup()
    counts = [int(frontier.nvals)]
    for _ in range(legs):
        reached = blas.Vector(bool, size=size)
        reached(~seen.S, replace=True) << blas.semiring.any_pair(matrix @ frontier)
        frontier = reached
        seen(frontier.S) << True
        counts.append(int(frontier.nvals))
    return counts
