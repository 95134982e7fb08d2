"""Sanctions listings, and the ownership rules of the authorities that make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from supplychain_cli.model.dates import MOMENT, PERIOD
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.kinds import Measure, Status
from supplychain_cli.model.relation import Retraction


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of one list: who, by which authority, under which programme, with which measure, from when to when.

    `from` and `until` are both days on which the listing is in force. A listing without `from` counts as in force on
    every day up to `until`; `between` bounds a first day that no source prints.
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str = field(metadata={"description": "Stable slug, never reused.", "pattern": SLUG})
    entity: str = field(metadata={"description": "Id of the listed party."})
    authority: str = field(
        metadata={"description": "Who lists.", "pattern": SLUG, "examples": ["us-ofac", "eu", "uk"]}
    )
    programme: str = field(
        metadata={"description": "Programme or legal act.", "examples": ["RUSSIA-EO14024"]}
    )
    measure: Measure = field(
        metadata={"description": "What the listing does; an export control freezes nothing."}
    )
    from_: str = field(
        default="",
        metadata={"alias": "from", "description": "First day in force (EDTF).", "pattern": f"^$|{MOMENT}"},
    )
    until: str = field(
        default="", metadata={"description": "Last day in force (EDTF).", "pattern": f"^$|{MOMENT}"}
    )
    between: str = field(
        default="",
        metadata={
            "description": "Interval in which the first day lies, where no source prints it.",
            "pattern": f"^$|{PERIOD}",
        },
    )
    entry: str = field(default="", metadata={"description": "Number of the entry in the list."})
    effect: str = field(default="", metadata={"description": "The measure in the authority's words."})
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


@dataclass(frozen=True, slots=True)
class Regime:
    """An ownership rule as data: from which stake on, whose stakes add up, whether control counts, and when."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str = field(metadata={"description": "Stable slug.", "pattern": SLUG})
    name: str = field(metadata={"description": "The rule's name."})
    authority: str = field(metadata={"description": "Whose listings count.", "pattern": SLUG})
    measures: tuple[Measure, ...] = field(metadata={"description": "Measures whose listings count."})
    threshold: Decimal = field(
        metadata={"description": "Percent from which a party counts as owned.", "ge": 0, "le": 100}
    )
    operator: Literal[">", ">="] = field(metadata={"description": "Whether exactly the threshold counts."})
    aggregate: Literal["yes", "no", "joint-only", "not-stated"] = field(
        metadata={"description": "Whether the stakes of several listed owners add up."}
    )
    control: bool = field(metadata={"description": "Whether control without ownership counts."})
    period: str = field(metadata={"description": "When the rule is in force (EDTF).", "pattern": PERIOD})
    suspended: str = field(
        default="", metadata={"description": "When it is suspended (EDTF).", "pattern": f"^$|{PERIOD}"}
    )
    statement: str = field(default="", metadata={"description": "The rule in one sentence of ours."})
    evidence: tuple[Evidence, ...] = field(
        default=(), metadata={"description": "Where it is written.", "nested": Evidence}
    )
    sources: tuple[str, ...] = field(
        default=(), metadata={"description": "Short for stated evidence without locator."}
    )
    recorded: str = field(
        default="", metadata={"description": "When we wrote it down.", "pattern": f"^$|{MOMENT}"}
    )
    note: str = field(default="", metadata={"description": "What is uncertain about it."})
    tags: tuple[str, ...] = field(default=(), metadata={"description": "Free words to find it by."})
