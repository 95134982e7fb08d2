"""The tables of a snapshot and the version of their layout.

A snapshot is one SQLite file that is written once and only read afterwards. Parties, systems and goods share
one numbering (`node`). An edge runs from `tail` to `head`: supplier to customer, upper to lower in a
hierarchy, good to what contains it; `turned` says that the record is written the other way round (`part-of`
names the member first). A `mention` is a party that a relation names besides its ends: one in between, or the
maker of the goods. Days are day numbers (`date.toordinal`), grades are ranks (0 best), stakes are
intervals of percent as text (`model.stake`). Whole records lie as JSON beside the tables.
"""

from __future__ import annotations

FORMAT = 1
"""Version of this layout; part of a snapshot's name, so that no program reads another's layout."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
    section TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (section, id)
) WITHOUT ROWID;
CREATE TABLE node (
    node INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, native TEXT NOT NULL,
    kind TEXT NOT NULL, country TEXT NOT NULL, recorded INTEGER
);
CREATE TABLE edge (
    edge INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, class TEXT NOT NULL,
    turned INTEGER NOT NULL, tail INTEGER NOT NULL, head INTEGER NOT NULL,
    grade INTEGER NOT NULL, inferred INTEGER NOT NULL, status TEXT NOT NULL,
    first INTEGER, last INTEGER, recorded INTEGER, retracted INTEGER,
    goods TEXT NOT NULL, through TEXT NOT NULL, total TEXT NOT NULL, directness TEXT NOT NULL,
    share TEXT NOT NULL, votes TEXT NOT NULL, arrangement TEXT NOT NULL
);
CREATE TABLE carries (good INTEGER NOT NULL, edge INTEGER NOT NULL, PRIMARY KEY (good, edge)) WITHOUT ROWID;
CREATE TABLE mention (node INTEGER NOT NULL, edge INTEGER NOT NULL, PRIMARY KEY (node, edge)) WITHOUT ROWID;
CREATE TABLE judged (id TEXT NOT NULL, identity TEXT NOT NULL, PRIMARY KEY (id, identity)) WITHOUT ROWID;
CREATE TABLE listing (
    id TEXT PRIMARY KEY, node INTEGER NOT NULL, authority TEXT NOT NULL, programme TEXT NOT NULL,
    measure TEXT NOT NULL, first INTEGER, last INTEGER, recorded INTEGER, retracted INTEGER, status TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE cites (
    source TEXT NOT NULL, section TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, section, id)
) WITHOUT ROWID;
CREATE TABLE identifier (
    value TEXT NOT NULL, scheme TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, scheme, id)
) WITHOUT ROWID;
CREATE TABLE name (
    name INTEGER PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, lang TEXT NOT NULL,
    raw TEXT NOT NULL, folded TEXT NOT NULL, compact TEXT NOT NULL
);
CREATE TABLE word (word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE gram (gram TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (gram, name)) WITHOUT ROWID;
"""

INDEXES = """
CREATE INDEX edge_tail ON edge (tail, class);
CREATE INDEX edge_head ON edge (head, class);
CREATE INDEX listing_node ON listing (node);
CREATE INDEX name_raw ON name (raw);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_compact ON name (compact);
CREATE INDEX carries_edge ON carries (edge);
CREATE INDEX edge_total ON edge (total) WHERE total <> '';
"""

EDGE_CLASSES = ("flow", "hierarchy", "goods", "weak")
"""How an edge may be walked: along flows, up or down a hierarchy, through goods, or not by default."""

SEARCHES = "searches"
"""Stands for the section in `cites` where a party names a source that was searched and had no entry for it."""
