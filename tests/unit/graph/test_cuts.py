"""Cuts of small graphs agree with trying every removal."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.cuts import dominators, far_ends, minimum_cut

SEEDS = st.integers(0, 2**32)
NODES = range(7)
TARGET = 0
Arcs = list[tuple[int, int]]


def graph(seed: int) -> tuple[Arcs, list[int]]:
    """Draw arcs, cycles among them, and where ways begin."""
    chance = Random(seed)
    arcs = [(chance.choice(NODES), chance.choice(NODES)) for _ in range(chance.randint(1, 16))]
    return arcs, chance.sample(NODES[1:], chance.randint(1, 3))


def leads(arcs: Arcs, starts: list[int], without: set[int]) -> bool:
    """Whether a way is left from any start to the target."""
    seen = set(starts) - without
    while more := {head for tail, head in arcs if tail in seen} - seen - without:
        seen |= more
    return TARGET in seen


@given(seed=SEEDS)
@settings(max_examples=400, deadline=None)
def test_the_fewest_nodes_that_cut(seed: int) -> None:
    arcs, starts = graph(seed)
    found = minimum_cut(arcs, starts, TARGET)
    sizes = (
        size
        for size in range(len(NODES))
        if any(not leads(arcs, starts, set(chosen)) for chosen in combinations(NODES[1:], size))
    )
    assert found is not None
    assert len(found) == next(sizes)
    assert not leads(arcs, starts, set(found))


@given(seed=SEEDS)
@settings(max_examples=400, deadline=None)
def test_what_lies_on_every_way(seed: int) -> None:
    arcs, starts = graph(seed)
    expected = {node for node in NODES[1:] if not leads(arcs, starts, {node})}
    assert dominators(arcs, starts, TARGET) == (expected if leads(arcs, starts, set()) else set())


def test_what_must_stay_is_never_cut() -> None:
    arcs = [(1, 2), (2, 0), (3, 0)]
    assert minimum_cut(arcs, [1, 3], TARGET, keep=[3]) is None
    assert minimum_cut(arcs, [1], TARGET, keep=[1]) == frozenset({2})


def test_a_cut_that_needs_too_many_is_not_looked_for() -> None:
    arcs = [(node, 0) for node in range(1, 9)]
    assert minimum_cut(arcs, range(1, 9), TARGET, at_most=7) is None
    assert len(minimum_cut(arcs, range(1, 9), TARGET, at_most=8) or ()) == 8


def test_nothing_leads_there() -> None:
    assert dominators([(1, 2)], [1], TARGET) == frozenset()
    assert minimum_cut([(1, 2)], [1], TARGET) == frozenset()
    assert minimum_cut([(1, 0)], [], TARGET) == frozenset()


def test_circles_are_far_ends_when_nobody_supplies_them() -> None:
    assert far_ends([(1, 2), (2, 1), (2, 0), (3, 0), (4, 5), (5, 0)]) == {1, 2, 3, 4}
