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

    id: str = said("Stable slug, never reused.", pattern=SLUG)
    entity: str = said("Id of the listed party.")
    authority: str = said("Who lists.", pattern=SLUG, examples=["us-ofac", "eu", "uk"])
    programme: str = said("Programme or legal act.", examples=["RUSSIA-EO14024"])
    measure: Measure = said("What the listing does; an export control freezes nothing.")
    from_: str = said("First day in force (EDTF).", default="", written="from", pattern=MAYBE_MOMENT)
    until: str = said("Last day in force (EDTF).", default="", pattern=MAYBE_MOMENT)
    between: str = said(
        "Interval in which the first day lies, where no source prints it.", default="", pattern=MAYBE_PERIOD
    )
    entry: str = said("Number of the entry in the list.", default="")
    effect: str = said("The measure in the authority's words.", default="")
    evidence: tuple[Evidence, ...] = said("Where it is written.", default=(), nested=Evidence)
    sources: tuple[str, ...] = said("Short for stated evidence without locator.", default=())
    status: Status = said("current, disputed, candidate or retracted.", default="current")
    retracted: Retraction | None = said("When and why it was withdrawn.", default=None, nested=Retraction)
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT)
    note: str = said("What a reader must know.", default="")
    tags: tuple[str, ...] = said("Free words to find it by.", default=())


@record
class Regime:
    """An ownership rule as data: from which stake on, whose stakes add up, whether control counts, and when."""

    id: str = said("Stable slug.", pattern=SLUG)
    name: str = said("The rule's name.")
    authority: str = said("Whose listings count.", pattern=SLUG)
    measures: tuple[Measure, ...] = said("Measures whose listings count.")
    threshold: Decimal = said("Percent from which a party counts as owned.", ge=0, le=100)
    operator: Literal[">", ">="] = said("Whether exactly the threshold counts.")
    aggregate: Literal["yes", "no", "joint-only", "not-stated"] = said(
        "Whether the stakes of several listed owners add up."
    )
    control: bool = said("Whether control without ownership counts.")
    period: str = said("When the rule is in force (EDTF).", pattern=PERIOD)
    suspended: str = said("When it is suspended (EDTF).", default="", pattern=MAYBE_PERIOD)
    statement: str = said("The rule in one sentence of ours.", default="")
    evidence: tuple[Evidence, ...] = said("Where it is written.", default=(), nested=Evidence)
    sources: tuple[str, ...] = said("Short for stated evidence without locator.", default=())
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT)
    note: str = said("What is uncertain about it.", default="")
    tags: tuple[str, ...] = said("Free words to find it by.", default=())
