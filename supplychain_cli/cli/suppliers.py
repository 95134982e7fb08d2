"""`supplychain who-supplies` and its mirror `who-buys-from`: the tree of suppliers or buyers around a party."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.ends import trader
from supplychain_cli.cli.session import Session

Tiers = Annotated[int, typer.Option("--tiers", metavar="N", min=1, max=16, help="How many tiers to follow.")]
DirectOnly = Annotated[
    bool, typer.Option("--direct-only", help="The party itself, without the members of its group.")
]


@command
def who_supplies(
    session: Session,
    *,
    name: shared.PartyName,
    tiers: Tiers = 3,
    direct_only: DirectOnly = False,
    same_goods: shared.SameGoods = False,
    any_time: shared.AnyTime = False,
    goods: shared.Goods = None,
    via: shared.Via = None,
    min_grade: shared.MinGrade = "",
    avoid: shared.Avoid = None,
) -> int:
    """Show who supplies a party, tier by tier.

    Tier 1 supplies the party or a member of its group, tier 2 supplies tier 1, and so on.

    Example: supplychain who-supplies Almaz-Antey --tiers 2
    """
    limits = shared.Limits(
        same_goods=same_goods,
        any_time=any_time,
        goods=goods or (),
        via=via or (),
        min_grade=min_grade,
        avoid=avoid or (),
    )
    return _around(session, name, "suppliers", limits, tiers=tiers, direct_only=direct_only)


@command
def who_buys_from(
    session: Session,
    *,
    name: shared.PartyName,
    tiers: Tiers = 3,
    direct_only: DirectOnly = False,
    same_goods: shared.SameGoods = False,
    any_time: shared.AnyTime = False,
    goods: shared.Goods = None,
    via: shared.Via = None,
    min_grade: shared.MinGrade = "",
    avoid: shared.Avoid = None,
) -> int:
    """Show who buys from a party, tier by tier.

    Tier 1 buys from the party or a member of its group, tier 2 buys from tier 1, and so on.

    Example: supplychain who-buys-from "Yunnan Germanium" --tiers 2
    """
    limits = shared.Limits(
        same_goods=same_goods,
        any_time=any_time,
        goods=goods or (),
        via=via or (),
        min_grade=min_grade,
        avoid=avoid or (),
    )
    return _around(session, name, "buyers", limits, tiers=tiers, direct_only=direct_only)


def _around(
    session: Session,
    name: str,
    direction: Literal["suppliers", "buyers"],
    limits: shared.Limits,
    *,
    tiers: int,
    direct_only: bool,
) -> int:
    from supplychain_cli.queries.chains.suppliers import around

    party = trader(session, name)
    ask, query = limits.understood(session, party)
    kept = {key: query[key] for key in ("same_goods", "any_time", "goods", "via", "min_grade", "avoid")}
    answer = around(session.view, party, ask, direction=direction, tiers=tiers, direct_only=direct_only)
    command_name = "who-supplies" if direction == "suppliers" else "who-buys-from"
    return session.answer(
        answer, command_name, {"party": party.id, "tiers": tiers, "direct_only": direct_only, **kept}
    )
