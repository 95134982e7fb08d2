"""`supplychain compile`: read and check the records, and store them compiled."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session


@command
def compile_(
    session: Session,
    *,
    anew: Annotated[
        bool, typer.Option("--anew", help="Throw away what is stored of these records, and make it again.")
    ] = False,
) -> int:
    """Read and check the records and store them compiled, with their feeds, unless they are already.

    Every question does this by itself when something has changed; a machine that asks many can do it beforehand.
    Exits with 3 when the records hold errors.

    Example: supplychain compile
    """
    from supplychain_cli.workspace import keeping

    begun = time.monotonic()
    if anew:
        keeping.forgotten(session.options.records)
    world = session.world
    assert session.work is not None  # the world is open  # noqa: S101
    answer = keeping.compiled(world, world.view.snapshot, session.work, time.monotonic() - begun)
    return session.answer(answer, "compile", {"folder": answer.folder, "anew": anew})
