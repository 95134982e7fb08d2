"""What ownership rules say of one party, with the way up to the listed owner that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import percent
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.holdings import Holding, Holdings, closure
from supplychain_cli.queries.ownership.verdict import Rule, Ruling


@dataclass(frozen=True, slots=True)
class Reached:
    """A rule that reaches a party, certainly or possibly. `route` leads up to the nearest listed owner."""

    rule: Rule
    ruling: Ruling
    route: tuple[Holding, ...]

    @property
    def regime(self) -> Regime:
        """The rule's record."""
        return self.rule.regime


def reaching(
    view: View, nodes: Collection[int], rules: Iterable[Regime], limit: int
) -> tuple[dict[int, list[Reached]], bool]:
    """Give for each party the rules that say `owned` or `undetermined` of it, and whether the limit cut the reading.

    The listings of the parties themselves do not count, so that a listed one is not owned by itself: ask about listed
    parties one by one. Cost: the holdings above the parties, once, and every one of them once per rule and step of its
    cascade.
    """
    everything = closure(view, nodes, (Move.UP,), limit)
    day = view.scope.listings_on
    holdings = everything.on(day)
    found: dict[int, list[Reached]] = {node: [] for node in nodes}
    others = holdings.parties() - frozenset(nodes)
    for regime in rules:
        rule = Rule(regime, holdings, regimes.listed(view, regime, others, day))
        for node, reached in _ruled(rule, holdings, found):
            found[node].append(reached)
    return found, everything.cut


def reached_from(
    view: View, listed: Iterable[int], rules: Iterable[Regime], limit: int
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
        for node, reached in _ruled(rule, holdings, sorted(rule.possible - rule.listed)):
            found.setdefault(node, []).append(reached)
    return found, below.cut or everything.cut


def undecided(view: View, node: int, reached: Reached) -> tuple[str, ...]:
    """Say which stakes decide whether the rule reaches the party, and from which figure on; empty where it is owned."""
    return tuple(_open(view, reached.rule, node))


def _ruled(rule: Rule, holdings: Holdings, nodes: Iterable[int]) -> Iterator[tuple[int, Reached]]:
    """Rule on each of the parties, and give those that the rule reaches with the way up."""
    steps = {
        "owned": _steps(rule, holdings, sure=True),
        "undetermined": _steps(rule, holdings, sure=False),
    }
    for node in nodes:
        ruling = rule.of(node)
        route = _route(steps.get(ruling.word, {}), node)
        if route:
            yield node, Reached(rule, ruling, route)


def _steps(rule: Rule, holdings: Holdings, *, sure: bool) -> dict[int, Holding]:
    """Give for each party the holding by which it is nearest to a listed owner; among equals the best evidence.

    Grows downwards from all listed parties at once, through those that the rule reaches.
    """
    counted = rule.certain if sure else rule.possible
    steps: dict[int, Holding] = {}
    rim = set(rule.listed)
    seen = set(rim)
    while rim:
        best: dict[int, Holding] = {}
        for holding in (holding for owner in rim for holding in holdings.below.get(owner, ())):
            if holding.asset not in seen and _carries(rule, holding, sure=sure):
                best[holding.asset] = min(best.get(holding.asset, holding), holding, key=_strength)
        steps.update(best)
        seen.update(best)
        rim = {asset for asset in best if asset in counted}
    return steps


def _route(steps: Mapping[int, Holding], node: int) -> tuple[Holding, ...]:
    """Read the way up to a listed owner off the steps; empty when there is none."""
    way = []
    while node in steps:
        way.append(steps[node])
        node = steps[node].owner
    return tuple(way)


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
    held = view.record_of(holding.edge)
    return f"{holding.edge.id}, {held.file}:{held.line}" if held else holding.edge.id
