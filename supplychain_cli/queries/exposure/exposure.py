"""Every way in which a party touches listed parties: itself, by ownership, direction, trade, goods and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Edge, Move, Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import Leg
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.outreach import ABOVE, BELOW, FLOWS, Outreach, Plan
from supplychain_cli.queries.chains.trace import legs_of
from supplychain_cli.queries.exposure import contacts
from supplychain_cli.queries.exposure.answers import (
    CHANNELS,
    Channel,
    Entry,
    Exposure,
    ExposureAnswer,
    RuleRef,
    Span,
    Tally,
)
from supplychain_cli.queries.exposure.controlled import Controlled
from supplychain_cli.queries.exposure.counting import Choice, Counting
from supplychain_cli.queries.ownership.rulings import Reached, reaching, undecided

HOLDING = frozenset({"owns", "controls", "part-of"})
"""The kinds by which a party stands above or below another; declared here because two channels are about them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which exposures are asked for: `limit` bounds those shown of each channel, `ask` bounds the chains."""

    choice: Choice = field(default_factory=Choice)
    channels: frozenset[Channel] = frozenset(CHANNELS)
    ask: Ask = field(default_factory=lambda: Ask(max_legs=4))
    limit: int | None = None


def of(view: View, party: Party, limits: Limits) -> ExposureAnswer:
    """Find every way in which a party touches listed parties: itself first, then by distance, grade and id.

    Trade is read as chains of the grammar (`supplychain guide chains`), the best one for each listed party; hierarchy,
    direction and links must hold on the day asked about, and so must the listings. `exposures` is empty when the
    records show none; `searched` says at how many parties it was looked. `complete` is False when the budget ended a
    search. Cost: everything within `ask.max_legs` of the party, and all holdings above it.
    """
    survey = _Survey(view, party, limits)
    found = sorted(survey.exposures(), key=_order)
    counts = Counter(exposure.channel for exposure in found)
    shown = list(_first(found, limits.limit))
    kept = Counter(exposure.channel for exposure in shown)
    spent = (
        Notice(
            "N101", "The search met its limit of work before it was finished; there may be more exposures."
        ),
    )
    return ExposureAnswer(
        party=survey.scribe.party(party),
        tags=tags_of(view, party.id),
        day=day_text(view.scope.listings_on),
        max_legs=limits.ask.max_legs,
        exposures=tuple(shown),
        channels=tuple(Tally(name, counts[name], kept[name]) for name in CHANNELS if name in limits.channels),
        rules=rule_refs(survey.counting),
        searched=len(survey.parties),
        notices=spent if survey.spent else (),
        complete=not survey.spent,
    )


def rule_refs(counting: Counting) -> tuple[RuleRef, ...]:
    """Name the ownership rules that were applied."""
    return tuple(RuleRef(rule.id, rule.name, rule.authority, rule.note) for rule in counting.rules)


def tags_of(view: View, name: str) -> tuple[str, ...]:
    """Give the tags of a party's record: some must never be missed where a party is named."""
    held = view.record("entities", name)
    return tuple(held.plain.get("tags", ())) if held else ()


class _Survey:
    """One question: the party, whom the listings name, and what was looked at."""

    def __init__(self, view: View, party: Party, limits: Limits) -> None:
        self._view, self._party, self._limits = view, party, limits
        self._ask = limits.ask
        self._day = view.scope.listings_on
        self.scribe = Scribe(view)
        self.counting = Counting(view, self.scribe, limits.choice, limits.ask.min_grade)
        self.parties = {party.node}
        self.spent = False

    def exposures(self) -> Iterator[Exposure]:
        """Search channel by channel."""
        for channel in CHANNELS:
            if channel not in self._limits.channels:
                continue
            if channel == "listed":
                yield from self._listed()
            elif channel == "owned":
                yield from self._owned()
            elif channel in contacts.WAYS:
                yield from self._contacts(channel)
            else:
                yield from self._chains(channel)

    def _listed(self) -> Iterator[Exposure]:
        for entry in self.counting.entries(self._party.node):
            yield self._exposure("listed", self._party.node, (), (entry,))

    def _owned(self) -> Iterator[Exposure]:
        node = self._party.node
        found, cut = reaching(self._view, [node], self.counting.rules, self._ask.budget)
        self.spent = self.spent or cut
        for reached in found[node]:
            exposure = self._ruled(reached)
            if GRADES.index(exposure.grade) <= self._ask.min_grade:
                yield exposure

    def _ruled(self, reached: Reached) -> Exposure:
        start, legs = self._party.node, []
        for holding in reached.route:
            legs.append(self.scribe.leg(holding.edge, start, Move.UP))
            start = holding.owner
        rule, ruling = reached.regime, reached.ruling
        entries = tuple(
            entry
            for entry in self.counting.entries(start)
            if entry.authority == rule.authority and entry.measure in rule.measures
        )
        return replace(
            self._exposure("owned", start, tuple(legs), entries),
            regime=rule.id,
            verdict=ruling.word,
            aggregate=Span(round(float(ruling.total.low), 6), round(float(ruling.total.high), 6)),
            owners=tuple(self.scribe.party(self._view.party(owner)) for owner in ruling.owners),
            unknown=undecided(self._view, self._party.node, reached),
        )

    def _contacts(self, channel: Channel) -> Iterator[Exposure]:
        def wanted(way: contacts.Way) -> bool:
            self.parties.add(way.end)
            return self.counting.counts(way.end) or (channel == "linked" and self._is_named(way))

        for way in contacts.best(self._view, self._party.node, channel, wanted, self._holds):
            start, legs = self._party.node, []
            for edge, move, end in way.steps:
                legs.append(self.scribe.leg(edge, start, move))
                start = end
            yield self._exposure(channel, way.end, tuple(legs), self.counting.entries(way.end))

    def _is_named(self, way: contacts.Way) -> bool:
        """Whether the words of a listing link the party to another, which is told also where that one is not listed."""
        return self._limits.choice.everything and way.steps[0][1] is Move.UP

    def _chains(self, channel: Channel) -> Iterator[Exposure]:
        search = self._search(channel)
        if search is None:
            return
        against = channel == "supplied-by"
        for node, found in search.best():
            start = node if against else self._party.node
            legs = tuple(legs_of(self.scribe, start, found))
            exposure = self._exposure(channel, node, legs, self.counting.entries(node))
            yield self._carrying(exposure) if channel == "goods" else exposure
        self.spent = self.spent or search.spent
        self.parties |= search.parties

    def _search(self, channel: Channel) -> Outreach | None:
        """Prepare the search of a channel; None when there is nothing to search for."""
        if channel == "held-by":
            return self._hierarchy(ABOVE)
        if channel == "owns-or-controls":
            return self._hierarchy(BELOW)
        if channel == "goods":
            return self._controlled()
        return Outreach(
            self._view, self._party.node, FLOWS, self._ask, self.counting.counts,
            against=channel == "supplied-by",
        )  # fmt: skip

    def _hierarchy(self, plan: Plan) -> Outreach:
        ask = replace(self._ask, kinds=HOLDING, any_time=True, goods=None)
        return Outreach(self._view, self._party.node, plan, ask, self.counting.counts, allows=self._holds)

    def _controlled(self) -> Outreach | None:
        """Search for chains whose goods are on the control list from the first flow on."""
        self._list = Controlled(self._view)
        opening = frozenset(good for good in self._sold() if self._list.of(good))
        if not opening:
            return None
        products = Products(self._view)
        wanted = frozenset().union(*(products.of(good) for good in opening))
        ask = replace(self._ask, goods=wanted)
        return Outreach(
            self._view, self._party.node, FLOWS, ask, self.counting.counts,
            opening=lambda edge: not opening.isdisjoint(edge.goods),
        )  # fmt: skip

    def _sold(self) -> Iterator[str]:
        """Give the goods that the party or those below it supply."""
        below, seen = [self._party.node], {self._party.node}
        for node in below:
            for edge, _ in self._view.steps(node, Move.CUSTOMER, self._ask.kinds):
                yield from edge.goods
            for _, other in self._view.steps(node, Move.DOWN, self._ask.kinds):
                if other not in seen and len(seen) < self._ask.budget:
                    seen.add(other)
                    below.append(other)

    def _carrying(self, exposure: Exposure) -> Exposure:
        """Add the goods of the first flow that are on the control list."""
        first = next(leg for leg in exposure.chain if leg.walked == "forward")
        goods = tuple(handled for good in first.goods if (handled := self._list.of(good.id)))
        coarse = tuple(
            f"That {good.name} falls under the list follows from its HS code; six digits are coarse."
            for good in goods
            if good.basis == "inferred"
        )
        return replace(exposure, goods=goods, unknown=(*exposure.unknown, *coarse))

    def _holds(self, edge: Edge) -> bool:
        """Whether a relation without flow is good enough, and in force on the day asked about."""
        return edge.grade <= self._ask.min_grade and edge.period.covers(self._day)

    def _exposure(
        self, channel: Channel, node: int, legs: tuple[Leg, ...], entries: tuple[Entry, ...]
    ) -> Exposure:
        parties = (
            [self.scribe.named(legs[0].from_), *(self.scribe.named(leg.to) for leg in legs)] if legs else []
        )
        grades = [GRADES.index(leg.grade) for leg in legs]
        grades += [min(GRADES.index(entry.grade) for entry in entries)] if entries else []
        inferred = any(leg.basis == "inferred" or "within-group" in leg.marks for leg in legs)
        inferred = inferred or (bool(entries) and all(entry.basis == "inferred" for entry in entries))
        marks = [mark for leg in legs for mark in leg.marks]
        marks += [entry.status for entry in entries if entry.status != "current" and not legs]
        return Exposure(
            channel=channel,
            regime="",
            verdict="",
            party=self.scribe.party(self._view.party(node)),
            listings=entries,
            distance=len(legs),
            chain=legs,
            parties=tuple(parties),
            grade=GRADES[max(grades, default=len(GRADES) - 1)],
            basis="inferred" if inferred else "stated",
            marks=tuple(dict.fromkeys(marks)),
            unknown=tuple(self._unknown(legs, entries, channel)),
        )

    def _unknown(self, legs: Iterable[Leg], entries: tuple[Entry, ...], channel: Channel) -> Iterator[str]:
        """Say what the records leave open about a way."""
        for leg in legs:
            upper, lower = (leg.to, leg.from_) if leg.walked == "up" else (leg.from_, leg.to)
            if leg.kind in {"owns", "part-of"} and not leg.share:
                names = [self.scribe.named(name).name for name in (upper, lower)]
                yield f"The stake of {names[0]} in {names[1]} is not recorded."
        if entries and not any(entry.since for entry in entries):
            yield "No source says since when it is listed."
        if entries and all(entry.status == "candidate" for entry in entries):
            yield "Nobody has verified its listing yet: it is a candidate."
        if not entries and channel == "linked":
            yield "These records hold no listing of it."


def _order(exposure: Exposure) -> tuple[bool, int, int, bool, str, int, str]:
    return (
        exposure.channel != "listed",
        exposure.distance,
        GRADES.index(exposure.grade),
        exposure.basis == "inferred",
        exposure.party.id,
        list(CHANNELS).index(exposure.channel),
        exposure.regime or (exposure.listings[0].listing if exposure.listings else ""),
    )


def _first(found: Iterable[Exposure], limit: int | None) -> Iterator[Exposure]:
    """Give the first exposures of each channel."""
    counts: Counter[Channel] = Counter()
    for exposure in found:
        counts[exposure.channel] += 1
        if limit is None or counts[exposure.channel] <= limit:
            yield exposure


__all__ = ["HOLDING", "Limits", "of", "rule_refs", "tags_of"]
