"""Relations: one edge between two parties or things, with its goods, dates, figures and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from supplychain_cli.model.dates import MOMENT, PERIOD
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.kinds import Directness, RelationKind, Status


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, in which unit. `amount` without `unit` says nothing and is a fault that `check` reports."""

    __pydantic_config__ = {"extra": "forbid"}

    amount: Decimal = field(metadata={"description": "The figure.", "ge": 0})
    unit: str = field(default="", metadata={"description": "The unit.", "examples": ["t", "kg", "pieces"]})
    text: str = field(default="", metadata={"description": "The source's wording, where it is not exact."})


@dataclass(frozen=True, slots=True)
class Value:
    """How much money, in which currency."""

    __pydantic_config__ = {"extra": "forbid"}

    amount: Decimal = field(metadata={"description": "The figure.", "ge": 0})
    currency: str = field(
        default="", metadata={"description": "ISO 4217.", "pattern": r"^$|^[A-Z]{3}$", "examples": ["USD"]}
    )
    text: str = field(default="", metadata={"description": "The source's wording, where it is not exact."})


@dataclass(frozen=True, slots=True)
class ShareRange:
    """A stake known as a range, in percent; the meaning of BODS `share`: bounds may be exclusive."""

    __pydantic_config__ = {"extra": "forbid"}

    min: Decimal = field(default=Decimal(0), metadata={"description": "At least.", "ge": 0, "le": 100})
    max: Decimal = field(default=Decimal(100), metadata={"description": "At most.", "ge": 0, "le": 100})
    min_exclusive: bool = field(default=False, metadata={"description": "More than `min`."})
    max_exclusive: bool = field(default=False, metadata={"description": "Less than `max`."})


@dataclass(frozen=True, slots=True)
class Retraction:
    """When and why a record stopped counting."""

    __pydantic_config__ = {"extra": "forbid"}

    on: str = field(metadata={"description": "Day from which it no longer counts.", "pattern": MOMENT})
    reason: str = field(metadata={"description": "Why."})


@dataclass(frozen=True, slots=True)
class Relation:
    """One claim that two things stand in a relation, read from `from` to `to`.

    `through` names the parties of an indirect relation, whose legs may be recorded on their own; `total` names the
    relation of which this one is a part; neither is counted twice.
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str = field(metadata={"description": "Stable slug, never reused.", "pattern": SLUG})
    kind: RelationKind = field(metadata={"description": "What the relation is; says how it is walked."})
    from_: str = field(
        metadata={"alias": "from", "description": "Id of the supplier, owner, member or good."}
    )
    to: str = field(metadata={"description": "Id of the customer, asset, group or system."})
    goods: tuple[str, ...] = field(default=(), metadata={"description": "Ids of the goods."})
    period: str = field(
        default="",
        metadata={
            "description": "When it was true (EDTF).",
            "pattern": f"^$|{PERIOD}",
            "examples": ["2014-01/2022-01"],
        },
    )
    attested: str = field(
        default="",
        metadata={
            "description": "Date at which the source says it holds, where it gives no period.",
            "pattern": f"^$|{MOMENT}",
        },
    )
    quantity: Quantity | None = field(default=None, metadata={"description": "How much.", "nested": Quantity})
    value: Value | None = field(default=None, metadata={"description": "How much money.", "nested": Value})
    share: Decimal | ShareRange | None = field(
        default=None,
        metadata={
            "description": "Stake in percent, exact or a range; left out: unknown.",
            "nested": ShareRange,
        },
    )
    share_text: str = field(default="", metadata={"description": "The source's wording of the stake."})
    shipments: int | None = field(default=None, metadata={"description": "Number of shipments.", "ge": 0})
    directness: Directness = field(
        default="direct",
        metadata={
            "description": "direct; indirect (see through); group-level: an end is named only as a group; origin-country or aggregate: an end is a country."
        },
    )
    through: tuple[str, ...] = field(default=(), metadata={"description": "Ids of the parties in between."})
    total: str = field(default="", metadata={"description": "Id of the relation of which this is a part."})
    supplier: str = field(
        default="", metadata={"description": "For used-in: id of the party whose goods these are."}
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), metadata={"description": "Where it is written.", "nested": Evidence}
    )
    sources: tuple[str, ...] = field(
        default=(), metadata={"description": "Short for stated evidence without locator."}
    )
    status: Status = field(
        default="current", metadata={"description": "current, disputed, candidate or retracted."}
    )
    retracted: Retraction | None = field(
        default=None, metadata={"description": "When and why it was withdrawn.", "nested": Retraction}
    )
    recorded: str = field(
        default="", metadata={"description": "When we wrote it down.", "pattern": f"^$|{MOMENT}"}
    )
    note: str = field(default="", metadata={"description": "What a reader must know."})
    tags: tuple[str, ...] = field(default=(), metadata={"description": "Free words to find it by."})
