"""From rows of the snapshot to rows of an export: the only place where whole records are read for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from supplychain_cli.graph.standing import of_listing, recorded_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.entity import Entity, Good, Name
from supplychain_cli.model.evidence import GRADES, Evidence, Source, all_evidence
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.model.listing import Listing
from supplychain_cli.model.relation import Relation
from supplychain_cli.model.stake import Stake, read_stake
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.extract.rows import (
    Code,
    End,
    ExportGood,
    ExportListing,
    ExportParty,
    ExportRelation,
    ExportSource,
    Figure,
    Listed,
)
from supplychain_cli.snapshot.rows import EdgeRow, Held, ListingRow, NodeRow

_ENDS_HELD = 65_536
"""Parties whose names are kept while relations are written: enough for most, and a bound for all."""
_LEFT_OUT = ("retracted", "unwritten")


class Reader:
    """Reads rows of an export through a view, whose scope applies."""

    def __init__(self, view: View) -> None:
        """Read through a view; nothing is read yet."""
        self._view = view
        self._scribe = Scribe(view)
        self._end = lru_cache(_ENDS_HELD)(self._read_end)
        self._good = lru_cache(_ENDS_HELD)(self._read_good)

    def party(self, row: NodeRow) -> ExportParty:
        """Give a party, system or good with its listings and what other records of the same party add.

        `row` is the one that stands for the party. Asked as of a day, the listings are those in force on it; otherwise
        all, with their dates.
        """
        rows = [row, *self._others(row)]
        helds = [self._held(each) for each in rows]
        records = [_thing(held) for held in helds]
        first = records[0]
        return ExportParty(
            id=row.id,
            kind=row.kind,
            name=row.name,
            native=row.native,
            country=row.country,
            names=tuple(dict.fromkeys(_names(records))),
            codes=tuple(dict.fromkeys(code for record in records for code in _codes(record))),
            chpl=getattr(first, "chpl", ""),
            listings=tuple(listing for each in rows for listing in self._listings(each.node)),
            same_as=tuple(each.id for each in rows[1:]),
            status=first.status,
            note=" ".join(record.note for record in records if record.note),
            recorded=first.recorded,
            tags=tuple(dict.fromkeys(tag for record in records for tag in record.tags)),
            sources=self._scribe.citations(tuple(map(Evidence, _cited(records)))),
            location=_place(helds[0]),
        )

    def listed(self, row: NodeRow) -> Iterator[Listed]:
        """Give the listings of a party alone, for which less is read."""
        party = self._end(row.node)
        for each in (row, *self._others(row)):
            yield from (Listed(party, listing) for listing in self._listings(each.node))

    def _others(self, row: NodeRow) -> list[NodeRow]:
        """Give the other records of the same party that were written down by the day asked about."""
        snapshot = self._view.snapshot
        others = (snapshot.node_at(node) for node in self._view.members(row.node) if node != row.node)
        return [other for other in others if recorded_by(self._view.scope, other.recorded)]

    def _held(self, row: NodeRow) -> Held:
        held = self._view.record("goods" if row.kind == "good" else "entities", row.id)
        assert held is not None  # every row is made from a record, or shown as one  # noqa: S101
        return held

    def relation(self, row: EdgeRow) -> ExportRelation:
        """Give a relation with everything it rests on."""
        held = self._view.record("relations", row.id)
        assert held is not None  # as for a party  # noqa: S101
        record = from_plain(Relation, held.plain)
        ends = (row.head, row.tail) if row.turned else (row.tail, row.head)
        start, end = map(self._end, ends)
        return ExportRelation(
            id=row.id,
            kind=row.kind,
            says=KINDS[row.kind].forward,
            from_=start,
            to=end,
            goods=tuple(map(self._good, row.goods.split())),
            period=record.period,
            first=_day(row.first),
            last=_day(row.last),
            attested=record.attested,
            quantity=_figure(record.quantity, "unit"),
            value=_figure(record.value, "currency"),
            shipments=record.shipments,
            share=_stake(row.share),
            share_text=record.share_text,
            votes=_stake(row.votes),
            arrangement=row.arrangement,
            directness=row.directness,
            through=tuple(map(self._named, row.through.split())),
            total=row.total,
            supplier=record.supplier,
            grade=GRADES[row.grade],
            basis="inferred" if row.inferred else "stated",
            status=row.status,
            note=record.note,
            recorded=record.recorded,
            tags=record.tags,
            sources=self._scribe.citations(all_evidence(record.evidence, record.sources)),
            location=_place(held),
        )

    def _listings(self, node: int) -> Iterator[ExportListing]:
        for row in self._view.snapshot.own_listings(node):
            standing = of_listing(self._view.scope, row)
            dated = self._view.scope.as_of is not None
            if standing == "counts" or not (dated or standing in _LEFT_OUT):
                yield self._listing(row)

    def _listing(self, row: ListingRow) -> ExportListing:
        held = self._view.record("listings", row.id)
        assert held is not None  # as for a party  # noqa: S101
        record = from_plain(Listing, held.plain)
        return ExportListing(
            id=row.id,
            authority=row.authority,
            programme=row.programme,
            measure=row.measure,
            from_=record.from_,
            until=record.until,
            between=record.between,
            entry=record.entry,
            effect=record.effect,
            status=row.status,
            note=record.note,
            sources=self._scribe.citations(all_evidence(record.evidence, record.sources)),
            location=_place(held),
        )

    def _read_end(self, node: int) -> End:
        """Give the party at an end of a relation, by the record that stands for it."""
        row = self._view.snapshot.node_at(self._view.leader(node))
        return End(row.id, row.name, row.kind, row.country)

    def _named(self, name: str) -> End:
        row = self._view.snapshot.node(name)
        return self._end(row.node) if row else End(name, name, "", "")

    def _read_good(self, name: str) -> ExportGood:
        row = self._view.snapshot.node(name)
        held = self._view.record("goods", name)
        hs = tuple(held.plain.get("hs", ())) if held else ()
        return ExportGood(name, row.name if row else name, hs)


def source_of(held: Held) -> ExportSource:
    """Give a document as it is recorded."""
    record = from_plain(Source, held.plain)
    return ExportSource(
        record.id,
        record.publisher,
        record.title,
        record.date,
        record.url,
        record.reliability,
        record.licence,
        record.note,
        _place(held),
    )


def _thing(held: Held) -> Entity | Good:
    return from_plain(Good, held.plain) if held.section == "goods" else from_plain(Entity, held.plain)


def _names(records: list[Entity | Good]) -> Iterator[Name]:
    """Give every name but the one that is shown: those of the first record, and all of the others."""
    for record in records:
        if record is not records[0] and record.name != records[0].name:
            yield Name(record.name)
        yield from record.names


def _cited(records: list[Entity | Good]) -> Iterator[str]:
    return iter(dict.fromkeys(source for record in records for source in record.sources))


def _codes(record: Entity | Good) -> Iterator[Code]:
    if isinstance(record, Good):
        yield from (Code("hs", code) for code in record.hs)
        return
    for scheme, values in record.identifiers.items():
        yield from (Code(scheme, value) for value in ((values,) if isinstance(values, str) else values))


def _figure(record: Any, unit: str) -> Figure | None:  # noqa: ANN401 - a quantity or a value
    return None if record is None else Figure(record.amount, getattr(record, unit), record.text)


def _stake(text: str) -> Stake | None:
    return read_stake(text) if text else None


def _day(number: int | None) -> str:
    return "" if number is None else day_text(number)


def _place(held: Held) -> str:
    return f"{held.file}:{held.line}"
