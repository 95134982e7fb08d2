"""The version of the layout of a snapshot, and the tables and columns it consists of.

A snapshot is a folder: `manifest.json`, and one folder of columns for each *segment*. The segment `records` is made of
the YAML records; every feed is a segment of its own, compiled once. A row of a table is the same place in each of its
columns (`node.name`, `node.kind`, ...).

- `node`: parties, systems and goods, sorted by id. Numbers of nodes count through all segments, in their order.
- `edge`: relations, sorted by class, `tail` and id. An edge runs from `tail` to `head`: supplier to customer, upper to
  lower in a hierarchy, good to what contains it. For each class and direction a *lane* says where the edges of a node
  are: `flow.out.places` (first edge of each node, in the order of `edge` itself), `flow.in.places` and `flow.in.edges`
  (numbers of the edges into each node, by id). Beside them stand, in the same order, `flow.in.nodes` (the other end)
  and `flow.out.traits` and `flow.in.traits` (see `snapshot.traits`): what a search must know of an edge that it only
  passes by. A lane that is empty has no files.
- `listing`: by node, oldest first. `identifier`: by value. `detail`: by node.
- `record`: whole records of the YAML files as JSON, by section and id; `cites`, `carries`, `mention`, `judged`: which
  record cites which source, which edge carries which good or names which party besides its ends, and judgements.
- `flow` (feeds only): trade between countries, by goods; of no node, so that it is never part of a chain.
- `bearer` (feeds only): the rows of `identifier` of each node.
- The segment `links` has no nodes: `member` and `cluster` say which nodes are one party, `link` why, and `apart` which
  equal identifiers join nobody, because a person judged the parties to be different.

Days are day numbers (`date.toordinal`), 0 when unknown. Grades are ranks (0 best). Stakes are intervals of percent as
text (`model.stake`).
"""

from __future__ import annotations

from typing import Literal

FORMAT = 5
"""Version of this layout; in every file and in a snapshot's name, so that no program reads another's layout."""

Kind = Literal["u4", "day", "rank", "text", "coded"]
"""How a column is stored: numbers, days, small numbers, texts, or codes of few different texts."""

TABLES: dict[str, dict[str, Kind]] = {
    "node": {
        "id": "text", "name": "text", "native": "text", "kind": "coded", "country": "coded", "recorded": "day",
        "row": "u4",
    },
    "edge": {
        "id": "text", "kind": "coded", "tail": "u4", "head": "u4", "grade": "rank", "inferred": "rank",
        "status": "coded", "first": "day", "last": "day", "recorded": "day", "retracted": "day", "goods": "coded",
        "through": "coded", "total": "coded", "directness": "coded", "share": "coded", "votes": "coded",
        "arrangement": "coded", "number": "u4", "row": "u4", "text": "text", "quantity": "text", "value": "text",
        "reference": "text",
    },
    "edge_id": {"edge": "u4"},
    "listing": {
        "id": "text", "node": "u4", "authority": "coded", "programme": "coded", "measure": "coded", "first": "day",
        "last": "day", "recorded": "day", "retracted": "day", "status": "coded", "entry": "text", "effect": "coded",
        "row": "u4",
    },
    "identifier": {"value": "text", "scheme": "coded", "node": "u4"},
    "detail": {"node": "u4", "label": "coded", "text": "text"},
    "flow": {
        "goods": "coded", "reporter": "coded", "partner": "coded", "direction": "coded", "first": "day", "last": "day",
        "quantity": "text", "value": "text", "row": "u4",
    },
    "record": {"section": "coded", "id": "text", "json": "text", "file": "coded", "line": "u4"},
    "cites": {"source": "text", "section": "coded", "id": "text"},
    "carries": {"good": "u4", "edge": "u4"},
    "mention": {"node": "u4", "edge": "u4"},
    "total": {"total": "u4", "edge": "u4"},
    "bearer": {"node": "u4", "identifier": "u4"},
    "member": {"node": "u4", "leader": "u4"},
    "cluster": {"leader": "u4", "node": "u4"},
    "link": {"one": "u4", "other": "u4", "why": "text"},
    "apart": {"one": "u4", "other": "u4", "why": "text"},
    "judged": {"id": "text", "identity": "text"},
}  # fmt: skip
"""Every table with its columns. A column that is the same in every row has no file; the manifest says its value."""

EDGE_CLASSES = ("flow", "hierarchy", "goods", "weak")
"""How an edge may be walked: along flows, up or down a hierarchy, through goods, or not by default."""

SEARCHES = "searches"
"""Stands for the section in `cites` where a party names a source that was searched and had no entry for it."""

RECORDS = "records"
"""Name of the segment that is made of the YAML records."""

LINKS = "links"
"""Name of the segment that says which nodes are the same party."""

NAMES = "names"
"""The folder of the index of names in that of a segment."""
