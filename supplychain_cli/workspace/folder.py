"""Where the records are: named, in the environment, upwards from here, or shipped with the program."""

from __future__ import annotations

import os
from pathlib import Path

from supplychain_cli.diagnostics import DataFault

HEAD = "dataset.yml"
VARIABLE = "SUPPLYCHAIN_RECORDS"
_PACKAGE = Path(__file__).resolve().parents[1]


def dataset_folder(named: Path | None = None) -> Path:
    """Find the dataset: the folder named, else `$SUPPLYCHAIN_RECORDS`, else upwards from here, else the shipped one.

    A folder that is named, by option or environment, is taken at its word; nothing else is tried then. Raises
    DataFault when it is not there or holds no `dataset.yml`.
    """
    if named is not None:
        return _checked(named, f"--records {named}")
    if from_environment := os.environ.get(VARIABLE):
        return _checked(Path(from_environment), f"${VARIABLE}: {from_environment}")
    found = _upwards() or _shipped()
    if found is None:
        raise DataFault(
            "D102",
            "No folder from this one upwards holds a dataset.yml, and no records came with the program.",
            help=f"Name the folder with --records DIR or in ${VARIABLE}.",
        )
    return found


def _checked(folder: Path, said: str) -> Path:
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir fails where a folder above may not be read
        what = "is not a folder" if os.path.exists(folder) else "does not exist"  # noqa: PTH110 - as above
        raise DataFault(
            "D101",
            f"The records folder {folder} {what}.",
            notes=(f"It was named by {said}.",),
            help=f"Name a folder that holds a {HEAD} with --records DIR.",
        )
    if not os.path.isfile(folder / HEAD):  # noqa: PTH113 - as above
        raise DataFault(
            "D102",
            f"The folder {folder} holds no {HEAD}, so it is not a dataset.",
            notes=(f"It was named by {said}.",),
            help=f"Name the folder that holds the {HEAD}. `supplychain guide` says how a dataset is laid out.",
        )
    return folder


def _upwards() -> Path | None:
    try:
        here = Path.cwd()
    except OSError:
        return None
    return next((folder for folder in (here, *here.parents) if os.path.isfile(folder / HEAD)), None)  # noqa: PTH113 - as above


def _shipped() -> Path | None:
    """Give the records of an installed program, or those beside the package in a source checkout."""
    places = (_PACKAGE / "shipped", _PACKAGE.parent / "records")
    return next((folder for folder in places if os.path.isfile(folder / HEAD)), None)  # noqa: PTH113 - as above


def is_shipped(folder: Path) -> bool:
    """Whether these are the records that came with an installed program."""
    return folder.resolve() == _PACKAGE / "shipped"


def below_repository(folder: Path) -> str | None:
    """Give the way from the top of the git repository to a folder in it: `records/`, or empty for the top itself.

    None for a folder in no repository, and for the records that came with the program: nobody's repository holds them.
    """
    here = folder.resolve()
    if here == _PACKAGE / "shipped":
        return None
    top = next((place for place in (here, *here.parents) if os.path.lexists(place / ".git")), None)
    if top is None:
        return None
    return "" if here == top else f"{here.relative_to(top).as_posix()}/"
