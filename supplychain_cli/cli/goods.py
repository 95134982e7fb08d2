"""`supplychain goods`: the table of goods, or the card of one."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_goods
from supplychain_cli.cli.session import Session

_HS = re.compile(r"(?:hs\s*)?(\d[\d. ]*)", re.IGNORECASE)


@command
def goods(
    session: Session,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME|HS]",
            help="A good by name or id, or the first digits of an HS code.",
            autocompletion=complete_goods,
            show_default=False,
        ),
    ] = "",
) -> int:
    """Show goods: all, those under an HS prefix, or one with who makes, sells and buys it and what contains it.

    Examples: supplychain goods; supplychain goods 8542; supplychain goods germanium
    """
    from supplychain_cli.queries.cards import card
    from supplychain_cli.queries.cards import goods as query

    digits = _HS.fullmatch(name.strip())
    if digits or not name.strip():
        prefix = re.sub(r"\D", "", digits[1]) if digits else ""
        return session.answer(query.table(session.view, prefix), "goods", {"hs": prefix})
    party = session.resolve(name, {"good"})
    return session.answer(card.of(session.view, party.id), "goods", {"name": name, "id": party.id})
