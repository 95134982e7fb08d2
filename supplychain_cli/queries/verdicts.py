"""Every party that ownership rules reach from listed ones, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import percent
from supplychain_cli.queries import regimes
from supplychain_cli.queries.holdings import Holding, Holdings, closure
from supplychain_cli.queries.verdict import Rule, Ruling


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a party. `route` leads up to the nearest listed owner, `unknown` says which stakes decide."""

    regime: Regime
    ruling: Ruling
    route: tuple[Holding, ...]
    unknown: tuple[str, ...]


def reached_from(
    view: View, listed: Iterable[int], rules: Iterable[Regime], limit: int
) -> tuple[dict[int, list[Verdict]], bool]:
    """Give every party that the rules reach from these listed ones, by number, and whether the limit cut the reading.

    What `rulings.reaching` says of one party, for all at once; one that a rule counts as listed itself is left out. The
    holdings below the listed parties, and above those again, are read once. Cost: every one of them once per rule and
    step of its cascade.
    """
    start = sorted(listed)
    below = closure(view, start, (Move.DOWN,), limit)
    everything = closure(view, sorted(below.parties().union(start)), (Move.UP,), limit)
    day = view.scope.listings_on
    holdings = everything.on(day)
    found: dict[int, list[Verdict]] = {}
    for regime in rules:
        rule = Rule(regime, holdings, regimes.listed(view, regime, holdings.parties(), day))
        ways = {
            "owned": _nearest(rule, holdings, sure=True),
            "undetermined": _nearest(rule, holdings, sure=False),
        }
        for node in sorted(rule.possible - rule.listed):
            ruling = rule.of(node)
            route = _route(ways.get(ruling.word, {}), node)
            if route:
                verdict = Verdict(regime, ruling, route, tuple(_undecided(view, rule, node)))
                found.setdefault(node, []).append(verdict)
    return found, below.cut or everything.cut


def _nearest(rule: Rule, holdings: Holdings, *, sure: bool) -> dict[int, Holding]:
    """Give for each party the holding above it by which it is nearest to a listed owner; the best evidence of equals.

    Grows downwards from all listed parties at once, through those that the rule reaches.
    """
    counted = rule.certain if sure else rule.possible
    nearest: dict[int, Holding] = {}
    seen = set(rule.listed)
    rim = set(seen)
    while rim:
        level: dict[int, Holding] = {}
        for holding in (held for owner in sorted(rim) for held in holdings.below.get(owner, ())):
            if holding.asset not in seen and _carries(rule, holding, sure=sure):
                level[holding.asset] = min(level.get(holding.asset, holding), holding, key=_strength)
        nearest |= level
        seen |= level.keys()
        rim = level.keys() & counted
    return nearest


def _route(nearest: Mapping[int, Holding], node: int) -> tuple[Holding, ...]:
    """Read the way up to a listed owner; empty when there is none."""
    way = []
    while node in nearest:
        way.append(nearest[node])
        node = nearest[node].owner
    return tuple(way)


def _strength(holding: Holding) -> tuple[int, bool, str]:
    return (holding.edge.grade, holding.edge.inferred, holding.edge.id)


def _carries(rule: Rule, holding: Holding, *, sure: bool) -> bool:
    """Whether a holding can carry the rule downwards."""
    if holding.owns:
        return holding.edge.directness != "indirect" and holding.stake.high > 0
    return rule.regime.control and (holding.controls or not sure)


def _undecided(view: View, rule: Rule, node: int) -> Iterator[str]:
    """Say which stakes decide, and from which figure on."""
    for holding, needed in rule.deciding(node):
        owner, asset = (view.party(number).name for number in (holding.owner, holding.asset))
        known = f"is recorded as {holding.stake}" if holding.stake.known else "is not recorded"
        said = (
            f"The stake of {owner} in {asset} {known}; {percent(needed)} % decides"
            if holding.owns
            else f"Whether {owner} controls {asset} is not recorded"
        )
        held = view.record("relations", holding.edge.id)
        place = f", {held.file}:{held.line}" if held else ""
        yield f"{said} ({holding.edge.id}{place})."
