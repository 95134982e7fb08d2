"""One feed to one segment: from the views of an importer to columns in a folder."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.bulk import edges, filling, numbering
from supplychain_cli.snapshot.bulk.beside import beside
from supplychain_cli.snapshot.bulk.lanes import write_lanes
from supplychain_cli.snapshot.bulk.passes import Passes, passes
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.snapshot.names.build import build
from supplychain_cli.snapshot.writing import SegmentWriter

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Progress = Callable[[str], None]
"""Told what is being done."""
_NAMES_AT_A_TIME = 20_000


class Feed(NamedTuple):
    """What a compiled feed is called, and the grade of its claims (a rank in `model.evidence.GRADES`)."""

    name: str
    grade: int
    memory: int
    """Bytes that the database may hold beside joins in several passes, or columns that are written."""
    meta: Mapping[str, Any]
    """What the manifest keeps of it: its record, and what reading its files gave."""


def compile_feed(
    connection: DuckDBPyConnection,
    feed: Feed,
    views: Mapping[str, str],
    folder: Path,
    told: Progress = lambda _what: None,
) -> SegmentInfo:
    """Write a feed into a new folder as a segment, and describe it.

    `views` has a SELECT for each of parties, names, identifiers, details, listings, relations and flows, whose
    columns are those of `importers.rows`, without NULL. `connection` bounds the memory and says where to spill; it is
    closed before the names are indexed, which takes memory of its own.
    `meta` of the result has `dangling`: how many relations name a party that the feed does not have; they
    are left out.
    """
    told("numbering its parties")
    steps = passes(connection, views, feed.memory)
    straight = "terms" in views and steps.buckets == 1
    if not straight:
        _bound(connection, feed.memory)
    numbering.nodes(steps, f"{feed.name}:", views)
    numbering.others(steps, views)
    told("sorting its relations")
    if straight:
        edges.sort_links(steps, feed.grade, views)
        _bound(connection, feed.memory)
        dangling, unique = 0, True
    else:
        dangling, unique = edges.make(steps, feed.grade, views), _number(connection)
        edges.sort(connection, keep_numbers=not unique)
    writer = SegmentWriter(folder)
    told("writing columns")
    with beside(connection) as other:
        for name in ("node", "edge", "listing", "identifier", "bearer", "detail", "flow"):
            filling.table(connection, writer, name, other)
        told("sorting its relations by their other end")
        number = "row" if unique else "number"
        lanes = write_lanes(connection, writer, number)
    (last,) = connection.execute(f"SELECT coalesce(max({number}), 0) FROM edge").fetchone() or (0,)
    told("indexing its names")
    waiting = folder / "names.waiting"
    with waiting.open("wb") as file:
        for batch in _names(steps, views):
            pickle.dump(batch, file)
    connection.close()
    named = build(_waited(waiting), folder / "names")
    waiting.unlink()
    meta = {**feed.meta, "lanes": lanes, "last_number": last, "dangling": dangling, "numbered_by_row": unique}
    return SegmentInfo(feed.name, {**writer.counts, "name": named}, writer.described, {}, meta)


def _bound(connection: DuckDBPyConnection, memory: int) -> None:
    connection.execute(f"SET memory_limit = '{memory}B'")


def _number(connection: DuckDBPyConnection) -> bool:
    """Number the relations: by their row, or one after the other where a row gives several. Says whether by row."""
    (count, last) = connection.execute("SELECT count(*), max(row) FROM numbered").fetchone() or (0, 0)
    unique = not count or _all_differ(connection, int(count), int(last))
    if unique:
        connection.execute("CREATE VIEW with_number AS SELECT *, row AS number FROM numbered")
    else:
        connection.execute(
            "CREATE TABLE with_number AS SELECT *, (row_number() OVER (ORDER BY row, tail, head, kind, goods, text))"
            "::UINTEGER AS number FROM numbered"
        )
    return unique


def _all_differ(connection: DuckDBPyConnection, count: int, last: int) -> bool:
    import numpy as np

    seen = np.zeros(last + 1, dtype=bool)
    for rows in filling.fetched(connection, "row", "numbered", count):
        seen[rows] = True
    return int(seen.sum()) == count


def _names(steps: Passes, views: Mapping[str, str]) -> Iterator[list[tuple[int, int, str, str, str]]]:
    """Give the names of each party in batches, the one shown to people first."""
    connection = steps.connection
    connection.execute("DROP TABLE edge")
    steps.make(
        "further",
        lambda within: (
            "SELECT DISTINCT n.node, r.name, r.kind, r.lang, 1 AS place "
            f"FROM {numbering.of_nodes(views['names'], within)} WHERE r.name <> n.name AND r.name <> ''"
        ),
    )
    connection.execute(
        "CREATE TABLE named AS SELECT node, name, 'primary' AS kind, '' AS lang, 0 AS place FROM node "
        "UNION ALL FROM further ORDER BY node, place, name, kind, lang"
    )
    for begin in range(0, filling.count_of(connection, "named"), _NAMES_AT_A_TIME):
        # One question for each batch: the answer to one for all would be held in memory whole.
        yield connection.execute(
            "SELECT rowid, node, name, kind, lang FROM named "
            f"WHERE rowid >= {begin} AND rowid < {begin + _NAMES_AT_A_TIME} ORDER BY rowid"
        ).fetchall()


def _waited(file: Path) -> Iterator[names.NameEntry]:
    """Give the names that wait in a file, batch after batch."""
    with file.open("rb") as stream:
        while stream.peek(1):
            yield from map(names.NameEntry._make, pickle.load(stream))  # noqa: S301 - this process wrote it
