"""`supplychain screen`: who in a long list of names may be a recorded party."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session


@command
def screen(
    session: Session,
    *,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Names as CSV, XLSX or JSON lines; - reads them.")
    ],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="NAME=HEADING",
            help="Which heading is the name, country, identifiers, address, id or lei ... May be repeated.",
        ),
    ] = None,
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", help="Of a text that is not UTF-8 or UTF-16: cp1251 ..."),
    ] = "",
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, max=64, help="Processes; as many as processors."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped; needs --output.")
    ] = False,
) -> int:
    """Screen a list of names against the records.

    For every row: match, possible or none, with the score, the recorded name, why, and what tells the two apart. A row
    that cannot be read gets its reason, and the others go on. Exits with 4 when there were such rows.

    Example: supplychain screen customers.csv --column name=Customer --output screened.csv --format csv
    """
    from supplychain_cli.cli.screening import Wanted, run

    return run(session, Wanted(file, tuple(column or ()), encoding, jobs, resume))
