"""Rows to columns: number the parties, sort the relations, index the names."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from supplychain_cli.model.dataset import Corpus, DatasetInfo
from supplychain_cli.model.evidence import Source
from supplychain_cli.model.feed import Feed
from supplychain_cli.model.kinds import CLASS_OF, NEVER_PASSED
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.assembly import assemble
from supplychain_cli.snapshot.extract import Extract, Row, extract
from supplychain_cli.snapshot.format import EDGE_CLASSES, RECORDS
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
from supplychain_cli.snapshot.traits import KIND_NUMBER, traits
from supplychain_cli.snapshot.writing import SegmentWriter, lane_of

Index: TypeAlias = Callable[[Sequence[names.NameEntry], Path], int]
"""Writes the index of names into a new folder and gives how many there are."""


class Content(NamedTuple):
    """The records of a dataset, checked, as rows; the digest of its files, and what it is called."""

    digest: str
    info: DatasetInfo
    rows: Extract
    feeds: Sequence[Feed]


def content_of(corpus: Corpus, digest: str) -> Content:
    """Give the rows of a checked corpus. Cost: a pass over its records."""
    records = [entry.record for entry in corpus.entries]
    reliability = {record.id: record.reliability for record in records if isinstance(record, Source)}
    feeds = [record for record in records if isinstance(record, Feed)]
    return Content(digest, corpus.info, extract(corpus.entries, reliability), feeds)


def compile_dataset(corpus: Corpus, digest: str, folder: Path) -> Manifest:
    """Write a checked corpus without feeds into a folder as a snapshot, and describe that."""
    return compile_content(content_of(corpus, digest), folder)


def compile_content(
    content: Content,
    folder: Path,
    feeds: Callable[[], Sequence[SegmentInfo]] = tuple,
    index: Index = names.build,
) -> Manifest:
    """Write the rows of records into a folder as the first segment of a snapshot, and describe that.

    `feeds` puts the segments of feeds beside it and describes them.
    """
    named = content.info
    info = {"name": named.name, "version": named.version, "licence": named.licence}
    segments = (compile_rows(content.rows, folder / RECORDS, index), *feeds())
    pins = {f"feed {feed.id}": " ".join(file.sha256 for file in feed.files) for feed in content.feeds}
    return assemble(folder, content.digest, info, {RECORDS: content.digest, **pins}, segments)


def compile_rows(rows: Extract, folder: Path, index: Index = names.build) -> SegmentInfo:
    """Write the rows of checked records into a new folder as the segment `records`, and describe it.

    Numbers follow the ids' order, so that equal records give equal columns. Cost: sorting the rows, and the index of
    their names.
    """
    things = sorted(rows.nodes, key=itemgetter(0))
    nodes = {row[0]: number for number, row in enumerate(things)}
    writer = SegmentWriter(folder, packed=True)
    numbered = [(row[0], row[1], nodes[row[2]], nodes[row[3]], *row[4:]) for row in rows.edges]
    lanes, edges = write_graph(writer, things, numbered)
    about = {(nodes[good], edges[relation]) for relation, good in rows.about if good in nodes}
    writer.table("carries", sorted(about))
    writer.table(
        "mention", sorted({(nodes[one], edges[name]) for one, name in rows.mentions if one in nodes})
    )
    totals = [(row[_TOTAL], row[0]) for row in rows.edges if row[_TOTAL]]
    writer.table("total", sorted((edges[total], edges[name]) for total, name in totals if total in edges))
    writer.table("judged", sorted(set(rows.judged)))
    listings = [(row[0], nodes[row[1]], *row[2:]) for row in rows.listings]
    writer.table("listing", sorted(listings, key=_oldest_first))
    carried = {(value, scheme, nodes[name]) for value, scheme, name in rows.identifiers}
    writer.table("identifier", sorted(carried))
    writer.table("record", sorted(rows.records, key=itemgetter(0, 1)))
    writer.table("cites", sorted(set(rows.cites)))
    entries = sorted(((nodes[row[0]], *row[1:]) for row in rows.names), key=itemgetter(0))
    named = [names.NameEntry(number, *row) for number, row in enumerate(entries)]
    count = index(named, folder / "names")
    return SegmentInfo(
        RECORDS, {**writer.counts, "name": count}, writer.described, writer.close(), {"lanes": lanes}
    )


_TOTAL = 13
"""Place of the total in the row of an edge."""


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


def _oldest_first(row: Row) -> tuple[Any, ...]:
    return (row[1], row[5] is None, row[5] or 0, row[0])
