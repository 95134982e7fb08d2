"""What differs between two datasets: how much, what follows from it, then record by record."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from supplychain_cli.queries.difference.answers import TURNS, DiffAnswer, FeedChange, RecordChange, Shift
from supplychain_cli.render import differing
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET

_IN = "  "
_DEEP = "      "
_SIGNS = {"added": ("+", "green"), "changed": ("~", "yellow"), "removed": ("-", "red")}
_TITLES = {
    "gained": "Gained",
    "stronger": "Stronger",
    "weaker": "Weaker",
    "lost": "Lost",
}
_SHOWN = 30


def paint(answer: DiffAnswer, envelope: Envelope, page: Page) -> None:
    """Write both sides, the counts, the shifts by turn with the records behind them, and the records by section."""
    old, new = differing.sides(answer)
    page.write(f"From {old}", rest=_IN)
    page.write(f"  to {new}", rest=_IN)
    page.blank()
    for sentence in differing.opening(answer):
        page.write(sentence, rest=_IN)
    for turn in TURNS:
        _paint_turn([shift for shift in answer.shifts if shift.turn == turn], page)
    for tally in answer.tallies:
        page.heading(tally.section.capitalize())
        _paint_records([record for record in answer.records if record.section == tally.section], page)
    for change in answer.feeds:
        _paint_feed(change, page)
    paint_foot(page, envelope, answer.notices)


def _paint_turn(shifts: list[Shift], page: Page) -> None:
    if not shifts:
        return
    page.heading(f"{_TITLES[shifts[0].turn]} ({len(shifts):,})")
    shown = shifts if page.verbose else shifts[:_SHOWN]
    for shift in shown:
        _paint_shift(shift, page)
    _paint_rest(len(shifts) - len(shown), page)


def _paint_shift(shift: Shift, page: Page) -> None:
    page.write(differing.headline(shift), _IN, _IN * 2)
    stayed = shift.old is not None and shift.new is not None and shift.turn in {"gained", "lost"}
    for words, way in (("before", None if stayed else shift.old), ("after", shift.new)):
        if way is not None:
            line = f"{differing.strength(way)}: {differing.line(way)}"
            page.write(Text.assemble((f"{words:<6} ", QUIET), line), _DEEP, _DEEP + " " * 7)
    page.write(Text(f"because of {differing.causes(shift)}", PLACE), _DEEP, _DEEP + _IN)


def _paint_records(records: Iterable[RecordChange], page: Page) -> None:
    every = list(records)
    shown = every if page.verbose else every[:_SHOWN]
    for record in shown:
        sign, style = _SIGNS[record.happened]
        line = Text.assemble((sign, style), " ", record.title, "  ", (record.id, QUIET))
        page.write(line, _IN, _IN * 2)
        for change in record.fields:
            page.write(Text(differing.field(change), MARK), _DEEP, _DEEP + _IN)
        page.write(Text(f"{record.happened} in {record.location}", PLACE), _DEEP, _DEEP)
    _paint_rest(len(every) - len(shown), page)


def _paint_feed(change: FeedChange, page: Page) -> None:
    page.heading(f"Feed {change.feed}")
    shown = change.parties if page.verbose else change.parties[:_SHOWN]
    for party in shown:
        sign, style = _SIGNS.get(party.happened, _SIGNS["changed"])
        page.write(Text.assemble((sign, style), " ", party.name, "  ", (party.id, QUIET)), _IN, _IN * 2)
        for said in differing.of_party(party):
            page.write(Text(said, MARK), _DEEP, _DEEP + _IN)
        page.write(Text(f"{party.happened} in {party.location}", PLACE), _DEEP, _DEEP)
    every = change.added + change.removed + change.renamed + change.changed
    if not change.parties:
        page.write("Its parties are not named one by one.", _IN, _IN, QUIET)
    else:
        _paint_rest(every - len(shown), page)


def _paint_rest(number: int, page: Page) -> None:
    if number > 0:
        page.write(
            f"and {number:,} more; -v shows them all, and so does every other format.", _IN, _IN, QUIET
        )
