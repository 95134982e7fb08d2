"""Whether an ownership rule reaches a party: owned, not owned, or undetermined, and what decides.

The rules are read as they are written: direct stakes, and an owner that is itself owned counts with its whole stake;
stakes are not multiplied (OFAC FAQ 401; EU Best Practices; UK OFSI guidance). What is owned grows step by step until
nothing is added, once with every open stake at its least and once at its most. Owned in the first is `owned`; not even
in the second is `not-owned`; what lies between is `undetermined`. Narrowing a stake or recording another one can
therefore never turn `owned` into `not-owned`.

Whose stakes add up is told in `queries.ownership.hands`. Where a rule does not say whether stakes add up, they do not
for what is certain and do for what is possible. A recorded stake without a figure, and membership of a group without
a stake, may be anything from 0 to 100. What no record speaks of counts as nobody's, unless an open world is asked
for. Where control counts, a majority of votes counts like a stake.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from supplychain_cli.light import dataclass
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.ownership.hands import Board, Hand, Hands
from supplychain_cli.queries.ownership.holdings import Holding, Holdings
from supplychain_cli.queries.ownership.sums import NOTHING

Word = Literal["owned", "not-owned", "undetermined"]
Sum = Stake
"""What counted owners hold together."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of one party.

    `total` is what counted owners hold together, the most of one hand where hands do not add up. `owners` are those who
    count for certain, with those who may where the word is not `owned`. `control` says that it is owned by control or
    votes and not by stakes.
    """

    word: Word
    total: Stake
    owners: tuple[int, ...]
    control: bool = False


class Rule:
    """One rule on one day, over the holdings of that day.

    `listed` are the parties whose listings count. With `open_world` what no record speaks of may belong to listed
    parties; `nobodys` are then those whom nobody can own: people, countries. `certain` and `possible` are the parties
    that the rule reaches. Cost: every holding once per hand and step of the longest cascade.
    """

    def __init__(
        self,
        regime: Regime,
        holdings: Holdings,
        listed: Iterable[int],
        *,
        open_world: bool = False,
        nobodys: Iterable[int] = (),
    ) -> None:
        """Work out which parties are owned, certainly and possibly."""
        self.regime = regime
        self.listed = frozenset(listed)
        self._cut = holdings.cut
        self._board = Board(regime, holdings, nobodys)
        apart = regime.aggregate in {"no", "joint-only"}
        self._sure = Hands(self._board, self._dealt(regime.aggregate != "yes"), certain=True)
        self._maybe = Hands(self._board, self._dealt(apart, anyone=open_world), certain=False)
        self._sure.grow()
        self._maybe.grow()
        self.certain = self._sure.owned
        self.possible = self._maybe.owned | self.certain

    def of(self, party: int) -> Ruling:
        """Rule on one party, whether or not it is listed itself.

        Where a limit cut the reading of the holdings, what is not owned by those that were read is undetermined.
        """
        low, high = self._sure.total(party), self._maybe.total(party)
        total = Stake(low.low, max(high.high, low.low), low.low_open, high.high_open and high.high > low.low)
        owners = self._sure.owners(party)
        if self._sure.reach(party):
            return Ruling("owned", total, tuple(sorted(owners)), not self._sure.reach_by_stakes(party))
        owners |= self._maybe.owners(party)
        word: Word = "undetermined" if self._cut or self._maybe.reach(party) else "not-owned"
        return Ruling(word, total, tuple(sorted(owners)))

    def deciding(self, party: int) -> tuple[tuple[Holding, Fraction], ...]:
        """Give the stakes that decide an undetermined ruling, each with the percent from which on it is owned.

        A stake of an owner that counts for certain decides here; otherwise what decides about the owner decides. Empty
        where the ruling is not undetermined, or where only parties that nobody recorded could tip it.
        """
        found: dict[str, tuple[Holding, Fraction]] = {}
        queue, seen = [party], {party}
        counted = self.listed | self.certain
        for asset in queue:
            if asset in self.certain or asset not in self.possible:
                continue
            for holding in self._board.above(asset):
                owner = holding.owner
                if owner in counted and self._decides(holding):
                    found.setdefault(holding.edge.id, (holding, self._needed(asset, owner)))
                if owner in self.possible and owner not in counted and owner not in seen:
                    seen.add(owner)
                    queue.append(owner)
        return tuple(found[name] for name in sorted(found))

    def owners(self, party: int) -> frozenset[int]:
        """Give the owners with a direct stake in a party."""
        return frozenset(self._board.stakes.get(party, {}))

    def totals(self, party: int, owned: frozenset[int]) -> tuple[tuple[tuple[int, ...], Stake], ...]:
        """Give the groups of owners whose stakes add up, with what each holds, where the listed and these count."""
        return self._maybe.restricted(owned).totals(party)

    def _dealt(self, apart: bool, *, anyone: bool = False) -> list[Hand]:
        """Deal the listed parties into hands; a hand of nobody stands for those whom no record names."""
        hands = [Hand(frozenset({party}), anyone) for party in sorted(self.listed)] if apart else []
        return hands or [Hand(self.listed, anyone)]

    def _decides(self, holding: Holding) -> bool:
        """Whether more knowledge of a holding could settle the ruling on its asset."""
        if holding.links:
            return self.regime.control
        if not holding.direct:
            return holding in self._board.indirect(holding.asset)
        return holding.owns and not self._board.stakes[holding.asset][holding.owner].exact

    def _needed(self, asset: int, owner: int) -> Fraction:
        """Give the percent from which on one owner's stake decides, the others that count with it at their least."""
        stakes = self._board.stakes[asset]
        others = self._sure.with_owner(asset, owner) - {owner}
        held = sum((stakes[other].low for other in others), NOTHING)
        return max(Fraction(self.regime.threshold) - held, NOTHING)
