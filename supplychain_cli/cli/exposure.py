"""`supplychain exposure`: every way in which a party touches listed parties, or all parties by how near they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.ends import trader
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Progress
from supplychain_cli.diagnostics import UsageFault

if TYPE_CHECKING:
    from supplychain_cli.queries.exposure.exposure import Limits

_FOR_PEOPLE = {"text", "md"}
_OF_EACH, _OF_ALL = 12, 50
"""Exposures shown for each channel, and parties of a ranking, where people read and ask for no other number."""


def _words(option: str, what: str) -> Any:  # noqa: ANN401 - an option
    return typer.Option(
        option, metavar=option.strip("-").upper(), help=f"{what} Repeat it or separate by commas."
    )


@command
def exposure(
    session: Session,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="Name, identifier or id:... of a party.", autocompletion=complete_parties
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Rank every party of the dataset, the most exposed first.")
    ] = False,
    channel: Annotated[list[str] | None, _words("--channel", "Only these ways to a listed party.")] = None,
    regime: Annotated[
        list[str] | None,
        _words("--regime", "Only listings that this ownership rule counts: its id or authority."),
    ] = None,
    authority: Annotated[list[str] | None, _words("--authority", "Only listings by this authority.")] = None,
    measure: Annotated[list[str] | None, _words("--measure", "Only listings that do this.")] = None,
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, max=32, help="Longest chain, in legs.")
    ] = 4,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="Most exposures of each channel, or most parties with --all."
        ),
    ] = None,
    strict: shared.Strict = False,
    any_time: shared.AnyTime = False,
    min_grade: shared.MinGrade = "",
) -> int:
    """Show every way in which a party touches listed parties.

    By listing, by ownership under each rule, by holding, direction, trade through several tiers, goods on a control
    list, and the words of a listing; nearest first, each with its chain and evidence.

    Example: supplychain exposure Angstrem
    """
    if bool(name) == everything:
        raise UsageFault(
            "U141",
            "Both a party and --all were given." if name else "No party was named.",
            help="Name one party, or give --all alone to rank every party of the dataset.",
        )
    people = session.options.format in _FOR_PEOPLE
    shown = limit or ((_OF_ALL if everything else _OF_EACH) if people else None)
    bounds = shared.Limits(max_legs=max_legs, strict=strict, any_time=any_time, min_grade=min_grade)
    party = None if everything else trader(session, name)
    limits, query = _understood(
        session,
        bounds,
        {"channel": channel, "regime": regime, "authority": authority, "measure": measure},
        shown,
    )
    if party is None:
        return _ranking(session, limits, {"all": True, **query})
    from supplychain_cli.queries.exposure.exposure import of

    return session.answer(of(session.view, party, limits), "exposure", {"party": party.id, **query})


def _ranking(session: Session, limits: Limits, query: dict[str, Any]) -> int:
    """Rank the dataset; JSON lines are written one by one, as they are made."""
    from supplychain_cli.queries.exposure.ranking import Ranking

    view = session.view
    words = "Searching around {count} listed parties ... {done} reached"
    with Progress(quiet=session.options.quiet, words=words) as progress:
        ranking = Ranking(view, limits, progress)
    if session.options.format == "jsonl":
        return session.stream(
            ranking.rows(), "exposure-all", complete=not ranking.cut, notices=ranking.notices
        )
    return session.answer(ranking.answer(), "exposure-all", query)


def _understood(
    session: Session,
    bounds: shared.Limits,
    words: dict[str, list[str] | None],
    limit: int | None,
) -> tuple[Limits, dict[str, Any]]:
    """Give the limits for the search, and the same for the answer's `query`. Raises UsageFault."""
    from typing import get_args

    from supplychain_cli.model.kinds import Measure
    from supplychain_cli.queries.exposure.answers import CHANNELS
    from supplychain_cli.queries.exposure.counting import Choice
    from supplychain_cli.queries.exposure.exposure import Limits
    from supplychain_cli.queries.ownership import regimes
    from supplychain_cli.snapshot.counting import tally

    given = {option: shared.split(values or ()) for option, values in words.items()}
    rules = regimes.recorded(session.view)
    authorities = {str(row[0]) for row in tally(session.view.snapshot, "listing", "authority")}
    known: dict[str, Sequence[str]] = {
        "channel": tuple(CHANNELS),
        "regime": sorted({word for rule in rules for word in (rule.id, rule.authority)}),
        "authority": sorted(authorities),
        "measure": get_args(Measure),
    }
    for option, choices in known.items():
        _check(option, given[option], choices)
    ask, query = bounds.understood(session)
    channels = frozenset(name for name in CHANNELS if not given["channel"] or name in given["channel"])
    choice = Choice(frozenset(given["authority"]), frozenset(given["measure"]), tuple(given["regime"]))
    asked = {
        "channels": [name for name in CHANNELS if name in channels],
        **{
            f"{option}s".replace("ys", "ies"): sorted(given[option])
            for option in ("regime", "authority", "measure")
        },
        "limit": limit,
        **{key: query[key] for key in ("max_legs", "strict", "any_time", "min_grade")},
    }
    return Limits(choice, channels, ask, limit), asked


def _check(option: str, words: Iterable[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            raise UsageFault(
                "U107",
                f"There is no {option} called {word}.",
                help=f"Choose among: {', '.join(known)}." if known else f"These records name no {option}.",
            )
