"""A compiled segment and an edit become the segment of what the records are now, as compiling all of it would give.

Columns that the edit does not touch are taken over as they are stored, after a look at every page of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import Any

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot import names, store
from supplychain_cli.snapshot.change import Change
from supplychain_cli.snapshot.column import Coded, Column, Constant, Texts
from supplychain_cli.snapshot.compile import LANE, numbered_edges, write_graph
from supplychain_cli.snapshot.extract import Extract, Row
from supplychain_cli.snapshot.format import EDGE_CLASSES, NAMES, RECORDS, TABLES
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.names.edit import edited
from supplychain_cli.snapshot.segment import Segment
from supplychain_cli.snapshot.sidetables import SIDE_TABLES, Find, SideTable, What
from supplychain_cli.snapshot.writing import SegmentWriter

_ID, _KIND = 0, 3


class _Graph(NamedTuple):
    """Nodes and edges as they were written: each class's first edge, and how to find the number that one has now.

    `moved` gives the number now by the number before (0 for what is gone), and nothing where none has another.
    """

    lanes: dict[str, int]
    find: Mapping[What, Find]
    moved: Mapping[What, Sequence[int]]


def splice(change: Change, folder: Path) -> SegmentInfo:
    """Write the segment `records` after an edit into a new folder, and describe it.

    Equal to what `compile.compile_rows` makes of all records, to the byte. Raises Damaged when the segment before the
    edit is. Cost: copying what did not change, and decoding, sorting and writing the tables that did.
    """
    writer = SegmentWriter(folder, packed=True)
    graph = _new_graph(change, writer) if _is_another_graph(change) else _same_graph(change, writer)
    for name, table in SIDE_TABLES.items():
        if name == "record":
            rows = [row for at, row in enumerate(_rows(change.before, name)) if at not in change.left]
            writer.table(name, sorted((*rows, *change.rows)))
        elif graph.moved.keys().isdisjoint(table.numbers.values()) and _is_same(table, change):
            _copy(writer, change.before, name)
        else:
            kept = _renumbered(_kept(change, name, table), table, graph.moved)
            writer.table(name, sorted({*kept, *table.rows(change.into, graph.find)}, key=table.order))
    count = _write_names(change, graph, folder / NAMES)
    return SegmentInfo(
        RECORDS, {**writer.counts, "name": count}, writer.described, writer.close(), {"lanes": graph.lanes}
    )


def _is_another_graph(change: Change) -> bool:
    """Whether there are other nodes or edges, or an edge differs, or the kind of a node."""
    before, now = (
        ({(row[_ID], row[_KIND]) for row in rows.nodes}, set(rows.edges))
        for rows in (change.out, change.into)
    )
    return before != now


def _same_graph(change: Change, writer: SegmentWriter) -> _Graph:
    before = change.before
    if set(change.out.nodes) == set(change.into.nodes):
        _copy(writer, before, "node")
    else:
        new = {row[_ID]: row for row in change.into.nodes}
        writer.table("node", [new.get(row[_ID], row) for row in _rows(before, "node")])
    for name in ("edge", "edge_id"):
        _copy(writer, before, name)
    _take_over(writer, before, [f"{klass}.{column}" for klass in EDGE_CLASSES for column in LANE])
    ids = before.table("node")["id"]
    return _Graph(dict(before.info.meta["lanes"]), {"node": ids.place, "edge": before.edge_named}, {})


def _new_graph(change: Change, writer: SegmentWriter) -> _Graph:
    before, names_gone = change.before, change.names
    old_nodes, old_edges = list(_rows(before, "node")), list(_rows(before, "edge"))
    stay = (row for row in old_nodes if row[_ID] not in names_gone)
    things = sorted((*stay, *change.into.nodes), key=itemgetter(_ID))
    nodes = {row[_ID]: number for number, row in enumerate(things)}
    moved: dict[What, list[int]] = {"node": [nodes.get(row[_ID], 0) for row in old_nodes]}
    place = moved["node"]
    kept = (
        (row[0], row[1], place[row[2]], place[row[3]], *row[4:])
        for row in old_edges
        if row[_ID] not in names_gone
    )
    lanes, edges = write_graph(writer, things, [*kept, *numbered_edges(change.into, nodes)])
    moved["edge"] = [edges.get(row[_ID], 0) for row in old_edges]
    other = {what: numbers for what, numbers in moved.items() if numbers != list(range(len(numbers)))}
    return _Graph(lanes, {"node": nodes.get, "edge": edges.get}, other)


def _is_same(table: SideTable, change: Change) -> bool:
    return set(table.found(change.out)) == set(table.found(change.into))


def _kept(change: Change, name: str, table: SideTable) -> Iterator[Row]:
    """Give the rows of a table that are of records which did not change."""
    owner, gone = table.owner, set[Any](change.names)
    match table.numbers.get(owner):
        case "node":
            gone = {change.before.table("node")["id"].place(row[_ID]) for row in change.out.nodes}
        case "edge":
            gone = {change.before.edge_named(row[_ID]) for row in change.out.edges}
    return (row for row in _rows(change.before, name) if row[owner] not in gone)


def _renumbered(rows: Iterator[Row], table: SideTable, moved: Mapping[What, Sequence[int]]) -> Iterator[Row]:
    steps = [(field, moved[what]) for field, what in table.numbers.items() if what in moved]
    if not steps:
        return rows
    return (_replaced(row, steps) for row in rows)


def _replaced(row: Row, steps: Sequence[tuple[int, Sequence[int]]]) -> Row:
    new = list(row)
    for field, numbers in steps:
        new[field] = numbers[row[field]]
    return tuple(new)


def _rows(segment: Segment, name: str) -> Iterator[Row]:
    """Give all rows of a table, with those of its columns that are described."""
    table = segment.table(name)
    written = [column for column in TABLES[name] if f"{name}.{column}" in segment.info.columns]
    return zip(*(_values(table[column], len(table)) for column in written), strict=True)


def _values(column: Column, count: int) -> Iterator[Any]:
    if isinstance(column, Constant):
        return repeat(column.value, count)
    if isinstance(column, Texts):
        return iter(column.stretch(0, count))
    if isinstance(column, Coded):
        return map(column.terms.__getitem__, column.codes.part(0, count))
    return iter(column.part(0, count).tolist())


def _copy(writer: SegmentWriter, segment: Segment, name: str) -> None:
    """Take over the columns of a table."""
    _take_over(writer, segment, [f"{name}.{column}" for column in TABLES[name]])
    if name in segment.info.counts:
        writer.counts[name] = segment.info.counts[name]


def _take_over(writer: SegmentWriter, segment: Segment, columns: Iterable[str]) -> None:
    described = segment.info.columns
    for column in columns:
        if column in described:
            writer.copy(column, described[column], segment.stored(column))


def _write_names(change: Change, graph: _Graph, target: Path) -> int:
    """Index the names; those of before are linked where all are the same and of the same nodes."""
    source, before, now = change.before.folder / NAMES, _by_bearer(change.out), _by_bearer(change.into)
    if before == now and "node" not in graph.moved:
        try:
            names.open(source).verify()
            store.link_tree(source, target)
        except OSError as fault:
            raise Damaged(source, str(fault)) from fault
        return change.before.info.counts["name"]
    ids = change.before.table("node")["id"]
    moved = graph.moved.get("node")
    gone = {ids.place(row[_ID]) for row in change.out.nodes}
    held = change.before.names
    old = (
        ((moved[row.party] if moved else row.party, row.text, row.kind, row.lang), row.number)
        for row in held.rows()
        if row.party not in gone
    )
    new = (((graph.find["node"](row[0]), *row[1:]), -1) for row in change.into.names)
    rows = sorted((*old, *new), key=lambda row: row[0][0])
    entries = [names.NameEntry(number, *row) for number, (row, _) in enumerate(rows)]
    return edited(held, entries, [at for _, at in rows], target)


def _by_bearer(rows: Extract) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.names:
        found.setdefault(row[0], []).append(row[1:])
    return found
