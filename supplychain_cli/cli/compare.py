"""`supplychain compare`: whether two names are one, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

_KINDS = ("person", "organisation")


@command
def compare(
    session: Session,
    *,
    name1: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A name, in any script.", show_default=False)
    ] = None,
    name2: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Another name.", show_default=False)
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="KIND", help="Read both as names of this: person, company, vessel ..."
        ),
    ] = "",
    pairs: Annotated[
        Path | None,
        typer.Option(
            "--pairs", metavar="FILE", help="CSV with columns name1, name2 and perhaps kind; - reads them."
        ),
    ] = None,
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", help="Of a text that is not UTF-8 or UTF-16: cp1251 ..."),
    ] = "",
) -> int:
    """Compare two names word by word, in any script.

    Says what agrees, what does not and what that costs, and how often pairs with such a score were one name. With
    --pairs, writes the rows of a table with score, match and why; a row that cannot be compared says so, the others go
    on, and the exit code is 4. No records are read.

    Examples: supplychain compare "АО «Германий»" "Germanium JSC"; supplychain compare --pairs pairs.csv
    """
    if pairs is not None:
        from supplychain_cli.cli.comparing import compare_pairs

        if name1 is not None:
            raise UsageFault(
                "U191",
                "Two names and --pairs were given at once.",
                help="Give two names, or --pairs with a file of them.",
            )
        return compare_pairs(session, pairs, encoding)
    if name1 is None or name2 is None:
        raise UsageFault(
            "U191",
            "compare needs two names.",
            help="Put a name of several words in quotes, or name a file of pairs with --pairs.",
        )
    from supplychain_cli.queries.naming.compared import names_compared

    return session.answer(
        names_compared(name1, name2, _kind(kind)), "compare", {"name1": name1, "name2": name2, "kind": kind}
    )


def _kind(word: str) -> str:
    from supplychain_cli.matching.prepared import kind_named

    kind = kind_named(word)
    if kind is None:
        raise UsageFault(
            "U107",
            f"There is no kind called {word}.",
            help=f"Choose {' or '.join(_KINDS)}; a kind of party such as company or vessel will do.",
        )
    return kind
