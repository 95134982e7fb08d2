"""`supplychain cache`: what is stored between questions, and its removal."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session

OlderThan = Annotated[
    int | None,
    typer.Option("--older-than", min=0, metavar="DAYS", help="Only what was not used for so many days."),
]


@command
def list_(session: Session, *, older_than: OlderThan = None) -> int:
    """Show what the cache holds, of which dataset, how large it is and when it was used last.

    Example: supplychain cache list
    """
    from supplychain_cli.workspace import keeping

    return session.answer(keeping.cached(older_than), "cache", {"older_than": older_than})


@command
def clear(session: Session, *, older_than: OlderThan = None) -> int:
    """Remove what the cache holds. Nothing is lost: all of it can be made again from the records.

    Example: supplychain cache clear --older-than 30
    """
    from supplychain_cli.workspace import keeping

    return session.answer(keeping.cleared(older_than), "cache", {"older_than": older_than})
