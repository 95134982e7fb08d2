"""One row of a sheet, whatever its kind: a name or an id, and what tells the party from others of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.light import dataclass

SCHEMES = (
    "inn", "ogrn", "ogrnip", "kpp", "okpo", "uscc", "lei", "imo", "ofac", "duns", "edrpou", "cage", "vat", "eori",
)  # fmt: skip
"""Columns that hold register numbers, beside one column `identifiers` with `lei: ...; inn: ...`."""
COLUMNS = ("name", "id", "country", "identifiers", "address", *SCHEMES)
"""What a column may be."""
UNSAVED = "\ufdd0formula"
"""Stands for a cell whose formula was saved without its value; no text can hold this character."""
_HEADINGS = {
    "name": (
        "name",
        "supplier",
        "supplier name",
        "company",
        "company name",
        "vendor",
        "vendor name",
        "party",
    ),
    "id": ("id", "party id", "record id"),
    "country": ("country", "country code", "iso", "iso2"),
    "address": ("address", "street address", "registered address"),
}
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
_CODE = 3
"""Letters of a country's code at most."""
_SIGNS = ",;\t|"
_Row = tuple[int, Sequence[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One row as written. `number` counts from 1 below the headings; `fault` says what is wrong with the row itself."""

    number: int
    name: str = ""
    id: str = ""
    country: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    fault: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """The row as a person would say it."""
        return self.name or self.id or ", ".join(f"{scheme} {value}" for scheme, value in self.identifiers)


def lines_of_table(
    rows: Iterable[_Row], file: str, mapping: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """Read a table: its headings, then one line each. `rows` are (number of the row, cells, what is wrong with it).

    A table of one column needs no headings. Empty rows are left out, and the others keep their number. `mapping` gives
    the heading of a column where it is none of the usual ones. Raises DataFault (D122) when no column says whom a row
    means, or when a heading of the mapping is not there.
    """
    columns: list[str] | None = None
    first = 0
    for number, cells, fault in rows:
        texts = [cell.strip() for cell in cells]
        if not any(texts) and not fault:
            continue
        if columns is None:
            columns, bare = _headings(texts, file, mapping or {})
            first = number - 1 if bare else number
            if not bare:
                continue
        yield _line(
            number - first, dict(zip(columns, texts, strict=False)), fault or _wrong_shape(texts, columns)
        )


def lines_of_objects(
    objects: Iterable[tuple[int, object]], mapping: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """Read one object or plain name each; `objects` are (number of the row, value)."""
    renamed = {_plain(heading): column for column, heading in (mapping or {}).items()}
    for number, value in objects:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield Line(number, str(value).strip())
        elif isinstance(value, Mapping):
            yield _line(number, _cells(value, renamed), "")
        else:
            yield Line(number, fault="The row is neither a name nor a mapping of fields to values.")


def _cells(value: Mapping[object, object], renamed: Mapping[str, str]) -> dict[str, str]:
    cells = {_heading(str(key), renamed): part for key, part in value.items()}
    own = cells.pop("identifiers", {})
    texts = {key: _text(part) for key, part in cells.items()}
    if isinstance(own, Mapping):
        return texts | {str(key).casefold(): _text(part) for key, part in own.items()}
    return texts | {"identifiers": _text(own)}


def _headings(cells: list[str], file: str, mapping: Mapping[str, str]) -> tuple[list[str], bool]:
    """Give the columns, and whether the first row is a name already because there are no headings."""
    shown = f"Its first row is: {', '.join(cell[:40] for cell in cells[:12])}."
    renamed = {_plain(heading): column for column, heading in mapping.items()}
    for column, heading in mapping.items():
        if _plain(heading) not in map(_plain, cells):
            raise DataFault(
                "D122",
                f"{file} has no column called '{heading}', which was to be the {column}.",
                notes=(shown,),
                help="Write the heading as it stands in the file.",
            )
    columns = [_heading(cell, renamed) for cell in cells]
    if {"name", "id", "identifiers", *SCHEMES}.intersection(columns):
        return columns, False
    if len([cell for cell in cells if cell]) == 1:
        return ["name" if cell else "" for cell in cells], True
    raise DataFault(
        "D122",
        f"No column of {file} says whom a row means.",
        notes=(shown,),
        help="Name the columns in the first row: name or id, and optionally country, identifiers, lei, inn, uscc.",
    )


def _heading(cell: str, renamed: Mapping[str, str]) -> str:
    """Give what a column is; one whose name another heading was mapped to loses that name."""
    word = _plain(cell)
    if word in renamed:
        return renamed[word]
    column = _COLUMN_OF.get(word, word)
    return "" if column in renamed.values() else column


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").replace("-", " ").casefold().split())


def _line(number: int, cells: Mapping[str, str], fault: str) -> Line:
    identifiers = [(key, value) for key, value in cells.items() if value and key in SCHEMES]
    identifiers += _pairs(cells.get("identifiers", ""))
    if not fault and UNSAVED in (cells.get("name"), cells.get("id")):
        fault = "The cell holds a formula whose value was not saved with the file."
    return Line(
        number,
        cells.get("name", "").replace(UNSAVED, ""),
        cells.get("id", "").removeprefix("id:").replace(UNSAVED, ""),
        _country(cells.get("country", "")),
        tuple((scheme, value) for scheme, value in dict.fromkeys(identifiers) if value != UNSAVED),
        fault,
        cells.get("address", ""),
    )


def _country(text: str) -> str:
    """Give a code in capitals, and a name as it is written."""
    return text.upper() if len(text) <= _CODE else text


def _wrong_shape(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Say so when a row of several columns is one cell, parted by another sign than that of the headings."""
    if len(cells) > 1 or len(columns) == 1:
        return ""
    sign = next((sign for sign in _SIGNS if sign in cells[0]), "")
    if not sign:
        return ""
    return f"The row is one cell where the headings are {len(columns)}; '{sign}' seems to part its cells."


def _pairs(text: str) -> list[tuple[str, str]]:
    """Read `lei: 5493..., inn 7704274402` in one cell; a number without a scheme is looked up in all of them."""
    pairs = []
    for part in text.replace(";", ",").replace("|", ",").split(",") if text else ():
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
