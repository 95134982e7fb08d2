"""What screening says of each row, and of all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Listed

Verdict = Literal["match", "possible", "none", "not-screened"]
VERDICTS: tuple[Verdict, ...] = ("match", "possible", "none", "not-screened")


@dataclass(frozen=True, slots=True)
class Other:
    """A party that the row could mean too."""

    id: str
    name: str
    country: str
    score: int


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One row of the file and what the records say to it.

    `match`: one party fits, and nothing in the row speaks against it. `possible`: a party fits, but the name is less
    near, or several fit, or the row says something else of it. `none`: no name of these records is like it, which says
    nothing about other records or the world. `not-screened`: the row could not be read, or names nobody.
    """

    number: int
    """Counts from 1 below the headings."""
    name: str
    """As the row writes it; at most 384 characters."""
    country: str
    verdict: Verdict
    score: int = 0
    """0 to 100; 100 for an identifier, an id, or a name that is recorded so."""
    party: str = ""
    """Id of the party; empty for `none` and `not-screened`."""
    matched: str = ""
    """The recorded name, or the identifier, that fits."""
    party_name: str = ""
    party_kind: str = ""
    party_country: str = ""
    listed: tuple[Listed, ...] = ()
    why: str = ""
    """Sentences: why it fits, or why there is nothing."""
    apart: str = ""
    """Sentences: what in the row agrees with the party or tells it apart; empty when there is nothing to say."""
    others: tuple[Other, ...] = ()
    address: str = ""
    """As the row writes it, for the person who judges."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rows there were, and what became of them."""

    rows: int = 0
    match: int = 0
    possible: int = 0
    none: int = 0
    not_screened: int = 0

    def plus(self, rows: Iterable[ScreenRow]) -> Coverage:
        """Count further rows."""
        counts = dict.fromkeys(VERDICTS, 0)
        for row in rows:
            counts[row.verdict] += 1
        return Coverage(
            self.rows + sum(counts.values()),
            self.match + counts["match"],
            self.possible + counts["possible"],
            self.none + counts["none"],
            self.not_screened + counts["not-screened"],
        )


@dataclass(frozen=True, slots=True)
class ScreenAnswer:
    """All rows in the order of the file, how many of each, and what they were screened against."""

    coverage: Coverage
    against: str
    """The dataset, its digest and the day, in words."""
    rows: tuple[ScreenRow, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    @property
    def complete(self) -> bool:
        """Whether every row could be screened."""
        return self.coverage.not_screened == 0
