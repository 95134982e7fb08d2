"""Tables that stay readable on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from supplychain_cli.render.terminal.theme import HEAD, QUIET

_GAP = 2
_NARROW = 12
"""Columns below which a column of words is not squeezed."""


def grid_lines(
    headers: Sequence[str], rows: Sequence[Sequence[Text | str]], console: Console, width: int
) -> Iterator[Text]:
    """Give the lines of a table: a head, then the rows, wrapped inside their columns.

    The widest columns give way first. Where that would leave a column too narrow to read, each row becomes a block of
    `header: value` lines. Columns of wide characters line up. Cost: a wrap a cell that does not fit.
    """
    cells = [[Text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    natural = [
        max(cell_len(header), *(row[at].cell_len for row in cells), 1) if cells else cell_len(header)
        for at, header in enumerate(headers)
    ]
    widths = _squeezed(natural, width - _GAP * (len(headers) - 1))
    if widths is None:
        yield from _blocks(headers, cells, console, width)
        return
    yield from _row([Text(header, HEAD) for header in headers], widths, console)
    for row in cells:
        yield from _row(row, widths, console)


def _squeezed(natural: list[int], room: int) -> list[int] | None:
    """Take columns from the widest until all fit; None when one would become too narrow."""
    widths = list(natural)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda at: widths[at])
        if widths[widest] <= _NARROW:
            return None
        widths[widest] -= 1
    return widths


def _row(cells: Sequence[Text], widths: list[int], console: Console) -> Iterator[Text]:
    columns = [
        list(cell.wrap(console, width, overflow="fold")) if cell.cell_len > width else [cell]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, columns))):
        line = Text()
        for column, width in zip(columns, widths, strict=True):
            piece = column[at] if at < len(column) else Text()
            line.append_text(piece)
            line.append(" " * (width - piece.cell_len + _GAP))
        yield line


def _blocks(
    headers: Sequence[str], rows: Sequence[Sequence[Text]], console: Console, width: int
) -> Iterator[Text]:
    for number, row in enumerate(rows):
        if number:
            yield Text()
        for header, cell in zip(headers, row, strict=True):
            if cell.plain:
                line = Text.assemble((f"{header}: ", QUIET), cell)
                yield from line.wrap(console, width, overflow="fold")
