"""`supplychain ownership`: who owns a party, what it owns, and what the ownership rules say of it."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.ends import trader
from supplychain_cli.cli.rules import Rules, rules_named
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault


@command
def ownership(
    session: Session,
    *,
    name: shared.PartyName,
    down: Annotated[bool, typer.Option("--down", help="Show what the party owns, too.")] = False,
    flips: Annotated[
        bool, typer.Option("--flips", help="Show the days on which a verdict changes, and why.")
    ] = False,
    regime: Rules = None,
    open_world: Annotated[
        bool,
        typer.Option("--open-world", help="Let what no record speaks of belong to listed parties, possibly."),
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many parties to look at, at most.")
    ] = 20_000,
) -> int:
    """Show who owns a party, up to its last owners, and whether a sanctions ownership rule reaches it.

    Stakes are added and passed on as each rule says: owned, not-owned, or undetermined with the stake that decides. See
    `supplychain guide ownership`.

    Example: supplychain ownership "Element Group" --as-of 2026-01-31
    """
    if flips and session.options.as_of:
        raise UsageFault(
            "U115",
            "--flips looks at every day, so it cannot be bound to one with --as-of.",
            help="Leave out --as-of to see all days, or --flips to see that one.",
        )
    party = trader(session, name)
    wanted = rules_named(session, regime)
    query = {"party": party.id, "regime": list(wanted), "open_world": open_world, "limit": limit}
    if flips:
        from supplychain_cli.queries.ownership import flips as changes

        changed = changes.of(session.view, party, wanted=wanted, open_world=open_world, limit=limit)
        return session.answer(changed, "ownership-flips", query)
    from supplychain_cli.queries.ownership.ownership import of

    answer = of(session.view, party, regimes=wanted, down=down, open_world=open_world, limit=limit)
    return session.answer(answer, "ownership", {**query, "down": down})
