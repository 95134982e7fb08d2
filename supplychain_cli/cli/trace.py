"""`supplychain trace`: the chains from one party to another."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.ends import two_traders
from supplychain_cli.cli.session import Session


@command
def trace(
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
        int, typer.Option("--limit", metavar="N", min=1, max=1000, help="Most chains to show.")
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
    """Show how goods can get from one party to another.

    Prints the chains with the strongest evidence first; each leg says what is supplied, when, how good the evidence is
    and where it is written. A chain is only as strong as its weakest leg.

    Example: supplychain trace VITAL --to Rostec
    """
    from supplychain_cli.queries.chains.trace import chains

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
        return session.answer(chains(session.view, start, end, ask), "trace", query)
    from supplychain_cli.cli.assuming import supposed
    from supplychain_cli.queries.chains.supposing import chains_supposing

    answer = chains_supposing(supposed(session, assume, ask, start, end), start, end, ask)
    return session.answer(answer, "trace", {**query, "assume": assume})
