"""The columns of nodes, edges, listings and sources: the same in every table, whatever the file it stands in.

A cell is text, a figure, a day (ISO text) or a list of texts; None, or an empty text, where nobody said. New columns
are added at the end of their table only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.answers import Citation
from supplychain_cli.queries.extract.rows import (
    ExportListing,
    ExportParty,
    ExportRelation,
    ExportSource,
    Extract,
    Figure,
    Listed,
)

Kind = Literal["text", "list", "number", "integer", "day"]
Cell = str | Decimal | int | tuple[str, ...] | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its name, what its cells are, and where a row has them."""

    name: str
    kind: Kind
    of: Callable[[T], Cell]


class Table(NamedTuple):
    """A table of an extract: its name, its columns, and its rows as they stand in the extract."""

    name: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[], Iterator[Any]]

    def cells(self) -> Iterator[list[Cell]]:
        """Give the cells row by row."""
        for row in self.rows():
            yield [column.of(row) for column in self.columns]


def tables(extract: Extract) -> tuple[Table, ...]:
    """Give the four tables of an extract."""
    return (
        Table("nodes", NODES, extract.parties),
        Table("edges", EDGES, extract.relations),
        Table("listings", LISTINGS, extract.listings),
        Table("sources", SOURCES, extract.sources),
    )


def joined(cell: Cell) -> str | Decimal | int | None:
    """Give a cell for a table without lists: its parts with a semicolon between them."""
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def plain_number(figure: Decimal | Fraction) -> Decimal:
    """Give a figure without exponent and trailing zeros."""
    if isinstance(figure, Fraction):
        figure = Decimal(figure.numerator) / Decimal(figure.denominator)
    return Decimal(f"{figure.normalize():f}")


def _share(stake: Stake | None) -> str:
    return "" if stake is None else str(stake)


def _low(stake: Stake | None) -> Decimal | None:
    return None if stake is None else plain_number(stake.low)


def _high(stake: Stake | None) -> Decimal | None:
    return None if stake is None else plain_number(stake.high)


def _amount(figure: Figure | None) -> Decimal | None:
    return None if figure is None else plain_number(figure.amount)


def _unit(figure: Figure | None) -> str:
    return "" if figure is None else figure.unit


def _wording(figure: Figure | None) -> str:
    return "" if figure is None else figure.text


def marks(party: ExportParty) -> tuple[str, ...]:
    """Give a word for each listing: who lists, the measure, and whether it ended or is a mere lead."""
    return _unique(map(_mark, party.listings))


def _mark(listing: ExportListing) -> str:
    until = f" until {listing.until}" if listing.until else ""
    status = "" if listing.status == "current" else f" ({listing.status})"
    return f"{listing.authority} {listing.measure}{until}{status}"


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def evidence_json(citations: Iterable[Citation]) -> str:
    """Write where a claim stands as one text of JSON: sources with locator, basis, credibility and paraphrase."""
    return json.dumps(
        [
            {
                "source": piece.source,
                "locator": piece.locator,
                "basis": piece.basis,
                "reliability": piece.reliability,
                "credibility": piece.credibility,
                "paraphrase": piece.paraphrase,
            }
            for piece in citations
        ],
        ensure_ascii=False,
    )


NODES: tuple[Column[ExportParty], ...] = (
    Column("id", "text", lambda row: row.id),
    Column("kind", "text", lambda row: row.kind),
    Column("name", "text", lambda row: row.name),
    Column("native_name", "text", lambda row: row.native),
    Column("country", "text", lambda row: row.country),
    Column("other_names", "list", lambda row: _unique(name.name for name in row.names)),
    Column("identifiers", "list", lambda row: tuple(f"{code.scheme}:{code.value}" for code in row.codes)),
    Column("chpl", "text", lambda row: row.chpl),
    Column("listed", "list", marks),
    Column("status", "text", lambda row: row.status),
    Column("note", "text", lambda row: row.note),
    Column("tags", "list", lambda row: row.tags),
    Column("recorded", "text", lambda row: row.recorded),
    Column("sources", "list", lambda row: _unique(piece.source for piece in row.sources)),
    Column("location", "text", lambda row: row.location),
    Column("same_as", "list", lambda row: row.same_as),
)
EDGES: tuple[Column[ExportRelation], ...] = (
    Column("id", "text", lambda row: row.id),
    Column("kind", "text", lambda row: row.kind),
    Column("from", "text", lambda row: row.from_.id),
    Column("to", "text", lambda row: row.to.id),
    Column("from_name", "text", lambda row: row.from_.name),
    Column("says", "text", lambda row: row.says),
    Column("to_name", "text", lambda row: row.to.name),
    Column("goods", "list", lambda row: tuple(good.id for good in row.goods)),
    Column("goods_names", "list", lambda row: tuple(good.name for good in row.goods)),
    Column("period", "text", lambda row: row.period),
    Column("first_day", "day", lambda row: row.first),
    Column("last_day", "day", lambda row: row.last),
    Column("attested", "text", lambda row: row.attested),
    Column("grade", "text", lambda row: row.grade),
    Column("basis", "text", lambda row: row.basis),
    Column("status", "text", lambda row: row.status),
    Column("share", "text", lambda row: _share(row.share)),
    Column("share_min", "number", lambda row: _low(row.share)),
    Column("share_max", "number", lambda row: _high(row.share)),
    Column("share_text", "text", lambda row: row.share_text),
    Column("votes", "text", lambda row: _share(row.votes)),
    Column("votes_min", "number", lambda row: _low(row.votes)),
    Column("votes_max", "number", lambda row: _high(row.votes)),
    Column("arrangement", "text", lambda row: row.arrangement),
    Column("quantity", "number", lambda row: _amount(row.quantity)),
    Column("unit", "text", lambda row: _unit(row.quantity)),
    Column("quantity_text", "text", lambda row: _wording(row.quantity)),
    Column("value", "number", lambda row: _amount(row.value)),
    Column("currency", "text", lambda row: _unit(row.value)),
    Column("value_text", "text", lambda row: _wording(row.value)),
    Column("shipments", "integer", lambda row: row.shipments),
    Column("directness", "text", lambda row: row.directness),
    Column("through", "list", lambda row: tuple(party.id for party in row.through)),
    Column("total", "text", lambda row: row.total),
    Column("supplier", "text", lambda row: row.supplier),
    Column("note", "text", lambda row: row.note),
    Column("tags", "list", lambda row: row.tags),
    Column("recorded", "text", lambda row: row.recorded),
    Column("sources", "list", lambda row: _unique(piece.source for piece in row.sources)),
    Column("source_titles", "list", lambda row: _unique(piece.title for piece in row.sources)),
    Column("source_urls", "list", lambda row: _unique(piece.url for piece in row.sources)),
    Column("evidence", "text", lambda row: evidence_json(row.sources)),
    Column("location", "text", lambda row: row.location),
)
LISTINGS: tuple[Column[Listed], ...] = (
    Column("id", "text", lambda row: row.listing.id),
    Column("party", "text", lambda row: row.party.id),
    Column("party_name", "text", lambda row: row.party.name),
    Column("authority", "text", lambda row: row.listing.authority),
    Column("programme", "text", lambda row: row.listing.programme),
    Column("measure", "text", lambda row: row.listing.measure),
    Column("from", "text", lambda row: row.listing.from_),
    Column("until", "text", lambda row: row.listing.until),
    Column("between", "text", lambda row: row.listing.between),
    Column("entry", "text", lambda row: row.listing.entry),
    Column("effect", "text", lambda row: row.listing.effect),
    Column("status", "text", lambda row: row.listing.status),
    Column("note", "text", lambda row: row.listing.note),
    Column("sources", "list", lambda row: _unique(piece.source for piece in row.listing.sources)),
    Column("evidence", "text", lambda row: evidence_json(row.listing.sources)),
    Column("location", "text", lambda row: row.listing.location),
)
SOURCES: tuple[Column[ExportSource], ...] = (
    Column("id", "text", lambda row: row.id),
    Column("publisher", "text", lambda row: row.publisher),
    Column("title", "text", lambda row: row.title),
    Column("date", "text", lambda row: row.date),
    Column("url", "text", lambda row: row.url),
    Column("reliability", "text", lambda row: row.reliability),
    Column("licence", "text", lambda row: row.licence),
    Column("note", "text", lambda row: row.note),
    Column("location", "text", lambda row: row.location),
)
