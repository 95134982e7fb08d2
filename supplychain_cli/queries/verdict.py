"""Whether an ownership rule reaches a party: owned, not owned, or undetermined, and what decides.

The rules are read as they are written: direct stakes, and an owner that is itself owned counts with its whole
stake; stakes are not multiplied (OFAC FAQ 401; EU Best Practices; UK OFSI guidance). What is owned grows step
by step until nothing is added, once with every open stake at its least and once at its most. Owned in the
first is `owned`; not even in the second is `not-owned`; what lies between is `undetermined`. Narrowing a
stake or recording another one can therefore never turn `owned` into `not-owned`.

A recorded stake without a figure, and membership of a group without a stake, may be anything from 0 to 100.
What no record speaks of counts as nobody's, unless `open_world` is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.holdings import Holding, Holdings

Word = Literal["owned", "not-owned", "undetermined"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What counted owners hold together: at least `low`, at most `high` percent; `high_open` is not reached itself."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of one party: the word, what the counted `owners` hold, and whether it was by control."""

    word: Word
    total: Sum
    owners: tuple[int, ...]
    control: bool = False


class Rule:
    """One rule on one day, over the holdings of that day.

    `listed` are the parties whose listings count. Certain and possible sets grow by a monotone fixpoint;
    cost: every holding once per step, and as many steps as the longest cascade.
    """

    def __init__(
        self, regime: Regime, holdings: Holdings, listed: Iterable[int], *, open_world: bool = False
    ) -> None:
        """Work out which parties are owned, certainly and possibly."""
        self.regime = regime
        self._holdings = holdings
        self._threshold = Fraction(regime.threshold)
        self._open_world = open_world
        self._stakes = {asset: holdings.stakes(asset) for asset in holdings.above}
        self.listed = frozenset(listed)
        self.certain = self._grown(certain=True)
        self.possible = self._grown(certain=False)

    def of(self, party: int) -> Ruling:
        """Rule on one party, whether or not it is listed itself."""
        stakes = self._stakes.get(party, {})
        certain = tuple(sorted(self._counted(party, self.certain)))
        possible = tuple(sorted(self._counted(party, self.possible)))
        low = max(
            (self._sum(stakes, group).low for group in self._groups(party, certain)), default=Fraction(0)
        )
        high = max(
            (self._sum(stakes, group).high for group in self._groups(party, possible)), default=Fraction(0)
        )
        total = Sum(low, high)
        if self._reached(party, self.certain, certain=True):
            by_control = not self._by_stakes(party, self.certain, certain=True)
            return Ruling("owned", total, certain, by_control)
        if self._reached(party, self.possible, certain=False):
            return Ruling("undetermined", total, possible)
        return Ruling("not-owned", total, possible)

    def deciding(self, party: int) -> tuple[tuple[Holding, Fraction], ...]:
        """Give the stakes that decide an undetermined ruling, each with the percent from which on it is owned.

        A stake of an owner that counts for certain decides here; otherwise what decides about the owner
        decides. Empty where the ruling is not undetermined, or where only parties that nobody recorded could
        tip it.
        """
        found: dict[str, tuple[Holding, Fraction]] = {}
        queue, seen = [party], {party}
        for asset in queue:
            if asset in self.certain or asset not in self.possible:
                continue
            stakes = self._stakes.get(asset, {})
            for holding in self._holdings.above.get(asset, ()):
                owner = holding.owner
                if (
                    holding.owns
                    and owner in stakes
                    and not stakes[owner].exact
                    and owner in self._all(self.certain)
                ):
                    found.setdefault(holding.edge.id, (holding, self._needed(asset, owner)))
                if owner in self.possible - self.certain and owner not in self.listed and owner not in seen:
                    seen.add(owner)
                    queue.append(owner)
                if holding.links and self.regime.control and owner in self._all(self.certain):
                    found.setdefault(holding.edge.id, (holding, self._threshold))
        return tuple(found[name] for name in sorted(found))

    def totals(self, party: int, owned: frozenset[int]) -> tuple[tuple[tuple[int, ...], Sum], ...]:
        """Give the groups of owners whose stakes add up, with what each holds, where the listed and these count."""
        stakes = self._stakes.get(party, {})
        groups = self._groups(party, sorted(self._counted(party, owned)))
        return tuple((group, self._sum(stakes, group)) for group in groups)

    def may_reach(self, total: Sum) -> bool:
        """Whether owners who hold so much can together meet the threshold."""
        return self._meets(total.high, more=False, less=total.high_open)

    def may_control(self, party: int, owned: frozenset[int]) -> bool:
        """Whether control may count against a party, where the listed and these count."""
        return self._by_control(party, owned, certain=False)

    def _needed(self, asset: int, owner: int) -> Fraction:
        """Give the percent from which on one owner's stake decides, the others at their least."""
        stakes = self._stakes[asset]
        group = next(
            (g for g in self._groups(asset, self._counted(asset, self.certain)) if owner in g), (owner,)
        )
        others = sum((stakes[other].low for other in group if other != owner), Fraction(0))
        return max(self._threshold - others, Fraction(0))

    def _all(self, owned: frozenset[int]) -> frozenset[int]:
        return owned | self.listed

    def _counted(self, party: int, owned: frozenset[int]) -> list[int]:
        return [owner for owner in self._stakes.get(party, {}) if owner in self._all(owned)]

    def _grown(self, *, certain: bool) -> frozenset[int]:
        """Add parties that the rule reaches until none is added."""
        owned: frozenset[int] = frozenset()
        waiting = set(self._holdings.above)
        while waiting:
            more = {party for party in waiting if self._reached(party, owned, certain=certain)}
            if not more:
                break
            owned |= more
            held = {holding.asset for party in more for holding in self._holdings.below.get(party, ())}
            waiting = held - owned
        return owned

    def _reached(self, party: int, owned: frozenset[int], *, certain: bool) -> bool:
        return self._by_stakes(party, owned, certain=certain) or self._by_control(
            party, owned, certain=certain
        )

    def _by_control(self, party: int, owned: frozenset[int], *, certain: bool) -> bool:
        """Whether a counted party controls it. That it acts for one is a sign of control, which leaves it open."""
        if not self.regime.control:
            return False
        counted = self._all(owned)
        return any(
            holding.owner in counted and (holding.controls or (holding.links and not certain))
            for holding in self._holdings.above.get(party, ())
        )

    def _by_stakes(self, party: int, owned: frozenset[int], *, certain: bool) -> bool:
        stakes = self._stakes.get(party, {})
        for group in self._groups(party, self._counted(party, owned)):
            total = self._sum(stakes, group)
            figure, is_open = (total.low, total.low_open) if certain else (total.high, total.high_open)
            if self._meets(figure, more=certain and is_open, less=not certain and is_open):
                return True
        return False

    def _meets(self, figure: Fraction, *, more: bool, less: bool) -> bool:
        """Whether a figure meets the threshold; `more`: it is exceeded a little, `less`: it is not quite reached."""
        if figure == self._threshold:
            return (self.regime.operator == ">=" and not less) or more
        return figure > self._threshold

    def _groups(self, party: int, counted: Iterable[int]) -> list[tuple[int, ...]]:
        """Give the owners whose stakes add up: all of them, or only those of one joint arrangement."""
        owners = tuple(counted)
        if not owners:
            return [()] if self._open_world else []
        if self.regime.aggregate in {"yes", "not-stated"}:
            return [owners]
        singles: list[tuple[int, ...]] = [(owner,) for owner in owners]
        if self.regime.aggregate == "no":
            return singles
        together: dict[str, set[int]] = {}
        for holding in self._holdings.above.get(party, ()):
            if holding.edge.arrangement and holding.owner in owners:
                together.setdefault(holding.edge.arrangement, set()).add(holding.owner)
        return singles + [tuple(sorted(group)) for group in together.values() if len(group) > 1]

    def _sum(self, stakes: Mapping[int, Stake], group: tuple[int, ...]) -> Sum:
        """Add up what a group of owners holds; the others' least bounds the most that is left for it."""
        mine = [stakes[owner] for owner in group]
        others = [stake for owner, stake in stakes.items() if owner not in group]
        low = min(sum((stake.low for stake in mine), Fraction(0)), WHOLE)
        room = max(WHOLE - sum((stake.low for stake in others), Fraction(0)), Fraction(0))
        most = room if self._open_world else sum((stake.high for stake in mine), Fraction(0))
        bounded_by_mine = most <= room and not self._open_world and any(stake.high_open for stake in mine)
        return Sum(
            low,
            max(min(most, room), low),
            low_open=any(stake.low_open for stake in mine),
            high_open=bounded_by_mine or (most >= room and any(stake.low_open for stake in others)),
        )
