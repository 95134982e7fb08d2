"""`supplychain why`: the fewest records that a finding hangs on."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.ends import two_traders
from supplychain_cli.cli.session import Session


@command
def why(
    session: Session,
    *,
    source: Annotated[
        str,
        typer.Argument(metavar="FROM", help="Where the goods come from.", autocompletion=complete_parties),
    ],
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help="Whom they may reach.", autocompletion=complete_parties),
    ],
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, max=32, help="Longest chain, in legs.")
    ] = 8,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="N", min=1, max=1000, help="Most sets of records, and of sources, to show."
        ),
    ] = 5,
    strict: shared.Strict = False,
    same_goods: shared.SameGoods = False,
    any_time: shared.AnyTime = False,
    goods: shared.Goods = None,
    via: shared.Via = None,
    min_grade: shared.MinGrade = "",
    avoid: shared.Avoid = None,
    through: shared.Through = None,
    assume: shared.Assume = "",
) -> int:
    """Show the fewest records that, if wrong, break a finding.

    The finding is that chains lead from one party to another, as `supplychain trace` shows with the same options.
    Says the same of sources: the fewest that, if wrong, leave no chain.

    Example: supplychain why VITAL --to Rostec
    """
    from supplychain_cli.queries.robustness.why import why as ask_why

    start, end = two_traders(session, source, to)
    limits = shared.Limits(
        max_legs,
        limit,
        strict,
        same_goods,
        any_time,
        goods or (),
        via or (),
        min_grade,
        avoid or (),
        through or (),
    )
    ask, query = limits.understood(session, start, end)
    query = {"from": start.id, "to": end.id, **query}
    if not assume:
        return session.answer(ask_why(session.view, start, end, ask), "why", query)
    from supplychain_cli.cli.assuming import supposed

    answer = ask_why(session.view, start, end, ask, supposed(session, assume, ask, start, end))
    return session.answer(answer, "why", {**query, "assume": assume})
