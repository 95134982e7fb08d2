"""What a snapshot consists of."""

from __future__ import annotations

from supplychain_cli.queries.stored import ColumnFigures, SnapshotAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal import segments
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count, size


def paint(answer: SnapshotAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write what it was made of, its segments, and its columns, the largest first; all of them when verbose."""
    page.heading(f"Snapshot of {answer.folder}: {size(answer.bytes)}, format {answer.format}")
    page.whole(f"Digest: {answer.digest}")
    page.whole(f"Stored in: {answer.snapshot}")
    page.heading("Made from")
    page.grid(("input", "sha256"), [(each.name, each.sha256) for each in answer.made_from])
    page.heading("Parts")
    segments.paint(answer.segments, page, made=False)
    if answer.members:
        page.write(f"{count(answer.members, 'record')} of parties that have several are joined.")
    columns = sorted(answer.columns, key=lambda each: (-each.bytes, each.segment, each.column))
    shown = columns if page.verbose else [each for each in columns if each.bytes][:_SHOWN]
    page.heading("Columns")
    page.grid(("part", "column", "type", "values", "on disk"), [_row(each) for each in shown])
    if len(shown) < len(columns):
        page.write(f"{count(len(columns) - len(shown), 'smaller column')} not shown; --verbose shows all.")


_SHOWN = 12


def _row(each: ColumnFigures) -> tuple[str, ...]:
    return (each.segment, each.column, each.type, f"{each.values:,}", size(each.bytes))
