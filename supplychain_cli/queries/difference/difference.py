"""What differs between two datasets: in the records, and in what follows from them."""

from __future__ import annotations

from dataclasses import field

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import View
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.difference.answers import TURNS, DiffAnswer, RecordChange, Shift, Side
from supplychain_cli.queries.difference.blame import Blame
from supplychain_cli.queries.difference.changes import changes, tallies
from supplychain_cli.queries.difference.feeds import feed_changes
from supplychain_cli.queries.difference.pairs import Touched
from supplychain_cli.queries.difference.seeds import seeds
from supplychain_cli.queries.difference.shifts import Chains, chain_shifts
from supplychain_cli.queries.difference.verdict_shifts import Verdicts
from supplychain_cli.queries.exposure.counting import Choice

_OF_RECORDS = Notice(
    "N362",
    "Chains and verdicts are compared where records differ; those that follow from rows of feeds alone are not.",
)


@dataclass(frozen=True, slots=True)
class Between:
    """Which shifts are asked about.

    `starts` and `ends` are ids of parties; empty means all that the changes can touch, for the ends the listed ones
    among them. `most` bounds the searches and the parties whose verdicts are compared.
    """

    ask: Ask = field(default_factory=Ask)
    choice: Choice = field(default_factory=Choice)
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    most: int = 500


def between(old: View, new: View, sides: tuple[Side, Side], asked: Between) -> DiffAnswer:
    """Compare two datasets: every record, then the chains and verdicts that the changed records can touch.

    Shifts come by turn (gained, stronger, weaker, lost), then by the ids of their ends. `complete` is False when more
    parties are touched than `asked.most`, or a search met its budget. Cost: every record once; for chains, on each
    side, one search for each party touched, first or last, whichever are fewer; for verdicts the holdings above each.
    """
    found, feeds = changes(old, new), feed_changes(old.snapshot, new.snapshot)
    shifts, pairs, cut = _shifts(old, new, found, asked)
    return DiffAnswer(
        *sides,
        tallies=tallies(found),
        records=found,
        shifts=tuple(sorted(shifts, key=_order)),
        max_legs=asked.ask.max_legs,
        pairs=pairs,
        feeds=feeds,
        notices=(*cut, *([_OF_RECORDS] if feeds else [])),
        complete=not cut,
    )


def _shifts(
    old: View, new: View, found: tuple[RecordChange, ...], asked: Between
) -> tuple[list[Shift], int, list[Notice]]:
    was, now = (Chains(view, asked.ask, asked.choice, asked.ends) for view in (old, new))
    sown, blame = seeds(old, new, found), Blame(found, (old, new))
    touched = [Touched(side.view, sown, asked.ask, side.is_end) for side in (was, now)]
    starts = _named(asked.starts, touched[0].starts | touched[1].starts)
    ends = touched[0].ends | touched[1].ends
    starts, ends, too_many = _bounded(starts, ends, asked.most)
    chains = list(chain_shifts(was, now, was.between(starts, ends), now.between(starts, ends), blame))
    verdicts = Verdicts(was, now, blame, asked.ask.budget)
    parties = sorted(_named(asked.starts, verdicts.touched(sown)))
    chains += verdicts.shifts(parties[: asked.most])
    too_many = too_many or len(parties) > asked.most
    spent = was.spent or now.spent or verdicts.spent or any(side.cut for side in touched)
    return chains, len(starts) * len(ends), list(_cuts(asked.most, too_many=too_many, spent=spent))


def _named(asked: frozenset[str], touched: frozenset[str]) -> frozenset[str]:
    return asked & touched if asked else touched


def _bounded(
    starts: frozenset[str], ends: frozenset[str], most: int
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Keep as many of the smaller side as may be searched from."""
    if min(len(starts), len(ends)) <= most:
        return starts, ends, False
    if len(ends) < len(starts):
        return starts, frozenset(sorted(ends)[:most]), True
    return frozenset(sorted(starts)[:most]), ends, True


def _cuts(most: int, *, too_many: bool, spent: bool) -> list[Notice]:
    notices = []
    if too_many:
        message = (
            f"The changes touch more than {most:,} parties; chains and verdicts were compared for so many."
        )
        notices.append(Notice("N361", message))
    if spent:
        message = "A search met its limit of work before it was finished; there may be more that differs."
        notices.append(Notice("N101", message))
    return notices


def _order(shift: Shift) -> tuple[int, str, str, str, tuple[str, ...]]:
    return (TURNS.index(shift.turn), shift.kind, shift.from_.id, shift.to.id, shift.listings)


__all__ = ["Between", "between"]
