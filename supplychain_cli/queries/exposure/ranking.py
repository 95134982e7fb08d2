"""Every party that touches a listed one, the most exposed first: a screening of the whole dataset.

All listed parties are searched from at once, level by level, so that the cost is that of the relations within the
limit of legs, and not one search for each party. Distances are the fewest legs of a walk that the grammar of chains
allows; whether the dates and goods of its legs fit each other, only a question about one party tells.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import WALKABLE_KINDS
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.outreach import ABOVE, BELOW, FLOWS, NEVER_PASSED, Plan, around
from supplychain_cli.queries.chains.prune import State
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
from supplychain_cli.queries.ownership.rulings import Reached, reaching

Progress = Callable[[int, int], None]
"""Told how many parties were reached, around how many listed ones."""

_CUT = Notice(
    "N101", "Too many parties stand above some; of those the rules were applied to a part of the owners."
)
_BATCH = 1000
_KEPT = 2
"""Listed parties kept for each state: the nearest, and the nearest other, for a party is not its own exposure."""
_ABOVE = WALKABLE_KINDS - {"supplies", "directs", "associated-with"}


class _Label(NamedTuple):
    """How a state is reached: in how many legs, with which worst grade, from which listed party."""

    distance: int
    grade: int
    origin: int


@dataclass(slots=True)
class _Exposed:
    """What was found about one party."""

    near: dict[Channel, tuple[int, int]] = field(default_factory=dict)
    owned: list[RuleWord] = field(default_factory=list)
    touching: set[int] = field(default_factory=set)

    def add(self, channel: Channel, label: _Label) -> None:
        """Keep the nearest of a channel, and count whom the party touches."""
        found = (label.distance, label.grade)
        self.near[channel] = min(found, self.near.get(channel, found))
        if label.distance == 1:
            self.touching.add(label.origin)


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
        self._exposed: dict[int, _Exposed] = {}
        self.cut = False
        self.listed = [node for node in view.listed() if self._counting.counts(node)]
        for channel in CHANNELS:
            if channel in limits.channels:
                self._fill(channel)
                progress(len(self._exposed), len(self.listed))
        self._order = sorted(self._exposed, key=self._key)
        self.notices = (_CUT,) if self.cut else ()

    def answer(self) -> RankingAnswer:
        """Give as many parties as the limit allows."""
        return RankingAnswer(
            day=day_text(self._day),
            max_legs=self._ask.max_legs,
            listed=len(self.listed),
            found=len(self._order),
            parties=tuple(self.rows()),
            rules=rule_refs(self._counting),
            notices=self.notices,
            complete=not self.cut,
        )

    def rows(self) -> Iterator[RankedParty]:
        """Write out the parties, the most exposed first."""
        for rank, node in enumerate(self._order[: self._limits.limit], 1):
            yield self._row(rank, node)

    def _row(self, rank: int, node: int) -> RankedParty:
        found = self._exposed[node]
        party = self._scribe.party(self._view.party(node))
        distance, grade = min(found.near.values())
        return RankedParty(
            rank=rank,
            id=party.id,
            name=party.name,
            native=party.native,
            kind=party.kind,
            country=party.country,
            listed=party.listed,
            owned=tuple(found.owned),
            nearest=distance,
            grade=GRADES[grade],
            contacts=len(found.touching),
            tags=tags_of(self._view, party.id),
            channels=tuple(
                Nearest(name, near[0], GRADES[near[1]]) for name in CHANNELS if (near := found.near.get(name))
            ),
        )

    def _key(self, node: int) -> tuple[bool, int, int, int, int, int]:
        """Listed itself, owned before undetermined, nearest, best evidence, most contacts; then ids, as numbered."""
        found = self._exposed[node]
        words = {word.verdict for word in found.owned}
        verdict = 0 if "owned" in words else 1 if words else 2
        return ("listed" not in found.near, verdict, *min(found.near.values()), -len(found.touching), node)

    def _fill(self, channel: Channel) -> None:
        if channel == "listed":
            for node in self.listed:
                self._enter(node, channel, _Label(0, self._counting.grade(node), -1))
        elif channel == "owned":
            self._rule()
        elif channel in contacts.WAYS:
            self._contact(channel)
        elif channel in _SPREADS:
            self._spread(channel)

    def _enter(self, node: int, channel: Channel, label: _Label) -> None:
        if node != label.origin and self._view.party(node).kind not in NEVER_PASSED:
            self._exposed.setdefault(node, _Exposed()).add(channel, label)

    def _contact(self, channel: Channel) -> None:
        """Walk the patterns of a channel backwards from each listed party."""
        for origin in self.listed:
            own = self._counting.grade(origin)
            for pattern in contacts.WAYS[channel]:
                turned = tuple(contacts.Hop(hop.move.reverse, hop.kind) for hop in reversed(pattern))
                for way in contacts.ways(self._view, origin, turned, self._holds):
                    grade = max(own, *(edge.grade for edge, _, _ in way.steps))
                    self._enter(way.end, channel, _Label(len(way.steps), grade, origin))

    def _spread(self, channel: Channel) -> None:
        plan, begin, phases, against = _SPREADS[channel]
        flows = plan is FLOWS
        ask = self._ask if flows else replace(self._ask, kinds=HOLDING)
        found = self._levels(plan, begin, ask, self._ask.allows if flows else self._holds, against=against)
        for state, labels in found.items():
            if state.phase in phases:
                for label in labels:
                    if label.distance:
                        self._enter(state.node, channel, label)

    def _levels(
        self, plan: Plan, begin: Iterable[Phase], ask: Ask, allows: Callable[[Edge], bool], *, against: bool
    ) -> dict[State, list[_Label]]:
        """Grow levels from all listed parties; give for each state the nearest two of them, best evidence first."""
        rim = {
            State(node, phase): [_Label(0, self._counting.grade(node), node)]
            for node in self.listed
            for phase in begin
        }
        found = {state: list(labels) for state, labels in rim.items()}
        for distance in range(1, ask.max_legs + 1):
            reached: dict[State, dict[int, int]] = {}
            for state, labels in rim.items():
                if distance > 1 and self._view.party(state.node).kind in NEVER_PASSED:
                    continue
                for arc in around(self._view, state, plan, ask, against=against):
                    if arc.to.node != state.node and allows(arc.edge):
                        _pass_on(labels, arc.edge.grade, reached.setdefault(arc.to, {}))
            rim = {state: _fresh(found, state, distance, grades) for state, grades in reached.items()}
            rim = {state: fresh for state, fresh in rim.items() if fresh}
        return found

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

    def _enter_owned(self, node: int, reached: Reached) -> None:
        top = reached.route[-1].owner
        grade = max(self._counting.grade(top), *(holding.edge.grade for holding in reached.route))
        if grade <= self._ask.min_grade:
            self._enter(node, "owned", _Label(len(reached.route), grade, top))
            self._exposed[node].owned.append(RuleWord(reached.regime.id, reached.ruling.word))

    def _holds(self, edge: Edge) -> bool:
        return edge.grade <= self._ask.min_grade and edge.period.covers(self._day)


def _pass_on(labels: Iterable[_Label], grade: int, grades: dict[int, int]) -> None:
    """Enter for each listed party the best grade by which a step of this grade leads on."""
    for label in labels:
        worst = max(label.grade, grade)
        grades[label.origin] = min(worst, grades.get(label.origin, worst))


def _fresh(
    found: dict[State, list[_Label]], state: State, distance: int, grades: dict[int, int]
) -> list[_Label]:
    """Keep what a state has room for: listed parties that it has not met nearer, best evidence first."""
    known = found.setdefault(state, [])
    origins = {label.origin for label in known}
    fresh = sorted(
        _Label(distance, grade, origin) for origin, grade in grades.items() if origin not in origins
    )
    fresh = fresh[: _KEPT - len(known)]
    known += fresh
    return fresh


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
