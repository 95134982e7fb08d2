# ruff: noqa: S608 - names of tables and columns are our own, and paths are quoted
"""A snapshot as Parquet tables: those that a feed can be made of again, and below `more` all else that it holds.

The rows pass through a database that spills to disk, so that memory stays bounded. Equal snapshots and the same DuckDB
give equal bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.diagnostics import DataFault, UsageFault
from supplychain_cli.model.kinds import TURNED
from supplychain_cli.queries.stored import TablesAnswer, WrittenTable
from supplychain_cli.snapshot.format import LINKS
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.segment import Segment, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MORE = "more"
"""Folder of the tables that no feed can be made of."""
_MEMORY = 2_000_000_000
_STRETCH = 500_000
_ROWS = 50_000
_DAY = (
    "CASE WHEN {0} = 0 THEN '' ELSE strftime(DATE '0001-01-01' + ({0} - 1)::INTEGER, '%Y-%m-%d') END AS {0}"
)
Told = Callable[[str], None]


def write(snapshot: Snapshot, target: Path, told: Told, *, force: bool = False) -> TablesAnswer:
    """Write all tables into a new folder, whole or not at all. `force` lets it take the place of another folder.

    Raises UsageFault when the folder is there, DataFault when it cannot be written.
    """
    if os.path.lexists(target) and not force:
        raise UsageFault(
            "U252",
            f"The folder {target} is there already.",
            help="Choose another one, or replace it with --force.",
        )
    beside = target.with_name(f".{target.name}.{os.getpid()}.writing")
    try:
        (beside / MORE).mkdir(parents=True)
        tables = tuple(_written(snapshot, beside, told))
        if os.path.lexists(target):
            _remove(target)
        beside.replace(target)
    except OSError as fault:
        raise DataFault(
            "D253",
            f"The tables cannot be written to {target}: {(fault.strerror or 'unknown reason').lower()}.",
            help="Name a folder on a disk that has room and that you may write to.",
        ) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return TablesAnswer(str(target), tables)


def _remove(target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink()


def _written(snapshot: Snapshot, folder: Path, told: Told) -> Iterator[WrittenTable]:
    from supplychain_cli.importers.tables.engine import connected, text

    work = folder / "work"
    work.mkdir()
    with connected(work, _MEMORY) as engine:
        engine.execute("SET enable_progress_bar = false")
        told("reading the snapshot")
        _fill(engine, snapshot)
        for name, statement in _TABLES.items():
            told(f"writing {name}")
            file = folder / f"{name}.parquet"
            engine.execute(f"COPY ({statement}) TO {text(str(file))} (FORMAT parquet, COMPRESSION zstd)")
            found = engine.execute(f"SELECT count(*) FROM read_parquet({text(str(file))})").fetchone()
            yield WrittenTable(
                file.relative_to(folder).as_posix(), found[0] if found else 0, file.stat().st_size
            )
    shutil.rmtree(work)


_TABLES = {
    "parties": "SELECT id AS key, kind, name, country, if(row = 0, n + 1, row) AS row, native, "
    "recorded FROM node WHERE kind <> 'good' ORDER BY n",
    "names": "SELECT id AS key, v.name, v.kind, v.lang FROM named v JOIN node USING (n) "
    "WHERE v.kind <> 'primary' AND node.kind <> 'good' ORDER BY n, number",
    "identifiers": "SELECT id AS key, scheme, value FROM identifier JOIN node USING (n) WHERE kind <> 'good' "
    "ORDER BY n, scheme, value",
    "details": "SELECT id AS key, label, text FROM detail JOIN node USING (n) ORDER BY n, label, text",
    "listings": "SELECT node.id AS key, authority, programme, measure, first, last, entry, effect, "
    "if(listing.row = 0, place + 1, listing.row) AS row, "
    "listing.id AS id, status, listing.recorded AS recorded, retracted FROM listing JOIN node USING (n) "
    "ORDER BY n, place",
    "relations": "SELECT e.kind AS kind, if(turned, b.id, a.id) AS source, if(turned, a.id, b.id) AS target, first, "
    "last, hs AS goods, text, share, votes, directness, quantity, value, "
    "if(inferred = 1 AND status <> 'candidate', 'inferred', 'stated') AS basis, status, "
    "if(e.row = 0, e.place + 1, e.row) AS row, reference, "
    "e.id AS id, part AS feed, grade, e.recorded AS recorded, retracted, goods_ids, through, total, arrangement "
    "FROM edge e JOIN node a ON a.n = tail JOIN node b ON b.n = head ORDER BY e.place",
    f"{MORE}/goods": "SELECT id, name, recorded FROM node WHERE kind = 'good' ORDER BY n",
    f"{MORE}/records": "SELECT section, id, json, file, line FROM record ORDER BY section, id",
    f"{MORE}/evidence": "SELECT section, id, place, source, locator, basis, credibility, paraphrase FROM evidence "
    "ORDER BY section, id, place",
    f"{MORE}/links": "SELECT a.id AS one, b.id AS other, why FROM link JOIN node a ON a.n = one "
    "JOIN node b ON b.n = other ORDER BY one, other, why",
}  # fmt: skip
"""Every table that is written: the first six have the columns of `importers.rows`, and some beside them."""


def _fill(engine: DuckDBPyConnection, snapshot: Snapshot) -> None:
    """Load a snapshot into the database, days as texts, stakes as feeds write them."""
    hs = _codes(snapshot)
    edge = ("kind", "tail", "head", "grade", "inferred", "status", "first", "last", "recorded", "retracted", "goods",
            "through", "total", "directness", "share", "votes", "arrangement", "text", "quantity", "value", "reference",
            "row")  # fmt: skip
    for segment in snapshot.segments:
        part = segment.name
        _load(engine, "node", segment.table("node"), ("id", "name", "native", "kind", "country", "recorded", "row"),
              f"{segment.base} + place AS n")  # fmt: skip
        _load(engine, "identifier", segment.table("identifier"), ("scheme", "value", "node"),
              f"{segment.base} + node AS n")  # fmt: skip
        _load(
            engine,
            "detail",
            segment.table("detail"),
            ("label", "text", "node"),
            f"{segment.base} + node AS n",
        )
        listed = ("node", "authority", "programme", "measure", "first", "last", "entry", "effect", "row", "status",
                  "recorded", "retracted")  # fmt: skip
        _load(engine, "listing", segment.table("listing"), (*listed, *(() if segment.is_feed else ("id",))),
              f"{segment.base} + node AS n, place" + _id(segment, "listing"))  # fmt: skip
        number = "row" if segment.info.meta.get("numbered_by_row") else "number"
        own = () if segment.is_feed and number == "row" else (number,) if segment.is_feed else ("id",)
        more = (
            f"{segment.base} + tail AS tail, {segment.base} + head AS head, {segment.first_edge} + place AS place, "
            f"'{part}' AS part, kind IN ({', '.join(repr(kind) for kind in sorted(TURNED))}) AS turned, "
            "goods AS goods_ids" + _id(segment, "edge", number)
        )
        _load(engine, "edge", segment.table("edge"), (*edge, *own), more)
        _insert(engine, "named", ("n", "number", "name", "kind", "lang"), _names(segment))
    engine.execute("CREATE TABLE hs (ids VARCHAR, hs VARCHAR)")
    terms = [row[0] for row in engine.execute("SELECT DISTINCT goods_ids FROM edge ORDER BY 1").fetchall()]
    _insert(engine, "hs", ("ids", "hs"), ((ids, _hs(ids, hs)) for ids in terms))
    engine.execute("CREATE OR REPLACE TABLE edge AS SELECT edge.*, hs FROM edge JOIN hs ON ids = goods_ids")
    rows = (
        (held.section, held.id, _json(held.plain), held.file, held.line)
        for section in snapshot.sections()
        for held in snapshot.records(section)
    )
    _insert(engine, "record", ("section", "id", "json", "file", "line"), rows)
    _insert(engine, "evidence", _EVIDENCE, _evidence(snapshot))
    links = Segment(snapshot.folder / LINKS, snapshot.manifest.links, 0, 0).table("link")
    _load(engine, "link", links, ("one", "other", "why"))


def _id(segment: Segment, table: str, number: str = "") -> str:
    """Give the id of a feed's relation or listing, as `Segment.edge_id` does; records have a column of them."""
    if not segment.is_feed:
        return ""
    if table == "listing":
        width = len(str(segment.info.counts.get("listing", 0)))
        return f", '{segment.name}:listing:' || lpad((place + 1)::VARCHAR, {width}, '0') AS id"
    width = len(str(segment.info.meta["last_number"]))
    return f", '{segment.name}:' || lpad({number}::VARCHAR, {width}, '0') AS id"


def _load(
    engine: DuckDBPyConnection, name: str, table: Table, columns: Sequence[str], more: str = ""
) -> None:
    """Append the columns of a table to that of the database, with more that are worked out of them."""
    from supplychain_cli.snapshot.vectors import part

    days = [column for column in ("first", "last", "recorded", "retracted") if column in columns]
    replaced = f" REPLACE ({', '.join(_DAY.format(day) for day in days)})" if days else ""
    dropped = [column for column in ("tail", "head", "node", "place") if column in (*columns, "place")]
    chosen = f"SELECT * EXCLUDE ({', '.join(dropped)}){replaced}{', ' if more else ''}{more} FROM chunk"
    for begin in (*range(0, len(table), _STRETCH), len(table)):
        end = min(begin + _STRETCH, len(table))
        engine.register("chunk", part(table, columns, begin, end, each=_STAKES))
        # A table without rows has its columns too.
        engine.execute(f"CREATE TABLE IF NOT EXISTS {name} AS {chosen} LIMIT 0")
        engine.execute(f"INSERT INTO {name} BY NAME {chosen}")
        engine.unregister("chunk")


def _insert(
    engine: DuckDBPyConnection, name: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Append rows of numbers and texts to a table, which is made if it is not there."""
    from supplychain_cli.snapshot.vectors import turned

    number = {"n", "number", "line", "place", "credibility"}
    types = ", ".join(f"{column} {'BIGINT' if column in number else 'VARCHAR'}" for column in columns)
    engine.execute(f"CREATE TABLE IF NOT EXISTS {name} ({types})")
    rows = iter(rows)
    while batch := list(islice(rows, _ROWS)):
        engine.register("chunk", turned(batch, columns, number))
        engine.execute(f"INSERT INTO {name} SELECT * FROM chunk")
        engine.unregister("chunk")


def _names(segment: Segment) -> Iterator[tuple[Any, ...]]:
    held = segment.names
    rows = map(held.row, range(held.count))
    return ((segment.base + row.party, row.number, row.text, row.kind, row.lang) for row in rows)


_EVIDENCE = ("section", "id", "place", "source", "locator", "basis", "credibility", "paraphrase")


def _evidence(snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
    for section in snapshot.sections():
        for held in snapshot.records(section):
            for place, each in enumerate(held.plain.get("evidence", ()), 1):
                texts = (each.get(name, "") for name in ("source", "locator"))
                yield (held.section, held.id, place, *texts, each.get("basis", "stated"), each.get("credibility", 0),
                       each.get("paraphrase", ""))  # fmt: skip


def _codes(snapshot: Snapshot) -> dict[str, str]:
    """Give the first HS code of each good of the records."""
    found = ((held.id, held.plain.get("hs", ())) for held in snapshot.records("goods"))
    return {name: codes[0] for name, codes in found if codes}


def _hs(ids: str, codes: Mapping[str, str]) -> str:
    """Give the HS code of the first of the goods that has one: those of feeds are named by theirs."""
    for name in ids.split():
        with suppress(KeyError):
            return name.removeprefix("hs-") if name.startswith("hs-") else codes[name]
    return ""


def _stake(stored: str) -> str:
    """Give a stake as a row of a feed writes it, `25-<50`, from interval text, `[25,50)`."""
    if not stored or stored[0] not in "[(":
        return stored
    low, _, high = stored[1:-1].partition(",")
    return f"{'>' if stored[0] == '(' else ''}{low}-{'<' if stored[-1] == ')' else ''}{high}"


def _json(plain: Mapping[str, Any]) -> str:
    import json

    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


_STAKES = {"share": _stake, "votes": _stake}
"""Columns whose texts are written in another way."""
