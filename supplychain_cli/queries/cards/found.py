"""What `find` gives back: frozen matches, ready to be shown without going back.

Field names are those of the JSON output; they only ever gain company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass

if TYPE_CHECKING:
    from supplychain_cli.matching.explanation import Comparison
    from supplychain_cli.queries.chains.answers import Listed


@dataclass(frozen=True, slots=True)
class Match:
    """A party or good whose recorded name `matched` fits, how well (0 to 100), and why, where that was asked for."""

    id: str
    name: str
    native: str
    kind: str
    country: str
    score: int
    matched: str
    why: str
    listed: tuple[Listed, ...] = ()
    comparison: Comparison | None = None
    """The query and `matched` compared word by word, where that was asked for and the query is no identifier."""


@dataclass(frozen=True, slots=True)
class FindAnswer:
    """Who a name could mean, best first. `more` says that others exist beyond the limit; `searched` counts names."""

    matches: tuple[Match, ...]
    more: bool
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True
