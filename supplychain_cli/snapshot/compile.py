"""Rows to columns: number the parties, sort the relations, index the names."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dataset import Corpus, DatasetInfo
from supplychain_cli.model.evidence import Source
from supplychain_cli.model.feed import Feed
from supplychain_cli.model.kinds import CLASS_OF, NEVER_PASSED
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.assembly import assemble
from supplychain_cli.snapshot.extract import Extract, Row, extract
from supplychain_cli.snapshot.format import EDGE_CLASSES, NAMES, RECORDS
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
from supplychain_cli.snapshot.names.build import build
from supplychain_cli.snapshot.sidetables import SIDE_TABLES
from supplychain_cli.snapshot.traits import KIND_NUMBER, traits
from supplychain_cli.snapshot.writing import SegmentWriter, lane_of

Fill: TypeAlias = Callable[[Path], SegmentInfo]
"""Writes the segment `records` into a new folder and describes it."""


class Content(NamedTuple):
    """The checked records of a dataset: the digest of its files, what it is called, its feeds, how to write them."""

    digest: str
    info: Mapping[str, str]
    """Name, version and licence."""
    feeds: Sequence[Feed]
    fill: Fill


def content_of(corpus: Corpus, digest: str) -> Content:
    """Give the content of a checked corpus. Cost: a pass over its records."""
    records = [entry.record for entry in corpus.entries]
    reliability = {record.id: record.reliability for record in records if isinstance(record, Source)}
    feeds = [record for record in records if isinstance(record, Feed)]
    rows = extract(corpus.entries, reliability)
    return Content(digest, called(corpus.info), feeds, partial(compile_rows, rows))


def called(info: DatasetInfo) -> dict[str, str]:
    """Give what a snapshot says of the head of its dataset."""
    return {"name": info.name, "version": info.version, "licence": info.licence}


def compile_dataset(corpus: Corpus, digest: str, folder: Path) -> Manifest:
    """Write a checked corpus without feeds into a folder as a snapshot, and describe that."""
    return compile_content(content_of(corpus, digest), folder)


def compile_content(
    content: Content, folder: Path, feeds: Callable[[], Sequence[SegmentInfo]] = tuple
) -> Manifest:
    """Write the records into a folder as the first segment of a snapshot, and describe that.

    `feeds` puts the segments of feeds beside it and describes them.
    """
    segments = (content.fill(folder / RECORDS), *feeds())
    pins = {f"feed {feed.id}": " ".join(file.sha256 for file in feed.files) for feed in content.feeds}
    made_from = {RECORDS: content.digest, **pins}
    return assemble(folder, content.digest, content.info, made_from, segments)


def compile_rows(rows: Extract, folder: Path) -> SegmentInfo:
    """Write the rows of checked records into a new folder as the segment `records`, and describe it.

    Numbers follow the ids' order, so that equal records give equal columns. Cost: sorting the rows, and the index of
    their names.
    """
    things = sorted(rows.nodes, key=itemgetter(0))
    nodes = {row[0]: number for number, row in enumerate(things)}
    writer = SegmentWriter(folder, packed=True)
    lanes, edges = write_graph(writer, things, numbered_edges(rows, nodes))
    for name, table in SIDE_TABLES.items():
        found = table.rows(rows, {"node": nodes.get, "edge": edges.get})
        writer.table(name, sorted(set(found), key=table.order))
    count = write_names([(nodes[row[0]], *row[1:]) for row in rows.names], folder / NAMES)
    return SegmentInfo(
        RECORDS, {**writer.counts, "name": count}, writer.described, writer.close(), {"lanes": lanes}
    )


def numbered_edges(rows: Extract, nodes: Mapping[str, int]) -> Iterator[Row]:
    """Give the rows of edges with numbers in place of the ids of their ends."""
    return ((row[0], row[1], nodes[row[2]], nodes[row[3]], *row[4:]) for row in rows.edges)


def write_names(rows: Iterable[Row], folder: Path) -> int:
    """Index names in a new folder, from number of the bearer, text, kind and language; gives how many there are."""
    entries = sorted(rows, key=itemgetter(0))
    return build([names.NameEntry(number, *row) for number, row in enumerate(entries)], folder)


def write_graph(
    writer: SegmentWriter, nodes: Sequence[Row], edges: Iterable[Row]
) -> tuple[dict[str, int], dict[str, int]]:
    """Write the tables of nodes, which are sorted by id, and of edges, which are not, with their lanes.

    Gives the first edge of each class, and the numbers of all edges by id.
    """
    rows = sorted(edges, key=lambda row: (_RANKS[row[1]], row[2], row[0]))
    numbers = {row[0]: number for number, row in enumerate(rows)}
    by_id = [numbers[name] for name in sorted(numbers)]
    writer.table("node", nodes)
    writer.table("edge", rows)
    writer.table("edge_id", [(number,) for number in by_id])
    return _lanes(writer, rows, by_id, nodes), numbers


_RANKS = {kind: EDGE_CLASSES.index(klass) for kind, klass in CLASS_OF.items()}


LANE = ("out.places", "out.traits", "in.places", "in.edges", "in.nodes", "in.traits")
"""The columns of the two lanes of a class, in the order in which they are written."""


def _lanes(
    writer: SegmentWriter, rows: Sequence[Row], by_id: Sequence[int], things: Sequence[Row]
) -> dict[str, int]:
    """Write where the edges of each node are, for each class and both directions; give each class's first edge."""
    nodes = len(things)
    classes = [CLASS_OF[row[1]] for row in rows]
    tails, heads = [row[2] for row in rows], [row[3] for row in rows]
    closed = bytes(row[3] in NEVER_PASSED for row in things)

    def traits_of(edges: Iterable[int], ends: Sequence[int]) -> bytes:
        return bytes(_traits(rows[edge], closed[ends[edge]]) for edge in edges)

    firsts = {}
    for klass in EDGE_CLASSES:
        if count := classes.count(klass):
            firsts[klass] = first = classes.index(klass)
            numbers = range(first, first + count)
            writer.numbers(f"{klass}.out.places", "u4", (lane_of(tails, numbers, nodes)[0],))
            writer.numbers(f"{klass}.out.traits", "u1", (traits_of(numbers, heads),))
            places, found = lane_of(heads, [number for number in by_id if number in numbers], nodes)
            writer.numbers(f"{klass}.in.places", "u4", (places,))
            writer.numbers(f"{klass}.in.edges", "u4", (found,))
            writer.numbers(f"{klass}.in.nodes", "u4", (array("I", (tails[edge] for edge in found)),))
            writer.numbers(f"{klass}.in.traits", "u1", (traits_of(found, tails),))
    return firsts


def _traits(row: Row, closed: int) -> int:
    found: int = traits(KIND_NUMBER[row[1]], row[4], row[5], int(row[6] == "retracted"), closed)
    return found
