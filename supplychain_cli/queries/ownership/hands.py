"""Hands: listed parties whose stakes add up under a rule, and all that the rule reaches through them.

Where a rule adds up the stakes of several listed owners, they are one hand. Where it does not, each is a hand of its
own: what it holds itself and what is owned through it still counts together, and owners in a joint arrangement count
with each other's stakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from supplychain_cli.light import dataclass
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.ownership.holdings import Holding, Holdings
from supplychain_cli.queries.ownership.sums import NOTHING, least, meets, most, together

NONE = Stake(high=NOTHING)


@dataclass(slots=True, eq=False)
class Hand:
    """Listed parties that count together. `anyone` says that parties whom no record names count with them."""

    listed: frozenset[int]
    anyone: bool = False
    owned: frozenset[int] = frozenset()

    def counts(self, party: int) -> bool:
        """Whether the stakes of a party count as this hand's."""
        return party in self.listed or party in self.owned


class Board:
    """What the hands of one rule play on: the stakes, votes and links of one day, each worked out once."""

    def __init__(self, regime: Regime, holdings: Holdings, nobodys: Iterable[int]) -> None:
        """Read the holdings of a day."""
        self.regime = regime
        self.holdings = holdings
        self.nobodys = frozenset(nobodys)
        self.stakes = {asset: holdings.stakes(asset) for asset in holdings.above}
        self.votes = {asset: votes for asset in holdings.above if (votes := holdings.votes(asset))}
        self._indirect: dict[int, tuple[Holding, ...]] = {}

    def above(self, party: int) -> list[Holding]:
        """Give every holding over a party."""
        return self.holdings.above.get(party, [])

    def below(self, parties: Iterable[int]) -> Iterator[int]:
        """Give every party that these hold, one step down."""
        return (held.asset for party in parties for held in self.holdings.below.get(party, ()))

    def indirect(self, asset: int) -> tuple[Holding, ...]:
        """Give the indirect stakes whose way is not recorded: possible, since the stakes in between are not known."""
        if asset not in self._indirect:
            self._indirect[asset] = self.holdings.without_way(asset)
        return self._indirect[asset]


class Hands:
    """The hands of one rule, at the least that is certain or at the most that is possible."""

    def __init__(self, board: Board, hands: Iterable[Hand], *, certain: bool) -> None:
        """Take the hands as they are; `grow` lets them take what the rule reaches."""
        self._board = board
        self._certain = certain
        self._hands = list(hands)

    @property
    def owned(self) -> frozenset[int]:
        """Everything that the rule reaches."""
        return frozenset().union(*(hand.owned for hand in self._hands))

    def grow(self) -> None:
        """Let every hand take what the rule reaches, until nothing is added: a monotone fixpoint."""
        board = self._board
        anybody = board.holdings.parties() - board.nobodys
        waiting = [
            set(board.below(hand.listed)) | (anybody if hand.anyone else set()) for hand in self._hands
        ]
        while any(waiting):
            for hand, assets in zip(self._hands, waiting, strict=True):
                more = {asset for asset in assets - hand.owned if self._reaches(hand, asset)}
                hand.owned |= more
                assets.clear()
                assets.update(board.below(more))
                if more and board.regime.aggregate == "joint-only":
                    # What one hand reaches counts for its partners in joint arrangements too.
                    for theirs in waiting:
                        theirs.update(board.below(more))

    def restricted(self, owned: frozenset[int]) -> Hands:
        """Give the same hands with no more than these of what they own."""
        hands = (Hand(hand.listed, hand.anyone, hand.owned & owned) for hand in self._hands)
        return Hands(self._board, hands, certain=self._certain)

    def reach(self, party: int) -> bool:
        """Whether the rule reaches a party."""
        return any(self._reaches(hand, party) for hand in self._hands)

    def reach_by_stakes(self, party: int) -> bool:
        """Whether the rule reaches a party by stakes alone."""
        return any(self._by_stakes(hand, party) for hand in self._hands)

    def owners(self, party: int) -> frozenset[int]:
        """Give the owners of a party that count, whichever hand they belong to."""
        return frozenset().union(*(self._counted(hand, party) for hand in self._hands))

    def with_owner(self, party: int, owner: int) -> frozenset[int]:
        """Give the owners of a party whose stakes count with those of one owner, itself included."""
        groups = (self._counted(hand, party) for hand in self._hands if hand.counts(owner))
        return max(groups, key=len, default=frozenset({owner}))

    def total(self, party: int) -> Stake:
        """Give what the strongest hand holds of a party."""
        order = least if self._certain else most
        return max((self._sum(hand, party) for hand in self._hands), key=order, default=NONE)

    def totals(self, party: int) -> tuple[tuple[tuple[int, ...], Stake], ...]:
        """Give the owners of each hand that holds some of a party, with what they hold; equal hands once."""
        found = {tuple(sorted(self._counted(hand, party))): self._sum(hand, party) for hand in self._hands}
        return tuple((owners, total) for owners, total in sorted(found.items()) if owners or total.high)

    def _reaches(self, hand: Hand, party: int) -> bool:
        return self._by_stakes(hand, party) or self._by_votes(hand, party) or self._by_control(hand, party)

    def _by_stakes(self, hand: Hand, party: int) -> bool:
        return meets(self._board.regime, self._sum(hand, party), certain=self._certain)

    def _by_votes(self, hand: Hand, party: int) -> bool:
        """Whether the votes suffice, where control counts. Such that nobody tells apart are possible, never sure."""
        votes = self._board.votes.get(party)
        if not self._board.regime.control or votes is None:
            return False
        cast = {
            owner: votes.get(owner, Stake(NOTHING, stake.high, high_open=stake.high_open))
            for owner, stake in self._board.stakes[party].items()
        }
        total = together(cast, self._counted(hand, party), anyone=hand.anyone)
        return meets(self._board.regime, total, certain=self._certain)

    def _by_control(self, hand: Hand, party: int) -> bool:
        """Whether a counted party controls it. That it acts for one is a sign of control, which leaves it open."""
        return self._board.regime.control and any(
            hand.counts(holding.owner) and (holding.controls or (holding.links and not self._certain))
            for holding in self._board.above(party)
        )

    def _counted(self, hand: Hand, party: int) -> frozenset[int]:
        """Give the owners whose stakes in a party count as a hand's, with their partners in joint arrangements."""
        stakes = self._board.stakes.get(party, {})
        own = frozenset(owner for owner in stakes if hand.counts(owner))
        if self._board.regime.aggregate != "joint-only" or not own:
            return own
        held = [held for held in self._board.above(party) if held.edge.arrangement and held.owner in stakes]
        joint = {holding.edge.arrangement for holding in held if holding.owner in own}
        partners = (holding.owner for holding in held if holding.edge.arrangement in joint)
        return own | {party for party in partners if any(other.counts(party) for other in self._hands)}

    def _sum(self, hand: Hand, party: int) -> Stake:
        """Add up what a hand holds; indirect stakes without a recorded way are possible and never certain."""
        if hand.anyone and party in self._board.nobodys:
            return NONE
        stakes = self._board.stakes.get(party, {})
        total = together(stakes, self._counted(hand, party), anyone=hand.anyone)
        if self._certain:
            return total
        told = [held.stake.high for held in self._board.indirect(party) if hand.counts(held.owner)]
        return replace(total, high=min(total.high + sum(told, Fraction(0)), WHOLE)) if told else total
