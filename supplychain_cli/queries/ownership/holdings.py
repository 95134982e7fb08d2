"""Who holds what around one party: the stakes, control links and group links that an ownership question needs.

Collected once for all days and asked for one day at a time, so that a question about many days reads the records
once. A relation between the same two parties that is recorded several times counts once: with the tightest
figure of the best-graded records, never added up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import field
from fractions import Fraction

from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.kinds import WALKABLE_KINDS
from supplychain_cli.model.stake import UNKNOWN, WHOLE, Stake, narrowed, read_stake

OWNERSHIP = frozenset({"owns"})
CONTROL = frozenset({"controls"})
GROUP = frozenset({"part-of"})
ACTING_FOR = frozenset({"linked-to"})
"""The relation kinds that ownership rules tell apart; declared here because these questions are about them."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One relation of a holder over an asset on the days it covers, in a stake or without one.

    A group link without a figure (`part-of`) is a stake that nobody recorded: unknown, neither 0 nor 100.
    """

    owner: int
    asset: int
    edge: Edge
    stake: Stake
    votes: Stake | None

    @property
    def direct(self) -> bool:
        """Whether it is about the owner's own stake, and not about what it holds through others or in itself."""
        return self.edge.directness != "indirect" and self.owner != self.asset

    @property
    def owns(self) -> bool:
        """Whether it is a stake, recorded with or without a figure."""
        return self.edge.kind in OWNERSHIP | GROUP

    @property
    def controls(self) -> bool:
        """Whether it is control without a stake."""
        return self.edge.kind in CONTROL

    @property
    def links(self) -> bool:
        """Whether a source says that the asset acts for the owner."""
        return self.edge.kind in ACTING_FOR


@dataclass(slots=True)
class Holdings:
    """Every holding in the closure of one party, by asset and by owner.

    `aside` are candidates, which nobody has verified: shown, never counted, never followed. `cut` says that the limit
    ended the reading.
    """

    above: dict[int, list[Holding]] = field(default_factory=dict)
    below: dict[int, list[Holding]] = field(default_factory=dict)
    aside: list[Holding] = field(default_factory=list)
    cut: bool = False
    _known: dict[int, dict[int, Stake]] = field(default_factory=dict, repr=False, compare=False)

    def add(self, holding: Holding) -> None:
        """Enter a holding under both of its ends."""
        self._known.pop(holding.asset, None)
        self.above.setdefault(holding.asset, []).append(holding)
        self.below.setdefault(holding.owner, []).append(holding)

    def enter(self, holding: Holding) -> None:
        """Enter a holding where it belongs: a candidate aside, any other under both of its ends."""
        if holding.edge.status == "candidate":
            self.aside.append(holding)
        else:
            self.add(holding)

    def on(self, day: int | None) -> Holdings:
        """Give the holdings in force on a day; all of them for None."""

        def holds(holding: Holding) -> bool:
            return day is None or holding.edge.period.covers(day)

        kept = Holdings(aside=list(filter(holds, self.aside)), cut=self.cut)
        for holding in filter(holds, self.all()):
            kept.add(holding)
        return kept

    def all(self) -> Iterator[Holding]:
        """Every holding, once."""
        return (holding for holdings in self.above.values() for holding in holdings)

    def parties(self) -> frozenset[int]:
        """Every party that holds or is held."""
        return frozenset(self.above) | frozenset(self.below)

    def stakes(self, asset: int) -> dict[int, Stake]:
        """Give the direct stake of each owner of an asset, tightened by what the others leave; to read, not to change.

        Several records about one owner are several reports of one stake. Reports that contradict each other leave the
        best-graded one in force; `contradictions` shows them.
        """
        if asset not in self._known:
            reports: dict[int, list[Holding]] = {}
            for holding in self.above.get(asset, ()):
                if holding.owns and holding.direct:
                    reports.setdefault(holding.owner, []).append(holding)
            self._known[asset] = tightened({owner: one_stake(held) for owner, held in reports.items()})
        return self._known[asset]

    def votes(self, asset: int) -> dict[int, Stake]:
        """Give the votes of those owners of an asset for whom a source tells them apart from the stake."""
        return {
            holding.owner: holding.votes
            for holding in self.above.get(asset, ())
            if holding.owns and holding.direct and holding.votes is not None
        }

    def without_way(self, asset: int) -> tuple[Holding, ...]:
        """Give the indirect stakes in an asset for which no chain of stakes is recorded that could make them up."""
        told = [
            held for held in self.above.get(asset, ()) if held.owns and held.edge.directness == "indirect"
        ]
        if not told:
            return ()
        found = [asset]
        seen = {asset}
        for party in found:
            for held in self.above.get(party, ()):
                if held.owns and held.direct and held.owner not in seen:
                    seen.add(held.owner)
                    found.append(held.owner)
        return tuple(held for held in told if held.owner not in seen)


def one_stake(reports: Iterable[Holding]) -> Stake:
    """Reduce several reports of one stake: best grade first, each narrows it further unless it contradicts it."""
    reports = list(reports)
    if len(reports) == 1:
        return reports[0].stake
    best = UNKNOWN
    for report in sorted(reports, key=lambda held: (held.edge.grade, held.edge.inferred, held.edge.id)):
        best = narrowed(best, report.stake) or best
    return best


def tightened(stakes: dict[int, Stake]) -> dict[int, Stake]:
    """Lower each maximum to what the minima of the others leave of the whole.

    Where the minima alone exceed the whole, the records contradict each other and nothing is tightened.
    """
    total = sum((stake.low for stake in stakes.values()), Fraction(0))
    if total > WHOLE:
        return stakes
    tight = {}
    open_ones = sum(stake.low_open for stake in stakes.values())
    for owner, stake in stakes.items():
        room = WHOLE - (total - stake.low)
        if stake.high < room:
            tight[owner] = stake
            continue
        limit = Stake(Fraction(0), room, high_open=open_ones > stake.low_open)
        tight[owner] = narrowed(stake, limit) or stake
    return tight


def closure(view: View, start: Iterable[int], moves: tuple[Move, ...], limit: int) -> Holdings:
    """Collect every holding reached from the start by going up, down, or both, on any day.

    Stops after `limit` parties, or twice as many relations, and says so in `cut`. Cost: the holdings of each party
    reached, and never more of one party than the limit leaves.
    """
    found = Holdings()
    queue = deque(start)
    seen = set(queue)
    entered: set[str] = set()
    for node in _taken(queue):
        for move in moves:
            left = 2 * limit - len(entered)
            steps = view.first_steps(node, move, left + 1, KINDS)
            found.cut |= len(steps) > left
            for edge, other in steps[:left]:
                if edge.id not in entered:
                    entered.add(edge.id)
                    found.enter(holding_of(edge))
                if other in seen or edge.status == "candidate":
                    continue
                if len(seen) >= limit:
                    found.cut = True
                    continue
                seen.add(other)
                queue.append(other)
    return found


def _taken(queue: deque[int]) -> Iterator[int]:
    while queue:
        yield queue.popleft()


KINDS = WALKABLE_KINDS - {"supplies", "directs", "associated-with"}


def holding_of(edge: Edge) -> Holding:
    """Read a relation of a hierarchy as a holding."""
    votes = read_stake(edge.votes) if edge.votes else None
    return Holding(edge.tail, edge.head, edge, read_stake(edge.share), votes)
