"""What can stand at the end of a chain, and what is said when something else was named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

if TYPE_CHECKING:
    from supplychain_cli.graph.view import Party
    from supplychain_cli.workspace.world import World

TRADERS = frozenset({"company", "group", "person", "public-body", "vessel", "country"})
THINGS = frozenset({"good", "system"})


def trader(session: Session, name: str) -> Party:
    """Find the party that a chain begins or ends at.

    A good or a weapon system is none: raises UsageFault that names who produces it. Where a party and a thing have
    the same name, the party is taken, with a remark.
    """
    from supplychain_cli.cli.naming import meant

    exact = list(_exactly(session.world, name))
    things = [party for party in exact if party.kind in THINGS]
    if things and len(things) == len(exact):
        raise _no_end(session, things[0])
    try:
        party = session.resolve(name, TRADERS)
    except UsageFault as fault:
        thing = meant(session.world, name, THINGS) if fault.code == "U103" else None
        if thing is None:
            raise
        raise _no_end(session, thing) from None
    if things:
        session.notice(
            "N102",
            f"'{name}' was understood as the party {party.name} (id:{party.id}); "
            f"a {_kind(things[0])} has this name too.",
        )
    return party


def two_traders(session: Session, source: str, to: str) -> tuple[Party, Party]:
    """Find both ends of a chain. Raises UsageFault as `trader` does, and where both names mean one party."""
    start, end = trader(session, source), trader(session, to)
    if start == end:
        raise UsageFault(
            "U110",
            f"Both ends are {start.name} (id:{start.id}).",
            notes=(f"{source} and {to} name the same party.",) if source != to else (),
            help=f"Name another party with --to; `supplychain show id:{start.id}` shows what is recorded of this one.",
        )
    return start, end


def _exactly(world: World, name: str) -> Iterator[Party]:
    """Give the parties, goods and systems that are recorded under exactly this name, but for case and punctuation."""
    from supplychain_cli.matching.keys import raw_of

    raw = raw_of(name)
    rows = world.names.exact(raw)
    for owner in dict.fromkeys(row.party for row in rows if raw_of(row.text) == raw):
        party = world.view.find(owner)
        if party is not None:
            yield party


def _no_end(session: Session, thing: Party) -> UsageFault:
    makers = [
        session.view.party(edge.tail)
        for edge in session.view.edges(thing.node, ("goods",))
        if edge.kind == "produces" and edge.head == thing.node
    ]
    notes = tuple(f"{maker.name} (id:{maker.id}) is recorded as a producer." for maker in makers)
    return UsageFault(
        "U111",
        f"{thing.name} is a {_kind(thing)}; chains begin and end at parties.",
        notes=notes or ("The records name no producer.",),
        help=f"Ask about a party, or see `supplychain {'goods' if thing.kind == 'good' else 'show'} id:{thing.id}`.",
    )


def _kind(thing: Party) -> str:
    return "good" if thing.kind == "good" else "weapon system"
