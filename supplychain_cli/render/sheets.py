"""Flat rows as CSV (RFC 4180) and as a Markdown table, with names that can act in neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from supplychain_cli.exporters.cells import csv_line
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.tables.table import Cell, Table

# A colon counts where it opens the name of an emoji.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~#$&@]|:(?=[\w+-]+:)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", ":": "&#58;"}


def csv_text(table: Table) -> str:
    """Write all columns as RFC 4180, with a header; see `exporters.cells` for what makes a cell harmless."""
    return "".join(map(csv_line, (table.columns, *table.rows)))


def markdown_text(table: Table, envelope: Envelope) -> str:
    """Write what was asked, the opening, the table as GitHub reads it, and below it remarks and notices."""
    kept = [at for at, name in enumerate(table.columns) if not table.brief or name in table.brief]
    parts = [asked(envelope), *map(escaped, table.opening)]
    if table.rows:
        head = [table.columns[at].replace("_", " ") for at in kept]
        parts.append(grid(head, ([row[at] for at in kept] for row in table.rows)))
    elif not (table.remarks or table.opening):
        parts.append(NOT_NOTHING)
    parts += [escaped(remark) for remark in table.remarks]
    parts += [
        f"> {escaped(notice.message)} ({notice.code})"
        for notice in envelope.notices
        if not any(notice.message in sentence for sentence in table.opening)
    ]
    return "\n\n".join(parts) + "\n"


def grid(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write one table as GitHub reads it, without a line feed at the end."""
    return "\n".join([_row(head), "|" + " --- |" * len(head), *map(_row, rows)])


def grid_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Write further rows of such a table, each with its line feed, for a table that is written part by part."""
    return "".join(f"{_row(row)}\n" for row in rows)


def asked(envelope: Envelope) -> str:
    """Say in one line what was asked of which records."""
    question = ", ".join(f"{escaped(key)} {escaped(value)}" for key, value in _said(envelope.query))
    dataset = " ".join(escaped(envelope.dataset.get(key, "")) for key in ("name", "version")).strip()
    return f"**{escaped(envelope.command)}**: {question or 'everything'} (records: {dataset})"


def escaped(cell: Cell) -> str:
    """Write a cell so that Markdown shows it as it is."""
    text = "" if cell is None else str(cell)
    return _MARKUP.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), text)


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _said(query: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the parts of the question that say something, in words."""
    for key, value in query.items():
        if value is None or value is False or value in ("", [], (), {}):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        yield key.replace("_", " "), "yes" if value is True else text
