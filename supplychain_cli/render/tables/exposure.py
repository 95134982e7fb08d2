"""Exposures as rows: one row for each."""

from __future__ import annotations

from supplychain_cli.queries.exposure.answers import Exposure, ExposureAnswer
from supplychain_cli.render.exposed import NOT_CONDUCT, found, searched
from supplychain_cli.render.sentences import NOT_ACCUSED
from supplychain_cli.render.tables.table import Cell, Table, joined

COLUMNS = (
    "channel",
    "regime",
    "verdict",
    "id",
    "name",
    "native",
    "country",
    "listings",
    "measures",
    "since",
    "distance",
    "grade",
    "basis",
    "min",
    "max",
    "owners",
    "parties",
    "goods",
    "tiers",
    "marks",
    "unknown",
    "chain",
    "locations",
)
_BRIEF = (
    "channel",
    "regime",
    "verdict",
    "name",
    "measures",
    "distance",
    "parties",
    "grade",
    "basis",
    "unknown",
    "locations",
)


def table(answer: ExposureAnswer) -> Table:
    """Give one row an exposure; `chain` are its relations, `listings` the entries that count."""
    remarks = [NOT_ACCUSED[tag] for tag in answer.tags if tag in NOT_ACCUSED]
    closing = [NOT_CONDUCT] if answer.exposures else []
    return Table(
        COLUMNS,
        tuple(map(_row, answer.exposures)),
        _BRIEF,
        (f"{found(answer).rstrip('.')}.", *remarks, *searched(answer), *closing),
    )


def _row(exposure: Exposure) -> tuple[Cell, ...]:
    span = exposure.aggregate
    places = [leg.location for leg in exposure.chain] or [entry.location for entry in exposure.listings]
    return (
        exposure.channel,
        exposure.regime,
        exposure.verdict,
        exposure.party.id,
        exposure.party.name,
        exposure.party.native,
        exposure.party.country,
        joined(entry.listing for entry in exposure.listings),
        joined(dict.fromkeys(f"{entry.authority} {entry.measure}" for entry in exposure.listings)),
        joined(entry.since for entry in exposure.listings if entry.since),
        exposure.distance,
        exposure.grade,
        exposure.basis,
        span.min if span else None,
        span.max if span else None,
        joined(owner.id for owner in exposure.owners),
        joined(party.name for party in exposure.parties),
        joined(good.name for good in exposure.goods),
        joined(good.tier for good in exposure.goods),
        joined(exposure.marks),
        joined(exposure.unknown),
        joined(leg.relation for leg in exposure.chain),
        joined(places),
    )
