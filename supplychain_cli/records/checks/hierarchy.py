"""Groups: none is a part of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Entry
from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.relation import Relation
from supplychain_cli.records.checks.ledger import Ledger, complain


def circular_part_of(ledger: Ledger) -> Iterator[Diagnostic]:
    """Nobody is, step by step, a part of itself at one time. One depth-first walk."""
    above: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.corpus.section("relations"):
        relation = entry.record
        counts = (
            isinstance(relation, Relation) and relation.kind == "part-of" and relation.status != "retracted"
        )
        if isinstance(relation, Relation) and counts and relation.from_ != relation.to:
            above[relation.from_].append(entry)
    done: set[str] = set()
    for start in list(above):
        if start not in done:
            yield from _walk(start, above, done)


def _walk(start: str, above: dict[str, list[Entry]], done: set[str]) -> Iterator[Diagnostic]:
    trail: list[Entry] = []
    on_trail = {start: 0}
    waiting = [iter(above[start])]
    names = [start]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            done.add(names[-1])
            del on_trail[names.pop()]
            if trail:
                trail.pop()
            continue
        group = entry.record.to if isinstance(entry.record, Relation) else ""
        if group in on_trail:
            circle = [*trail[on_trail[group] :], entry]
            if _at_one_time(circle):
                yield _complaint(circle)
        elif group not in done and group in above:
            trail.append(entry)
            on_trail[group] = len(trail)
            names.append(group)
            waiting.append(iter(above[group]))


def _at_one_time(circle: list[Entry]) -> bool:
    first, last = 0, 10**9
    for entry in circle:
        try:
            period = (
                parse_period(entry.record.period) if isinstance(entry.record, Relation) else parse_period("")
            )
        except ValueError:
            # An impossible date has its own complaint.
            return False
        first = max(first, period.first or first)
        last = min(last, period.last or last)
    return first <= last


def _complaint(circle: list[Entry]) -> Diagnostic:
    members = [entry.record.from_ for entry in circle if isinstance(entry.record, Relation)]
    shown = [*members[:10], "..."] if len(members) > 10 else members  # noqa: PLR2004 - what fits a line
    return complain(
        "R305",
        f"`{members[0]}` is recorded as a part of itself.",
        circle[-1].at("to"),
        "Delete or correct the relation that points the wrong way: `from` is the member, `to` is the group.",
        f"The circle is: {' is part of '.join([*shown, members[0]])}.",
        *(f"A step is recorded at {entry.at('to')}." for entry in circle[:10]),
    )
