"""Differences as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.difference.answers import DiffAnswer, Shift, Way
from supplychain_cli.render import differing
from supplychain_cli.render.tables.table import Cell, Table, joined

COLUMNS = (
    "what",
    "happened",
    "id",
    "title",
    "field",
    "old",
    "new",
    "from",
    "to",
    "listings",
    "old_evidence",
    "new_evidence",
    "chain",
    "causes",
    "location",
)


def table(answer: DiffAnswer) -> Table:
    """Give one row a changed field, one a record added or removed, and one a chain or verdict that shifted."""
    rows = (*_record_rows(answer), *map(_shift_row, answer.shifts), *_feed_rows(answer))
    return Table(COLUMNS, rows, remarks=tuple(differing.opening(answer)))


def _record_rows(answer: DiffAnswer) -> Iterator[tuple[Cell, ...]]:
    for record in answer.records:
        head = (record.section, record.happened, record.id, record.title)
        rest = ("", "", "", "", "", "", "", record.location)
        if not record.fields:
            yield (*head, "", "", "", *rest)
        for change in record.fields:
            yield (*head, change.field, joined(change.old), joined(change.new), *rest)


def _feed_rows(answer: DiffAnswer) -> Iterator[tuple[Cell, ...]]:
    for feed in answer.feeds:
        for party in feed.parties:
            head = (f"feed {feed.feed}", party.happened, party.id, party.name)
            rest = ("", "", "", "", "", "", "", party.location)
            yield (*head, "", joined(party.lost), joined(party.gained), *rest)
            for change in party.fields:
                yield (*head, change.field, joined(change.old), joined(change.new), *rest)


def _shift_row(shift: Shift) -> tuple[Cell, ...]:
    way: Way | None = shift.new or shift.old
    old, new = ((w.verdict or w.grade if w else "") for w in (shift.old, shift.new))
    return (
        shift.kind, shift.turn, "", differing.headline(shift), "", old, new, shift.from_.id, shift.to.id,
        joined(shift.listings), differing.strength(shift.old), differing.strength(shift.new),
        differing.line(way) if way else "", differing.causes(shift), "",
    )  # fmt: skip
