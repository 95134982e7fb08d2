"""From rows of the snapshot to rows of an export: the only place where whole records are read for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from supplychain_cli.graph.standing import of_listing
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.entity import Entity, Good
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
        """Give a party, system or good with its listings.

        Asked as of a day, these are the listings in force on it; otherwise all, with their dates.
        """
        section = "goods" if row.kind == "good" else "entities"
        held = self._view.record(section, row.id)
        record = _record(
            Good if row.kind == "good" else Entity, held, id=row.id, kind=row.kind, name=row.name
        )
        return ExportParty(
            id=row.id,
            kind=row.kind,
            name=row.name,
            native=row.native,
            country=row.country,
            names=record.names,
            codes=tuple(_codes(record)),
            chpl=getattr(record, "chpl", ""),
            listings=tuple(self._listings(row.node)),
            status=record.status,
            note=record.note,
            recorded=record.recorded,
            tags=record.tags,
            sources=self._scribe.citations(tuple(map(Evidence, record.sources))),
            location=_place(held),
        )

    def relation(self, row: EdgeRow) -> ExportRelation:
        """Give a relation with everything it rests on."""
        held = self._view.record("relations", row.id)
        ends = (row.head, row.tail) if row.turned else (row.tail, row.head)
        start, end = map(self._end, ends)
        record = _record(Relation, held, id=row.id, kind=row.kind, from_=start.id, to=end.id)
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
        for row in self._view.snapshot.listings(node):
            standing = of_listing(self._view.scope, row)
            dated = self._view.scope.as_of is not None
            if standing == "counts" or not (dated or standing in _LEFT_OUT):
                yield self._listing(row)

    def _listing(self, row: ListingRow) -> ExportListing:
        held = self._view.record("listings", row.id)
        record = _record(
            Listing,
            held,
            id=row.id,
            entity="",
            authority=row.authority,
            programme=row.programme,
            measure=row.measure,
            from_=_day(row.first),
            until=_day(row.last),
        )
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
        row = self._view.snapshot.node_at(node)
        return End(row.id, row.name, row.kind, row.country)

    def _named(self, name: str) -> End:
        row = self._view.snapshot.node(name)
        return End(row.id, row.name, row.kind, row.country) if row else End(name, name, "", "")

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


def _record(shape: type[Any], held: Held | None, **known: Any) -> Any:  # noqa: ANN401 - any kind of record
    """Give the whole record; for a row that no record file holds, what the row says."""
    if held is not None:
        return from_plain(shape, held.plain)
    fields = shape.__dataclass_fields__
    return shape(**{name: value for name, value in known.items() if name in fields})


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


def _place(held: Held | None) -> str:
    return f"{held.file}:{held.line}" if held else ""
