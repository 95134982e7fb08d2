"""The segments of a snapshot as a grid, for `compile` and `snapshot info`."""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.queries.stored import SegmentFigures
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import size


def paint(segments: Sequence[SegmentFigures], page: Page, *, made: bool) -> None:
    """Write one row a segment; with `made`, what was done with it."""
    heads = ("part", "parties", "names", "relations", "listings", "on disk", *(["made"] if made else []))
    page.grid(heads, [_row(segment, made=made) for segment in segments])


def _row(segment: SegmentFigures, *, made: bool) -> tuple[str, ...]:
    figures = (segment.parties, segment.names, segment.relations, segment.listings)
    row = (segment.name, *(f"{figure:,}" for figure in figures), size(segment.bytes))
    return (*row, segment.made) if made else row
