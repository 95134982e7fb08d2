"""Reading a snapshot: each verb fetches only the rows that answer it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

if TYPE_CHECKING:
    import sqlite3


class EdgeRow(NamedTuple):
    """One row of the table `edge`; see `snapshot.format` for what each column means."""

    edge: int
    id: str
    kind: str
    klass: str
    turned: int
    tail: int
    head: int
    grade: int
    inferred: int
    status: str
    first: int | None
    last: int | None
    recorded: int | None
    retracted: int | None
    goods: str
    through: str
    total: str
    directness: str
    share: str
    votes: str
    arrangement: str


class NodeRow(NamedTuple):
    """One row of the table `node`."""

    node: int
    id: str
    name: str
    native: str
    kind: str
    country: str
    recorded: int | None


class ListingRow(NamedTuple):
    """One row of the table `listing`."""

    id: str
    node: int
    authority: str
    programme: str
    measure: str
    first: int | None
    last: int | None
    recorded: int | None
    retracted: int | None
    status: str


class NameRow(NamedTuple):
    """One recorded name and its keys."""

    name: int
    id: str
    text: str
    kind: str
    lang: str
    raw: str
    folded: str
    compact: str


class Held(NamedTuple):
    """A whole record as plain data, and the file and line where it is written."""

    section: str
    id: str
    plain: dict[str, Any]
    file: str
    line: int


class Snapshot:
    """An open snapshot. A verb costs what it returns, whatever the size of the dataset, unless it says otherwise."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Read from an open database, which is closed when nobody holds the snapshot any more."""
        self._database = database
        finalize(self, database.close)
        self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))

    def _rows(self, sql: str, *values: object) -> list[Any]:
        return self._database.execute(sql, values).fetchall()

    def node(self, party: str) -> NodeRow | None:
        """Find a party, system or good by id; None when there is none."""
        rows = self._rows("SELECT * FROM node WHERE id = ?", party)
        return NodeRow(*rows[0]) if rows else None

    def node_at(self, node: int) -> NodeRow:
        """Give the party, system or good with this number."""
        return NodeRow(*self._rows("SELECT * FROM node WHERE node = ?", node)[0])

    def all_nodes(self) -> Iterator[NodeRow]:
        """Every party, system and good in order of numbers; costs the whole dataset."""
        return (NodeRow(*row) for row in self._database.execute("SELECT * FROM node ORDER BY node"))

    def edges_from(self, node: int, klass: str) -> list[EdgeRow]:
        """Edges of a class whose tail is the node, in order of their ids."""
        rows = self._rows("SELECT * FROM edge WHERE tail = ? AND class = ? ORDER BY edge", node, klass)
        return [EdgeRow(*row) for row in rows]

    def edges_into(self, node: int, klass: str) -> list[EdgeRow]:
        """Edges of a class whose head is the node, in order of their ids."""
        rows = self._rows("SELECT * FROM edge WHERE head = ? AND class = ? ORDER BY edge", node, klass)
        return [EdgeRow(*row) for row in rows]

    def edges_at(self, node: int, klass: str, *, outward: bool, where: str, limit: int) -> list[EdgeRow]:
        """As `edges_from` or `edges_into`: the first ones that meet a condition, reading as few rows as that takes."""
        end = "tail" if outward else "head"
        sql = f"SELECT * FROM edge WHERE {end} = ? AND class = ? AND {where} ORDER BY edge LIMIT ?"  # noqa: S608 - our own words
        return [EdgeRow(*row) for row in self._rows(sql, node, klass, limit)]

    def edge(self, relation: str) -> EdgeRow | None:
        """Find a relation by id; None when there is none."""
        rows = self._rows("SELECT * FROM edge WHERE id = ?", relation)
        return EdgeRow(*rows[0]) if rows else None

    def all_edges(self) -> Iterator[EdgeRow]:
        """Every edge in order of ids; costs the whole dataset, for the reference engine only."""
        return (EdgeRow(*row) for row in self._database.execute("SELECT * FROM edge ORDER BY edge"))

    def carrying(self, good: int) -> list[EdgeRow]:
        """Edges that carry a good or are about it, in order of ids."""
        sql = "SELECT edge.* FROM carries JOIN edge USING (edge) WHERE good = ? ORDER BY edge"
        return [EdgeRow(*row) for row in self._rows(sql, good)]

    def mentioning(self, node: int) -> list[EdgeRow]:
        """Edges that name a party besides their ends, in order of ids."""
        sql = "SELECT edge.* FROM mention JOIN edge USING (edge) WHERE node = ? ORDER BY edge"
        return [EdgeRow(*row) for row in self._rows(sql, node)]

    def parts(self, total: str) -> list[EdgeRow]:
        """Edges that are recorded as a part of this one, in order of ids."""
        sql = "SELECT * FROM edge WHERE total = ? AND total <> '' ORDER BY edge"
        return [EdgeRow(*row) for row in self._rows(sql, total)]

    def judged(self, party: str) -> list[str]:
        """Ids of the judgements on whether a party is the same as another."""
        return [
            row[0] for row in self._rows("SELECT identity FROM judged WHERE id = ? ORDER BY identity", party)
        ]

    def listings(self, node: int) -> list[ListingRow]:
        """All listings of a party, oldest first."""
        sql = "SELECT * FROM listing WHERE node = ? ORDER BY first IS NULL, first, id"
        return [ListingRow(*row) for row in self._rows(sql, node)]

    def listed(self, after: int, limit: int) -> list[int]:
        """Give the parties numbered above `after` that have a listing, whether or not it counts; at most `limit`."""
        sql = "SELECT DISTINCT node FROM listing WHERE node > ? ORDER BY node LIMIT ?"
        return [row[0] for row in self._rows(sql, after, limit)]

    def record(self, section: str, name: str) -> Held | None:
        """Fetch a whole record by section and id; None when there is none."""
        rows = self._rows("SELECT * FROM record WHERE section = ? AND id = ?", section, name)
        return _held(rows[0]) if rows else None

    def records(self, section: str) -> Iterator[Held]:
        """Every record of a section in order of ids; costs the whole section."""
        rows = self._database.execute("SELECT * FROM record WHERE section = ? ORDER BY id", (section,))
        return map(_held, rows)

    def sections_of(self, name: str) -> list[str]:
        """Sections that hold a record with this id."""
        return [
            row[0] for row in self._rows("SELECT section FROM record WHERE id = ? ORDER BY section", name)
        ]

    def citing(self, source: str) -> list[tuple[str, str]]:
        """Section and id of every record that cites a source, in order."""
        return self._rows("SELECT section, id FROM cites WHERE source = ? ORDER BY section, id", source)

    def ids_starting(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Ids of any section that begin with the prefix, with their section, for completion."""
        after = prefix + "\U0010ffff"
        sql = "SELECT id, section FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return self._rows(sql, prefix, after, limit)

    def tally(self, table: str, *columns: str, where: str = "1") -> list[tuple[Any, ...]]:
        """Count the rows of a table by columns, largest count last in each row; computed inside the database."""
        keys = ", ".join(columns)
        sql = f"SELECT {keys}, count(*) FROM {table} WHERE {where} GROUP BY {keys} ORDER BY {keys}"  # noqa: S608 - our own words
        return self._rows(sql)

    def first_and_last(self, table: str, where: str = "1") -> tuple[int | None, int | None]:
        """Earliest first day and latest last day (or first day, where no end is given) in `edge` or `listing`."""
        sql = f"SELECT min(first), max(coalesce(last, first)) FROM {table} WHERE {where}"  # noqa: S608 - our own words
        first, last = self._rows(sql)[0]
        return (first, last)

    def first_written(self) -> int | None:
        """Day on which the first relation was written down; None where one has no such day. Costs every relation."""
        days, undated = self._rows("SELECT min(recorded), sum(recorded IS NULL) FROM edge")[0]
        return None if undated else days

    def cited_once(self, section: str, limit: int = -1) -> list[str]:
        """Ids of the records of a section that rest on a single source, at most `limit` of them."""
        sql = "SELECT id FROM cites WHERE section = ? GROUP BY id HAVING count(*) = 1 ORDER BY id LIMIT ?"
        return [row[0] for row in self._rows(sql, section, limit)]

    def count_cited_once(self, section: str) -> int:
        """Count the records that `cited_once` names."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM cites WHERE section = ? GROUP BY id HAVING count(*) = 1)"
        return int(self._rows(sql, section)[0][0])

    def uncited(self, section: str, limit: int = -1) -> list[str]:
        """Ids of the records of a section that name no source; for `sources`, of those that nothing cites."""
        sql = f"SELECT id FROM {_uncited(section)} ORDER BY id LIMIT ?"  # noqa: S608 - our own words
        return [row[0] for row in self._rows(sql, section, limit)]

    def count_uncited(self, section: str) -> int:
        """Count the records that `uncited` names."""
        return int(self._rows(f"SELECT count(*) FROM {_uncited(section)}", section)[0][0])  # noqa: S608 - our own words

    def carried(self, where: str = "1") -> dict[int, int]:
        """Count the relations about each good, by the good's number; costs every relation about a good."""
        sql = f"SELECT good, count(*) FROM carries JOIN edge USING (edge) WHERE {where} GROUP BY good"  # noqa: S608 - our own words
        return dict(self._rows(sql))

    def names_equal(self, key: str) -> list[NameRow]:
        """Names one of whose keys is exactly this."""
        sql = "SELECT * FROM name WHERE raw = ? OR folded = ? OR compact = ? ORDER BY name"
        return [NameRow(*row) for row in self._rows(sql, key, key, key)]

    def count_names(self) -> int:
        """Count the recorded names."""
        return int(self._rows("SELECT coalesce(max(name) + 1, 0) FROM name")[0][0])

    def names_starting(self, prefix: str, limit: int) -> list[NameRow]:
        """Names whose raw key begins with the prefix, for completion."""
        sql = "SELECT * FROM name WHERE raw >= ? AND raw < ? ORDER BY raw, id LIMIT ?"
        return [NameRow(*row) for row in self._rows(sql, prefix, prefix + "\U0010ffff", limit)]

    def names_with_words(self, words: Sequence[str]) -> list[NameRow]:
        """Names that hold all these folded words; nothing for no words."""
        if not words:
            return []
        distinct = sorted(set(words))
        marks = ", ".join("?" * len(distinct))
        sql = (
            f"SELECT name.* FROM word JOIN name USING (name) WHERE word IN ({marks}) "  # noqa: S608 - question marks only
            "GROUP BY name HAVING count(*) = ? ORDER BY name"
        )
        return [NameRow(*row) for row in self._rows(sql, *distinct, len(distinct))]

    def names_near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        """Names that share most three-letter pieces, most first."""
        distinct = sorted(set(pieces))
        marks = ", ".join("?" * len(distinct))
        sql = (
            f"SELECT name.* FROM gram JOIN name USING (name) WHERE gram IN ({marks}) "  # noqa: S608 - question marks only
            "GROUP BY name ORDER BY count(*) DESC, name LIMIT ?"
        )
        return [NameRow(*row) for row in self._rows(sql, *distinct, limit)]

    def identified(self, value: str) -> list[str]:
        """Ids of parties and goods that carry this identifier, in any scheme."""
        return [
            row[0]
            for row in self._rows("SELECT DISTINCT id FROM identifier WHERE value = ? ORDER BY id", value)
        ]

    def goods_with_hs(self, prefix: str) -> list[str]:
        """Ids of the goods that have an HS code which begins with these digits."""
        sql = (
            "SELECT DISTINCT id FROM identifier WHERE scheme = 'hs' AND value >= ? AND value < ? ORDER BY id"
        )
        return [row[0] for row in self._rows(sql, prefix, prefix + ":")]


def _uncited(section: str) -> str:
    cited = "source = record.id"
    if section != "sources":
        cited = "cites.section = record.section AND cites.id = record.id"
    return f"record WHERE section = ? AND NOT EXISTS (SELECT 1 FROM cites WHERE {cited})"  # noqa: S608 - our own words


def _held(row: tuple[Any, ...]) -> Held:
    section, name, text, file, line = row
    return Held(section, name, json.loads(text), file, line)
