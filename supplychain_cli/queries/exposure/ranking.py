"""Every party that touches a listed one, the most exposed first: a screening of the whole dataset.

All listed parties are searched from at once, level by level, so that the cost is that of the relations within the
limit of legs, and not one search for each party. Distances are the fewest legs of a walk that the grammar of chains
allows; whether the dates and goods of its legs fit each other, only a question about one party tells.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.reached import Near, Origin, Reached, Spread
from supplychain_cli.graph.spread import Few
from supplychain_cli.graph.view import Move, Sieve, View
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import WALKABLE_KINDS
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import Phase, backward, onward
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.outreach import ABOVE, BELOW, FLOWS, Plan
from supplychain_cli.queries.exposure import contacts
from supplychain_cli.queries.exposure.answers import (
    CHANNELS,
    Channel,
    Nearest,
    RankedParty,
    RankingAnswer,
    RuleWord,
)
from supplychain_cli.queries.exposure.counting import Counting
from supplychain_cli.queries.exposure.exposure import HOLDING, Limits, rule_refs, tags_of
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.rulings import Reached as Reaching
from supplychain_cli.queries.ownership.rulings import reaching

Progress = Callable[[int, int], None]
"""Told how many parties were reached, around how many listed ones."""

_CUT = Notice(
    "N101", "Too many parties stand above some; of those the rules were applied to a part of the owners."
)
_BATCH = 1000
_ABOVE = WALKABLE_KINDS - {"supplies", "directs", "associated-with"}


class Ranking:
    """The parties in order. `rows` writes them out one after the other, so that the whole is never held as text."""

    def __init__(self, view: View, limits: Limits, progress: Progress = lambda _done, _count: None) -> None:
        """Search the whole dataset. Cost: the relations within `ask.max_legs` of a listed party, once for each channel.

        Held while it runs: a few numbers for each party reached; no record. Rules are applied to the parties below a
        listed one, each with the holdings above it.
        """
        self._view, self._limits = view, limits
        self._ask = replace(limits.ask, any_time=True)
        self._day = view.scope.listings_on
        self._scribe = Scribe(view)
        self._counting = Counting(view, self._scribe, limits.choice, self._ask.min_grade)
        self._reached: Reached = Few()
        self._owned: dict[int, list[RuleWord]] = {}
        self.cut = False
        self._origins = [Origin(node, grade) for node, grade in self._counting.everybody()]
        self._grades = dict(self._origins)
        self.listed = list(self._grades)
        for channel in CHANNELS:
            if channel in limits.channels:
                self._fill(channel)
                progress(len(self._reached), len(self.listed))
        self.found = len(self._reached)
        self._order = self._reached.order(self._before(), limits.limit)
        self.notices = (_CUT,) if self.cut else ()

    def answer(self) -> RankingAnswer:
        """Give as many parties as the limit allows."""
        return RankingAnswer(
            day=day_text(self._day),
            max_legs=self._ask.max_legs,
            listed=len(self.listed),
            found=self.found,
            parties=tuple(self.rows()),
            rules=rule_refs(self._counting),
            notices=self.notices,
            complete=not self.cut,
        )

    def rows(self) -> Iterator[RankedParty]:
        """Write out the parties, the most exposed first."""
        for rank, node in enumerate(self._order, 1):
            yield self._row(rank, node)

    def _row(self, rank: int, node: int) -> RankedParty:
        near = self._reached.near(node)
        party = self._scribe.party(self._view.party(node))
        distance, grade = min(near.values())
        return RankedParty(
            rank=rank,
            id=party.id,
            name=party.name,
            native=party.native,
            kind=party.kind,
            country=party.country,
            listed=party.listed,
            owned=tuple(self._owned.get(node, ())),
            nearest=distance,
            grade=GRADES[grade],
            contacts=self._reached.contacts(node),
            tags=tags_of(self._view, party.id),
            channels=tuple(
                Nearest(name, found[0], GRADES[found[1]])
                for number, name in enumerate(CHANNELS)
                if (found := near.get(number))
            ),
        )

    def _before(self) -> dict[int, int]:
        """Say who comes before the others: who is listed, then who is owned, then who may be."""
        places = {}
        for node, words in self._owned.items():
            places[node] = 3 if any(word.verdict == "owned" for word in words) else 4
        if "listed" in self._limits.channels:
            places |= {node: places.get(node, 5) - 3 for node in self.listed}
        return places

    def _fill(self, channel: Channel) -> None:
        if channel == "listed":
            for node, grade in self._origins:
                self._enter(node, channel, 0, grade)
        elif channel == "owned":
            self._rule()
        elif channel in contacts.WAYS:
            self._contact(channel)
        elif channel in _SPREADS:
            self._spread(channel)

    def _enter(self, node: int, channel: Channel, distance: int, grade: int, origin: int = -1) -> None:
        if node != origin and not self._view.is_closed(node):
            self._reached.add(list(CHANNELS).index(channel), Near(node, distance, grade, origin))

    def _contact(self, channel: Channel) -> None:
        """Walk the patterns of a channel backwards from each listed party."""
        for pattern in contacts.WAYS[channel]:
            turned = tuple(hop.move.reverse for hop in reversed(pattern))
            sieve = Sieve(frozenset(hop.kind for hop in pattern), self._ask.min_grade, day=self._day)
            self._reached = self._reached.walk(
                self._view, list(CHANNELS).index(channel), self._origins, turned, sieve
            )

    def _spread(self, channel: Channel) -> None:
        plan, begin, phases, against = _SPREADS[channel]
        flows = plan is FLOWS
        sieve = self._ask.sieve if flows else Sieve(HOLDING, self._ask.min_grade, day=self._day)
        steps: dict[int, tuple[tuple[Move, int], ...]] = {
            phase: tuple(_steps(plan, phase, self._ask, against=against)) for phase in plan.phases
        }
        how = Spread(steps, begin, frozenset(phases), sieve, self._ask.max_legs)
        self._reached = self._reached.spread(self._view, list(CHANNELS).index(channel), self._origins, how)

    def _rule(self) -> None:
        """Apply the rules to every party below one whose listing they count."""
        rules = self._counting.rules
        tops = {node for rule in rules for node in regimes.listed(self._view, rule, self.listed, self._day)}
        below, queue = set(), sorted(tops)
        for node in queue:
            for edge, other in self._view.steps(node, Move.DOWN, _ABOVE):
                if other not in below and edge.period.covers(self._day):
                    below.add(other)
                    if other not in tops:
                        queue.append(other)
        for nodes in _batches(below, tops):
            found, cut = reaching(self._view, nodes, rules, self._ask.budget)
            self.cut = self.cut or cut
            for node, words in found.items():
                for reached in words:
                    self._enter_owned(node, reached)

    def _enter_owned(self, node: int, reached: Reaching) -> None:
        top = reached.route[-1].owner
        grade = max(self._grade_of(top), *(holding.edge.grade for holding in reached.route))
        if grade <= self._ask.min_grade:
            self._enter(node, "owned", len(reached.route), grade, top)
            self._owned.setdefault(node, []).append(RuleWord(reached.regime.id, reached.ruling.word))

    def _grade_of(self, node: int) -> int:
        return self._grades[node] if node in self._grades else self._counting.grade(node)


def _steps(plan: Plan, phase: Phase, ask: Ask, *, against: bool) -> Iterator[tuple[Move, int]]:
    """Give the moves of a plan onward from a phase, or `against` them, with the phases they lead to."""
    for move, after in (backward if against else onward)(phase, strict=ask.strict):
        if after in plan.phases:
            yield move.reverse if against else move, after


def _batches(below: Iterable[int], tops: Container[int]) -> Iterator[list[int]]:
    """Put parties together so that what stands above them is read once for many; listed ones stand alone."""
    together = []
    for node in sorted(below):
        if node in tops:
            yield [node]
        else:
            together.append(node)
    for begin in range(0, len(together), _BATCH):
        yield together[begin : begin + _BATCH]


_START = (Phase.START,)
_SPREADS: dict[Channel, tuple[Plan, tuple[Phase, ...], tuple[Phase, ...], bool]] = {
    "held-by": (BELOW, _START, (Phase.DOWN,), False),
    "owns-or-controls": (ABOVE, _START, (Phase.RISE,), False),
    "supplies": (FLOWS, (Phase.FLOW, Phase.UP), _START, True),
    "supplied-by": (FLOWS, _START, (Phase.FLOW, Phase.UP), False),
}
"""How each channel grows from the listed parties: where it begins, where it arrives, and whether against the chains.

A party is held by what stands above it, so `held-by` grows downwards. Goods on a control list are a part of `supplies`
and are told by a question about one party.
"""
