"""Corpus to columns: number the parties, weigh the evidence, sort the relations, fold the names."""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from supplychain_cli.model.codec import to_plain
from supplychain_cli.model.dataset import Corpus, Entry, Identity, Record
from supplychain_cli.model.dates import parse_day, parse_period
from supplychain_cli.model.entity import Entity, Good, Name
from supplychain_cli.model.evidence import GRADES, Source, all_evidence, weigh
from supplychain_cli.model.feed import Feed
from supplychain_cli.model.kinds import CLASS_OF, KINDS, NEVER_PASSED, Walk
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.relation import Relation
from supplychain_cli.model.stake import stake_text
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.assembly import assemble
from supplychain_cli.snapshot.format import EDGE_CLASSES, RECORDS, SEARCHES
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
from supplychain_cli.snapshot.traits import KIND_NUMBER, traits
from supplychain_cli.snapshot.writing import SegmentWriter, lane_of

_LANGUAGES = (
    dict.fromkeys(("CN", "HK", "MO", "TW"), "zh") | dict.fromkeys(("RU", "BY", "KZ"), "ru") | {"JP": "ja"}
)
_SHORTEST_NATIVE = 4
Row = tuple[Any, ...]


def compile_dataset(
    corpus: Corpus, digest: str, folder: Path, feeds: Callable[[], Sequence[SegmentInfo]] = tuple
) -> Manifest:
    """Write a checked corpus into a folder as the first segment of a snapshot, and describe that.

    `feeds` puts the segments of feeds beside it and describes them.
    """
    info = {"name": corpus.info.name, "version": corpus.info.version, "licence": corpus.info.licence}
    segments = (compile_corpus(corpus, folder / RECORDS), *feeds())
    pins = {
        f"feed {entry.record.id}": " ".join(file.sha256 for file in entry.record.files)
        for entry in corpus.section("feeds")
        if isinstance(entry.record, Feed)
    }
    return assemble(folder, digest, info, {RECORDS: digest, **pins}, segments)


def compile_corpus(corpus: Corpus, folder: Path) -> SegmentInfo:
    """Write a checked corpus into a new folder as the segment `records`, and describe it.

    Numbers follow the ids' order, so that equal records give equal columns. Cost: one pass over the records, sorting
    them, and the index of their names.
    """
    things = sorted(_things(corpus), key=lambda entry: entry.record.id)
    nodes = {entry.record.id: number for number, entry in enumerate(things)}
    reliability = {e.record.id: e.record.reliability for e in corpus.entries if isinstance(e.record, Source)}
    relations = [entry.record for entry in corpus.entries if isinstance(entry.record, Relation)]
    writer = SegmentWriter(folder, packed=True)
    rows = [_edge_row(relation, nodes, reliability) for relation in relations]
    lanes, edges = write_graph(writer, [_node_row(e.record) for e in things], rows)
    carries = {(nodes[good], edges[r.id]) for r in relations for good in _goods_of(r, nodes)}
    writer.table("carries", sorted(carries))
    mentions = {(nodes[i], edges[r.id]) for r in relations for i in (*r.through, r.supplier) if i in nodes}
    writer.table("mention", sorted(mentions))
    writer.table("total", sorted((edges[r.total], edges[r.id]) for r in relations if r.total in edges))
    writer.table("judged", sorted({row for entry in corpus.entries for row in _judged(entry.record)}))
    listings = [_listing_row(e.record, nodes) for e in corpus.entries if isinstance(e.record, Listing)]
    writer.table("listing", sorted(listings, key=_oldest_first))
    writer.table("identifier", sorted({row for entry in things for row in _identifiers(entry.record, nodes)}))
    writer.table("record", sorted(map(_record_row, corpus.entries), key=lambda row: row[:2]))
    writer.table("cites", sorted({row for entry in corpus.entries for row in _citations(entry)}))
    named = names.build(_entries(things), folder / "names")
    return SegmentInfo(
        RECORDS, {**writer.counts, "name": named}, writer.described, writer.close(), {"lanes": lanes}
    )


def write_graph(
    writer: SegmentWriter, nodes: Sequence[Row], edges: Iterable[Row]
) -> tuple[dict[str, int], dict[str, int]]:
    """Write the tables of nodes, which are sorted by id, and of edges, which are not, with their lanes.

    Gives the first edge of each class, and the numbers of all edges by id.
    """
    rows = sorted(edges, key=lambda row: (EDGE_CLASSES.index(CLASS_OF[row[1]]), row[2], row[0]))
    numbers = {row[0]: number for number, row in enumerate(rows)}
    writer.table("node", nodes)
    writer.table("edge", rows)
    writer.table("edge_id", [(numbers[name],) for name in sorted(numbers)])
    return _lanes(writer, rows, nodes), numbers


def _lanes(writer: SegmentWriter, rows: Sequence[Row], things: Sequence[Row]) -> dict[str, int]:
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
            by_id = sorted(numbers, key=lambda number: str(rows[number][0]))
            places, found = lane_of(heads, by_id, nodes)
            writer.numbers(f"{klass}.in.places", "u4", (places,))
            writer.numbers(f"{klass}.in.edges", "u4", (found,))
            writer.numbers(f"{klass}.in.nodes", "u4", (array("I", (tails[edge] for edge in found)),))
            writer.numbers(f"{klass}.in.traits", "u1", (traits_of(found, tails),))
    return firsts


def _traits(row: Row, closed: int) -> int:
    found: int = traits(KIND_NUMBER[row[1]], row[4], row[5], int(row[6] == "retracted"), closed)
    return found


def _ends(relation: Relation, nodes: Mapping[str, int]) -> tuple[int, int]:
    """Give tail and head."""
    ends = nodes[relation.from_], nodes[relation.to]
    return ends[::-1] if KINDS[relation.kind].walk is Walk.UP else ends


def _oldest_first(row: Row) -> tuple[Any, ...]:
    return (row[1], row[5] is None, row[5] or 0, row[0])


def _things(corpus: Corpus) -> Iterator[Entry]:
    return (entry for entry in corpus.entries if isinstance(entry.record, Entity | Good))


def _record_row(entry: Entry) -> Row:
    place = entry.at()
    text = json.dumps(to_plain(entry.record), ensure_ascii=False, separators=(",", ":"))
    return (entry.section, entry.record.id, text, place.file, place.line)


def _node_row(record: Record) -> Row:
    kind = record.kind if isinstance(record, Entity) else "good"
    country = record.country if isinstance(record, Entity) else ""
    name = getattr(record, "name", record.id)
    native = native_name(record.names, country) if isinstance(record, Entity | Good) else ""
    return (record.id, name, native, kind, country, _day(getattr(record, "recorded", "")))


def native_name(names: tuple[Name, ...], country: str) -> str:
    """Choose the name to show beside the Latin one: the shortest that is no acronym, in the language of the country.

    A party of a country whose language is not known here gets its shortest name in another script; a party without any
    gets an empty text.
    """
    fitting = [
        other
        for other in names
        if other.kind in {"official", "alias"}
        and len(other.name) >= _SHORTEST_NATIVE
        and _foreign(other.name)
    ]
    if country in _LANGUAGES:
        fitting = [other for other in fitting if other.lang == _LANGUAGES[country]]
    return min((other.name for other in fitting), key=lambda text: (len(text), text), default="")


def _foreign(text: str) -> bool:
    """Whether a name has letters that are not Latin."""
    return any(letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN") for letter in text)


def _edge_row(relation: Relation, nodes: Mapping[str, int], reliability: Mapping[str, str]) -> Row:
    tail, head = _ends(relation, nodes)
    grade, basis = weigh(all_evidence(relation.evidence, relation.sources), relation.status, reliability)
    period = parse_period(relation.period)
    return (
        relation.id, relation.kind, tail, head, GRADES.index(grade), int(basis == "inferred"), relation.status,
        period.first, period.last, _day(relation.recorded),
        _day(relation.retracted.on) if relation.retracted else None,
        " ".join(relation.goods), " ".join(relation.through), relation.total, relation.directness,
        stake_text(relation.share), stake_text(relation.votes), relation.arrangement,
    )  # fmt: skip


def _goods_of(relation: Relation, nodes: dict[str, int]) -> Iterator[str]:
    """Goods that a relation is about: those it carries, and the ends of a relation between goods."""
    yield from relation.goods
    if KINDS[relation.kind].walk is Walk.GOODS:
        yield from (end for end in (relation.from_, relation.to) if end in nodes)


def _listing_row(listing: Listing, nodes: dict[str, int]) -> Row:
    first = parse_period(listing.from_ or listing.between).first
    last = parse_period(listing.until).last
    retracted = _day(listing.retracted.on) if listing.retracted else None
    return (
        listing.id, nodes[listing.entity], listing.authority, listing.programme, listing.measure, first, last,
        _day(listing.recorded), retracted, listing.status,
    )  # fmt: skip


def _citations(entry: Entry) -> Iterator[Row]:
    record = entry.record
    if isinstance(record, Relation | Listing | Regime):
        for piece in record.evidence:
            yield (piece.source, entry.section, record.id)
    for source in getattr(record, "sources", ()):
        yield (source, entry.section, record.id)
    if isinstance(record, Entity | Good):
        yield from ((name.source, entry.section, record.id) for name in record.names if name.source)
    if isinstance(record, Entity):
        yield from ((search.source, SEARCHES, record.id) for search in record.not_found)


def _judged(record: Record) -> Iterator[Row]:
    if isinstance(record, Identity):
        yield from ((party, record.id) for party in (record.left, record.right))


def _identifiers(record: Record, nodes: Mapping[str, int]) -> Iterator[Row]:
    if isinstance(record, Entity):
        for scheme, values in record.identifiers.items():
            for value in (values,) if isinstance(values, str) else values:
                yield (value.upper(), scheme, nodes[record.id])
    if isinstance(record, Good):
        for code in record.hs:
            yield (code, "hs", nodes[record.id])


def _entries(things: Sequence[Entry]) -> Iterator[names.NameEntry]:
    rows = ((node, *row) for node, entry in enumerate(things) for row in _names(entry.record))
    return (names.NameEntry(number, *row) for number, row in enumerate(rows))


def _names(record: Record) -> Iterator[tuple[str, str, str]]:
    if isinstance(record, Entity | Good):
        yield (record.name, "primary", "")
        for name in record.names:
            yield (name.name, name.kind, name.lang)


def _day(text: str) -> int | None:
    return parse_day(text) if text else None
