"""What joins records, and what keeps them apart."""

from __future__ import annotations

from supplychain_cli.snapshot.links import joined
from supplychain_cli.snapshot.rows import Link

INN = [Link(1, 2, "inn 7"), Link(1, 3, "inn 7")]


def test_equal_numbers_join_under_the_first() -> None:
    assert joined([], INN, []).leaders == {1: 1, 2: 1, 3: 1}


def test_a_judgement_keeps_apart_however_long_the_way() -> None:
    found = joined([], [*INN, Link(2, 4, "ogrn 9")], [(3, 4)])
    assert found.leaders == {1: 1, 2: 1, 3: 1}
    assert found.dropped == (Link(2, 4, "ogrn 9"),)


def test_those_kept_apart_from_the_first_bearer_are_joined_among_each_other() -> None:
    found = joined([], INN, [(1, 2), (1, 3)])
    assert found.leaders == {2: 2, 3: 2}
    assert found.links == (Link(2, 3, "inn 7"),)
    assert found.dropped == tuple(INN)


def test_a_judgement_same_always_joins() -> None:
    assert joined([Link(1, 2, "judged: a")], [], [(1, 2)]).leaders == {1: 1, 2: 1}
