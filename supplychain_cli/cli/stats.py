"""`supplychain stats`: what the dataset holds and where it is thin."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session

_NAMED = 20
"""Records named for each weakness in a text for people."""
_FOR_PEOPLE = frozenset({"text", "md"})


@command
def stats(
    session: Session,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Name every record that rests on one source or none.")
    ] = False,
) -> int:
    """Show what the dataset holds: counts, coverage, dates, and what rests on a single source.

    Example: supplychain stats
    """
    from supplychain_cli.queries.cards.stats import overview

    limit = _NAMED if session.options.format in _FOR_PEOPLE and not everything else None
    return session.answer(overview(session.view, limit=limit), "stats", {"all": limit is None})
