"""`supplychain diff`: what differs between two datasets, and which chains and verdicts follow from that."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.ends import TRADERS
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.sides import is_receipt, opened
from supplychain_cli.diagnostics import ExitCode, UsageFault

if TYPE_CHECKING:
    from supplychain_cli.queries.exposure.counting import Choice
    from supplychain_cli.workspace.world import World


@command
def diff(
    session: Session,
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A folder, git:REV, REV:PATH, or a receipt.")],
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The same; the present records if left out.")
    ] = "",
    start: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Only chains and verdicts of this party. May be repeated.",
            autocompletion=complete_parties,
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="NAME",
            help="Chains to this party, listed or not. May be repeated.",
            autocompletion=complete_parties,
        ),
    ] = None,
    regime: Annotated[
        list[str] | None,
        typer.Option(
            "--regime",
            metavar="WHO",
            help="Whose lists count: us, eu, uk (the default), us-ofac, or all. Repeat it or separate by commas.",
        ),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="WHAT",
            help="Which measures count: blocking, export-control (the default), sectoral, or all.",
        ),
    ] = None,
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, max=32, help="Longest chain, in legs.")
    ] = 6,
    max_parties: Annotated[
        int,
        typer.Option(
            "--max-parties",
            metavar="N",
            min=1,
            help="Most parties that chains and verdicts are compared for.",
        ),
    ] = 500,
    strict: shared.Strict = False,
    any_time: shared.AnyTime = False,
    min_grade: shared.MinGrade = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when something differs.")
    ] = False,
) -> int:
    """Show what differs between two datasets, and what follows.

    Records added, changed and removed; then chains to listed parties and ownership verdicts gained, lost, stronger and
    weaker, each with the records behind it. A revision is read with git and never checked out. Of two receipts of
    `sanctioned-path`: what was asked and answered otherwise.

    Example: supplychain diff git:HEAD~1 --format md
    """
    if is_receipt(old) or is_receipt(new):
        return _receipts(session, old, new, exit_code=exit_code)
    from supplychain_cli.queries.difference.difference import Between, between

    was, now = opened(session, old), opened(session, new)
    session.use(now.world)
    limits = shared.Limits(max_legs=max_legs, strict=strict, any_time=any_time, min_grade=min_grade)
    ask, query = limits.understood(session)
    starts, ends = (_named(session, was.world, names or ()) for names in (start, to))
    choice, lists = _choice((was.world, now.world), regime, measure)
    asked = Between(ask, choice, frozenset(starts), frozenset(ends), max_parties)
    answer = between(was.world.view, now.world.view, (was.side, now.side), asked)
    understood = {
        "old": was.side.named,
        "new": now.side.named,
        "from": starts,
        "to": ends,
        **lists,
        "max_parties": max_parties,
        **{key: query[key] for key in ("max_legs", "strict", "any_time", "min_grade")},
    }
    code = session.answer(answer, "diff", understood)
    return ExitCode.FINDINGS if exit_code and answer.changed else code


def _receipts(session: Session, old: str, new: str, *, exit_code: bool) -> int:
    """Compare two receipts. Raises UsageFault where only one side is a receipt."""
    for word in (old, new):
        if not is_receipt(word):
            raise UsageFault(
                "U161",
                f"{word or 'The present dataset'} is no receipt, but the other side is one.",
                help="Name two receipts, or run one again with `supplychain verify FILE`.",
            )
    from supplychain_cli.audit.comparison import compared
    from supplychain_cli.cli.receipts import read

    answer = compared(read(Path(old)), read(Path(new)), (old, new))
    session.answer(answer, "diff", {"old": old, "new": new})
    return ExitCode.FINDINGS if exit_code and not answer.same else ExitCode.ANSWERED


def _choice(
    worlds: Iterable[World], regime: list[str] | None, measure: list[str] | None
) -> tuple[Choice, dict[str, list[str]]]:
    """Give the listings that count, on either side, and the same for the answer's `query`; as `sanctioned-path`."""
    from typing import get_args

    from supplychain_cli.audit import lists
    from supplychain_cli.model.kinds import Measure
    from supplychain_cli.queries.exposure.counting import Choice

    measures = shared.split(measure or ()) or list(lists.DEFAULT_MEASURES)
    known = (*get_args(Measure), lists.EVERYTHING)
    for word in measures:
        if word not in known:
            raise UsageFault(
                "U107", f"There is no measure called {word}.", help=f"Choose among: {', '.join(known)}."
            )
    words = shared.split(regime or ()) or list(lists.DEFAULT_REGIMES)
    found = [lists.understood(world.view, words, measures) for world in worlds]
    # Words that fit no list stay: an empty choice would mean every list.
    authorities = {*words, *(name for held in found for name in held.authorities)}
    everybody = lists.EVERYTHING in words
    choice = Choice(frozenset() if everybody else frozenset(authorities), frozenset(found[0].measures))
    return choice, {"regimes": words, "measures": measures}


def _named(session: Session, old: World, names: Iterable[str]) -> list[str]:
    """Give the ids of parties by their names on the new side, or on the old one for those that are gone."""
    return sorted({_party(session, old, name) for name in names})


def _party(session: Session, old: World, name: str) -> str:
    from supplychain_cli.cli.naming import party_named

    try:
        return session.resolve(name, TRADERS).id
    except UsageFault as fault:
        if fault.code != "U103":
            raise
        try:
            return party_named(old, name, TRADERS).party.id
        except UsageFault:
            raise fault from None
