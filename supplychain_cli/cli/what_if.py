"""`supplychain what-if`: what would follow from a designation or a sale of stakes that did not happen."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.rules import Rules, rules_named
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

if TYPE_CHECKING:
    from supplychain_cli.queries.ownership.sales import Sale, UnsoundSaleError

HOLDERS = frozenset({"company", "group", "person", "public-body", "vessel", "country"})
_SALE = re.compile(r"((?:id:)?[^:]+):((?:id:)?[^:]+):([^:]+)")
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,9})?)\s*%?", re.ASCII)
_WHOLE = 100


@command
def what_if(
    session: Session,
    *,
    designate: Annotated[
        list[str] | None,
        typer.Option(
            "--designate",
            metavar="NAME",
            help="Suppose that this party is listed. May be repeated.",
            autocompletion=complete_parties,
        ),
    ] = None,
    divest: Annotated[
        list[str] | None,
        typer.Option(
            "--divest",
            metavar="OWNER:ASSET:POINTS",
            help="Suppose that the owner sells so many percentage points of the asset, or `all`. May be repeated.",
        ),
    ] = None,
    frees: Annotated[
        list[str] | None,
        typer.Option(
            "--frees",
            metavar="NAME",
            help="Find the smallest sale of stakes after which no rule reaches this party. May be repeated.",
            autocompletion=complete_parties,
        ),
    ] = None,
    regime: Rules = None,
) -> int:
    """Show what would follow from a designation or a sale of stakes.

    Tells who would become owned under an ownership rule, who would touch them, and who would be freed. Nothing that is
    supposed is ever shown as a listing.

    Example: supplychain what-if --designate Rostec --regime uk
    """
    from supplychain_cli.queries.ownership.sales import UnsoundSaleError
    from supplychain_cli.queries.ownership.what_if import Hypothesis, consequences

    if not (designate or divest or frees):
        raise UsageFault(
            "U123",
            "Nothing is supposed, so nothing would follow.",
            help="Add --designate NAME, --divest OWNER:ASSET:POINTS or --frees NAME.",
        )
    supposed = Hypothesis(
        designated=tuple(dict.fromkeys(session.resolve(name, HOLDERS) for name in designate or ())),
        sales=tuple(_sale(session, text) for text in divest or ()),
        frees=tuple(dict.fromkeys(session.resolve(name, HOLDERS) for name in frees or ())),
        regimes=rules_named(session, regime),
    )
    try:
        answer = consequences(session.view, supposed)
    except UnsoundSaleError as fault:
        raise _unsound(session, fault) from None
    return session.answer(
        answer,
        "what-if",
        {
            "designate": [party.id for party in supposed.designated],
            "divest": [_query(session, sale) for sale in supposed.sales],
            "frees": [party.id for party in supposed.frees],
            "regime": list(supposed.regimes),
        },
    )


def _sale(session: Session, text: str) -> Sale:
    from supplychain_cli.queries.ownership.sales import Sale

    found = _SALE.fullmatch(text.strip())
    if not found:
        raise _unread(text, "it has not the three parts OWNER:ASSET:POINTS")
    owner, asset, points = (part.strip() for part in found.groups())
    figure = None if points == "all" else _points(text, points)
    return Sale(session.resolve(owner, HOLDERS).node, session.resolve(asset, HOLDERS).node, figure)


def _points(text: str, points: str) -> Fraction:
    found = _POINTS.fullmatch(points)
    figure = Decimal(found[1]) if found else Decimal(0)
    if not 0 < figure <= _WHOLE:
        raise _unread(text, f"{points} is not a figure above 0 and up to 100, nor `all`")
    return Fraction(figure)


def _unread(text: str, why: str) -> UsageFault:
    return UsageFault(
        "U121",
        f"The sale {text} cannot be read: {why}.",
        help='Write it as in --divest "Alpha Group:Beta Radar:10"; with ids, as in --divest "id:alpha:id:beta:all".',
    )


def _unsound(session: Session, fault: UnsoundSaleError) -> UsageFault:
    from supplychain_cli.model.stake import percent

    owner, asset = (session.view.party(node) for node in (fault.sale.owner, fault.sale.asset))
    if fault.stake is None:
        what = f"No direct stake of {owner.name} in {asset.name} is recorded for that day."
    else:
        sold = percent(fault.sale.points or Fraction(0))
        what = f"{owner.name} cannot sell {sold} points of {asset.name}: its recorded stake is {fault.stake}."
    return UsageFault("U122", what, help=f"See what is recorded with `supplychain show id:{asset.id}`.")


def _query(session: Session, sale: Sale) -> dict[str, object]:
    points = None if sale.points is None else float(sale.points)
    ids = {"owner": session.view.party(sale.owner).id, "asset": session.view.party(sale.asset).id}
    return {**ids, "points": points}
