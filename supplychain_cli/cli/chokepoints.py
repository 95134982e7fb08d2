"""`supplychain chokepoints`: which parties an end user's chains need."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.ends import trader, two_traders
from supplychain_cli.cli.session import Session


@command
def chokepoints(
    session: Session,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="The end user.", autocompletion=complete_parties)
    ],
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Only chains from this party, not from every far end.",
            autocompletion=complete_parties,
        ),
    ] = "",
    outside: Annotated[
        bool, typer.Option("--outside", help="Cut only outside the end user's own group.")
    ] = False,
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, max=32, help="Longest chain, in legs.")
    ] = 6,
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="N", min=1, max=1000, help="Most parties to show beside the cut."),
    ] = 10,
    strict: shared.Strict = False,
    same_goods: shared.SameGoods = False,
    any_time: shared.AnyTime = False,
    goods: shared.Goods = None,
    via: shared.Via = None,
    min_grade: shared.MinGrade = "",
    avoid: shared.Avoid = None,
) -> int:
    """Show which parties, if removed, cut an end user off.

    Gives the parties on every chain, the fewest that cut all chains, tiers that are one party alone, and how many
    chains run through each. Without --from, chains begin at every party that nobody is recorded to supply.

    Example: supplychain chokepoints --to Almaz-Antey --outside
    """
    from supplychain_cli.queries.robustness.chokepoints import chokepoints as ask_for

    start, end = two_traders(session, source, to) if source else (None, trader(session, to))
    limits = shared.Limits(
        max_legs, limit, strict, same_goods, any_time, goods or (), via or (), min_grade, avoid or ()
    )
    ask, query = limits.understood(session, end, *((start,) if start else ()))
    del query["through"]
    return session.answer(
        ask_for(session.view, end, ask, source=start, outside=outside),
        "chokepoints",
        {"from": start.id if start else None, "to": end.id, "outside": outside, **query},
    )
