"""Every party that ownership rules reach from listed ones, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries import regimes
from supplychain_cli.queries.holdings import Holding, closure
from supplychain_cli.queries.rulings import _open, _route
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
        for node in sorted(rule.possible - rule.listed):
            ruling = rule.of(node)
            route = _route(rule, holdings, node, ruling) if ruling.word != "not-owned" else ()
            if route:
                verdict = Verdict(regime, ruling, route, tuple(_open(view, rule, node)))
                found.setdefault(node, []).append(verdict)
    return found, below.cut or everything.cut
