"""What would follow from a designation or a sale that did not happen: who becomes owned, exposed or free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Move, Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.consequences import (
    Change,
    Counts,
    Deciding,
    Effect,
    Freeing,
    Owner,
    RuleRef,
    Sold,
    WhatIfAnswer,
)
from supplychain_cli.queries.ownership.contradictions import contradictions
from supplychain_cli.queries.ownership.figures import number, range_of
from supplychain_cli.queries.ownership.freeing import Freedom
from supplychain_cli.queries.ownership.holdings import Holdings, closure
from supplychain_cli.queries.ownership.sales import Sale, after, stake_of
from supplychain_cli.queries.ownership.touched import Touched
from supplychain_cli.queries.ownership.verdict import Rule

LIMIT = 20_000
"""How many parties are looked at, down and up, before the search ends."""
FREED_BY_THEMSELVES = 10
"""Parties that become owned and for which the smallest divestment is sought without being asked for."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What is supposed: who is designated, which stakes are sold; and for whom the smallest divestment is sought."""

    designated: tuple[Party, ...] = ()
    sales: tuple[Sale, ...] = ()
    frees: tuple[Party, ...] = ()
    regimes: tuple[str, ...] = ()


def consequences(view: View, supposed: Hypothesis, limit: int = LIMIT) -> WhatIfAnswer:
    """Say what would follow, on the day asked about, under every rule in force or those wanted.

    Everything below the designated parties and below the assets sold is ruled on, before and after. A designation is
    taken to count under each rule from that day on. Raises UnsoundSaleError for a sale of what nobody holds.

    `complete` is False when the limit cut the search or a divestment was not proven smallest. Cost: the holdings below
    and above the parties named, once, and each of them once per rule and step of its cascade.
    """
    return _Consequences(view, supposed, limit).answer()


class _Consequences:
    """One question: the holdings as they are and as they would be."""

    def __init__(self, view: View, supposed: Hypothesis, limit: int) -> None:
        self._view, self._supposed, self._limit = view, supposed, limit
        self._scribe = Scribe(view)
        self._day = view.scope.listings_on
        start = [party.node for party in supposed.designated] + [sale.asset for sale in supposed.sales]
        below = closure(view, start, (Move.DOWN,), limit)
        self._affected = _reached(start, below.on(self._day))
        freed = [party.node for party in supposed.frees]
        above = closure(view, dict.fromkeys((*self._affected, *freed)), (Move.UP,), limit)
        self._before = above.on(self._day)
        self._after = after(self._before, supposed.sales)
        self._cut = below.cut or above.cut
        self._designated = frozenset(party.node for party in supposed.designated)
        self._parties = sorted(self._before.parties().union(self._affected, freed))
        self._rules = regimes.in_force(view, self._day, supposed.regimes)

    def answer(self) -> WhatIfAnswer:
        """Rule before and after, and tell what changed."""
        effects: list[Effect] = []
        touched = Touched(self._view, self._scribe, self._limit)
        freedom = Freedom(self._view, self._scribe, self._after)
        divestments: list[Freeing] = []
        for regime in self._rules:
            before, later = self._ruled(regime)
            mine = [self._effect(before, later, party) for party in sorted(self._affected)]
            effects += mine
            newly = {
                party for party in self._affected if party in later.certain - before.certain - before.listed
            }
            touched.add(
                regime.id,
                newly | (self._designated - before.listed),
                before.listed | before.certain,
                later.possible,
            )
            asked = [party.node for party in self._supposed.frees] or sorted(newly - self._designated)
            divestments += freedom.under(
                later, asked[: None if self._supposed.frees else FREED_BY_THEMSELVES]
            )
        exposed = touched.exposed()
        proven = all(freeing.smallest for freeing in divestments)
        return WhatIfAnswer(
            day=day_text(self._day),
            designated=tuple(map(self._scribe.party, self._supposed.designated)),
            sold=tuple(map(self._sold, self._supposed.sales)),
            regimes=tuple(map(self._rule, self._rules)),
            left_out=tuple(map(self._rule, self._not_in_force())),
            verdicts=tuple(effects),
            exposed=exposed,
            divestments=tuple(divestments),
            contradictions=contradictions(self._view, self._scribe, self._before),
            searched=len(self._parties),
            notices=tuple(self._notices(cut=self._cut or touched.cut, proven=proven)),
            complete=proven and not (self._cut or touched.cut),
        )

    def _ruled(self, regime: Regime) -> tuple[Rule, Rule]:
        listed = regimes.listed(self._view, regime, self._parties, self._day)
        return Rule(regime, self._before, listed), Rule(regime, self._after, listed | self._designated)

    def _not_in_force(self) -> Iterator[Regime]:
        applying = {rule.id for rule in self._rules}
        for rule in regimes.recorded(self._view):
            wanted = self._supposed.regimes
            if rule.id not in applying and (not wanted or rule.id in wanted or rule.authority in wanted):
                yield rule

    def _rule(self, rule: Regime) -> RuleRef:
        held = self._view.record("regimes", rule.id)
        assert held is not None  # every rule is read from a record of the same snapshot  # noqa: S101
        least = "more than" if rule.operator == ">" else "at least"
        threshold = f"{least} {rule.threshold.normalize():f} %"
        place = f"{held.file}:{held.line}"
        return RuleRef(
            rule.id, rule.name, rule.authority, threshold, rule.period, rule.suspended, rule.note, place
        )

    def _effect(self, before: Rule, later: Rule, party: int) -> Effect:
        was, is_ = before.of(party), later.of(party)
        change = _change(was.word, is_.word)
        return Effect(
            regime=later.regime.id,
            party=self._party(party),
            before=was.word,
            after=is_.word,
            change=change,
            listed=party in before.listed,
            designated=party in self._designated,
            aggregate_before=range_of(was.total),
            aggregate_after=range_of(is_.total),
            control=is_.control,
            owners=tuple(self._owners(later, party, is_.owners)) if change else (),
            deciding=tuple(self._deciding(later, party)) if change and is_.word == "undetermined" else (),
        )

    def _owners(self, rule: Rule, party: int, owners: Iterable[int]) -> Iterator[Owner]:
        """Give the counted owners of a party, and those who count because they control it."""
        controlling = {
            held.owner
            for held in self._after.above.get(party, ())
            if rule.regime.control and not held.owns and held.owner in rule.listed | rule.possible
        }
        for owner in sorted({*owners, *controlling}):
            stake = stake_of(self._after, owner, party)
            yield Owner(
                owner=self._party(owner),
                counts=self._counts(rule, owner),
                held=None if stake is None else range_of(stake),
                relations=self._scribe_legs(party, owner),
            )

    def _counts(self, rule: Rule, owner: int) -> Counts:
        if owner in self._designated:
            return "designated"
        if owner in rule.listed:
            return "listed"
        return "owned" if owner in rule.certain else "undetermined"

    def _deciding(self, rule: Rule, party: int) -> Iterator[Deciding]:
        for held, needed in rule.deciding(party):
            leg = self._scribe.leg(held.edge, held.edge.tail, Move.DOWN)
            owner, asset = self._party(held.owner), self._party(held.asset)
            above = rule.regime.operator == ">"
            yield Deciding(owner, asset, range_of(held.stake), number(needed), above, leg)

    def _sold(self, sale: Sale) -> Sold:
        was = stake_of(self._before, sale.owner, sale.asset)
        assert was is not None  # a sale of what nobody holds was refused  # noqa: S101
        left = stake_of(self._after, sale.owner, sale.asset) or Stake(high=was.high - was.high)
        return Sold(
            owner=self._party(sale.owner),
            asset=self._party(sale.asset),
            points=None if sale.points is None else number(sale.points),
            before=range_of(was),
            after=range_of(left),
            relations=self._scribe_legs(sale.asset, sale.owner),
        )

    def _scribe_legs(self, asset: int, owner: int) -> tuple[Leg, ...]:
        held = [h for h in self._before.above.get(asset, ()) if h.owner == owner]
        return tuple(self._scribe.leg(h.edge, owner, Move.DOWN) for h in held)

    def _party(self, node: int) -> PartyRef:
        return self._scribe.party(self._view.party(node))

    def _notices(self, *, cut: bool, proven: bool) -> Iterator[Notice]:
        if not self._rules:
            yield Notice(
                "N321", f"No ownership rule that was asked for is in force on {day_text(self._day)}."
            )
        for rule in self._rules:
            if rule.note:
                yield Notice("N322", f"{rule.name}: {rule.note}")
        if cut:
            yield Notice("N323", f"The search stopped after {self._limit} parties; more may be affected.")
        if not proven:
            yield Notice("N324", "The search for a divestment ended before it was proven to be the smallest.")


def _reached(start: Iterable[int], below: Holdings) -> dict[int, None]:
    """Give the start and everything below it on the day, nearest first."""
    found = dict.fromkeys(start)
    queue = list(found)
    for party in queue:
        for held in below.below.get(party, ()):
            if held.asset not in found:
                found[held.asset] = None
                queue.append(held.asset)
    return found


def _change(before: str, later: str) -> Change:
    if before == later:
        return ""
    if later == "owned":
        return "becomes-owned"
    if later == "not-owned":
        return "freed"
    return "becomes-undetermined" if before == "not-owned" else "less-certain"
