"""`supplychain show`: the card of a party, a good or any other record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_anything
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

if TYPE_CHECKING:
    from supplychain_cli.queries.cards.card import Card


@command
def show(
    session: Session,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|ID",
            help="A party or good by name, identifier or id:..., or the id of any record.",
            autocompletion=complete_anything,
        ),
    ],
    identity: Annotated[
        bool,
        typer.Option("--identity", help="Show which records are taken for this one party, and why."),
    ] = False,
) -> int:
    """Show all that is recorded about a party, a good, a relation, a source, a listing, a rule or a judgement.

    A party's card has its names, numbers, listings by date, and its relations in both directions, each with its grade
    and the file and line where it is written. --verbose adds what every source says. --identity shows instead which
    records are taken for this one party, which identifier or judgement joins them, and what would fall apart
    without each of these.

    Example: supplychain show Angstrem
    """
    if identity:
        from supplychain_cli.queries.identity.explain import explained

        party = session.resolve(name)
        query = {"name": name, "id": party.id, "identity": True}
        return session.answer(explained(session.view, party), "identity", query)
    exact = name.strip().removeprefix("id:").strip()
    card = _recorded(session, exact)
    if card is None:
        exact = session.resolve(name).id
        card = _recorded(session, exact)
    elif (shown := session.view.find(exact)) is not None:
        session.remark(shown)
    return session.answer(card, "show", {"name": name, "id": exact})


def _recorded(session: Session, exact: str) -> Card | None:
    """Give the card of the record with exactly this id; None when no record has it."""
    from supplychain_cli.model.dates import day_text
    from supplychain_cli.queries.cards.card import SECTIONS, of

    card = of(session.view, exact)
    sections = session.view.snapshot.sections_of(exact)
    if card is not None or not sections:
        return card
    scope = session.view.scope
    if SECTIONS.isdisjoint(sections) or scope.known_on is None:
        held = session.view.record(sections[0], exact)
        raise UsageFault(
            "U131",
            f"{exact} is a record of the section {sections[0]}, which has no card.",
            notes=(f"It is written in {held.file}:{held.line}.",) if held else (),
            help=f"A feed is shown by `supplychain feed show {exact}`.",
        )
    raise UsageFault(
        "U132",
        f"{exact} was not written down by {day_text(scope.known_on)}.",
        help="Leave out --known-on to see what the records say today.",
    )
