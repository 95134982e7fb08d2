"""Differences as a comment for a pull request."""

from __future__ import annotations

from supplychain_cli.queries.difference.answers import DiffAnswer, Shift
from supplychain_cli.render import differing
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sheets import asked, escaped, grid
from supplychain_cli.render.tables.table import Cell

_SHOWN = 100
"""Rows of each table; GitHub refuses a comment that is too long."""
_SHIFT_HEAD = ("", "what", "before", "after", "chain", "because of")
_PARTY_HEAD = ("", "party", "name", "what changed", "where")
_RECORD_HEAD = ("", "record", "what it says", "what changed", "where")


def markdown(answer: DiffAnswer, envelope: Envelope) -> str:
    """Write a comment for a pull request: how much differs, what follows from it, then the records."""
    old, new = differing.sides(answer)
    parts = [asked(envelope), f"From {escaped(old)} to {escaped(new)}."]
    parts += [escaped(sentence) for sentence in differing.opening(answer)]
    if answer.shifts:
        parts += ["### Chains and verdicts", grid(_SHIFT_HEAD, map(_shift_cells, answer.shifts[:_SHOWN]))]
        parts += _more(len(answer.shifts))
    if answer.records:
        rows = (
            (r.happened, r.name, r.title, differing.fields(r), r.location) for r in answer.records[:_SHOWN]
        )
        parts += ["### Records", grid(_RECORD_HEAD, rows), *_more(len(answer.records))]
    for feed in answer.feeds:
        cells = (
            (p.happened, p.id, p.name, ". ".join(differing.of_party(p)), p.location)
            for p in feed.parties[:_SHOWN]
        )
        if feed.parties:
            parts += [f"### Feed {escaped(feed.feed)}", grid(_PARTY_HEAD, cells), *_more(len(feed.parties))]
    parts += [f"> {escaped(notice.message)} ({notice.code})" for notice in envelope.notices]
    return "\n\n".join(parts) + "\n"


def _more(number: int) -> list[str]:
    return [f"{number - _SHOWN:,} more are not shown here."] if number > _SHOWN else []


def _shift_cells(shift: Shift) -> tuple[Cell, ...]:
    way = shift.new or shift.old
    return (
        shift.turn,
        differing.headline(shift),
        differing.strength(shift.old),
        differing.strength(shift.new),
        differing.line(way) if way else "",
        differing.causes(shift),
    )
