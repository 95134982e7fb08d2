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

    Unknowns that depend on fewest others go first, so that a tree costs as many steps as it has stakes, and only cycles fill in.
    Unknowns that no equation defines count as 0. Raises Singular where a circle leaves its unknowns open.
    """
    left = {
        name: ({k: a for k, a in terms.items() if k in rows and a}, constant)
        for name, (terms, constant) in rows.items()
    }
    users: dict[int, set[int]] = {}
    for name, (terms, _) in left.items():
        for other in terms:
            users.setdefault(other, set()).add(name)
    order: list[tuple[int, Row]] = []
    waiting = sorted(left, key=lambda name: len(left[name][0]), reverse=True)
    while waiting:
        name = waiting.pop()
        if name not in left:
            continue
        terms, constant = left.pop(name)
        if terms.get(name, Fraction(0)) >= 1:
            raise Singular(_circle(name, rows))
        terms, constant = _without_itself(name, terms, constant)
        order.append((name, (terms, constant)))
        for user in users.pop(name, set()) - {name}:
            if user not in left:
                continue
            left[user] = _substituted(left[user], name, terms, constant)
            for other in terms:
                users.setdefault(other, set()).add(user)
            if len(left[user][0]) <= 1:
                waiting.append(user)
    values: dict[int, Fraction] = {}
    for name, (terms, constant) in reversed(order):
        values[name] = constant + sum((a * values[other] for other, a in terms.items()), Fraction(0))
    return values


def _without_itself(name: int, terms: Mapping[int, Fraction], constant: Fraction) -> Row:
    """Solve one equation for its own unknown."""
    own = terms.get(name, Fraction(0))
    rest = {other: a for other, a in terms.items() if other != name}
    if own == 0:
        return rest, constant
    return {other: a / (1 - own) for other, a in rest.items()}, constant / (1 - own)


def _circle(name: int, rows: Mapping[int, Row]) -> frozenset[int]:
    """Give the unknowns that depend on this one and on which it depends."""
    users: dict[int, list[int]] = {}
    for user, (terms, _) in rows.items():
        for other, part in terms.items():
            if part:
                users.setdefault(other, []).append(user)
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


def _substituted(row: Row, name: int, terms: Mapping[int, Fraction], constant: Fraction) -> Row:
    """Put the solved equation of one unknown into another equation."""
    mine, own = dict(row[0]), row[1]
    factor = mine.pop(name, Fraction(0))
    for other, a in terms.items():
        mine[other] = mine.get(other, Fraction(0)) + factor * a
    return {other: a for other, a in mine.items() if a}, own + factor * constant
