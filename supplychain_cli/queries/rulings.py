"""What ownership rules say of one party, with the way up to the listed owner that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import percent
from supplychain_cli.queries import regimes
from supplychain_cli.queries.holdings import Holding, Holdings, closure
from supplychain_cli.queries.verdict import Rule, Ruling


@dataclass(frozen=True, slots=True)
class Reached:
    """A rule that reaches a party, certainly or possibly. `route` leads up to the nearest listed owner."""

    regime: Regime
    ruling: Ruling
    route: tuple[Holding, ...]
    unknown: tuple[str, ...]


def reaching(view: View, node: int, rules: tuple[Regime, ...], limit: int) -> tuple[list[Reached], bool]:
    """Give the rules that say `owned` or `undetermined` of a party, and whether the limit cut the reading.

    Cost: the holdings above the party, once, and every one of them once per rule and step of its cascade.
    """
    everything = closure(view, [node], (Move.UP,), limit)
    day = view.scope.listings_on
    holdings = everything.on(day)
    found = []
    for regime in rules:
        listed = regimes.listed(view, regime, holdings.parties() - {node}, day)
        rule = Rule(regime, holdings, listed)
        ruling = rule.of(node)
        route = _route(rule, holdings, node, ruling) if ruling.word != "not-owned" else ()
        if route:
            found.append(Reached(regime, ruling, route, tuple(_open(view, rule, node))))
    return found, everything.cut


def reached_from(
    view: View, listed: Iterable[int], rules: tuple[Regime, ...], limit: int
) -> tuple[dict[int, list[Reached]], bool]:
    """Give every party that the rules reach from these listed ones, by number, and whether the limit cut the reading.

    What `reaching` says of one party, for all at once; one that a rule counts as listed itself is left out. The
    holdings below the listed parties, and above those again, are read once. Cost: every one of them once per rule and
    step of its cascade.
    """
    start = sorted(listed)
    below = closure(view, start, (Move.DOWN,), limit)
    everything = closure(view, sorted(below.parties().union(start)), (Move.UP,), limit)
    day = view.scope.listings_on
    holdings = everything.on(day)
    found: dict[int, list[Reached]] = {}
    for regime in rules:
        rule = Rule(regime, holdings, regimes.listed(view, regime, holdings.parties(), day))
        for node in sorted(rule.possible - rule.listed):
            ruling = rule.of(node)
            route = _route(rule, holdings, node, ruling) if ruling.word != "not-owned" else ()
            if route:
                reached = Reached(regime, ruling, route, tuple(_open(view, rule, node)))
                found.setdefault(node, []).append(reached)
    return found, below.cut or everything.cut


def _route(rule: Rule, holdings: Holdings, node: int, ruling: Ruling) -> tuple[Holding, ...]:
    """Give the shortest way up over owners that count to a listed one; among equals the best evidence."""
    sure = ruling.word == "owned"
    counted = rule.listed | (rule.certain if sure else rule.possible)
    routes: dict[int, tuple[Holding, ...]] = {node: ()}
    queue = [node]
    for asset in queue:
        if asset in rule.listed and asset != node:
            return routes[asset]
        for holding in sorted(holdings.above.get(asset, ()), key=_strength):
            if (
                holding.owner in counted
                and holding.owner not in routes
                and _carries(rule, holding, sure=sure)
            ):
                routes[holding.owner] = (*routes[asset], holding)
                queue.append(holding.owner)
    return ()


def _strength(holding: Holding) -> tuple[int, bool, str]:
    return (holding.edge.grade, holding.edge.inferred, holding.edge.id)


def _carries(rule: Rule, holding: Holding, *, sure: bool) -> bool:
    """Whether a holding can carry the rule downwards."""
    if holding.owns:
        return holding.edge.directness != "indirect" and holding.stake.high > 0
    return rule.regime.control and (holding.controls or not sure)


def _open(view: View, rule: Rule, node: int) -> Iterator[str]:
    """Say which stakes decide, and from which figure on."""
    for holding, needed in rule.deciding(node):
        owner, asset = (view.party(number).name for number in (holding.owner, holding.asset))
        place = _place(view, holding)
        figure = f"{percent(needed)} %"
        if not holding.owns:
            yield f"Whether {owner} controls {asset} is not recorded ({place})."
        elif holding.stake.known:
            yield f"The stake of {owner} in {asset} is recorded as {holding.stake}; {figure} decides ({place})."
        else:
            yield f"The stake of {owner} in {asset} is not recorded; {figure} decides ({place})."


def _place(view: View, holding: Holding) -> str:
    held = view.record("relations", holding.edge.id)
    return f"{holding.edge.id}, {held.file}:{held.line}" if held else holding.edge.id
