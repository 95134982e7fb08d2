"""Reading a snapshot: each verb touches only the rows that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

from supplychain_cli.model.kinds import CLASS_OF, TURNED
from supplychain_cli.snapshot import feedrecords, names
from supplychain_cli.snapshot.column import first_not_below
from supplychain_cli.snapshot.format import LINKS, RECORDS
from supplychain_cli.snapshot.manifest import Manifest
from supplychain_cli.snapshot.recordtable import RecordTable
from supplychain_cli.snapshot.rows import EdgeRow, Held, Link, ListingRow, NameRow, NodeRow
from supplychain_cli.snapshot.segment import Lane, Segment, Table


class Snapshot:
    """An open snapshot. A verb costs what it returns, whatever the size of the dataset, unless it says otherwise."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Read from the folder that the manifest describes."""
        self.folder, self.manifest = folder, manifest
        self.meta: dict[str, str] = {"digest": manifest.digest, **manifest.dataset}
        base = edge = 0
        segments = []
        for info in manifest.segments:
            segments.append(Segment(folder / info.name, info, base, edge))
            base, edge = base + segments[-1].nodes, edge + segments[-1].edges
        self.segments = tuple(segments)
        self._links = Segment(folder / LINKS, manifest.links, 0, 0)
        self.nodes, self.edges = base, edge

    @cached_property
    def records_segment(self) -> Segment:
        """The segment made of the YAML records."""
        return next(segment for segment in self.segments if segment.name == RECORDS)

    @cached_property
    def _records(self) -> RecordTable:
        return RecordTable(self.records_segment.table("record"))

    # Nodes

    def home(self, node: int) -> tuple[Segment, int]:
        """Give the segment that holds a node, and its number there."""
        for segment in self.segments:
            if node - segment.base < segment.nodes:
                return segment, node - segment.base
        raise IndexError(node)

    def node(self, party: str) -> NodeRow | None:
        """Find a party, system or good by id; None when there is none."""
        for segment in self.segments:
            at = segment.node_named(party)
            if at is not None:
                return self.node_at(segment.base + at)
        return None

    def node_at(self, node: int) -> NodeRow:
        """Give the party, system or good with this number."""
        segment, at = self.home(node)
        table = segment.table("node")
        return NodeRow(
            node, table["id"][at], table["name"][at], table["native"][at], table["kind"][at], table["country"][at],
            table["recorded"][at] or None,
        )  # fmt: skip

    def kind_of(self, node: int) -> str:
        """Give the kind of the party, system or good with this number."""
        segment, at = self.home(node)
        return str(segment.table("node")["kind"][at])

    def all_nodes(self) -> Iterator[NodeRow]:
        """Every party, system and good, in order of numbers; costs the whole dataset."""
        return map(self.node_at, range(self.nodes))

    def nodes_of(self, kinds: Iterable[str]) -> Iterator[int]:
        """Numbers of the nodes of these kinds, in order; costs a look at every node's kind."""
        wanted = frozenset(kinds)
        for segment in self.segments:
            column = segment.table("node")["kind"]
            yield from (segment.base + at for at in range(segment.nodes) if column[at] in wanted)

    # Clusters: records of one party

    @property
    def joined(self) -> Table:
        """The columns `node` and `leader` of all nodes that are one party with another, by node."""
        return self._links.table("member")

    def leader(self, node: int) -> int:
        """Give the node that stands for a party: of several that are the same the first, else itself."""
        table = self._links.table("member")
        if not table.count:
            return node
        rows = table.range_of("node", node)
        return table["leader"][rows.start] if rows else node

    def members(self, leader: int) -> tuple[int, ...]:
        """Give the nodes that are the same party as a leader, itself first."""
        table = self._links.table("cluster")
        if not table.count:
            return (leader,)
        return tuple(table["node"][row] for row in table.range_of("leader", leader)) or (leader,)

    def links(self, node: int) -> list[Link]:
        """Give why the records of a party are taken for one: two nodes, and what both carry or who judged them."""
        members = self.members(self.leader(node))
        if len(members) == 1:
            return []
        rows = (row for one in members for row in self._links.table("link").range_of("one", one))
        return list(_links(self._links, rows, "link"))

    def kept_apart(self) -> list[Link]:
        """Give the equal identifiers that join nobody, because a person judged otherwise; costs all of them."""
        return list(_links(self._links, range(self._links.info.counts.get("apart", 0)), "apart"))

    # Edges

    def home_of_edge(self, edge: int) -> tuple[Segment, int]:
        """Give the segment that holds a relation, and its number there."""
        for segment in self.segments:
            if edge - segment.first_edge < segment.edges:
                return segment, edge - segment.first_edge
        raise IndexError(edge)

    def edge_at(self, edge: int) -> EdgeRow:
        """Give the relation with this number."""
        return _edge(*self.home_of_edge(edge))

    def record_of_edge(self, edge: int) -> Held | None:
        """Give the whole record of the relation with this number, made of its row where it is a feed's."""
        segment, at = self.home_of_edge(edge)
        if segment.is_feed:
            return feedrecords.relation(segment, at)
        return self.record("relations", segment.edge_id(at))

    def edges_from(self, node: int, klass: str, limit: int | None = None) -> list[EdgeRow]:
        """Edges of a class whose tail is the node, in order of their ids; no more than `limit` are read."""
        return list(self._lane_rows(node, klass, outward=True, limit=limit))

    def edges_into(self, node: int, klass: str, limit: int | None = None) -> list[EdgeRow]:
        """Edges of a class whose head is the node, in order of their ids; as `edges_from`."""
        return list(self._lane_rows(node, klass, outward=False, limit=limit))

    def edges_at(self, node: int, klass: str, *, outward: bool) -> Iterator[EdgeRow]:
        """As `edges_from` or `edges_into`, one after the other, each read when it is taken."""
        return self._lane_rows(node, klass, outward=outward, limit=None)

    def _lane_rows(self, node: int, klass: str, *, outward: bool, limit: int | None) -> Iterator[EdgeRow]:
        segment, at = self.home(node)
        lane: Lane | None = segment.lane(klass, outward=outward)
        numbers: Iterable[int] = () if lane is None else lane.part(at, limit)
        return (_edge(segment, number) for number in numbers)

    def edge(self, relation: str) -> EdgeRow | None:
        """Find a relation by id; None when there is none."""
        for segment in self.segments:
            at = segment.edge_named(relation)
            if at is not None:
                return _edge(segment, at)
        return None

    def all_edges(self) -> Iterator[EdgeRow]:
        """Every edge: those of the records by id, then those of each feed as stored; costs the whole dataset."""
        for segment in self.segments:
            by_id = segment.table("edge_id")
            numbers: Iterable[int] = range(segment.edges)
            if len(by_id):
                numbers = (by_id["edge"][place] for place in range(len(by_id)))
            yield from (_edge(segment, number) for number in numbers)

    def carrying(self, good: int) -> list[EdgeRow]:
        """Edges that carry a good of the records or are about it, in order of ids."""
        return self._edges_of("carries", "good", good)

    def mentioning(self, node: int) -> list[EdgeRow]:
        """Edges that name a party besides their ends, in order of ids."""
        return self._edges_of("mention", "node", node)

    def parts(self, total: str) -> list[EdgeRow]:
        """Edges that are recorded as a part of this one, in order of ids."""
        found = self.edge(total)
        return [] if found is None else self._edges_of("total", "total", found.edge)

    def _edges_of(self, name: str, column: str, number: int) -> list[EdgeRow]:
        segment = self.records_segment
        table = segment.table(name)
        rows = (_edge(segment, table["edge"][at]) for at in table.range_of(column, number))
        return sorted(rows, key=lambda row: row.id)

    # Listings

    def own_listings(self, node: int) -> list[ListingRow]:
        """Listings of one record, and not of others of the same party, oldest first."""
        segment, at = self.home(node)
        table = segment.table("listing")
        return [
            _listing(segment, row, [table[column][row] for column in _OF_LISTING])
            for row in table.range_of("node", at)
        ]

    def listed(self, after: int, limit: int) -> list[int]:
        """Give the parties numbered above `after` that have a listing, whether or not it counts; at most `limit`."""
        return list(islice(self._listed(after), limit))

    def _listed(self, after: int) -> Iterator[int]:
        for segment in self.segments:
            table = segment.table("listing")
            column, last = table["node"], -1
            begin = first_not_below(column.__getitem__, max(after - segment.base + 1, 0), 0, len(table))
            for at in range(begin, len(table)):
                if column[at] != last:
                    last = column[at]
                    yield segment.base + last

    def all_listings(self) -> Iterator[ListingRow]:
        """Every listing, by party; costs all of them."""
        for segment in self.segments:
            yield from _listings(segment)

    def written_listings(self) -> Iterator[ListingRow]:
        """Every listing of the YAML files, by party; costs all of them."""
        return _listings(self.records_segment)

    # Whole records

    def record(self, section: str, name: str) -> Held | None:
        """Fetch a whole record by section and id; None when there is none."""
        at = self._records.place(section, name)
        return self._of_feed(section, name) if at is None else self._records.held(at)

    def _of_feed(self, section: str, name: str) -> Held | None:
        """Make a record of the row of a feed; of a feed itself, the document that it is."""
        if section == "sources":
            at = self._records.place("feeds", name)
            return None if at is None else feedrecords.source(self._records.held(at))
        for segment in self.segments:
            if segment.is_feed and name.startswith(f"{segment.name}:"):
                found = segment.place(section, name)
                return None if found is None else _MADE[section](segment, found)
        return None

    def records(self, section: str) -> Iterator[Held]:
        """Every record of a section of the YAML files in order of ids; costs the whole section."""
        return self._records.all(section)

    def count_records(self, section: str) -> int:
        """Count the records of a section of the YAML files."""
        return len(self._records.section(section))

    def sections_of(self, name: str) -> list[str]:
        """Sections that hold a record with this id, made of rows of feeds among them."""
        held = [section for section in self.sections() if self._records.place(section, name) is not None]
        if "feeds" in held:
            held.append("sources")
        return held or [section for section in _MADE if self._of_feed(section, name) is not None]

    def sections(self) -> tuple[str, ...]:
        """The sections that hold any record, sorted."""
        terms: tuple[str, ...] = self.records_segment.table("record")["section"].terms
        return terms

    def ids_starting(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Ids of any section that begin with the prefix, with their section, for completion."""
        found = merge(*(self._ids_starting(section, prefix) for section in self.sections()))
        return list(islice(found, limit))

    def _ids_starting(self, section: str, prefix: str) -> Iterator[tuple[str, str]]:
        ids, rows = self.records_segment.table("record")["id"], self._records.section(section)
        for at in range(ids.first_not_below(prefix, rows.start, rows.stop), rows.stop):
            name = ids[at]
            if not name.startswith(prefix):
                return
            yield name, section

    def judged(self, party: str) -> list[str]:
        """Ids of the judgements on whether a party is the same as another."""
        table = self.records_segment.table("judged")
        return [table["identity"][at] for at in table.range_of("id", party)]

    def citing(self, source: str) -> list[tuple[str, str]]:
        """Section and id of every record that cites a source, in order."""
        table = self.records_segment.table("cites")
        return [(table["section"][at], table["id"][at]) for at in table.range_of("source", source)]

    def citations(self) -> Iterator[tuple[str, str, str]]:
        """Source, section and id of every citation in the YAML files, by source; costs all of them."""
        table = self.records_segment.table("cites")
        columns = table["source"], table["section"], table["id"]
        return ((columns[0][at], columns[1][at], columns[2][at]) for at in range(len(table)))

    # Names and identifiers

    def names_equal(self, key: str) -> list[NameRow]:
        """Names one of whose keys is exactly this."""
        return [row for segment in self.segments for row in _named(segment, segment.names.equal(key))]

    def count_names(self) -> int:
        """Count the recorded names."""
        return sum(segment.info.counts.get("name", 0) for segment in self.segments)

    def names_starting(self, prefix: str, limit: int) -> list[NameRow]:
        """Names whose raw key begins with the prefix, for completion."""
        found = (row for s in self.segments for row in _named(s, s.names.starting(prefix, limit)))
        return sorted(found, key=lambda row: (row.text.casefold(), row.id))[:limit]

    def names_with_words(self, words: Sequence[str]) -> list[NameRow]:
        """Names that hold all these folded words; nothing for no words."""
        return [row for s in self.segments for row in _named(s, s.names.with_words(words))]

    def names_near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        """Names that share most three-letter pieces, most first, of each segment."""
        return [row for s in self.segments for row in _named(s, s.names.near(pieces, limit))]

    def identified(self, value: str) -> list[str]:
        """Ids of parties and goods that carry this identifier, in any scheme."""
        found = {
            segment.table("node")["id"][segment.table("identifier")["node"][at]]
            for segment in self.segments
            for at in segment.table("identifier").range_of("value", value)
        }
        return sorted(found)

    def goods_with_hs(self, prefix: str) -> list[str]:
        """Ids of the goods that have an HS code which begins with these digits."""
        segment = self.records_segment
        table, found = segment.table("identifier"), set()
        values = table["value"]
        for at in range(values.first_not_below(prefix), len(table)) if len(table) else ():
            if not values[at].startswith(prefix):
                break
            if table["scheme"][at] == "hs":
                found.add(segment.table("node")["id"][table["node"][at]])
        return sorted(found)


_OF_LISTING = (
    "node", "authority", "programme", "measure", "first", "last", "recorded", "retracted", "status",
)  # fmt: skip
_MADE = {"entities": feedrecords.entity, "relations": feedrecords.relation, "listings": feedrecords.listing}


def _edge(segment: Segment, at: int) -> EdgeRow:
    edge = segment.edge
    kind = edge("kind")[at]
    return EdgeRow(
        segment.first_edge + at, segment.edge_id(at), kind, CLASS_OF[kind], int(kind in TURNED),
        segment.base + edge("tail")[at], segment.base + edge("head")[at], edge("grade")[at], edge("inferred")[at],
        edge("status")[at], edge("first")[at] or None, edge("last")[at] or None, edge("recorded")[at] or None,
        edge("retracted")[at] or None, edge("goods")[at], edge("through")[at], edge("total")[at],
        edge("directness")[at], edge("share")[at], edge("votes")[at], edge("arrangement")[at],
    )  # fmt: skip


def _links(segment: Segment, rows: Iterable[int], name: str) -> Iterator[Link]:
    table = segment.table(name)
    return (Link(table["one"][row], table["other"][row], table["why"][row]) for row in rows)


def _listings(segment: Segment) -> Iterator[ListingRow]:
    table = segment.table("listing")
    for at, row in enumerate(zip(*(table[column] for column in _OF_LISTING), strict=True)):
        yield _listing(segment, at, row)


def _listing(segment: Segment, at: int, row: Sequence[Any]) -> ListingRow:
    node, authority, programme, measure, first, last, recorded, retracted, status = row
    return ListingRow(
        segment.listing_id(at), segment.base + node, authority, programme, measure,
        first or None, last or None, recorded or None, retracted or None, status,
    )  # fmt: skip


def _named(segment: Segment, rows: Iterable[names.NameRow]) -> Iterator[NameRow]:
    ids = segment.table("node")["id"]
    return (NameRow(row.number, ids[row.party], row.text, row.kind, row.lang, row.folded) for row in rows)


__all__ = ["EdgeRow", "Held", "ListingRow", "NameRow", "NodeRow", "Snapshot"]
