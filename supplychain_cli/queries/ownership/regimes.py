"""Ownership rules of the records: which are in force on a day, and whose listings each of them counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from supplychain_cli.graph.standing import of_listing, written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.listing import Regime


def recorded(view: View) -> tuple[Regime, ...]:
    """Give every rule that was written down by the day asked about, in order of ids."""
    rules = (from_plain(Regime, held.plain) for held in view.snapshot.records("regimes"))
    return tuple(rule for rule in rules if written_by(view.scope, rule.recorded))


def in_force(view: View, day: int, wanted: tuple[str, ...] = ()) -> tuple[Regime, ...]:
    """Give the rules in force on a day, in order of ids; only those wanted by id or authority, if any are.

    A suspended rule is not in force. Empty when none is.
    """
    return tuple(rule for rule in recorded(view) if applies(rule, day) and _wanted(rule, wanted))


def applies(rule: Regime, day: int) -> bool:
    """Whether a rule is in force on a day and not suspended."""
    suspended = bool(rule.suspended) and parse_period(rule.suspended).covers(day)
    return parse_period(rule.period).covers(day) and not suspended


def unknown(view: View, wanted: Iterable[str]) -> tuple[str, ...]:
    """Give the words that are neither the id nor the authority of a recorded rule."""
    known = {word for rule in recorded(view) for word in (rule.id, rule.authority)}
    return tuple(word for word in wanted if word not in known)


def listed(view: View, regime: Regime, nodes: Iterable[int], day: int) -> frozenset[int]:
    """Give those of the parties whose listings count under a rule on a day.

    A listing counts when it is in force, made by the authority of the rule, and does what the rule is about: an export
    control freezes nothing. A candidate, which nobody has verified, does not count. Cost: the listings of the parties.
    """
    scope = replace(view.scope, as_of=day)
    return frozenset(
        node
        for node in nodes
        if any(
            row.authority == regime.authority
            and row.measure in regime.measures
            and row.status != "candidate"
            and of_listing(scope, row) == "counts"
            for row in view.listings(node)
        )
    )


def _wanted(rule: Regime, wanted: tuple[str, ...]) -> bool:
    return not wanted or rule.id in wanted or rule.authority in wanted
