"""`supplychain snapshot`: what the stored form of a dataset consists of, whether it is sound, and its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Doing
from supplychain_cli.diagnostics import ExitCode


@command
def info(session: Session) -> int:
    """Show what the snapshot of the records was made of, and how large each of its columns is.

    Example: supplychain snapshot info
    """
    from supplychain_cli.workspace import keeping

    world = session.world
    answer = keeping.described(world, world.view.snapshot)
    return session.answer(answer, "snapshot", {"folder": answer.folder})


@command
def verify(session: Session) -> int:
    """Check every page of the stored snapshot. Exit code 3 says that something is damaged.

    A question checks only the pages it reads. Nothing is changed here.

    Example: supplychain snapshot verify
    """
    from supplychain_cli.workspace import keeping

    answer = keeping.sound(session.options.records)
    code = session.answer(answer, "snapshot-verify", {"folder": str(session.folder)})
    return code if answer.sound else ExitCode.INVALID


@command
def export_parquet(
    session: Session,
    *,
    target: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write, which must not be there yet.")
    ],
) -> int:
    """Write the whole snapshot as Parquet tables, for other engines.

    `supplychain feed add tables DIR/*.parquet` reads parties, names, identifiers, details, listings and relations back;
    further tables hold the records as they were written, their evidence, and which of them are one party.

    Example: supplychain snapshot export-parquet radar-parts-tables
    """
    from supplychain_cli.workspace import tables

    snapshot = session.view.snapshot
    with Doing(quiet=session.options.quiet) as doing:
        answer = tables.write(snapshot, target, doing, force=session.options.force)
    return session.answer(answer, "snapshot-tables", {"folder": str(session.folder)})
