"""Parties and things: companies, groups, persons, public bodies, vessels, weapon systems, countries; and goods."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from supplychain_cli.model.dates import MOMENT
from supplychain_cli.model.kinds import EntityKind, Status

NameKind = Literal["official", "alias", "former", "weak"]
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_NAME = 384
"""Longest name in characters; longer ones cost more to compare than they tell."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a party as a source writes it. A weak name never identifies a party alone."""

    __pydantic_config__ = {"extra": "forbid"}

    name: str = field(
        metadata={"description": "The name as written.", "max_length": MAX_NAME, "min_length": 1}
    )
    lang: str = field(default="", metadata={"description": "Language (ISO 639).", "examples": ["ru", "zh"]})
    script: str = field(
        default="",
        metadata={
            "description": "Script (ISO 15924), where the language does not tell.",
            "examples": ["Hans"],
        },
    )
    kind: NameKind = field(default="alias", metadata={"description": "official, alias, former or weak."})
    source: str = field(default="", metadata={"description": "Id of the source that prints this name."})


@dataclass(frozen=True, slots=True)
class Search:
    """A dated search that found nothing: which document, read when. It never means that there is nothing."""

    __pydantic_config__ = {"extra": "forbid"}

    source: str = field(metadata={"description": "Id of the source that was searched."})
    on: str = field(metadata={"description": "Day of the search.", "pattern": MOMENT})
    note: str = field(default="", metadata={"description": "How it was searched."})


@dataclass(frozen=True, slots=True)
class Entity:
    """A party (or a weapon system, or a country kept for totals), under a stable id."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str = field(
        metadata={"description": "Stable slug, never reused.", "pattern": SLUG, "examples": ["ru-rostec"]}
    )
    kind: EntityKind = field(metadata={"description": "What it is; says which relations fit it."})
    name: str = field(
        metadata={
            "description": "The name shown to people, in Latin script.",
            "max_length": MAX_NAME,
            "min_length": 1,
        }
    )
    names: tuple[Name, ...] = field(default=(), metadata={"description": "Every other name.", "nested": Name})
    country: str = field(
        default="",
        metadata={"description": "Place of registration (ISO 3166-1 alpha-2).", "pattern": r"^$|^[A-Z]{2}$"},
    )
    identifiers: dict[str, str | tuple[str, ...]] = field(
        default_factory=dict,
        metadata={
            "description": "Register numbers, quoted: inn, ogrn, uscc, lei, imo, ofac, ...",
            "examples": [{"inn": "7704274402"}],
        },
    )
    sources: tuple[str, ...] = field(default=(), metadata={"description": "Ids of the sources that name it."})
    not_found: tuple[Search, ...] = field(
        default=(), metadata={"description": "Dated searches of lists that had no entry.", "nested": Search}
    )
    status: Status = field(default="current", metadata={"description": "Whether the record counts."})
    recorded: str = field(
        default="", metadata={"description": "When we wrote it down.", "pattern": f"^$|{MOMENT}"}
    )
    note: str = field(default="", metadata={"description": "What a reader must know, fairly worded."})
    tags: tuple[str, ...] = field(default=(), metadata={"description": "Free words to find it by."})


@dataclass(frozen=True, slots=True)
class Good:
    """A good or material: its names, HS codes, control lists and recorded military uses."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str = field(metadata={"description": "Stable slug.", "pattern": SLUG, "examples": ["germanium"]})
    name: str = field(
        metadata={"description": "The name shown to people.", "max_length": MAX_NAME, "min_length": 1}
    )
    names: tuple[Name, ...] = field(default=(), metadata={"description": "Every other name.", "nested": Name})
    hs: tuple[str, ...] = field(
        default=(),
        metadata={"description": "HS codes, quoted, six digits or longer.", "examples": [["811292"]]},
    )
    hs_basis: str = field(default="", metadata={"description": "Where the HS codes come from."})
    chpl: str = field(
        default="",
        metadata={
            "description": "Tier of the Common High Priority List.",
            "pattern": r"^$|^(1|2|3\.[AB]|4\.[AB])$",
        },
    )
    military_uses: tuple[str, ...] = field(
        default=(), metadata={"description": "Uses that a source reports."}
    )
    sources: tuple[str, ...] = field(default=(), metadata={"description": "Ids of the sources."})
    status: Status = field(default="current", metadata={"description": "Whether the record counts."})
    recorded: str = field(
        default="", metadata={"description": "When we wrote it down.", "pattern": f"^$|{MOMENT}"}
    )
    note: str = field(default="", metadata={"description": "What a reader must know."})
    tags: tuple[str, ...] = field(default=(), metadata={"description": "Free words to find it by."})
