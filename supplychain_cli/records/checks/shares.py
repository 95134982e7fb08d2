"""Stakes in one asset do not add up to more than the whole of it on any day, and have one majority owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dataset import Entry
from supplychain_cli.model.dates import day_text, parse_period
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.records.checks.figures import SHARED_KINDS
from supplychain_cli.records.checks.ledger import Ledger, complain

_WHOLE, _HALF = Decimal(100), Decimal(50)
_BEFORE, _NOW, _AFTER = 0, 10_000_000, 10_000_001
"""Day numbers beyond the calendar: for open ends, and for a claim without a date, which is about now."""
_MORE = Decimal("0.000000001")
"""What "more than 50 %" is at least above 50."""


class Stake(NamedTuple):
    """The least that one owner holds, and the days (end not included) on which that is certain."""

    begin: int
    end: int
    owner: str
    least: Decimal
    words: str
    entry: Entry


def above_the_whole(ledger: Ledger) -> Iterator[Diagnostic]:
    """Direct stakes in an asset are at most 100 percent on every day.

    A range counts with its minimum, what is unknown with nothing; two records of one owner are two
    reports of one stake. Indirect stakes, parts of a recorded total, candidates and retracted records do
    not count.
    """
    by_asset: dict[str, list[Stake]] = defaultdict(list)
    for entry in ledger.corpus.section("relations"):
        relation = entry.record
        if isinstance(relation, Relation) and counts(relation) and (stake := _stake(entry, relation)):
            by_asset[relation.to].append(stake)
    for asset, stakes in by_asset.items():
        yield from _first_excess(asset, stakes)


def counts(relation: Relation) -> bool:
    """Whether a relation is a direct stake with a figure that counts."""
    return (
        relation.kind in SHARED_KINDS
        and relation.share is not None
        and relation.directness == "direct"
        and not relation.total
        and relation.status in {"current", "disputed"}
    )


def _stake(entry: Entry, relation: Relation) -> Stake | None:
    share = relation.share
    if isinstance(share, ShareRange):
        least = share.min + (_MORE if share.min_exclusive else 0)
        words = f"{'more than' if share.min_exclusive else 'at least'} {share.min} %"
    else:
        least, words = share or Decimal(0), f"{share} %"
    try:
        begin, end = certain_days(relation)
    except ValueError:
        # An impossible date has its own complaint.
        return None
    return Stake(begin, end, relation.from_, least, words, entry) if 0 < least <= _WHOLE else None


def certain_days(relation: Relation) -> tuple[int, int]:
    """Give the days on which the stake is certainly held, so that a sale within one month is no overlap."""
    text = relation.period or relation.attested
    period = parse_period(text)
    if not text:
        return _NOW, _AFTER
    begin, slash, end = text.partition("/")
    if not slash:
        return (period.first or _BEFORE), (period.last or _NOW) + 1
    last_begin = parse_period(begin).last if begin not in {"", ".."} else None
    first_end = parse_period(end).first if end not in {"", ".."} else None
    until = first_end if first_end is not None else (last_begin or _BEFORE) + 1 if end == "" else _AFTER
    since = last_begin if last_begin is not None else until - 1 if begin == "" else _BEFORE
    return since, max(until, since + 1)


def _first_excess(asset: str, stakes: list[Stake]) -> Iterator[Diagnostic]:
    """Sweep over the days; complain once, where the sum first exceeds the whole. Cost n log n."""
    steps = sorted(
        [(stake.begin, 1, n) for n, stake in enumerate(stakes)]
        + [(stake.end, 0, n) for n, stake in enumerate(stakes)]
    )
    held: dict[str, dict[int, Decimal]] = defaultdict(dict)
    total = Decimal(0)
    for day, arrives, number in steps:
        stake = stakes[number]
        mine = held[stake.owner]
        before = max(mine.values(), default=Decimal(0))
        if arrives:
            mine[number] = stake.least
        else:
            mine.pop(number, None)
        total += max(mine.values(), default=Decimal(0)) - before
        if total > _WHOLE:
            active = [n for owned in held.values() for n in owned]
            yield _excess(asset, day, [stakes[n] for n in sorted(active)])
            return


def _excess(asset: str, day: int, stakes: list[Stake]) -> Diagnostic:
    majorities = [stake for stake in stakes if stake.least > _HALF]
    if len({stake.owner for stake in majorities}) > 1:
        return _two_majorities(asset, day, majorities)
    last = max(stakes, key=lambda stake: stake.entry.at("share"))
    notes = [
        f"`{stake.owner}` holds {stake.words}, according to {stake.entry.at('share')}."
        for stake in stakes[:10]
    ]
    return complain(
        "R304",
        f"The stakes in `{asset}` add up to more than 100 % {day_words(day)}.",
        last.entry.at("share"),
        "Correct a share or a period, record a range, or mark the weaker claim as `status: candidate`.",
        *notes,
    )


def _two_majorities(asset: str, day: int, stakes: list[Stake]) -> Diagnostic:
    first, last = stakes[0], max(stakes, key=lambda stake: stake.entry.at("share"))
    other = next(stake for stake in (*stakes, first) if stake.owner != last.owner)
    return complain(
        "R311",
        f"`{other.owner}` and `{last.owner}` are both recorded with a majority of `{asset}` {day_words(day)}.",
        last.entry.at("share"),
        "Give the stake that ended a period, or mark one that is held through the other with `directness: indirect`.",
        *(
            f"`{stake.owner}` holds {stake.words}, according to {stake.entry.at('share')}."
            for stake in stakes[:10]
        ),
    )


def day_words(day: int) -> str:
    """Say a day of the sweep: `on 2024-06-30`, or what an open end means."""
    return "today" if day >= _NOW else "before all dates" if day <= _BEFORE else f"on {day_text(day)}"
