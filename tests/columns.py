"""Snapshots of plain companies and relations, written as columns: for graphs too large to write as records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from supplychain_cli.snapshot.assembly import assemble
from supplychain_cli.snapshot.compile import write_graph
from supplychain_cli.snapshot.format import RECORDS
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
from supplychain_cli.snapshot.names.build import build
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.store import temporary
from supplychain_cli.snapshot.writing import SegmentWriter

DATASET = {"name": "columns", "version": "1", "licence": "CC0-1.0"}


class Edge(NamedTuple):
    """A relation between two companies by their numbers."""

    id: str
    kind: str
    tail: int
    head: int
    share: str = ""


def snapshot_of(parties: int, edges: Sequence[Edge], *, written: int) -> Snapshot:
    """Make a snapshot of companies p0, p1, ... and relations, of which the first `written` have whole records."""
    return temporary(lambda folder: write(folder, "columns", parties, edges, edges[:written]))


def write(
    folder: Path,
    digest: str,
    parties: int,
    edges: Iterable[Edge],
    written: Iterable[Edge],
    *,
    others: Iterable[tuple[str, str, str]] = (),
    listings: Iterable[tuple[Any, ...]] = (),
) -> Manifest:
    """Write the columns of such a snapshot. `others` are further whole records: section, id and JSON."""
    ids = sorted(f"p{number}" for number in range(parties))
    place = {name: at for at, name in enumerate(ids)}
    writer = SegmentWriter(folder / RECORDS, packed=True)
    nodes = [(name, f"Party {name[1:]}", "", "company", "XX", None) for name in ids]
    rows = ((e.id, e.kind, place[f"p{e.tail}"], place[f"p{e.head}"], 1, 0, "current", None, None, None, None,
             "", "", "", "direct", e.share, "", "") for e in edges)  # fmt: skip
    lanes, _ = write_graph(writer, nodes, rows)
    records = [*(("relations", edge.id, _plain(edge)) for edge in written), *others]
    writer.table("record", [(*row, "columns.yml", at) for at, row in enumerate(sorted(records), 1)])
    writer.table("listing", [(name, place[f"p{node}"], *rest) for name, node, *rest in listings])
    count = build((), folder / RECORDS / "names")
    info = SegmentInfo(
        RECORDS, {**writer.counts, "name": count}, writer.described, writer.close(), {"lanes": lanes}
    )
    return assemble(folder, digest, DATASET, {RECORDS: digest}, (info,))


def _plain(edge: Edge) -> str:
    plain = {"id": edge.id, "kind": edge.kind, "from": f"p{edge.tail}", "to": f"p{edge.head}"}
    return json.dumps(plain | ({"share": edge.share} if edge.share else {}))
