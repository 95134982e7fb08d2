"""Sanctions listings, and the ownership rules of the authorities that make them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from supplychain_cli.model.dates import MAYBE_MOMENT, MAYBE_PERIOD, PERIOD
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.kinds import Measure, Status
from supplychain_cli.model.record import record, said
from supplychain_cli.model.relation import Retraction


@record
class Listing:
    """One entry of one list: who, by which authority, under which programme, with which measure, from when to when.

    `from` and `until` are both days on which the listing is in force. A listing without `from` counts as in
    force on every day up to `until`; `between` bounds a first day that no source prints.
    """

    id: str = said("Stable slug, never reused.", pattern=SLUG, examples=["us-ofac-alpha-antennas"])
    entity: str = said("Id of the listed party.", examples=["cn-alpha-antennas"])
    authority: str = said("Who lists.", pattern=SLUG, examples=["us-ofac", "eu", "uk"])
    programme: str = said("Programme or legal act.", examples=["RUSSIA-EO14024"])
    measure: Measure = said("What the listing does; an export control freezes nothing.")
    from_: str = said(
        "First day in force (EDTF).",
        default="",
        written="from",
        pattern=MAYBE_MOMENT,
        examples=["2024-06-12"],
    )
    until: str = said("Last day in force (EDTF).", default="", pattern=MAYBE_MOMENT, examples=["2024-01-21"])
    between: str = said(
        "Interval in which the first day lies, where no source prints it.",
        default="",
        pattern=MAYBE_PERIOD,
        examples=["2024-05/2024-08"],
    )
    entry: str = said("Number of the entry in the list.", default="", examples=["10001"])
    effect: str = said("The measure in the authority's words.", default="", examples=["asset freeze"])
    evidence: tuple[Evidence, ...] = said("Where it is written.", default=(), nested=Evidence)
    sources: tuple[str, ...] = said(
        "Short for stated evidence without locator.", default=(), examples=[["ofac-sdn"]]
    )
    status: Status = said("current, disputed, candidate or retracted.", default="current")
    retracted: Retraction | None = said("When and why it was withdrawn.", default=None, nested=Retraction)
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What a reader must know.", default="", examples=["The file read gives no date."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["drones"]])


@record
class Regime:
    """An ownership rule as data: from which stake on, whose stakes add up, whether control counts, and when."""

    id: str = said("Stable slug.", pattern=SLUG, examples=["ofac-50"])
    name: str = said("The rule's name.", examples=["OFAC 50 Percent Rule"])
    authority: str = said("Whose listings count.", pattern=SLUG, examples=["us-ofac"])
    measures: tuple[Measure, ...] = said("Measures whose listings count.", examples=[["blocking"]])
    threshold: Decimal = said("Percent from which a party counts as owned.", ge=0, le=100, examples=["50"])
    operator: Literal[">", ">="] = said("Whether exactly the threshold counts.")
    aggregate: Literal["yes", "no", "joint-only", "not-stated"] = said(
        "Whether the stakes of several listed owners add up."
    )
    control: bool = said("Whether control without ownership counts.")
    period: str = said("When the rule is in force (EDTF).", pattern=PERIOD, examples=["2014-08-13/.."])
    suspended: str = said(
        "When it is suspended (EDTF).", default="", pattern=MAYBE_PERIOD, examples=["2025-11-10/2026-11-09"]
    )
    statement: str = said(
        "The rule in one sentence of ours.",
        default="",
        examples=["Property of parties owned 50 percent or more is blocked."],
    )
    evidence: tuple[Evidence, ...] = said("Where it is written.", default=(), nested=Evidence)
    sources: tuple[str, ...] = said(
        "Short for stated evidence without locator.", default=(), examples=[["ofac-faq-401"]]
    )
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What is uncertain about it.", default="", examples=["Not legally binding."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["us"]])
