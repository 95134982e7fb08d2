"""Small customs tables in every kind of file, and the mapping for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supplychain_cli.importers import table
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.rows import RelationRow
from supplychain_cli.model.mapping import MappedParty, MappedRelation, RowFilter, TableMapping
from tests.feeds.reading import Feed

HEADINGS = ("No", "Date", "Way", "Seller", "Land", "Buyer", "INN", "Code", "Goods", "Kg", "Value", "Cur")
_ALPHA, _PARTS = "Alpha Antennas Co., Ltd", "8529109500"
_INN = "9900000017"
ROWS: tuple[tuple[str, ...], ...] = (
    ("7/1", "21.03.2022", "IM", _ALPHA, "China", "Beta Radar", _INN, _PARTS, 'Parts; "X"', "12,5", "1 500,00", "USD"),
    ("7/2", "22.03.2022", "IM", "ALPHA ANTENNAS CO LTD", "CN", "Beta Radar JSC", _INN, "8529 10 950 0", "Parts",
     "3", "", "CNY"),
    ("7/3", "23.03.2022", "EX", _ALPHA, "China", "Beta Radar", "", _PARTS, "Parts", "1", "1", "USD"),
    ("7/4", "2022-03-24", "IM", "Gamma Optics", "КИТАЙ", "Beta Radar", "", "9013", "", "1", "1", "USD"),
)  # fmt: skip


def mapping(**changes: Any) -> TableMapping:
    """Give a mapping for the table; `changes` replace its fields."""
    seller = MappedParty(role="seller", name="Seller", country="Land", countries={"Китай": "CN"})
    buyer = MappedParty(role="buyer", name="Buyer", country="=RU", identifiers={"inn": "INN"}, lang="en")
    supply = MappedRelation(
        from_="seller", to="buyer", goods="Code", text="Goods", date="Date", quantity="Kg", unit="=kg",
        value="Value", currency="Cur", reference="No",
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": "customs", "title": "Customs", "decimal": ",", "date_format": ("DD.MM.YYYY",),
        "rows": (RowFilter(column="Way", is_=("im",)),), "parties": (seller, buyer), "relations": (supply,),
    }  # fmt: skip
    return TableMapping(**{**fields, **changes})


def csv(
    path: Path, rows: Iterable[Sequence[str]] = ROWS, *, delimiter: str = ";", encoding: str = "utf-8"
) -> Path:
    """Write a CSV as such tables are written."""
    lines = (delimiter.join(_cell(cell, delimiter) for cell in row) for row in (HEADINGS, *rows))
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def _cell(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if delimiter in text or '"' in text else text


def json_lines(path: Path, rows: Iterable[Sequence[str]] = ROWS) -> Path:
    """Write JSON lines."""
    lines = (json.dumps(dict(zip(HEADINGS, row, strict=True)), ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Supply:
    """A relation as far as tests look at it."""

    source: str
    target: str
    first: str
    goods: str
    quantity: str
    value: str
    row: int


def read(wanted: TableMapping, *files: Path) -> Feed:
    """Read files through a mapping."""
    report = Report()
    return Feed(list(table.read(files, report, wanted)), report)


def supplies(feed: Feed) -> list[Supply]:
    """Give the supplies in the order of their rows."""
    rows = sorted(feed.of(RelationRow), key=lambda row: row.row)
    return [
        Supply(row.source, row.target, row.first, row.goods, row.quantity, row.value, row.row) for row in rows
    ]
