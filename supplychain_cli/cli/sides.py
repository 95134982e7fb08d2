"""The two sides of a comparison as a person names them: a folder, a git revision, or a receipt."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import DataFault, UsageFault
from supplychain_cli.light import NamedTuple

if TYPE_CHECKING:
    from supplychain_cli.queries.difference.answers import Side
    from supplychain_cli.workspace.world import World


PRESENT = "the present records"


class Opened(NamedTuple):
    """One side that was opened."""

    world: World
    side: Side


def is_receipt(word: str) -> bool:
    """Whether a word names a file; folders and revisions are datasets."""
    return bool(word) and Path(word).is_file()


def opened(session: Session, word: str) -> Opened:
    """Open the dataset of a folder or a git revision, or without a word the one that every command asks.

    Raises UsageFault for what is neither, DataFault when its records cannot be read.
    """
    from supplychain_cli.queries.difference.answers import Side

    revision = ""
    if word:
        with _folder(session, word) as (folder, revision):
            world = _world(session, folder, word, _near(session) if revision else None)
    else:
        world = session.world
    info = world.info
    return Opened(world, Side(word or PRESENT, info.name, info.version, info.digest, revision))


@contextmanager
def _folder(session: Session, word: str) -> Iterator[tuple[Path, str]]:
    from supplychain_cli.workspace.folder import HEAD
    from supplychain_cli.workspace.revision import is_revision, unpacked

    if Path(word).is_dir():
        yield Path(word), ""
        return
    if not is_revision(word):
        raise UsageFault(
            "U161",
            f"{word} is no folder, git revision or receipt.",
            help=f"Name a folder that holds a {HEAD}, a revision such as git:HEAD~1, or a file that --receipt wrote.",
        )
    with unpacked(word, _near(session)) as found:
        yield found.folder, found.commit


def _near(session: Session) -> Path:
    """Give the folder whose repository is asked: that of the records, or where the person stands."""
    from supplychain_cli.workspace.folder import VARIABLE, dataset_folder

    found = dataset_folder(session.options.records)
    here = Path.cwd()
    named = session.options.records is not None or VARIABLE in os.environ
    # Records that came with the program say nothing of where the person's own are.
    return found if named or found in {here, here / "records"} or found in here.parents else here


def _world(session: Session, folder: Path, word: str, files: Path | None) -> World:
    """Open a dataset; a fault names it as the person did, for its folder may be gone by the time it is read of.

    `files` is where the paths of its feeds begin, if that is not its folder.
    """
    from supplychain_cli.workspace.folder import HEAD

    if not (folder / HEAD).is_file():
        raise DataFault(
            "D102",
            f"{word} holds no {HEAD}, so it is not a dataset.",
            help=f"Name the folder that holds the {HEAD}: with --records DIR, or within a revision as REV:PATH.",
        )
    try:
        return session.another(folder, files)
    except DataFault as fault:
        raise DataFault(
            fault.code,
            f"The records of {word} cannot be compared: they hold errors or changed while they were read.",
            diagnostics=fault.diagnostics,
            notes=(fault.message, *fault.notes) if not fault.diagnostics else (),
            help=f"Mend them, or name another side. `supplychain explain {fault.code}` says more.",
        ) from None
