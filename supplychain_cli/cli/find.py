"""`supplychain find`: whom a name could mean."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.completion import complete_anything, complete_kinds
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

_COUNTRY_LETTERS = 2


@command
def find(
    session: Session,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Name in any script, identifier or id:...",
            autocompletion=complete_anything,
        ),
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only this kind: company, group, person, good ...",
            autocompletion=complete_kinds,
        ),
    ] = "",
    country: Annotated[
        str, typer.Option("--country", metavar="CC", help="Only this country, by its two letters.")
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=1000, help="Most matches to show.")
    ] = 10,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each match fits.")] = False,
) -> int:
    """Find parties and goods by name, in any script, with misspellings forgiven.

    Prints everyone the name could mean, the best first, with the ids that other commands take.

    Example: supplychain find "almaz antey" --explain
    """
    from supplychain_cli.matching.letters import MAX_NAME
    from supplychain_cli.queries.cards.find import matches

    if not name.strip():
        raise UsageFault("U103", "The name is empty.", help="Write a name, an identifier or `id:` and an id.")
    wanted = _kind(kind)
    place = _country(country)
    answer = matches(
        session.view,
        session.world.names,
        name,
        kind=wanted,
        country=place,
        limit=limit,
        explain=explain,
        reasons=explain or not session.brief,
    )
    query = {"name": name[:MAX_NAME], "kind": wanted, "country": place, "limit": limit, "explain": explain}
    return session.answer(answer, "find", query)


def _kind(word: str) -> str:
    from supplychain_cli.model.kinds import EntityKind

    kinds = (*get_args(EntityKind), "good")
    if word and word not in kinds:
        raise UsageFault(
            "U107", f"There is no kind called {word}.", help=f"Choose one of: {', '.join(kinds)}."
        )
    return word


def _country(word: str) -> str:
    letters = word.upper()
    if word and not (len(word) == _COUNTRY_LETTERS and letters.isascii() and letters.isalpha()):
        raise UsageFault(
            "U107",
            f"{word} is not the two-letter code of a country.",
            help="Write a code of ISO 3166-1, for example CN, RU or HK.",
        )
    return letters
