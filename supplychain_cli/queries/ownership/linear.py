"""Exact sparse linear systems of the form x = A x + b, for ownership: few unknowns, few cycles, fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush

Row = tuple[Mapping[int, Fraction], Fraction]
"""One equation: x = sum of coefficient * other + constant."""

_WORD = 1024
"""Bits of a denominator that are multiplied in about the time of everything else in a step."""


class SingularError(ArithmeticError):
    """The system has no single solution: some unknowns depend on nothing but each other."""


class SpentError(ArithmeticError):
    """The work allowed for is done, and the solution is not reached."""


class Budget:
    """How much work may still be done: about as many steps of arithmetic with short fractions."""

    def __init__(self, steps: int = 250_000) -> None:
        """Allow so many steps."""
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take steps off. Raises SpentError when none are left."""
        self.left -= steps
        if self.left < 0:
            raise SpentError


def solve(rows: Mapping[int, Row], budget: Budget | None = None) -> dict[int, Fraction]:
    """Solve x_i = sum_j a_ij x_j + b_i exactly, by substituting one unknown after the other.

    Unknowns that depend on fewest others go first, so that a tree costs as many steps as it has stakes, and only cycles
    fill in. Unknowns that no equation defines count as 0. Raises SingularError where a circle leaves its unknowns open,
    SpentError where the budget ends first.
    """
    budget = budget or Budget()
    left = {name: _cleaned(row, rows) for name, row in rows.items()}
    users = _users(left)
    order: list[tuple[int, Row]] = []
    waiting = [(len(terms), name) for name, (terms, _) in left.items()]
    heapify(waiting)
    while waiting:
        terms_then, name = heappop(waiting)
        if name not in left or len(left[name][0]) != terms_then:
            continue
        row = left.pop(name)
        if row[0].get(name, Fraction(0)) >= 1:
            raise SingularError
        solved = _without_itself(name, row)
        order.append((name, solved))
        for user in (users.pop(name, set()) - {name}) & left.keys():
            left[user] = _substituted(left[user], name, solved, budget)
            for other in solved[0]:
                users[other].add(user)
            heappush(waiting, (len(left[user][0]), user))
    values: dict[int, Fraction] = {}
    for name, (terms, constant) in reversed(order):
        value = constant + sum((a * values[other] for other, a in terms.items()), Fraction(0))
        budget.spend((1 + len(terms)) * _weight(value))
        values[name] = value
    return values


def _cleaned(row: Row, rows: Mapping[int, Row]) -> Row:
    """Leave out what is nothing: coefficients of 0 and unknowns that no equation defines."""
    return {other: a for other, a in row[0].items() if a and other in rows}, row[1]


def _users(rows: Mapping[int, Row]) -> dict[int, set[int]]:
    """Tell for each unknown in which equations it stands."""
    users: dict[int, set[int]] = {}
    for name, (terms, _) in rows.items():
        for other in terms:
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


def _substituted(row: Row, name: int, solved: Row, budget: Budget) -> Row:
    """Put the solved equation of one unknown into another equation."""
    mine = dict(row[0])
    factor = mine.pop(name)
    budget.spend((1 + len(solved[0])) * _weight(factor))
    for other, a in solved[0].items():
        mine[other] = mine.get(other, Fraction(0)) + factor * a
    return mine, row[1] + factor * solved[1]


def _weight(figure: Fraction) -> int:
    """Give the steps that a figure costs: long ones take longer."""
    return 1 + figure.denominator.bit_length() // _WORD
