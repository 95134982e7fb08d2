"""A dataset as a git revision holds it, written into a folder that is gone afterwards.

Only objects are read (`rev-parse`, `ls-tree`, `cat-file`): nothing is checked out, so that no hook, filter or attribute
of the repository runs, and nothing is fetched. Needs the program git.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from supplychain_cli.diagnostics import DataFault, UsageFault
from supplychain_cli.light import NamedTuple

PREFIX = "git:"
MAX_TOTAL = 512 * 1024 * 1024
"""Most bytes of one revision that are written out."""

_REGULAR = {"100644", "100755", "100664"}
_SURROUNDINGS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"}
"""What a hook sets for its own repository; here the folder says which one is meant."""
_QUIETLY = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_ENTRY = re.compile(rb"(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)", re.DOTALL)


class Revision(NamedTuple):
    """A revision as a folder: its commit in full, and where its files lie."""

    commit: str
    folder: Path


class _Blob(NamedTuple):
    """A file of a tree."""

    name: str
    digest: str
    size: int


def is_revision(text: str) -> bool:
    """Whether a text is written like a revision: `git:REV`, `git:REV:PATH` or `REV:PATH`."""
    return text.startswith(PREFIX) or ":" in text


@contextmanager
def unpacked(text: str, near: Path) -> Iterator[Revision]:
    """Write the files of a revision into a folder for as long as this lasts.

    `git:REV` means the folder `near` as it was at the revision; `git:REV:PATH` and `REV:PATH` name the folder from
    the top of the repository that holds `near`. Files and folders that are hidden, links and submodules are left out.
    Raises UsageFault when git is not there or knows no such revision or folder, DataFault when it is too large.
    """
    revision, _, path = text.removeprefix(PREFIX).partition(":")
    inner = path.strip("/") if path or not text.startswith(PREFIX) else _inside(near)
    commit = _one(near, text, f"{revision}^{{commit}}", revision)
    tree = _one(near, text, f"{commit}:{inner}" if inner not in {"", "."} else f"{commit}^{{tree}}", revision)
    blobs = list(_blobs(near, tree))
    if sum(blob.size for blob in blobs) > MAX_TOTAL:
        raise DataFault(
            "D161",
            f"The files of {text} hold more than {MAX_TOTAL:,} bytes.",
            help="Name the folder of the dataset: REV:PATH.",
        )
    with tempfile.TemporaryDirectory(prefix="supplychain-") as name:
        folder = Path(name).resolve()
        _write(near, blobs, folder)
        yield Revision(commit, folder)


def _inside(near: Path) -> str:
    """Give a folder's path from the top of its repository."""
    top = _git(near, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").strip("\n")
    return near.resolve().relative_to(Path(top).resolve()).as_posix()


def _one(near: Path, text: str, expression: str, revision: str) -> str:
    """Give the one object that an expression names."""
    if not revision or revision.startswith("-"):
        raise _unknown(text)
    try:
        return _git(near, "rev-parse", "--verify", "--quiet", expression).decode("ascii").strip()
    except UsageFault as fault:
        raise fault if fault.code == "U162" else _unknown(text, fault.notes) from None


def _unknown(text: str, notes: tuple[str, ...] = ()) -> UsageFault:
    return UsageFault(
        "U163",
        f"git knows no revision or folder {text}.",
        notes=notes,
        help="Write git:REV for the records folder at a revision, or REV:PATH for another folder: `git:HEAD~1`, "
        "`v1.2:records`.",
    )


def _blobs(near: Path, tree: str) -> Iterator[_Blob]:
    """List the regular files of a tree whose path is plain and not hidden."""
    try:
        listed = _git(near, "ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    except UsageFault as fault:
        raise fault if fault.code == "U162" else _unknown(tree, fault.notes) from None
    for line in listed.split(b"\0"):
        entry = _ENTRY.fullmatch(line)
        if entry is None or entry[1].decode() not in _REGULAR or entry[2] != b"blob":
            continue
        name = os.fsdecode(entry[5])
        if _is_plain(name):
            yield _Blob(name, entry[3].decode(), int(entry[4]))


def _is_plain(name: str) -> bool:
    """Whether a path stays below its folder on every system, and no part of it is hidden."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not any(part.startswith((".", "/")) or set(part) & set("\\:\0") for part in parts)


def _write(near: Path, blobs: Iterable[_Blob], folder: Path) -> None:
    wanted = list(blobs)
    asked = "".join(f"{blob.digest}\n" for blob in wanted).encode()
    data = _git(near, "cat-file", "--batch", given=asked)
    at = 0
    for blob in wanted:
        end = data.index(b"\n", at)
        at = end + 1 + blob.size
        target = folder / blob.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data[end + 1 : at])
        at += 1


def _git(near: Path, *words: str, given: bytes = b"") -> bytes:
    """Ask git. Raises UsageFault: U162 when there is no git or no repository, U163 for all else it refuses."""
    kept = {name: value for name, value in os.environ.items() if name not in _SURROUNDINGS}
    command = ["git", "-C", str(near), "-c", "protocol.allow=never", "-c", "core.fsmonitor=false", *words]
    try:
        done = subprocess.run(  # noqa: S603 - words of ours, and a revision that is no option
            command, env={**kept, **_QUIETLY}, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageFault(
            "U162",
            "The program git is not installed, so no revision can be read.",
            help="Install git, or name two folders.",
        ) from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    notes = tuple(f"git said: {line}" for line in said[:1])
    if any("not a git repository" in line or "dubious ownership" in line for line in said):
        raise UsageFault(
            "U162",
            f"The folder {near} is in no git repository that can be read.",
            notes=notes,
            help="Stand in the repository, or name its records with --records.",
        )
    raise UsageFault("U163", "git could not answer.", notes=notes)
