"""`supplychain match`: pairs of parties that may be the same, and a person's judgements on them."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_anything, complete_parties
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

_WORDS = ("same", "different", "unsure")
_ALL = "all"


@command
def match(
    session: Session,
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", help="Only pairs of these parties.", autocompletion=complete_parties
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed", metavar="NAME", help="Compare with the parties of this feed; all for every feed."
        ),
    ] = None,
    from_: Annotated[
        str,
        typer.Option(
            "--from", metavar="FEED", help="Compare the parties of this feed, instead of the records."
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="Most pairs to show or ask about.")
    ] = 20,
    judged: Annotated[bool, typer.Option("--judged", help="Show judged pairs too.")] = False,
    judge: Annotated[bool, typer.Option("--judge", help="Ask about the pairs one by one.")] = False,
    as_: Annotated[
        str, typer.Option("--as", metavar="|".join(_WORDS), help="Judge the two parties named.")
    ] = "",
    revoke: Annotated[
        str,
        typer.Option(
            "--revoke",
            metavar="ID",
            help="Take a judgement back; with --as, judge anew.",
            autocompletion=complete_anything,
        ),
    ] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for --as.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; $USER by default.")] = "",
) -> int:
    """Propose pairs of parties that may be the same, best first, and write down what a person judges.

    Names are compared; kinds, countries and register numbers that contradict each other leave a pair out. Nothing is
    joined by a name: --judge asks a person, and each answer becomes a record of the section identities, with who, when
    and why, which --revoke takes back.

    Examples: supplychain match --judge; supplychain match --from eu --feed uk; supplychain match --revoke ID
    """
    if as_ and as_ not in _WORDS:
        raise UsageFault(
            "U107", f"There is no judgement called {as_}.", help=f"Choose one of: {', '.join(_WORDS)}."
        )
    if as_ or revoke or judge:
        from supplychain_cli.cli.judging import Desk

        desk = Desk(session, by)
        if revoke:
            return desk.revoke(revoke, as_, why)
        if as_:
            return desk.judge_two(names or [], as_, why)
    from supplychain_cli.cli.talk import COMPARING, Progress
    from supplychain_cli.queries.identity.propose import Wanted, pairs

    parties = tuple(session.resolve(name) for name in names or ())
    source = _source(session, names or [], from_)
    wanted = Wanted(parties, _feeds(session, feed or []), limit, judged and not judge, source)
    with Progress(quiet=session.options.quiet, words=COMPARING) as progress:
        answer = pairs(session.view, session.world.names, wanted, progress)
    if judge:
        return desk.judge_all(answer)
    query = {
        "parties": [party.id for party in parties],
        **({"from": from_} if from_ else {}),
        "feeds": sorted(wanted.feeds),
        "limit": limit,
        "judged": judged,
    }
    return session.answer(answer, "match", query)


def _feeds(session: Session, named: list[str]) -> frozenset[str]:
    """Give the feeds named, all of them for `all`. Raises UsageFault for one that is not there."""
    known = {segment.name for segment in session.view.snapshot.segments if segment.is_feed}
    every = _ALL in named and _ALL not in known
    missing = sorted(set(named) - known - {_ALL} if every and known else set(named) - known)
    if missing:
        listed = f"The feeds are: {', '.join(sorted(known))}." if known else "This dataset has no feeds."
        raise UsageFault("U207", f"There is no feed called {missing[0]}.", help=listed)
    return frozenset(known if every else named)


def _source(session: Session, names: list[str], feed: str) -> str:
    """Give the segment whose parties are compared. Raises UsageFault for a feed that is not there, or beside names."""
    from supplychain_cli.snapshot.format import RECORDS

    if not feed:
        return RECORDS
    if names:
        raise UsageFault(
            "U100",
            "Parties and --from exclude each other.",
            help="Name the parties, or the feed whose parties are to be compared.",
        )
    if feed == _ALL:
        raise UsageFault("U207", "--from takes one feed.", help="Ask once for each feed.")
    (found,) = _feeds(session, [feed])
    return found
