"""A workbook of the tables (Office Open XML): texts as texts, never formulas; equal records give equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from supplychain_cli.exporters.about import facts
from supplychain_cli.exporters.cells import defused
from supplychain_cli.exporters.columns import Cell, joined, tables
from supplychain_cli.exporters.export import Report
from supplychain_cli.exporters.xml import content, quoted
from supplychain_cli.queries.extract.rows import Extract, Head

MAX_ROWS = 1_048_576
"""Rows of a sheet that Excel opens, its header included."""
MAX_TEXT = 32_767
"""Characters of a cell that Excel opens."""
_CUT = " ..."
_MAX_SIZE = 1 << 30
"""Bytes after which a further sheet begins: a part of a plain zip file ends at 2 GiB."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name: the moment of writing would make equal workbooks differ."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPENING = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
"""The beginning of a sheet, whose first row stays in sight while the rest is scrolled."""
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_HEAD, _TEXT = 1, 2
"""Places of styles in the list above: the header, and cells that stay texts when they are edited."""


def write(extract: Extract, report: Report, target: Path) -> None:
    """Write the workbook; a table longer than a sheet goes on in a further one. Memory: that of a row."""
    with zipfile.ZipFile(target, "w") as book:
        names: list[str] = []
        for table in tables(extract):
            heads = [column.name for column in table.columns]
            _sheets(book, names, table.name, heads, report.counted(table.name, table.cells()))
        _sheets(book, names, "dataset", ["what", "value"], _about(extract.head))
        for name, text in _frame(names):
            book.writestr(_item(name), text)


def _sheets(
    book: zipfile.ZipFile, names: list[str], name: str, heads: list[str], rows: Iterator[list[Cell]]
) -> None:
    """Write one table into as many sheets as it needs, an empty one with its header; their names join the others."""
    pending = next(rows, None)
    number = 0
    while not number or pending is not None:
        number += 1
        names.append(name if number == 1 else f"{name} {number}")
        with book.open(_item(f"xl/worksheets/sheet{len(names)}.xml"), "w") as part:
            part.write(_OPENING.encode())
            part.write(_row(1, [_text(f"{_column(at)}1", head, _HEAD) for at, head in enumerate(heads)]))
            written, size = 1, 0
            while pending is not None and written < MAX_ROWS and size < _MAX_SIZE:
                written += 1
                size += part.write(
                    _row(
                        written,
                        [_cell(f"{_column(at)}{written}", joined(cell)) for at, cell in enumerate(pending)],
                    )
                )
                pending = next(rows, None)
            part.write(b"</sheetData></worksheet>")


def _row(number: int, cells: Iterable[str]) -> bytes:
    return f'<row r="{number}">{"".join(cells)}</row>\n'.encode()


def _cell(place: str, cell: str | Decimal | int | None) -> str:
    if cell is None or cell == "":
        return ""
    return _text(place, cell, _TEXT) if isinstance(cell, str) else f'<c r="{place}"><v>{cell}</v></c>'


def _text(place: str, text: str, style: int) -> str:
    """Write a cell that is a text whatever it begins with; what Excel would not open is cut, and says so."""
    text = defused(text)
    shown = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{content(shown)}</t></is></c>'
    )


def _column(at: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    name = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _about(head: Head) -> Iterator[list[Cell]]:
    return ([name, str(value)] for name, value in facts(head).items())


def _frame(names: list[str]) -> Iterator[tuple[str, str]]:
    """Give the parts that say which sheets there are."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoted(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    links = "".join(_link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets></workbook>',
    )
    yield "xl/_rels/workbook.xml.rels", _links(links + _link(f"rId{len(names) + 1}", "styles", "styles.xml"))
    yield "xl/styles.xml", _STYLES
    yield "_rels/.rels", _links(_link("rId1", "officeDocument", "xl/workbook.xml"))
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{kinds}</Types>'
    )
    yield "[Content_Types].xml", types


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _item(name: str) -> zipfile.ZipInfo:
    """Name a part of the workbook, which is compressed and has no moment of writing."""
    item = zipfile.ZipInfo(name, _EPOCH)
    item.compress_type = zipfile.ZIP_DEFLATED
    return item
