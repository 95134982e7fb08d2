"""Keeping house among snapshots: what was compiled, what is stored and whether it is sound, what the cache holds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from supplychain_cli.diagnostics import DataFault, UsageFault
from supplychain_cli.queries.stored import (
    CacheAnswer,
    CachedThing,
    ColumnFigures,
    CompileAnswer,
    Damaged,
    Input,
    SegmentFigures,
    SnapshotAnswer,
    SoundAnswer,
)
from supplychain_cli.snapshot import inspection, manifest, mapped, store
from supplychain_cli.snapshot.manifest import Manifest
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.workspace.folder import dataset_folder
from supplychain_cli.workspace.freshness import digest_of
from supplychain_cli.workspace.world import Work, World

_DAY = 86_400


def compiled(world: World, snapshot: Snapshot, work: Work, seconds: float) -> CompileAnswer:
    """Say what opening a dataset took. Cost: a look at the snapshot's files."""
    kept = not any(notice.code == "N103" for notice in world.notices)
    segments = tuple(_segments(snapshot.folder, snapshot.manifest, work))
    return CompileAnswer(
        folder=str(world.info.folder),
        digest=world.info.digest,
        compiled=work.compiled,
        kept=kept,
        snapshot=str(snapshot.folder) if kept else "",
        seconds=round(seconds, 2),
        bytes=inspection.bytes_of(snapshot.folder),
        segments=segments,
    )


def described(world: World, snapshot: Snapshot) -> SnapshotAnswer:
    """Say what a snapshot was made of and what it consists of. Cost: the header of every column."""
    found = snapshot.manifest
    return SnapshotAnswer(
        folder=str(world.info.folder),
        snapshot=str(snapshot.folder),
        format=found.format,
        digest=found.digest,
        made_from=tuple(Input(name, digest) for name, digest in found.made_from.items()),
        segments=tuple(_segments(snapshot.folder, found, Work())),
        members=found.links.counts.get("member", 0),
        columns=tuple(
            ColumnFigures(size.segment, size.name, size.type, size.values, size.size)
            for size in inspection.sizes(snapshot.folder, found)
        ),
        bytes=inspection.bytes_of(snapshot.folder),
    )


def _segments(folder: Path, found: Manifest, work: Work) -> Iterator[SegmentFigures]:
    for number, info in enumerate(found.segments):
        now = work.compiled and (not number or info.name in work.feeds)
        yield SegmentFigures(
            name=info.name,
            parties=info.counts.get("node", 0),
            names=info.counts.get("name", 0),
            relations=info.counts.get("edge", 0),
            listings=info.counts.get("listing", 0),
            bytes=inspection.bytes_of(folder / info.name),
            made="compiled now" if now else "as it was",
        )


def sound(records: Path | None) -> SoundAnswer:
    """Check every page of the stored snapshot of a dataset.

    Raises DataFault when there is none, or the records cannot be read. Cost: reads the whole snapshot.
    """
    folder = dataset_folder(records)
    digest = digest_of(folder)
    stored = store.snapshot_folder(digest) if digest else None
    if stored is None or not stored.is_dir():
        raise DataFault(
            "D251",
            f"There is no snapshot of the records in {folder} as they are now.",
            help="Make one with `supplychain compile`; every question makes it too.",
        )
    try:
        found = inspection.check(stored, manifest.read(stored))
    except mapped.Damaged as fault:
        what = str(fault).removeprefix(f"{fault.file}: ").rstrip(".")
        found = inspection.Checked(1, 0, 0, (inspection.Damage(manifest.NAME, "", -1, what),))
    damage = tuple(
        Damaged(each.file, each.column, None if each.page < 0 else each.page, each.what)
        for each in found.damage
    )
    return SoundAnswer(str(stored), found.files, found.pages, found.size, not damage, damage)


def forgotten(records: Path | None) -> None:
    """Throw the stored snapshot of a dataset away, with its compiled feeds, so that the next question makes it anew."""
    digest = digest_of(dataset_folder(records))
    if digest:
        store.forget(digest)


def cached(older_than: int | None = None) -> CacheAnswer:
    """List what the cache holds that was last used so many days ago or more, the most recently used first.

    Raises UsageFault where the machine has no place for a cache.
    """
    folder = _folder()
    return _answer(folder, _chosen(folder, older_than), removed=False)


def cleared(older_than: int | None = None) -> CacheAnswer:
    """Remove what the cache holds that was last used so many days ago or more, and what killed compiles left."""
    folder = _folder()
    chosen = list(_chosen(folder, older_than))
    answer = _answer(folder, chosen, removed=True)
    for each in chosen:
        store.discard(each.folder)
    if folder.is_dir():
        store.sweep(folder)
    return answer


def _folder() -> Path:
    try:
        return store.cache_folder()
    except RuntimeError as fault:
        raise UsageFault(
            "U251",
            f"There is no place for a cache: {str(fault).lower().rstrip('.')}.",
            help="Name a folder in $SUPPLYCHAIN_CACHE.",
        ) from fault


def _chosen(folder: Path, older_than: int | None) -> Iterator[store.Kept]:
    try:
        held = store.kept(folder)
    except OSError as fault:
        raise DataFault(
            "D252",
            f"The cache folder {folder} cannot be read: {(fault.strerror or 'unknown reason').lower()}.",
            help="Mend its permissions, or name another folder in $SUPPLYCHAIN_CACHE.",
        ) from fault
    return (each for each in held if older_than is None or _days(each) >= older_than)


def _answer(folder: Path, held: Iterable[store.Kept], *, removed: bool) -> CacheAnswer:
    things = tuple(
        CachedThing(
            name=each.folder.name,
            kind={store.SNAPSHOT: "snapshot", store.FEED: "feed"}.get(each.folder.suffix, "memory"),
            dataset=_dataset(each.folder),
            bytes=each.size,
            used=datetime.fromtimestamp(each.used, UTC).date().isoformat(),
            days=_days(each),
        )
        for each in held
    )
    total = sum(each.bytes for each in things)
    return CacheAnswer(str(folder), things, total, store.size_limit(), removed)


def _days(each: store.Kept) -> int:
    return max(0, int((time.time() - each.used) // _DAY))


def _dataset(folder: Path) -> str:
    """Give the name of what a snapshot or a compiled feed holds; empty when it does not say."""
    try:
        if folder.suffix == store.SNAPSHOT:
            found = manifest.read(folder).dataset
            return f"{found['name']} {found['version']}"
        return manifest.read_segment(folder).name if folder.suffix == store.FEED else ""
    except (mapped.Damaged, KeyError):
        return ""
