"""The card of a regime: an ownership rule as data, said as a sentence."""

from __future__ import annotations

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text, parse_period
from supplychain_cli.model.evidence import all_evidence
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries.cards.papers import RegimeCard
from supplychain_cli.queries.cards.weighing import weighed
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import Held

_AGGREGATE = {
    "yes": "The stakes of several listed owners add up.",
    "no": "The stakes of several listed owners do not add up.",
    "joint-only": "The stakes of several listed owners add up only where they act jointly.",
    "not-stated": "Whether the stakes of several listed owners add up is not stated.",
}


def card(view: View, held: Held) -> RegimeCard | None:
    """Give the card of a regime; None when it was not written down by the day asked about."""
    record = from_plain(Regime, held.plain)
    if not written_by(view.scope, record.recorded):
        return None
    citations = Scribe(view).citations(all_evidence(record.evidence, record.sources))
    return RegimeCard(
        regime=record.id,
        name=record.name,
        authority=record.authority,
        measures=record.measures,
        rule=_rule(record),
        threshold=f"{record.threshold.normalize():f}",
        operator=record.operator,
        aggregate=record.aggregate,
        control=record.control,
        period=record.period,
        suspended=record.suspended,
        in_force=_in_force(view.scope, record),
        statement=record.statement,
        recorded=record.recorded,
        note=record.note,
        tags=record.tags,
        evidence=weighed(citations),
        location=f"{held.file}:{held.line}",
    )


def _rule(record: Regime) -> str:
    more = "more than" if record.operator == ">" else "at least"
    control = (
        "Control without ownership counts too."
        if record.control
        else "Control without ownership does not count."
    )
    stake = f"A party counts as owned from a stake of {more} {record.threshold.normalize():f} % on."
    return f"{stake} {_AGGREGATE[record.aggregate]} {control}"


def _in_force(scope: Scope, record: Regime) -> str:
    day = scope.listings_on
    if not parse_period(record.period).covers(day):
        return f"Not in force on {day_text(day)}."
    if record.suspended and parse_period(record.suspended).covers(day):
        return f"Suspended on {day_text(day)}."
    return f"In force on {day_text(day)}."
