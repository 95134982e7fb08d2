"""Relations: one edge between two parties or things, with its goods, dates, figures and evidence."""

from __future__ import annotations

from decimal import Decimal

from supplychain_cli.model.dates import MAYBE_MOMENT, MAYBE_PERIOD, MOMENT
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.kinds import Directness, RelationKind, Status
from supplychain_cli.model.record import record, said


@record
class Quantity:
    """How much, in which unit. `amount` without `unit` says nothing and is a fault that `check` reports."""

    amount: Decimal = said("The figure.", ge=0, examples=["12.5"])
    unit: str = said("The unit.", default="", examples=["t", "kg", "pieces"])
    text: str = said(
        "The source's wording, where it is not exact.", default="", examples=["about twelve tonnes"]
    )


@record
class Value:
    """How much money, in which currency."""

    amount: Decimal = said("The figure.", ge=0, examples=["1500000"])
    currency: str = said("ISO 4217.", default="", pattern="^$|^[A-Z]{3}$", examples=["USD"])
    text: str = said(
        "The source's wording, where it is not exact.", default="", examples=["more than 1.5 million"]
    )


@record
class ShareRange:
    """A stake known as a range, in percent; the meaning of BODS `share`: bounds may be exclusive."""

    min: Decimal = said("At least.", default=Decimal(0), ge=0, le=100, examples=["25"])
    max: Decimal = said("At most.", default=Decimal(100), ge=0, le=100, examples=["50"])
    min_exclusive: bool = said("More than `min`.", default=False)
    max_exclusive: bool = said("Less than `max`.", default=False)


@record
class Retraction:
    """When and why a record stopped counting."""

    on: str = said("Day from which it no longer counts.", pattern=MOMENT, examples=["2026-11-21"])
    reason: str = said("Why.", examples=["The source withdrew the claim."])


@record
class Relation:
    """One claim that two things stand in a relation, read from `from` to `to`.

    `through` names the parties of an indirect relation, whose legs may be recorded on their own; `total`
    names the relation of which this one is a part; neither is counted twice.
    """

    id: str = said("Stable slug, never reused.", pattern=SLUG, examples=["alpha-beta-antenna-parts-2022"])
    kind: RelationKind = said("What the relation is; says how it is walked.")
    from_: str = said(
        "Id of the supplier, owner, member or good.", written="from", examples=["cn-alpha-antennas"]
    )
    to: str = said("Id of the customer, asset, group or system.", examples=["ru-beta-radar"])
    goods: tuple[str, ...] = said("Ids of the goods.", default=(), examples=[["antenna-parts"]])
    period: str = said(
        "When it was true (EDTF).", default="", pattern=MAYBE_PERIOD, examples=["2014-01/2022-01"]
    )
    attested: str = said(
        "Date at which the source says it holds, where it gives no period.",
        default="",
        pattern=MAYBE_MOMENT,
        examples=["2026-07-17"],
    )
    quantity: Quantity | None = said("How much.", default=None, nested=Quantity)
    value: Value | None = said("How much money.", default=None, nested=Value)
    share: Decimal | ShareRange | None = said(
        "Stake in percent, exact or a range; left out: unknown.",
        default=None,
        nested=ShareRange,
        examples=["41.6"],
    )
    share_text: str = said("The source's wording of the stake.", default="", examples=["the largest stake"])
    votes: Decimal | ShareRange | None = said(
        "Voting rights in percent, where a source tells them apart from the share.",
        default=None,
        nested=ShareRange,
        examples=["50"],
    )
    arrangement: str = said(
        "Name of a joint arrangement: owners of one asset with the same name act together.",
        default="",
        examples=["founders"],
    )
    shipments: int | None = said("Number of shipments.", default=None, ge=0, examples=[3])
    directness: Directness = said(
        "direct; indirect (see through); group-level: an end is named only as a group; origin-country or "
        "aggregate: an end is a country.",
        default="direct",
    )
    through: tuple[str, ...] = said(
        "Ids of the parties in between.", default=(), examples=[["ae-gamma-trading"]]
    )
    total: str = said(
        "Id of the relation of which this is a part.", default="", examples=["alpha-beta-all-parts-2022"]
    )
    supplier: str = said(
        "For used-in: id of the party whose goods these are.", default="", examples=["cn-alpha-antennas"]
    )
    evidence: tuple[Evidence, ...] = said("Where it is written.", default=(), nested=Evidence)
    sources: tuple[str, ...] = said(
        "Short for stated evidence without locator.", default=(), examples=[["customs-2022"]]
    )
    status: Status = said("current, disputed, candidate or retracted.", default="current")
    retracted: Retraction | None = said("When and why it was withdrawn.", default=None, nested=Retraction)
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What a reader must know.", default="", examples=["The buyer is named only as a group."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["needs-primary"]])
