"""Records to plain rows, each by itself: what a segment is put together of, before anything has a number.

They hold nothing but texts, numbers and None, with ids where columns have numbers.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.codec import to_plain
from supplychain_cli.model.dataset import Entry, Identity
from supplychain_cli.model.dates import parse_day, parse_period
from supplychain_cli.model.entity import Entity, Good, Name
from supplychain_cli.model.evidence import GRADES, Source, all_evidence, weigh
from supplychain_cli.model.kinds import KINDS, Walk
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.relation import Relation
from supplychain_cli.model.stake import stake_text
from supplychain_cli.snapshot.format import SEARCHES

Row: TypeAlias = tuple[Any, ...]

_LANGUAGES = (
    dict.fromkeys(("CN", "HK", "MO", "TW"), "zh") | dict.fromkeys(("RU", "BY", "KZ"), "ru") | {"JP": "ja"}
)
_SHORTEST_NATIVE = 4
TOTAL = 13
"""Place of the total in the row of an edge."""


class Extract(NamedTuple):
    """Rows of some records: those of `format.TABLES` with ids where a table has numbers, unless said otherwise."""

    nodes: list[Row]
    names: list[Row]
    """Bearer, text, kind and language; the one shown to people first."""
    identifiers: list[Row]
    edges: list[Row]
    about: list[Row]
    """Relation and good that it is about, or an end of it that may be a good."""
    mentions: list[Row]
    """Party and relation that names it besides its ends."""
    listings: list[Row]
    judged: list[Row]
    records: list[Row]
    """Section, id, JSON, file and line."""
    cites: list[Row]
    sources: list[Row]
    """Source and reliability."""


def extract(entries: Iterable[Entry], reliability: Mapping[str, str]) -> Extract:
    """Give the rows of records. `reliability` is that of every source they cite. Cost: a pass over the records."""
    found = Extract(*([] for _ in Extract._fields))
    for entry in entries:
        record = entry.record
        found.records.append(record_row(entry))
        found.cites.extend(_citations(entry))
        if isinstance(record, Entity | Good):
            found.nodes.append(_node_row(record))
            found.names.extend((record.id, *row) for row in _names(record))
            found.identifiers.extend(_identifiers(record))
        elif isinstance(record, Relation):
            found.edges.append(_edge_row(record, reliability))
            found.about.extend((record.id, good) for good in _goods_of(record))
            found.mentions.extend((party, record.id) for party in (*record.through, record.supplier) if party)
        elif isinstance(record, Listing):
            found.listings.append(_listing_row(record))
        elif isinstance(record, Identity):
            found.judged.extend((party, record.id) for party in (record.left, record.right))
        elif isinstance(record, Source):
            found.sources.append((record.id, record.reliability))
    return found


def record_row(entry: Entry) -> tuple[str, str, str, str, int]:
    """Give the row of a whole record: section, id, JSON, file and line."""
    place = entry.at()
    text = json.dumps(to_plain(entry.record), ensure_ascii=False, separators=(",", ":"))
    return (entry.section, entry.record.id, text, place.file, place.line)


def _node_row(record: Entity | Good) -> Row:
    kind, country = (record.kind, record.country) if isinstance(record, Entity) else ("good", "")
    native = native_name(record.names, country)
    return (record.id, record.name, native, kind, country, _day(getattr(record, "recorded", "")))


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


def _ends(relation: Relation) -> tuple[str, str]:
    """Give tail and head."""
    ends = relation.from_, relation.to
    return ends[::-1] if KINDS[relation.kind].walk is Walk.UP else ends


def _edge_row(relation: Relation, reliability: Mapping[str, str]) -> Row:
    tail, head = _ends(relation)
    grade, basis = weigh(all_evidence(relation.evidence, relation.sources), relation.status, reliability)
    period = parse_period(relation.period)
    return (
        relation.id, relation.kind, tail, head, GRADES.index(grade), int(basis == "inferred"), relation.status,
        period.first, period.last, _day(relation.recorded),
        _day(relation.retracted.on) if relation.retracted else None,
        " ".join(relation.goods), " ".join(relation.through), relation.total, relation.directness,
        stake_text(relation.share), stake_text(relation.votes), relation.arrangement,
    )  # fmt: skip


def _goods_of(relation: Relation) -> Iterator[str]:
    """Goods that a relation is about: those it carries, and the ends of a relation between goods."""
    yield from relation.goods
    if KINDS[relation.kind].walk is Walk.GOODS:
        yield from (relation.from_, relation.to)


def _listing_row(listing: Listing) -> Row:
    first = parse_period(listing.from_ or listing.between).first
    last = parse_period(listing.until).last
    retracted = _day(listing.retracted.on) if listing.retracted else None
    return (
        listing.id, listing.entity, listing.authority, listing.programme, listing.measure, first, last,
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


def _identifiers(record: Entity | Good) -> Iterator[Row]:
    if isinstance(record, Entity):
        for scheme, values in record.identifiers.items():
            for value in (values,) if isinstance(values, str) else values:
                yield (value.upper(), scheme, record.id)
    else:
        for code in record.hs:
            yield (code, "hs", record.id)


def _names(record: Entity | Good) -> Iterator[tuple[str, str, str]]:
    yield (record.name, "primary", "")
    for name in record.names:
        yield (name.name, name.kind, name.lang)


def _day(text: str) -> int | None:
    return parse_day(text) if text else None
