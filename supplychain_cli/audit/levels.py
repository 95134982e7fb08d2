"""How grave a finding is: one table, read from the top; the first line that fits decides."""

from __future__ import annotations

from supplychain_cli.audit.finding import LEVELS, Level
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.evidence import GRADES

GRAVE = frozenset({"blocking", "export-control"})
"""Measures that forbid dealings or deliveries; the others limit some of them."""
FAR = 32
"""More legs than any chain has."""


class Line(NamedTuple):
    """One line of the table: it fits when every column fits. Empty columns fit everything.

    `measures` must share one with the listings that count; `grade` is the weakest and `legs` the most that still fit.
    """

    level: Level
    says: str
    measures: frozenset[str] = frozenset()
    verdict: str = ""
    basis: str = ""
    grade: str = "doubtful"
    legs: int = FAR


TABLE: tuple[Line, ...] = (
    Line(
        "high",
        "an ownership rule says that listed parties own it, on stakes stated and at least possible",
        verdict="owned",
        basis="stated",
        grade="possible",
    ),
    Line("medium", "an ownership rule says that listed parties own it, on weaker evidence", verdict="owned"),
    Line("low", "an ownership rule can say neither yes nor no", verdict="undetermined"),
    Line(
        "high",
        "itself listed for blocking or export control, stated and at least possible",
        GRAVE,
        basis="stated",
        grade="possible",
        legs=0,
    ),
    Line(
        "high",
        "blocking or export control, 1 or 2 legs, stated and at least probable",
        GRAVE,
        basis="stated",
        grade="probable",
        legs=2,
    ),
    Line(
        "medium",
        "blocking or export control, more legs or only possible, and stated",
        GRAVE,
        basis="stated",
        grade="possible",
    ),
    Line("low", "everything else: inferred, doubtful, or another measure"),
)
"""The gravest line that fits a finding gives its level."""


def level_of(*, measures: frozenset[str], verdict: str, basis: str, grade: str, legs: int) -> Level:
    """Give the level of a finding from what it rests on."""
    for line in TABLE:
        if (
            (not line.measures or line.measures & measures)
            and line.verdict in {"", verdict}
            and line.basis in {"", basis}
            and GRADES.index(grade) <= GRADES.index(line.grade)
            and legs <= line.legs
        ):
            return line.level
    return "low"


def reaches(level: Level, threshold: Level) -> bool:
    """Whether a level is at or above another."""
    return LEVELS.index(level) <= LEVELS.index(threshold)
