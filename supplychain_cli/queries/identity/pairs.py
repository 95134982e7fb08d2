"""What the proposal of pairs gives back: two parties that may be the same, and what tells for and against it.

Field names are those of the JSON output; they only ever gain company.
"""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.cards.answers import Identifier
from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.queries.identity.answers import Judgement


@dataclass(frozen=True, slots=True)
class Side:
    """One party of a pair: who it is, which of its names was compared, and how much is recorded of it."""

    party: PartyRef
    matched: str
    names: tuple[str, ...]
    """Its other names, the first few."""
    identifiers: tuple[Identifier, ...]
    relations: int
    listings: int
    records: int
    location: str


@dataclass(frozen=True, slots=True)
class MatchPair:
    """Two parties that may be the same. `apart` says what speaks against it, empty when nothing does.

    `precision` is how often labelled pairs of names with such a score were one name, 0 to 1; None where it was not
    measured. `judgements` are those made already on any two of their records.
    """

    left: Side
    right: Side
    score: float
    precision: float | None
    why: str
    apart: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """Pairs, the best first. `parties` counts those whose names were looked up, `more` says that others were found."""

    pairs: tuple[MatchPair, ...]
    parties: int
    more: bool
    against: str
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What was written into the records: new judgements, and the one that was taken back.

    `left` are the parties that remain without the one taken back, each as the ids of its records; empty when none was.
    """

    judgements: tuple[Judgement, ...]
    revoked: Judgement | None
    left: tuple[tuple[str, ...], ...]
    file: str
    notices: tuple[Notice, ...] = ()
    complete: bool = True
