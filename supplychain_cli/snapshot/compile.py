"""Corpus to tables: number the parties, weigh the evidence, fold the names."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from supplychain_cli.matching.keys import grams, keys_of
from supplychain_cli.model.codec import to_plain
from supplychain_cli.model.dataset import Corpus, Entry, Identity, Record
from supplychain_cli.model.dates import parse_day, parse_period
from supplychain_cli.model.entity import Entity, Good, Name
from supplychain_cli.model.evidence import GRADES, Source, all_evidence, weigh
from supplychain_cli.model.kinds import KINDS, Walk
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.relation import Relation
from supplychain_cli.model.stake import stake_text
from supplychain_cli.snapshot.format import FORMAT, INDEXES, SCHEMA, SEARCHES

if TYPE_CHECKING:
    import sqlite3

_CLASS = {
    Walk.FLOW: "flow",
    Walk.DOWN: "hierarchy",
    Walk.UP: "hierarchy",
    Walk.GOODS: "goods",
    Walk.WEAK: "weak",
}
_LANGUAGES = (
    dict.fromkeys(("CN", "HK", "MO", "TW"), "zh") | dict.fromkeys(("RU", "BY", "KZ"), "ru") | {"JP": "ja"}
)
_SHORTEST_NATIVE = 4
Row = tuple[Any, ...]


def compile_corpus(corpus: Corpus, digest: str, database: sqlite3.Connection) -> None:
    """Write a checked corpus into an empty database.

    Numbers follow the ids' order, so that equal records give equal tables. Cost: one pass over the records,
    plus one row per name, name word and three-letter piece of a name.
    """
    database.executescript(SCHEMA)
    things = sorted(_things(corpus), key=lambda entry: entry.record.id)
    nodes = {entry.record.id: number for number, entry in enumerate(things)}
    reliability = {e.record.id: e.record.reliability for e in corpus.entries if isinstance(e.record, Source)}
    meta = {"format": str(FORMAT), "digest": digest, "name": corpus.info.name, "version": corpus.info.version,
            "licence": corpus.info.licence}  # fmt: skip
    _insert(database, "meta", meta.items())
    _insert(database, "record", map(_record_row, corpus.entries))
    _insert(database, "node", (_node_row(nodes[e.record.id], e.record) for e in things))
    relations = sorted(
        (e.record for e in corpus.entries if isinstance(e.record, Relation)), key=lambda relation: relation.id
    )
    _insert(database, "edge", (_edge_row(n, r, nodes, reliability) for n, r in enumerate(relations)))
    _insert(
        database,
        "carries",
        {(nodes[good], n) for n, r in enumerate(relations) for good in _goods_of(r, nodes)},
    )
    _insert(
        database,
        "mention",
        {(nodes[i], n) for n, r in enumerate(relations) for i in (*r.through, r.supplier) if i in nodes},
    )
    _insert(database, "judged", {row for entry in corpus.entries for row in _judged(entry.record)})
    listings = (e.record for e in corpus.entries if isinstance(e.record, Listing))
    _insert(database, "listing", (_listing_row(listing, nodes) for listing in listings))
    _insert(database, "cites", {row for entry in corpus.entries for row in _citations(entry)})
    _insert(database, "identifier", {row for entry in things for row in _identifiers(entry.record)})
    _insert_names(database, things)
    database.executescript(INDEXES)
    database.commit()


def _things(corpus: Corpus) -> Iterator[Entry]:
    return (entry for entry in corpus.entries if isinstance(entry.record, Entity | Good))


def _insert(database: sqlite3.Connection, table: str, rows: Any) -> None:  # noqa: ANN401 - any iterable of rows
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - table names are ours


def _record_row(entry: Entry) -> Row:
    place = entry.at()
    text = json.dumps(to_plain(entry.record), ensure_ascii=False, separators=(",", ":"))
    return (entry.section, entry.record.id, text, place.file, place.line)


def _node_row(node: int, record: Record) -> Row:
    kind = record.kind if isinstance(record, Entity) else "good"
    country = record.country if isinstance(record, Entity) else ""
    name = getattr(record, "name", record.id)
    native = native_name(record.names, country) if isinstance(record, Entity | Good) else ""
    return (node, record.id, name, native, kind, country, _day(getattr(record, "recorded", "")))


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


def _edge_row(
    number: int, relation: Relation, nodes: Mapping[str, int], reliability: Mapping[str, str]
) -> Row:
    rule = KINDS[relation.kind]
    turned = rule.walk is Walk.UP
    tail, head = nodes[relation.from_], nodes[relation.to]
    if turned:
        tail, head = head, tail
    evidence = all_evidence(relation.evidence, relation.sources)
    grade, basis = weigh(evidence, relation.status, reliability)
    period = parse_period(relation.period)
    return (
        number, relation.id, relation.kind, _CLASS[rule.walk], int(turned), tail, head,
        GRADES.index(grade), int(basis == "inferred"), relation.status, period.first, period.last,
        _day(relation.recorded), _day(relation.retracted.on) if relation.retracted else None,
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


def _identifiers(record: Record) -> Iterator[Row]:
    if isinstance(record, Entity):
        for scheme, values in record.identifiers.items():
            for value in (values,) if isinstance(values, str) else values:
                yield (value.upper(), scheme, record.id)
    if isinstance(record, Good):
        for code in record.hs:
            yield (code, "hs", record.id)


def _insert_names(database: sqlite3.Connection, things: list[Entry]) -> None:
    names: list[Row] = []
    words: set[Row] = set()
    pieces: set[Row] = set()
    for number, (owner, text, kind, lang) in enumerate(
        row for entry in things for row in _names(entry.record)
    ):
        keys = keys_of(text, lang)
        names.append((number, owner, text, kind, lang, keys.raw, keys.folded, keys.compact))
        words.update((word, number) for word in keys.words)
        pieces.update((gram, number) for gram in grams(keys.folded))
    _insert(database, "name", names)
    _insert(database, "word", sorted(words))
    _insert(database, "gram", sorted(pieces))


def _names(record: Record) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(record, Entity | Good):
        yield (record.id, record.name, "primary", "")
        for name in record.names:
            yield (record.id, name.name, name.kind, name.lang)


def _day(text: str) -> int | None:
    return parse_day(text) if text else None
