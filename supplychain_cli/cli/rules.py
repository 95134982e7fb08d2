"""The option that picks ownership rules, and what is said of one that is not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--regime",
        metavar="RULE",
        help="Only this ownership rule: its id, or the authority that makes it. Repeat it or separate by commas.",
    ),
]


def rules_named(session: Session, words: Sequence[str] | None) -> tuple[str, ...]:
    """Give the ids and authorities that a person named; raises UsageFault for one that no recorded rule has."""
    from supplychain_cli.queries.ownership.regimes import recorded, unknown

    wanted = tuple(part.strip() for word in words or () for part in word.split(",") if part.strip())
    missing = unknown(session.view, wanted)
    if missing:
        known = [f"{rule.id} ({rule.authority})" for rule in recorded(session.view)]
        raise UsageFault(
            "U124",
            f"There is no ownership rule called {missing[0]} in these records.",
            help=f"Choose among: {', '.join(known)}." if known else "Record one under `regimes:`.",
        )
    return wanted
