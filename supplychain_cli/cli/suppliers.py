"""`supplychain who-supplies` and its mirror `who-buys-from`: the tree of suppliers or buyers around a party."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.ends import trader
from supplychain_cli.cli.session import Session
from supplychain_cli.light import NamedTuple

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
    assume: shared.Assume = "",
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
    how = _How("suppliers", tiers, direct_only, assume)
    return _around(session, name, limits, how)


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
    assume: shared.Assume = "",
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
    how = _How("buyers", tiers, direct_only, assume)
    return _around(session, name, limits, how)


class _How(NamedTuple):
    """What is asked around a party, beside the limits of chains."""

    direction: Literal["suppliers", "buyers"]
    tiers: int
    direct_only: bool
    assume: str


def _around(session: Session, name: str, limits: shared.Limits, how: _How) -> int:
    from supplychain_cli.queries.chains.suppliers import around

    party = trader(session, name)
    ask, query = limits.understood(session, party)
    kept = {key: query[key] for key in ("same_goods", "any_time", "goods", "via", "min_grade", "avoid")}
    query = {"party": party.id, "tiers": how.tiers, "direct_only": how.direct_only, **kept}
    asked: dict[str, Any] = {"direction": how.direction, "tiers": how.tiers, "direct_only": how.direct_only}
    command_name = "who-supplies" if how.direction == "suppliers" else "who-buys-from"
    if not how.assume:
        return session.answer(around(session.view, party, ask, **asked), command_name, query)
    from supplychain_cli.cli.assuming import supposed
    from supplychain_cli.queries.chains.suppliers_assumed import around_supposing

    answer = around_supposing(supposed(session, how.assume, ask, party), party, ask, **asked)
    return session.answer(answer, command_name, {**query, "assume": how.assume})
