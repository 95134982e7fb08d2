"""The smallest sale of stakes that takes a party out of the reach of an ownership rule.

A party is freed when the owners that count sell until together they stay below the threshold: of the party itself,
or of an owner of it that counts only because it is owned, and then counts no more. Which owners to free too is a
choice with a cost, searched exactly by branch and bound: a choice is dropped as soon as what it certainly costs is no
less than the best plan found. Stakes known as ranges are taken at their most, so that a plan frees the party whatever
the figures turn out to be. What is sold goes to buyers that do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.ownership.holdings import Holdings
from supplychain_cli.queries.ownership.sums import together

BUDGET = 200_000
"""How many holdings may be looked at before the search ends with the best plan so far."""
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Cut:
    """One sale: the owners sell parts of the asset until what they hold together does not meet the threshold.

    `points` is the most that they must sell. `beyond` says that exactly so many are not enough: with them the
    owners would still hold the threshold, which counts. `held` is what they hold before.
    """

    asset: int
    owners: tuple[int, ...]
    held: Stake
    points: Fraction
    beyond: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Sales that together free a party. `proven` says that no smaller plan exists; else the search ended before."""

    cuts: tuple[Cut, ...]
    points: Fraction
    beyond: bool
    proven: bool


class Reach(NamedTuple):
    """That a hand reaches a party: the number of the hand, and the party."""

    hand: int
    party: int


def smallest(
    regime: Regime, holdings: Holdings, listed: Iterable[int], party: int, budget: int = BUDGET
) -> Plan | None:
    """Give the sales with the fewest points that make a party certainly not owned; of equals, the fewest sales.

    `holdings` are those of one day above the party. An empty plan says that nothing need be sold. None says that no
    sale frees the party: control counts, or the threshold is nothing. Whether the party is listed itself is not asked.

    Cost: exponential in the owned owners above the party, up to the budget.
    """
    return _Search(_Field(regime, holdings, frozenset(listed)), budget).best(party)


class _Field:
    """What a rule sees at the most that stakes can be: whose stakes add up, and what ends their reach.

    Listed parties whose stakes add up are one hand, as in `queries.ownership.verdict`.
    """

    def __init__(self, regime: Regime, holdings: Holdings, listed: frozenset[int]) -> None:
        self.exact = True
        self._regime, self._holdings = regime, holdings
        apart = regime.aggregate in {"no", "joint-only"}
        self._hands = [frozenset({party}) for party in sorted(listed)] if apart else [listed]
        self._threshold = Fraction(regime.threshold)
        self._stakes = {asset: holdings.stakes(asset) for asset in holdings.above}
        self._votes = {asset: votes for asset in holdings.above if (votes := holdings.votes(asset))}
        self._prices: dict[tuple[int, frozenset[int], frozenset[Reach]], tuple[Cut, ...] | None] = {}
        self._behind: dict[Reach, frozenset[Reach]] = {}
        self.work = 0
        self.reached = self._grown()
        self._hands_over: dict[int, list[int]] = {}
        for hand, reached in sorted(self.reached):
            self._hands_over.setdefault(reached, []).append(hand)

    def over(self, party: int) -> frozenset[Reach]:
        """Give the hands that reach a party."""
        return frozenset(Reach(hand, party) for hand in self._hands_over.get(party, ()))

    def behind(self, reach: Reach) -> frozenset[Reach]:
        """Give the reaches over owners of a party on which this one may rest."""
        if reach not in self._behind:
            joint = self._regime.aggregate == "joint-only"
            own = self._hands[reach.hand]
            self._behind[reach] = frozenset(
                other
                for holding in self._holdings.above.get(reach.party, ())
                for other in self.over(holding.owner)
                if (joint or other.hand == reach.hand)
                and not (other.hand == reach.hand and other.party in own)
            )
        return self._behind[reach]

    def controlling(self, reach: Reach) -> frozenset[Reach] | None:
        """Give the reaches by whose control a party is reached; None where a listed party controls it itself."""
        found = set()
        for holding in self._holdings.above.get(reach.party, ()) if self._regime.control else ():
            if holding.controls or holding.links:
                if holding.owner in self._hands[reach.hand]:
                    return None
                found.add(Reach(reach.hand, holding.owner))
        return self.reached & found

    def price(self, party: int, hands: frozenset[int], kept: frozenset[Reach]) -> tuple[Cut, ...] | None:
        """Give the sales that end the reach of these hands over a party, where the listed and what is kept count.

        None when no sale does.
        """
        behind = frozenset().union(*(self.behind(Reach(hand, party)) for hand in hands))
        key = (party, hands, kept & behind)
        if key not in self._prices:
            self._prices[key] = self._priced(*key)
        return self._prices[key]

    def _priced(self, party: int, hands: frozenset[int], kept: frozenset[Reach]) -> tuple[Cut, ...] | None:
        self.work += len(hands) * len(self._holdings.above.get(party, ()))
        cuts: dict[frozenset[int], Cut] = {}
        for hand in sorted(hands):
            if self._controls(party, hand, kept):
                return None
            for cut in self._needs(party, hand, kept):
                if self._threshold == 0 and cut.beyond:
                    return None
                owners = frozenset(cut.owners)
                cuts[owners] = max(cut, cuts.get(owners, cut), key=lambda need: (need.points, need.beyond))
        return self._nested(sorted(cuts.items(), key=lambda item: (len(item[0]), item[1].owners)))

    def _nested(self, cuts: list[tuple[frozenset[int], Cut]]) -> tuple[Cut, ...]:
        """Take off what owners must sell together what some of them sell anyway."""
        sales: list[tuple[frozenset[int], Cut]] = []
        for owners, cut in cuts:
            within = [sale for group, sale in sales if group < owners]
            if any(group & owners and not group < owners for group, _ in sales):
                # One sale may serve two groups that overlap, which this does not weigh.
                self.exact = False
            points = cut.points - sum((sale.points for sale in within), _NOTHING)
            if within and (points < 0 or (points == 0 and (not cut.beyond or any(s.beyond for s in within)))):
                continue
            sales.append((owners, Cut(cut.asset, cut.owners, cut.held, max(points, _NOTHING), cut.beyond)))
        return tuple(sale for _, sale in sales)

    def _grown(self) -> frozenset[Reach]:
        reached: set[Reach] = set()
        waiting = list(self._holdings.above)
        while waiting:
            more = {
                Reach(hand, party)
                for party in waiting
                for hand in range(len(self._hands))
                if Reach(hand, party) not in reached and self._reaches(party, hand, reached)
            }
            reached |= more
            waiting = list(
                {held.asset for reach in more for held in self._holdings.below.get(reach.party, ())}
            )
        return frozenset(reached)

    def _reaches(self, party: int, hand: int, kept: Iterable[Reach]) -> bool:
        known = kept if isinstance(kept, set | frozenset) else frozenset(kept)
        return self._controls(party, hand, known) or any(self._needs(party, hand, known))

    def _counts(self, owner: int, hand: int, kept: set[Reach] | frozenset[Reach]) -> bool:
        return owner in self._hands[hand] or Reach(hand, owner) in kept

    def _controls(self, party: int, hand: int, kept: set[Reach] | frozenset[Reach]) -> bool:
        return self._regime.control and any(
            (holding.controls or holding.links) and self._counts(holding.owner, hand, kept)
            for holding in self._holdings.above.get(party, ())
        )

    def _group(self, party: int, hand: int, kept: set[Reach] | frozenset[Reach]) -> tuple[int, ...]:
        own = {owner for owner in self._stakes.get(party, {}) if self._counts(owner, hand, kept)}
        if own and self._regime.aggregate == "joint-only":
            held = [holding for holding in self._holdings.above[party] if holding.edge.arrangement]
            joint = {holding.edge.arrangement for holding in held if holding.owner in own}
            hands = range(len(self._hands))
            own |= {
                holding.owner
                for holding in held
                if holding.edge.arrangement in joint
                and any(self._counts(holding.owner, other, kept) for other in hands)
            }
        return tuple(sorted(own))

    def _needs(self, party: int, hand: int, kept: set[Reach] | frozenset[Reach]) -> Iterator[Cut]:
        """Give what a hand must sell of a party at the most, by stakes and by votes; nothing where it is short."""
        owners = self._group(party, hand, kept)
        if not owners:
            return
        holdings = [self._stakes[party]]
        if self._regime.control and party in self._votes:
            holdings.append(_cast(self._stakes[party], self._votes[party]))
        for stakes in holdings:
            held = together(stakes, owners)
            # Records that add up to more than the whole: all of what they say must be sold down.
            most = max(held.high, sum((stakes[owner].low for owner in owners), _NOTHING))
            points = most - self._threshold
            beyond = self._regime.operator == ">=" and not held.high_open
            if points > 0 or (points == 0 and beyond):
                yield Cut(party, owners, held, points, beyond)


def _cast(stakes: dict[int, Stake], votes: dict[int, Stake]) -> dict[int, Stake]:
    """Give votes at their most; those that nobody tells apart are those of the stake."""
    open_ = {owner: Stake(high=stake.high, high_open=stake.high_open) for owner, stake in stakes.items()}
    return open_ | votes


class _Search:
    """One branch and bound over which reaches to end besides those over the party itself."""

    def __init__(self, field: _Field, budget: int) -> None:
        self._field, self._budget = field, budget

    def best(self, party: int) -> Plan | None:
        """Try for every owned owner to let it count, then to free it, as long as that can still pay."""
        found = self._first(party)
        if found is None:
            return None
        waiting = [(self._field.over(party), frozenset[Reach]())]
        while waiting and self._field.work <= self._budget:
            ended, kept = waiting.pop()
            self._field.work += len(ended) + len(kept)
            cuts = self._cuts(ended, kept)
            if cuts is None or _cost(cuts) >= _cost(found):
                continue
            reach = self._undecided(ended, kept)
            if reach is None:
                found = cuts
            else:
                waiting.append((ended | {reach}, kept))
                waiting.append((ended, kept | {reach}))
        points, beyond, _ = _cost(found)
        return Plan(found, points, beyond, self._field.exact and not waiting)

    def _first(self, party: int) -> tuple[Cut, ...] | None:
        """Free the party and those that control it, and nobody else; None when that cannot be done at all."""
        ended = set(self._field.over(party))
        queue = list(ended)
        for reach in queue:
            controlling = self._field.controlling(reach)
            if controlling is None:
                return None
            queue += controlling - ended
            ended |= controlling
        return self._cuts(frozenset(ended), self._field.reached - ended)

    def _cuts(self, ended: frozenset[Reach], kept: frozenset[Reach]) -> tuple[Cut, ...] | None:
        """Give the sales that end these reaches where only what is kept counts: the least that it can cost."""
        hands: dict[int, set[int]] = {}
        for reach in ended:
            hands.setdefault(reach.party, set()).add(reach.hand)
        cuts: list[Cut] = []
        for party in sorted(hands):
            sales = self._field.price(party, frozenset(hands[party]), kept)
            if sales is None:
                return None
            cuts += sales
        return tuple(cuts)

    def _undecided(self, ended: frozenset[Reach], kept: frozenset[Reach]) -> Reach | None:
        """Give a reach on which an ended one may rest and of which nothing is decided yet."""
        for reach in sorted(ended):
            open_ = self._field.behind(reach) - ended - kept
            if open_:
                return min(open_)
        return None


def _cost(cuts: Iterable[Cut]) -> tuple[Fraction, bool, int]:
    sales = tuple(cuts)
    return sum((cut.points for cut in sales), _NOTHING), any(cut.beyond for cut in sales), len(sales)


def shared_out(cuts: Iterable[Cut], holdings: Holdings) -> Iterator[tuple[tuple[int, Fraction], ...]]:
    """Share the points of each sale out among its owners, who has most left first: one way of many.

    Nobody sells more than what is left to them by the sales before.
    """
    left: dict[int, dict[int, Fraction]] = {}
    for cut in cuts:
        if cut.asset not in left:
            left[cut.asset] = {owner: stake.high for owner, stake in holdings.stakes(cut.asset).items()}
        yield tuple(_shares(cut, left[cut.asset]))


def _shares(cut: Cut, left: dict[int, Fraction]) -> Iterator[tuple[int, Fraction]]:
    points = cut.points
    for owner in sorted(cut.owners, key=lambda party: (-left[party], party)):
        sold = min(points, left[owner])
        points -= sold
        left[owner] -= sold
        yield owner, sold
