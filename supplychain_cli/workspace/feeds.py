"""The feeds of a dataset: their files checked against their pins, and each compiled once, whatever else changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.diagnostics import DataFault, Notice
from supplychain_cli.importers.formats import FORMATS
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import Row
from supplychain_cli.light import dataclass
from supplychain_cli.model.codec import to_plain
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.feed import Feed, grade_of
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.snapshot import manifest, store
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.workspace.pins import checked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from supplychain_cli.importers.tables.engine import Memory

Told = Callable[[str], None]
"""Told what is being done."""
MORE = 2_000_000_000
"""Bytes that the database may hold where it cannot do with less: no number of rows or parties needs it, but a few rows
of very long texts may."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A feed that is compiled: its folder in the cache, and its segment with what reading it gave."""

    folder: Path
    info: SegmentInfo


def compiled(feed: Feed, dataset: Path, told: Told = lambda _what: None) -> Compiled:
    """Give a feed's segment from the cache, or read its files and compile it.

    Raises DataFault when a file is missing, is not what was pinned, or cannot be read as the format says; OSError
    when the cache cannot be written.
    """
    target = _target(feed)
    found = _held(target)
    if found is not None:
        store.touch(target)
        return found
    with store.building(target) as beside:
        info = compile_into(feed, dataset, beside, told)
        info.meta["kept"] = target.name
        manifest.write_segment(beside, info)
        store.settle(beside, target)
    return Compiled(target, info)


def is_kept(feed: Feed) -> bool:
    """Whether the cache holds a feed compiled."""
    try:
        return _target(feed).is_dir()
    except (OSError, RuntimeError):
        return False


def compile_into(feed: Feed, dataset: Path, folder: Path, told: Told = lambda _what: None) -> SegmentInfo:
    """Read the files of a feed and write its segment into a folder, as `segment` below it. Raises as `compiled`."""
    from supplychain_cli.importers.tables import engine

    told(f"checking the files of {feed.id}")
    files = checked(feed, dataset)
    usual = engine.memory()
    more = max(MORE, usual.reading)
    for memory in (usual, engine.Memory(more, more)):
        try:
            return _compiled_within(memory, feed, files, folder, told)
        except engine.too_small():
            shutil.rmtree(folder / "segment", ignore_errors=True)
    raise DataFault(
        "D247",
        f"The feed {feed.id} takes more memory than {more / 1e9:g} GB to sort.",
        help=f"Split its files into several feeds, or allow more bytes in ${engine.VARIABLE}.",
    )


def _compiled_within(
    memory: Memory, feed: Feed, files: Sequence[Path], folder: Path, told: Told
) -> SegmentInfo:
    from supplychain_cli.importers.tables import engine
    from supplychain_cli.snapshot.bulk import Feed as Bulk
    from supplychain_cli.snapshot.bulk import compile_feed

    reading = memory.sorting if feed.mapping is None else memory.reading
    work = folder / "work"
    work.mkdir(parents=True)
    report = Report()
    try:
        with engine.connected(work, reading, size=sum(each.size for each in feed.files)) as connection:
            connection.execute("SET enable_progress_bar = false")
            told(f"reading {feed.id}")
            views = views_of(feed, files, connection, work, report)
            meta = {"files": _places(feed, report), "credibility": feed.credibility}
            bulk = Bulk(feed.id, GRADES.index(grade_of(feed)), memory.sorting, meta)
            info = compile_feed(
                connection, bulk, views, folder / "segment", lambda what: told(f"{what} ({feed.id})")
            )
    finally:
        shutil.rmtree(work, ignore_errors=True)
    info.meta["report"] = summary(report, info)
    return info


def _places(feed: Feed, report: Report) -> dict[str, str]:
    """Give the file that has the rows of each section; none for a section whose rows are in several."""
    paths = {Path(each.path).name: each.path for each in feed.files}
    tables = {"parties": "entities", "relations": "relations", "listings": "listings"}
    if feed.format == "tables":
        named = {tables.get(Path(name).stem, ""): path for name, path in paths.items()}
        return {section: path for section, path in named.items() if section}
    alone = paths.get(report.main, feed.files[0].path if len(feed.files) == 1 else "")
    return dict.fromkeys(tables.values(), alone) if alone else {}


def views_of(
    feed: Feed, files: Sequence[Path], connection: DuckDBPyConnection, work: Path, report: Report
) -> dict[str, str]:
    """Give a SELECT for each of the tables of a feed, filling the report. Raises DataFault, see the importers."""
    from supplychain_cli.importers import interchange, spool, table

    form = FORMATS.get(feed.format)
    if form is None:
        raise DataFault(
            "D240",
            f"The feed {feed.id} has the format {feed.format}, which this program does not know.",
            help=f"Choose one of: {', '.join(FORMATS)}.",
        )
    if form.gives == "tables":
        return interchange.tables(files, connection, report)
    if form.gives == "mapped":
        found = table.tables(files, needed(feed.mapping, feed.id), connection, report, work)
        return {kind: spool.empty(kind) for kind in spool.KINDS} | found
    if form.gives == "flows":
        return spool.spooled(form.flows()(files, report, Options(feed.date, feed.encoding)), work, connection)
    options = Options(date=feed.date, encoding=feed.encoding)
    return spool.spooled(form.reader()(files, report, options), work, connection)


def needed(mapping: TableMapping | None, name: str) -> TableMapping:
    """Give the mapping of a table. Raises DataFault when there is none."""
    if mapping is None:
        raise DataFault(
            "D241",
            f"There is no mapping for {name}, so nobody knows what the columns of the table mean.",
            help="Name one with --mapping FILE; `supplychain guide mapping` says how to write it.",
        )
    return mapping


def rows_of_tables(files: Sequence[Path], limit: int) -> Iterator[Row]:
    """Give the first rows of each of the tables in files of the format `tables`."""
    import tempfile

    from supplychain_cli.importers import interchange
    from supplychain_cli.importers.tables.engine import connected

    with tempfile.TemporaryDirectory() as work, connected(Path(work)) as connection:
        yield from interchange.first_rows(files, connection, limit)


def notices(report: Mapping[str, Any]) -> Iterator[Notice]:
    """Give the remarks that reading a feed made."""
    return (Notice(each["code"], each["message"]) for each in report["notices"])


def summary(report: Report, info: SegmentInfo) -> dict[str, Any]:
    """Say what reading and compiling a feed gave, as `feed show` prints it."""
    skipped = [
        {"reason": reason, "count": count, "rows": list(rows)} for reason, count, rows in report.reasons()
    ]
    if dangling := info.meta["dangling"]:
        said = "A relation names a party that the feed does not have."
        skipped.append({"reason": said, "count": dangling, "rows": []})
    return {
        "rows": report.rows,
        "parties": info.counts.get("node", 0),
        "names": info.counts.get("name", 0),
        "relations": info.counts.get("edge", 0),
        "listings": info.counts.get("listing", 0),
        "flows": info.counts.get("flow", 0),
        "links": {"stated": report.links.stated, "resolved": report.links.resolved},
        "unresolved": [list(each) for each in report.links.unresolved],
        "date": report.date,
        "files": report.files,
        "notices": [asdict(notice) for notice in report.notices],
        "skipped": skipped,
    }


def take_over(feeds: Iterable[Compiled], folder: Path) -> list[SegmentInfo]:
    """Put compiled feeds into a snapshot's folder, without copying where the disk can link."""
    infos = []
    for feed in feeds:
        store.link_tree(feed.folder / "segment", folder / feed.info.name)
        infos.append(feed.info)
    return infos


def report_of(feed: Feed, dataset: Path, told: Told = lambda _what: None) -> tuple[Mapping[str, Any], str]:
    """Give what reading a feed gave, as `summary`, and why what was compiled cannot be kept; empty when it is kept.

    Raises DataFault as `compiled`, and where there is no room to compile it.
    """
    try:
        return compiled(feed, dataset, told).info.meta["report"], ""
    except (OSError, RuntimeError) as fault:
        why = store.not_kept(fault)
    try:
        with apart([feed], dataset, told) as (found,):
            return found.info.meta["report"], why
    except OSError as fault:
        raise no_room(f"the feed {feed.id}", fault) from fault


def no_room(what: str, fault: OSError) -> DataFault:
    """Say that there is no room to compile something."""
    return DataFault(
        "D254",
        f"There is no room to compile {what}: {(fault.strerror or str(fault)).lower()}.",
        help="Make room on the disk of the cache or of temporary files, or name another cache in "
        "$SUPPLYCHAIN_CACHE; `supplychain cache clear` removes what is stored.",
    )


@contextmanager
def apart(feeds: Sequence[Feed], dataset: Path, told: Told) -> Iterator[list[Compiled]]:
    """Compile feeds where there is no cache, into a folder that is gone afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="supplychain-") as name:
        found = []
        for feed in feeds:
            folder = Path(name) / feed.id
            found.append(Compiled(folder, compile_into(feed, dataset, folder, told)))
        yield found


def _target(feed: Feed) -> Path:
    """Give where a feed is kept: by its name, its content, and how it is read."""
    plain: Mapping[str, Any] = to_plain(feed)
    names = ("id", "format", "reliability", "credibility", "encoding", "mapping")
    read = {name: plain.get(name) for name in names}
    read["files"] = [[each["sha256"], Path(each["path"]).name] for each in plain["files"]]
    text = json.dumps(read, sort_keys=True, ensure_ascii=False)
    return store.cache_folder() / f"{store.key_of(text)}{store.FEED}"


def _held(target: Path) -> Compiled | None:
    try:
        return Compiled(target, manifest.read_segment(target)) if target.is_dir() else None
    except Damaged:
        store.discard(target)
        return None
