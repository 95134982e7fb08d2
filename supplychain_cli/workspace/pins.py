"""The files of feeds, which lie beside the records: whether they are those that were added."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import DataFault, Diagnostic
from supplychain_cli.records.files import status_of
from supplychain_cli.snapshot import store
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.workspace.freshness import is_settled, memory_of, recalled, remember

if TYPE_CHECKING:
    from supplychain_cli.model.dataset import Corpus
    from supplychain_cli.model.feed import Feed


class Pins:
    """The digests of the files of feeds, which are read again only where the disk says that they changed."""

    def __init__(self, dataset: Path) -> None:
        """Recall what is known of the files of a dataset."""
        self._memory = memory_of(dataset, store.PINS)
        self._known: dict[str, tuple[bytes, str]] = recalled(self._memory) or {}

    def digest(self, file: Path) -> str:
        """Give the SHA-256 of a file. Raises OSError when it cannot be read. Cost: reads it unless it is known."""
        now, name = time.time_ns(), str(file.absolute())
        status = status_of(file.stat())
        said, digest = self._known.get(name, (b"", ""))
        if said == status:
            return digest
        digest = digest_of(file)
        if is_settled(status, now):
            self._known[name] = (status, digest)
            remember(self._memory, self._known)
        return digest


def check_files(snapshot: Snapshot, dataset: Path) -> None:
    """Look whether the files of the feeds of a stored snapshot are still there and the same. Raises as `checked`.

    Cost: a look at each file; one that the disk says has changed is read.
    """
    pins = Pins(dataset)
    for held in snapshot.records("feeds"):
        # As the record stands there: what a feed may say besides its files is more than such a look takes.
        files = [(file["path"], file["size"], file["sha256"]) for file in held.plain["files"]]
        _refuse(held.id, (_fault(*pinned, dataset, pins) for pinned in files))


def checked(feed: Feed, dataset: Path) -> list[Path]:
    """Give the files of a feed. Raises DataFault naming every one that is missing or not what was pinned.

    A file that the disk says has not changed since it was read last is not read again.
    """
    pins = Pins(dataset)
    _refuse(feed.id, (_fault(file.path, file.size, file.sha256, dataset, pins) for file in feed.files))
    return [dataset / pinned.path for pinned in feed.files]


def _refuse(feed: str, found: Iterable[str]) -> None:
    """Raise a DataFault where anything is wrong with the files of a feed."""
    if faults := tuple(filter(None, found)):
        raise DataFault(
            "D242",
            f"The files of the feed {feed} are not those that it was made of.",
            notes=faults,
            help=_remedy(feed),
        )


def complaints(corpus: Corpus, dataset: Path) -> Iterator[Diagnostic]:
    """Give a complaint for each file of a feed that `checked` refuses, with the place where it is pinned."""
    from supplychain_cli.model.feed import Feed

    pins = Pins(dataset)
    for entry in corpus.section("feeds"):
        feed = entry.record
        if isinstance(feed, Feed):
            for number, pinned in enumerate(feed.files):
                if fault := _fault(pinned.path, pinned.size, pinned.sha256, dataset, pins):
                    yield Diagnostic("D242", fault, entry.at("files", number), help=_remedy(feed.id))


def _fault(path: str, size: int, sha256: str, dataset: Path, pins: Pins) -> str:
    """Say what is wrong with a file; nothing when it is the one that was pinned."""
    file = dataset / path
    try:
        if file.stat().st_size != size or pins.digest(file) != sha256:
            return f"{path} is not the file that was added: its content differs."
    except OSError as fault:
        return f"{path} cannot be read: {(fault.strerror or 'unknown reason').lower()}."
    return ""


def _remedy(feed: str) -> str:
    return f"Put the old file back, or take the new one with `supplychain feed update {feed} FILE`."


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file. Raises OSError when it cannot be read. Cost: reads it once."""
    import hashlib  # what is not read again needs none

    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
