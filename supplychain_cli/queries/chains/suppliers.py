"""Who supplies a party: directly, through members of its group, and tier by tier behind them. The mirror: who buys."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Edge, Move, Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import Leg, Supplier, SuppliersAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Continuity, Products
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.window import Window

Direction = Literal["suppliers", "buyers"]
_NEVER_WALKED = frozenset({"country", "system", "good"})


@dataclass(frozen=True, slots=True)
class _Trader:
    """A party whose suppliers (or buyers) are looked for, and how it hangs together with the party asked about."""

    node: int
    tier: int
    through: tuple[str, ...]
    legs: tuple[Leg, ...]
    window: Window
    goods: frozenset[str]
    path: frozenset[int]


def around(
    view: View,
    party: Party,
    ask: Ask,
    *,
    direction: Direction,
    tiers: int,
    direct_only: bool = False,
    scribe: Scribe | None = None,
) -> SuppliersAnswer:
    """Find who supplies `party` (or buys from it), nearest tier first, best evidence first within a tier.

    Tier 1 supplies the party or, unless `direct_only`, a member of its group; tier 2 supplies tier 1, and so
    on to `tiers`. A party is followed once; where it comes up again it is marked `repeated`. Countries are
    shown as where goods come from and never followed. A relation that goes `through` others is left out where
    its legs are shown.

    Where the view supposes that parties are the same, whoever trades with one trades with the other; `scribe` then
    writes that out. `suppliers` is empty when the records name none; `searched` says at how many parties it was looked
    for.
    `complete` is False when the budget ended the search. Cost: the relations of every party in the answer.
    """
    survey = _Survey(view, ask, direction, tiers, scribe or Scribe(view))
    asked = list(
        survey.and_twins(_Trader(party.node, 0, (), (), Window(), frozenset(), frozenset({party.node})))
    )
    members = [] if direct_only else list(survey.members(asked))
    entries = survey.entries([*asked, *members])
    if ask.goods is not None:
        entries = _carrying(entries, survey.wanted)
    named = {entry.through[0] for entry in entries if entry.through}
    spent = (
        Notice("N101", f"The search stopped after {ask.budget} parties; there may be more {direction}."),
    )
    return SuppliersAnswer(
        party=survey.scribe.party(party),
        direction=direction,
        tiers=tiers,
        members=tuple(survey.scribe.party(p) for m in members if (p := view.party(m.node)).id in named),
        suppliers=tuple(entries),
        searched=survey.searched,
        notices=spent if survey.spent else (),
        complete=not survey.spent,
    )


class _Survey:
    """One search outwards from a party, keeping what was already followed."""

    def __init__(self, view: View, ask: Ask, direction: Direction, tiers: int, scribe: Scribe) -> None:
        self._view, self._ask, self._tiers = view, ask, tiers
        self._upstream = direction == "suppliers"
        self._move = Move.SUPPLIER if self._upstream else Move.CUSTOMER
        self._products = Products(view)
        self._followed: set[int] = set()
        self.scribe = scribe
        self.wanted = frozenset(ask.goods or ())
        self.searched = 0
        self.spent = False

    def and_twins(self, trader: _Trader) -> Iterator[_Trader]:
        """Give a trader, then those that are supposed to be the same, each with the leg that says so."""
        yield trader
        for edge, node in self._view.steps(trader.node, Move.SAME) if self._ask.sieve.assumes else ():
            if node not in trader.path | self._followed | self._ask.avoid:
                leg = self.scribe.leg(edge, node if self._upstream else trader.node, Move.SAME)
                legs = (leg, *trader.legs) if self._upstream else (*trader.legs, leg)
                yield replace(trader, node=node, legs=legs, path=trader.path | {node})

    def members(self, asked: list[_Trader]) -> Iterator[_Trader]:
        """Give every party below, nearest first, with the legs by which it hangs together with the one above."""
        seen = {trader.node for trader in asked}
        queue = deque(asked)
        while queue:
            above = queue.popleft()
            for edge, node in self._view.steps(above.node, Move.DOWN, self._ask.kinds):
                window = Window() if self._ask.any_time else above.window.shared(edge.period)
                if node in seen or not self._ask.allows(edge) or node in self._ask.avoid or window is None:
                    continue
                if self._view.party(node).kind in _NEVER_WALKED:
                    continue
                seen.add(node)
                start, move = (node, Move.UP) if self._upstream else (above.node, Move.DOWN)
                leg = self.scribe.leg(edge, start, move)
                legs = (leg, *above.legs) if self._upstream else (*above.legs, leg)
                through = (self._view.party(node).id, *above.through)
                member = _Trader(node, 0, through, legs, window, frozenset(), above.path | {node})
                found = [each for each in self.and_twins(member) if each is member or each.node not in seen]
                seen.update(each.node for each in found)
                yield from found
                queue.extend(found)

    def entries(self, traders: list[_Trader]) -> list[Supplier]:
        """Give the suppliers (buyers) of these, then of those, as far as the tiers go."""
        found: list[Supplier] = []
        self._followed.update(trader.node for trader in traders if trader.tier == 0)
        while traders and not self.spent:
            following: list[_Trader] = []
            for trader in traders:
                self.searched += 1
                for entry, onward in self._around(trader):
                    found.append(entry)
                    if onward is not None:
                        twins = list(self.and_twins(onward))
                        self._followed.update(twin.node for twin in twins)
                        following += twins
                    self.spent = self.spent or len(found) > self._ask.budget
            traders = following
        return found

    def _around(self, trader: _Trader) -> Iterator[tuple[Supplier, _Trader | None]]:
        """Give the parties one flow away, best evidence first, with how to go on from each."""
        options: dict[int, list[tuple[Edge, Window]]] = {}
        for edge, node in self._view.steps(trader.node, self._move, self._ask.kinds):
            window = self._window(trader, edge)
            if node in trader.path or node in self._ask.avoid or window is None or not self._ask.allows(edge):
                continue
            if edge.through and trader.tier + 1 < self._tiers and self._has_legs(edge):
                continue
            options.setdefault(node, []).append((edge, window))
        for node, edges in sorted(options.items(), key=lambda item: (min(map(_strength, item[1])), item[0])):
            edges.sort(key=_strength)
            yield from self._entry(trader, node, edges)

    def _entry(
        self, trader: _Trader, node: int, edges: list[tuple[Edge, Window]]
    ) -> Iterator[tuple[Supplier, _Trader | None]]:
        edge, window = edges[0]
        carried, continuity = self._continue(
            trader, tuple(dict.fromkeys(g for e, _ in edges for g in e.goods))
        )
        if continuity is Continuity.BROKEN and self._ask.same_goods:
            return
        marks = () if continuity is Continuity.KEPT else (continuity.value,)
        start, move = (node, Move.CUSTOMER) if self._upstream else (trader.node, Move.CUSTOMER)
        leg = self.scribe.leg(edge, start, move, marks)
        leg = _with_parallel(leg, tuple(e.id for e, _ in edges[1:]))
        legs = (leg, *trader.legs) if self._upstream else (*trader.legs, leg)
        party = self._view.party(node)
        repeated = node in self._followed
        tier = trader.tier + 1
        entry = self._supplier(party, trader, legs, leg, repeated=repeated)
        if repeated or party.kind in _NEVER_WALKED or tier >= self._tiers:
            yield entry, None
            return
        self._followed.add(node)
        yield entry, _Trader(node, tier, (), legs, window, carried, trader.path | {node})

    def _supplier(
        self, party: Party, trader: _Trader, legs: tuple[Leg, ...], leg: Leg, *, repeated: bool
    ) -> Supplier:
        reference = self.scribe.party(party)
        weakest = max(legs, key=lambda item: (GRADES.index(item.grade), item.basis == "inferred"))
        return Supplier(
            id=party.id,
            name=party.name,
            native=party.native,
            kind=party.kind,
            country=party.country,
            tier=trader.tier + 1,
            through=trader.through,
            parent=self._view.party(trader.node).id,
            grade=weakest.grade,
            basis="inferred" if any(item.basis == "inferred" for item in legs) else "stated",
            goods=leg.goods,
            chain=legs,
            listed=reference.listed,
            marks=leg.marks,
            repeated=repeated,
        )

    def _window(self, trader: _Trader, edge: Edge) -> Window | None:
        if self._ask.any_time:
            return Window()
        if trader.tier == 0:
            return trader.window.shared(edge.period)
        return trader.window.before(edge.period) if self._upstream else trader.window.after(edge.period)

    def _continue(self, trader: _Trader, goods: tuple[str, ...]) -> tuple[frozenset[str], Continuity]:
        if not self._upstream:
            return self._products.follow(trader.goods, goods)
        return self._products.precede(trader.goods, goods)

    def _has_legs(self, edge: Edge) -> bool:
        """Whether the legs of a relation that goes through others are recorded on their own."""
        between = {found.node for name in edge.through if (found := self._view.find(name))}
        sold = {step.node for step in self._view.steps(edge.tail, Move.CUSTOMER, self._ask.kinds)}
        bought = {step.node for step in self._view.steps(edge.head, Move.SUPPLIER, self._ask.kinds)}
        return bool(between & sold) and bool(between & bought)


def _strength(option: tuple[Edge, Window]) -> tuple[int, bool, bool, str]:
    edge = option[0]
    return (edge.grade, edge.inferred, bool(edge.through), edge.id)


def _with_parallel(leg: Leg, others: tuple[str, ...]) -> Leg:
    return replace(leg, parallel=others) if others else leg


def _carrying(entries: list[Supplier], wanted: frozenset[str]) -> list[Supplier]:
    """Keep the entries that carry a wanted good, and those on the way from one to the party asked about."""
    needed: set[str] = set()
    for entry in entries:
        if wanted.intersection(good.id for leg in entry.chain[:1] for good in leg.goods):
            needed.update(leg.relation for leg in entry.chain)
    return [entry for entry in entries if {leg.relation for leg in entry.chain} <= needed]
