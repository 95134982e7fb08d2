"""Stakes that contradict each other: reports of one stake, majorities both ways, circles that own all of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dataset import Entry
from supplychain_cli.model.relation import Relation
from supplychain_cli.model.stake import WHOLE, Stake, apart, read_stake, stake_text
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.checks.shares import certain_days, counts, day_words

_HALF = Fraction(50)
_REPORTS = 50
"""Reports of one stake that are compared pair by pair."""


class Held(NamedTuple):
    """One recorded stake and the days (end not included) on which it is certain."""

    owner: str
    asset: str
    stake: Stake
    begin: int
    end: int
    entry: Entry


def two_reports(ledger: Ledger) -> Iterator[Diagnostic]:
    """Two records of one stake on one day agree, up to rounding."""
    reports: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in _stakes(ledger):
        reports[held.owner, held.asset].append(held)
    for (owner, asset), same in reports.items():
        for one, other in combinations(same[:_REPORTS], 2):
            day = _common_day(one, other)
            if day is not None and apart(one.stake, other.stake):
                yield complain(
                    "R312",
                    f"The stake of `{owner}` in `{asset}` is recorded as {one.stake} and as {other.stake} "
                    f"{day_words(day)}.",
                    other.entry.at("share"),
                    "Give each record the period that its source speaks of, or mark the weaker one as disputed.",
                    f"The other record stands at {one.entry.at('share')}.",
                    severity="warning",
                )
                break


def both_ways(ledger: Ledger) -> Iterator[Diagnostic]:
    """No two parties hold a majority of each other on one day."""
    majorities: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in _stakes(ledger):
        if held.stake.low > _HALF or (held.stake.low == _HALF and held.stake.low_open):
            majorities[held.owner, held.asset].append(held)
    closed = {
        name for circle in _closed_circles(ledger) for held in circle for name in (held.owner, held.asset)
    }
    for (owner, asset), stakes in majorities.items():
        back = majorities.get((asset, owner), ()) if owner < asset and not closed >= {owner, asset} else ()
        pairs = ((one, other, _common_day(one, other)) for one in stakes for other in back)
        for one, other, day in pairs:
            if day is not None:
                yield complain(
                    "R313",
                    f"`{owner}` and `{asset}` are recorded with a majority of each other {day_words(day)}.",
                    other.entry.at("share"),
                    "Check which of the two owns the other: `from` is the owner, `to` is what it owns.",
                    f"`{owner}` holds {one.stake} of `{asset}`, according to {one.entry.at('share')}.",
                    f"`{asset}` holds {other.stake} of `{owner}`, according to {other.entry.at('share')}.",
                    severity="warning",
                )
                break


def closed_circle(ledger: Ledger) -> Iterator[Diagnostic]:
    """No parties own all of each other, step by step, on one day."""
    for circle in _closed_circles(ledger):
        members = sorted({held.asset for held in circle})
        shown = [f"`{name}`" for name in members[:10]] + ["others"] * (len(members) > 10)  # noqa: PLR2004 - what fits
        last = max(circle, key=lambda held: held.entry.at("share"))
        yield complain(
            "R314",
            f"{', '.join(shown[:-1])} and {shown[-1]} own each other entirely "
            f"{day_words(max(held.begin for held in circle))}.",
            last.entry.at("share"),
            "Correct the stake that is wrong or points the wrong way, or give it a period.",
            *(
                f"`{held.owner}` holds {held.stake} of `{held.asset}`, according to {held.entry.at('share')}."
                for held in circle[:10]
            ),
        )


def _stakes(ledger: Ledger) -> Iterator[Held]:
    for entry in ledger.corpus.section("relations"):
        relation = entry.record
        if not isinstance(relation, Relation) or not counts(relation) or relation.from_ == relation.to:
            continue
        stake = read_stake(stake_text(relation.share))
        try:
            begin, end = certain_days(relation)
        except ValueError:
            # An impossible date has its own complaint.
            continue
        if 0 <= stake.low <= stake.high <= WHOLE:
            yield Held(relation.from_, relation.to, stake, begin, end, entry)


def _common_day(one: Held, other: Held) -> int | None:
    begin = max(one.begin, other.begin)
    return begin if begin < min(one.end, other.end) else None


def _closed_circles(ledger: Ledger) -> Iterator[list[Held]]:
    """Give the stakes of every circle that owns all of itself, once.

    Whenever a circle is closed, it still is on the day on which the last of its stakes begins; so each stake is
    followed upwards on its first day, as long as every party met is owned entirely by recorded owners. What can
    never be owned entirely is taken out first, so that this ends soon for all but real circles.
    """
    above: dict[str, list[Held]] = defaultdict(list)
    for held in _stakes(ledger):
        if held.stake.low:
            above[held.asset].append(held)
    above = _ever_whole(above)
    told: set[str] = set()
    open_: set[tuple[str, int]] = set()
    for asset in list(above):
        for first in above[asset]:
            if asset in told or (asset, first.begin) in open_:
                continue
            circle = _innermost(asset, first.begin, above)
            if not circle:
                open_.add((asset, first.begin))
            elif told.isdisjoint(members := {held.asset for held in circle}):
                told |= members
                yield circle


def _ever_whole(above: dict[str, list[Held]]) -> dict[str, list[Held]]:
    """Keep the assets that owners among the kept can hold entirely, whatever the day; one pass per stake."""
    kept = dict(above)
    least = {asset: sum((held.stake.low for held in stakes), Fraction(0)) for asset, stakes in kept.items()}
    below: dict[str, list[Held]] = defaultdict(list)
    for stakes in above.values():
        for held in stakes:
            below[held.owner].append(held)
    gone = [name for name in below if name not in kept] + [name for name in kept if least[name] < WHOLE]
    seen = set(gone)
    for name in gone:
        kept.pop(name, None)
        for held in below.get(name, ()):
            least[held.asset] -= held.stake.low
            if least[held.asset] < WHOLE and held.asset not in seen:
                seen.add(held.asset)
                gone.append(held.asset)
    return kept


def _innermost(asset: str, day: int, above: dict[str, list[Held]]) -> list[Held]:
    """Give the circle at the top of an asset that is owned entirely, without what only hangs below it."""
    circle = _followed(asset, day, above)
    while circle and len(inner := _followed(circle[-1].owner, day, above)) < len(circle):
        circle = inner
    return circle


def _followed(asset: str, day: int, above: dict[str, list[Held]]) -> list[Held]:
    """Give the stakes above an asset on a day if every party above it is owned entirely; else nothing."""
    circle: list[Held] = []
    names = [asset]
    seen = {asset}
    for name in names:
        by_owner: dict[str, Held] = {}
        for held in above.get(name, ()):
            if held.begin <= day < held.end:
                known = by_owner.get(held.owner, held)
                by_owner[held.owner] = max(known, held, key=lambda report: report.stake.low)
        if sum((held.stake.low for held in by_owner.values()), Fraction(0)) < WHOLE:
            return []
        circle += by_owner.values()
        for owner in by_owner:
            if owner not in seen:
                seen.add(owner)
                names.append(owner)
    return circle
