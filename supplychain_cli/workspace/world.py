"""Open a dataset: find it, take its stored snapshot or build one, and give the view of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import DataFault, Notice
from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.light import dataclass
from supplychain_cli.records.collector import without_collector
from supplychain_cli.snapshot import store
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.workspace.folder import dataset_folder
from supplychain_cli.workspace.freshness import Contents, contents_of, digest_of
from supplychain_cli.workspace.names import StoredNames

if TYPE_CHECKING:
    from supplychain_cli.model.dataset import Corpus
    from supplychain_cli.model.feed import Feed
    from supplychain_cli.records.read import Reading
    from supplychain_cli.snapshot.compile import Content
    from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
    from supplychain_cli.workspace import feeds

Progress = Callable[[int, int], None]
"""Told after each file that was read: how many are read, and how many there are."""


REBUILT = Notice("N104", "The stored records were damaged; they were thrown away and compiled anew.")


@dataclass(frozen=True, slots=True)
class Info:
    """Which dataset a world is made of. `digest` is the SHA-256 over its files."""

    name: str
    version: str
    digest: str
    folder: Path


@dataclass(frozen=True, slots=True)
class World:
    """A dataset that is open: what questions see, what it is called, its names, and remarks made on opening it."""

    view: View
    info: Info
    names: StoredNames
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Work:
    """What opening a dataset takes: told while it is done, and known afterwards."""

    progress: Progress | None = None
    told: feeds.Told = lambda _what: None
    compiled: bool = False
    """Whether the snapshot was made now, rather than taken from the cache."""
    feeds: list[str] = field(default_factory=list)
    """The feeds that were compiled now."""
    files: Path | None = None
    """Where the paths of feeds begin, for an earlier state of the dataset there; what is kept of a feed then counts
    whatever has become of its files."""


def open_world(
    records: Path | None, scope: Scope, engine: str = "columnar", work: Work | None = None
) -> World:
    """Open the dataset of a folder, or the one that `dataset_folder` finds. `work` is told what that takes.

    The first question after a change reads and checks all records and stores them compiled; the next ones read what
    they touch. Raises DataFault when there are no records or they hold an error, with every complaint.
    """
    folder, work = dataset_folder(records), work or Work()
    contents = contents_of(folder)
    stored, notices = _stored(folder, contents, look=work.files is None)
    if stored is None:
        with without_collector():
            stored, more = _made(folder, contents, work)
        notices += more
    return _world(folder, scope, engine, stored, notices)


def checked(folder: Path, scope: Scope, progress: Progress | None = None) -> tuple[Reading, World | None]:
    """Read and check a dataset, whatever is stored; the world is None when there are errors.

    Raises DataFault when the files change meanwhile.
    """
    contents = contents_of(folder)
    reading = _read(folder, progress)
    if reading.corpus is None:
        return reading, None
    from supplychain_cli.workspace import pins

    if faults := tuple(pins.complaints(reading.corpus, folder)):
        return replace(reading, diagnostics=(*reading.diagnostics, *faults)), None
    stored, notices = _stored(folder, contents)
    if stored is None:
        stored, more = _anew(folder, contents, reading.corpus, Work())
        notices += more
    return reading, _world(folder, scope, "columnar", stored, notices)


def stored_snapshot(records: Path | None) -> Snapshot | None:
    """Give the stored snapshot of a dataset, never building one; None when there is none. Raises as `open_world`."""
    folder = dataset_folder(records)
    try:
        # Even a note of what the files look like would be something built.
        digest = digest_of(folder) if store.cache_folder().is_dir() else ""
        return store.load(digest) if digest else None
    except (Damaged, RuntimeError):
        return None


def recorded(folder: Path) -> Corpus:
    """Read the records of a dataset anew. Raises DataFault when they hold errors."""
    reading = _read(folder, None)
    if reading.corpus is None:
        raise _invalid(folder, reading)
    return reading.corpus


def recorded_feeds(folder: Path) -> list[tuple[Feed, str]]:
    """Give the feeds that a dataset names, with the file each is written in, by name. Reads the records anew.

    Raises DataFault when they hold errors.
    """
    from supplychain_cli.model.feed import Feed

    found = [
        (entry.record, entry.at().file)
        for entry in recorded(folder).section("feeds")
        if isinstance(entry.record, Feed)
    ]
    return sorted(found, key=lambda pair: pair[0].id)


def forget(digest: str) -> None:
    """Throw a stored snapshot away, with the compiled feeds whose files it shares. Does nothing when there is none."""
    store.forget(digest)


def is_damage(fault: BaseException) -> bool:
    """Whether a fault says that the stored snapshot cannot be read, rather than that a question was wrong."""
    return isinstance(fault, Damaged)


def _stored(
    folder: Path, contents: Contents | None, *, look: bool = True
) -> tuple[Snapshot | None, tuple[Notice, ...]]:
    """Give the stored snapshot of a dataset; of a damaged one, which is thrown away, only a remark.

    Raises DataFault when the file of a feed is not what was added; with `look` False its files are not looked at.
    """
    if contents is None:
        return None, ()
    try:
        stored = store.load(contents.digest)
        if stored is not None and look and len(stored.segments) > 1:
            from supplychain_cli.workspace.pins import check_files

            check_files(stored, folder)
    except Damaged:
        forget(contents.digest)
        return None, (REBUILT,)
    return stored, ()


def _world(
    folder: Path, scope: Scope, engine: str, snapshot: Snapshot, notices: tuple[Notice, ...] = ()
) -> World:
    info = Info(snapshot.meta["name"], snapshot.meta["version"], snapshot.meta["digest"], folder)
    view = open_view(snapshot, scope, engine)
    return World(view, info, StoredNames(view), notices)


def _invalid(folder: Path, reading: Reading) -> DataFault:
    return DataFault(
        "D103",
        f"The records in {folder} hold errors, so no question can be answered from them.",
        diagnostics=reading.diagnostics,
        help="Mend them; `supplychain check` lists them all again.",
    )


def _read(folder: Path, progress: Progress | None) -> Reading:
    from supplychain_cli.records.read import read

    return read(folder, progress=progress)


def _made(folder: Path, contents: Contents | None, work: Work) -> tuple[Snapshot, tuple[Notice, ...]]:
    """Compile a dataset: by an edit of what was compiled last, else from all records.

    Raises DataFault when they hold errors, or change meanwhile.
    """
    from supplychain_cli.workspace import edits

    edited = edits.content(folder, contents) if contents else None
    if contents and edited:
        try:
            made = _compiled(folder, edited, work)
            edits.keep(folder, contents)
        except Damaged:
            # What was compiled last is: nothing of it is taken over.
            pass
        else:
            return made
    reading = _read(folder, work.progress)
    if reading.corpus is None:
        raise _invalid(folder, reading)
    return _anew(folder, contents, reading.corpus, work)


def _anew(
    folder: Path, contents: Contents | None, corpus: Corpus, work: Work
) -> tuple[Snapshot, tuple[Notice, ...]]:
    """Compile all records of a dataset. Raises DataFault when the files changed while they were read."""
    from supplychain_cli.snapshot.compile import content_of
    from supplychain_cli.workspace import edits

    if contents is None or digest_of(folder) != contents.digest:
        raise DataFault(
            "D104", f"The records in {folder} changed while they were read.", help="Run the command again."
        )
    made = _compiled(folder, content_of(corpus, contents.digest), work)
    edits.keep(folder, contents)
    return made


def _compiled(folder: Path, content: Content, work: Work) -> tuple[Snapshot, tuple[Notice, ...]]:
    """Compile the records, take each feed from the cache or compile it, and join them to one snapshot."""
    work.compiled = True
    fill = partial(_fill, content)
    try:
        if content.feeds:
            snapshot, why = _with_feeds(folder, content, fill, work)
        else:
            snapshot, why = store.build(content.digest, partial(fill, ()))
    except OSError as fault:
        from supplychain_cli.workspace.feeds import no_room

        raise no_room(f"the records in {folder}", fault) from fault
    return snapshot, (Notice("N103", why),) if why else ()


def _fill(content: Content, held: Sequence[feeds.Compiled], place: Path) -> Manifest:
    from supplychain_cli.snapshot.compile import compile_content

    def segments() -> Sequence[SegmentInfo]:
        if not held:
            return ()
        from supplychain_cli.workspace import feeds

        return feeds.take_over(held, place)

    return compile_content(content, place, segments)


def _with_feeds(
    folder: Path, content: Content, fill: Callable[[Sequence[feeds.Compiled], Path], Manifest], work: Work
) -> tuple[Snapshot, str]:
    """Take each feed from the cache or compile it, and join them with the records to one snapshot."""
    from supplychain_cli.workspace import feeds, pins

    for feed in content.feeds if work.files is None else ():
        pins.checked(feed, folder)
    folder = work.files or folder

    recorded = content.feeds
    work.feeds += [feed.id for feed in recorded if not feeds.is_kept(feed)]
    try:
        held = [feeds.compiled(feed, folder, work.told) for feed in recorded]
        return store.build(content.digest, partial(fill, held))
    except (OSError, RuntimeError) as fault:
        with feeds.apart(recorded, folder, work.told) as held:
            return store.temporary(partial(fill, held)), store.not_kept(fault)
