"""Rows of a suppliers file, whatever its kind: a name or an id, and what tells the party from others of its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from supplychain_cli.diagnostics import DataFault

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000
SCHEMES = (
    "inn", "ogrn", "ogrnip", "kpp", "okpo", "uscc", "lei", "imo", "ofac", "duns", "edrpou", "cage", "vat", "eori",
)  # fmt: skip
"""Columns that hold register numbers, beside one column `identifiers` with `lei: ...; inn: ...`."""
_NAMES = frozenset(
    {"name", "supplier", "supplier name", "company", "company name", "vendor", "vendor name", "party"}
)
_IDS = frozenset({"id", "party id", "record id"})
_COUNTRIES = frozenset({"country", "country code", "iso", "iso2"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row as written. `number` counts from 1 below the headings; `fault` says what is wrong with the row itself."""

    number: int
    name: str = ""
    id: str = ""
    country: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    fault: str = ""

    @property
    def text(self) -> str:
        """The row as a person would say it."""
        return self.name or self.id or ", ".join(f"{scheme} {value}" for scheme, value in self.identifiers)


def lines_of_table(rows: Iterable[tuple[int, Sequence[str], str]], file: str) -> list[Line]:
    """Read a table: its headings, then one line each. `rows` are (number of the row, cells, what is wrong with it).

    A table of one column needs no headings. Empty rows are left out, and the others keep their number. Raises DataFault
    when no column says whom a row means.
    """
    lines: list[Line] = []
    columns: list[str] | None = None
    first = 0
    for number, cells, fault in rows:
        texts = [cell.strip() for cell in cells]
        if not any(texts) and not fault:
            continue
        if columns is None:
            columns, bare = _headings(texts, file)
            first = number - 1 if bare else number
            if not bare:
                continue
        lines.append(_line(number - first, dict(zip(columns, texts, strict=False)), fault))
        _bounded(len(lines), file)
    return lines


def lines_of_objects(objects: Iterable[tuple[int, object]], file: str) -> list[Line]:
    """Read one object or plain name each; `objects` are (number of the row, value)."""
    lines = []
    for number, value in objects:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            lines.append(Line(number, str(value).strip()))
        elif isinstance(value, Mapping):
            cells = {_heading(str(key)): part for key, part in value.items()}
            own = cells.pop("identifiers", {})
            texts = {key: _text(part) for key, part in cells.items()}
            if isinstance(own, Mapping):
                texts |= {str(key).casefold(): _text(part) for key, part in own.items()}
            else:
                texts["identifiers"] = _text(own)
            lines.append(_line(number, texts, ""))
        else:
            lines.append(Line(number, fault="The row is neither a name nor a mapping of fields to values."))
        _bounded(len(lines), file)
    return lines


def _headings(cells: list[str], file: str) -> tuple[list[str], bool]:
    """Give the columns, and whether the first row is a name already because there are no headings."""
    columns = [_heading(cell) for cell in cells]
    if {"name", "id", "identifiers", *SCHEMES}.intersection(columns):
        return columns, False
    if len([cell for cell in cells if cell]) == 1:
        return ["name" if cell else "" for cell in cells], True
    raise DataFault(
        "D122",
        f"No column of {file} says whom a row means.",
        notes=(f"Its first row is: {', '.join(cell[:40] for cell in cells[:12])}.",),
        help="Name the columns in the first row: name or id, and optionally country, identifiers, lei, inn, uscc.",
    )


def _heading(cell: str) -> str:
    word = " ".join(cell.replace("_", " ").replace("-", " ").casefold().split())
    for name, spellings in (("name", _NAMES), ("id", _IDS), ("country", _COUNTRIES)):
        if word in spellings:
            return name
    return word


def _line(number: int, cells: Mapping[str, str], fault: str) -> Line:
    identifiers = [(key, value) for key, value in cells.items() if value and key in SCHEMES]
    identifiers += _pairs(cells.get("identifiers", ""))
    return Line(
        number,
        cells.get("name", ""),
        cells.get("id", "").removeprefix("id:"),
        cells.get("country", "").upper(),
        tuple(dict.fromkeys(identifiers)),
        fault,
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    """Read `lei: 5493..., inn 7704274402` in one cell; a number without a scheme is looked up in all of them."""
    pairs = []
    for part in text.replace(";", ",").replace("|", ",").split(","):
        scheme, _, value = part.strip().replace(":", " ").replace("=", " ").partition(" ")
        if value.strip():
            pairs.append((scheme.casefold(), value.strip()))
        elif scheme:
            pairs.append(("", scheme))
    return pairs


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return "" if value is None else str(value).strip()


def _bounded(count: int, file: str) -> None:
    if count > MAX_ROWS:
        raise DataFault(
            "D121",
            f"{file} holds more than {MAX_ROWS:,} rows.",
            help="Split it, and check the parts one after the other.",
        )
