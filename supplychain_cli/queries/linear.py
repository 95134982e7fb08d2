"""Exact sparse linear systems of the form x = A x + b, for ownership: few unknowns, few cycles, fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

Row = tuple[Mapping[int, Fraction], Fraction]
"""One equation: x = sum of coefficient * other + constant."""


class Singular(ArithmeticError):
    """The system has no single solution; `parties` are those that depend on nothing but each other."""

    def __init__(self, parties: frozenset[int]) -> None:
        """Take the parties of the closed circle."""
        super().__init__("parties that own each other entirely")
        self.parties = parties


def solve(rows: Mapping[int, Row]) -> dict[int, Fraction]:
    """Solve x_i = sum_j a_ij x_j + b_i exactly, by substituting one unknown after the other.

    Unknowns that depend on fewest others go first, so that a tree costs as many steps as it has stakes, and only cycles
    fill in. Unknowns that no equation defines count as 0. Raises Singular where a circle leaves its unknowns open.
    """
    left = {name: _cleaned(row, rows) for name, row in rows.items()}
    users = _users(left)
    order: list[tuple[int, Row]] = []
    waiting = sorted(left, key=lambda name: len(left[name][0]), reverse=True)
    while waiting:
        name = waiting.pop()
        if name not in left:
            continue
        row = left.pop(name)
        if row[0].get(name, Fraction(0)) >= 1:
            raise Singular(_circle(name, rows))
        solved = _without_itself(name, row)
        order.append((name, solved))
        for user in (users.pop(name, set()) - {name}) & left.keys():
            left[user] = _substituted(left[user], name, solved)
            for other in solved[0]:
                users.setdefault(other, set()).add(user)
            if len(left[user][0]) <= 1:
                waiting.append(user)
    values: dict[int, Fraction] = {}
    for name, (terms, constant) in reversed(order):
        values[name] = constant + sum((a * values[other] for other, a in terms.items()), Fraction(0))
    return values


def _cleaned(row: Row, rows: Mapping[int, Row]) -> Row:
    """Leave out what is nothing: coefficients of 0 and unknowns that no equation defines."""
    return {other: a for other, a in row[0].items() if a and other in rows}, row[1]


def _users(rows: Mapping[int, Row]) -> dict[int, set[int]]:
    """Tell for each unknown in which equations it stands."""
    users: dict[int, set[int]] = {}
    for name, (terms, _) in rows.items():
        for other, part in terms.items():
            if part:
                users.setdefault(other, set()).add(name)
    return users


def _without_itself(name: int, row: Row) -> Row:
    """Solve one equation for its own unknown."""
    terms, constant = row
    own = terms.get(name, Fraction(0))
    rest = {other: a for other, a in terms.items() if other != name}
    if own == 0:
        return rest, constant
    return {other: a / (1 - own) for other, a in rest.items()}, constant / (1 - own)


def _substituted(row: Row, name: int, solved: Row) -> Row:
    """Put the solved equation of one unknown into another equation."""
    mine = dict(row[0])
    factor = mine.pop(name, Fraction(0))
    for other, a in solved[0].items():
        mine[other] = mine.get(other, Fraction(0)) + factor * a
    return {other: a for other, a in mine.items() if a}, row[1] + factor * solved[1]


def _circle(name: int, rows: Mapping[int, Row]) -> frozenset[int]:
    """Give the unknowns that depend on this one and on which it depends."""
    users = _users(rows)
    needed = _reached(
        name, lambda party: (other for other, part in rows[party][0].items() if part and other in rows)
    )
    return needed & _reached(name, lambda party: users.get(party, ()))


def _reached(name: int, around: Callable[[int], Iterable[int]]) -> frozenset[int]:
    found = [name]
    seen = {name}
    for party in found:
        for other in around(party):
            if other not in seen:
                seen.add(other)
                found.append(other)
    return frozenset(seen)
