"""Parties and things: companies, groups, persons, public bodies, vessels, weapon systems, countries; and goods."""

from __future__ import annotations

from typing import Literal

from supplychain_cli.model.dates import MAYBE_MOMENT, MOMENT
from supplychain_cli.model.kinds import EntityKind, Status
from supplychain_cli.model.record import record, said

NameKind = Literal["official", "alias", "former", "weak"]
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
HS_COMMON = 6
"""Leading digits of an HS code on which all countries agree; the Common High Priority List names codes of these."""
HS = "hs-"
"""Begins the id of goods of which a feed tells only the HS code: `hs-811292`."""
MAX_NAME = 384
"""Longest name in characters; longer ones cost more to compare than they tell."""


@record
class Name:
    """One name of a party as a source writes it. A weak name never identifies a party alone."""

    name: str = said(
        "The name as written.", max_length=MAX_NAME, min_length=1, examples=["阿尔法天线有限公司"]
    )
    lang: str = said("Language (ISO 639).", default="", examples=["ru", "zh"])
    script: str = said("Script (ISO 15924), where the language does not tell.", default="", examples=["Hans"])
    kind: NameKind = said("official, alias, former or weak.", default="alias")
    source: str = said("Id of the source that prints this name.", default="", examples=["eu-269-2014"])


@record
class Search:
    """A dated search that found nothing: which document, read when. It never means that there is nothing."""

    source: str = said("Id of the source that was searched.", examples=["eu-269-2014"])
    on: str = said("Day of the search.", pattern=MOMENT, examples=["2026-11-21"])
    note: str = said(
        "How it was searched.", default="", examples=["Searched under its Latin and Cyrillic names."]
    )


@record
class Entity:
    """A party (or a weapon system, or a country kept for totals), under a stable id."""

    id: str = said("Stable slug, never reused.", pattern=SLUG, examples=["ru-rostec"])
    kind: EntityKind = said("What it is; says which relations fit it.")
    name: str = said(
        "The name shown to people, in Latin script.",
        max_length=MAX_NAME,
        min_length=1,
        examples=["Alpha Antennas"],
    )
    names: tuple[Name, ...] = said("Every other name.", default=(), nested=Name)
    country: str = said(
        "Place of registration (ISO 3166-1 alpha-2).", default="", pattern="^$|^[A-Z]{2}$", examples=["CN"]
    )
    identifiers: dict[str, str | tuple[str, ...]] = said(
        "Register numbers, quoted: inn, ogrn, uscc, lei, imo, ofac, ...",
        default_factory=dict,
        examples=[{"inn": "7704274402"}],
    )
    sources: tuple[str, ...] = said(
        "Ids of the sources that name it.", default=(), examples=[["customs-2022"]]
    )
    not_found: tuple[Search, ...] = said(
        "Dated searches of lists that had no entry.", default=(), nested=Search
    )
    status: Status = said("Whether the record counts.", default="current")
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said(
        "What a reader must know, fairly worded.", default="", examples=["Not Alpha Antennas of Taipei."]
    )
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["named-not-accused"]])


@record
class Good:
    """A good or material: its names, HS codes, control lists and recorded military uses."""

    id: str = said("Stable slug.", pattern=SLUG, examples=["germanium"])
    name: str = said("The name shown to people.", max_length=MAX_NAME, min_length=1, examples=["Germanium"])
    names: tuple[Name, ...] = said("Every other name.", default=(), nested=Name)
    hs: tuple[str, ...] = said("HS codes, quoted, six digits or longer.", default=(), examples=[["811292"]])
    hs_basis: str = said(
        "Where the HS codes come from.", default="", examples=["BIS Common High Priority List"]
    )
    chpl: str = said(
        "Tier of the Common High Priority List.",
        default="",
        pattern=r"^$|^(1|2|3\.[AB]|4\.[AB])$",
        examples=["3.A"],
    )
    military_uses: tuple[str, ...] = said(
        "Uses that a source reports.", default=(), examples=[["infrared optics"]]
    )
    sources: tuple[str, ...] = said("Ids of the sources.", default=(), examples=[["customs-2022"]])
    status: Status = said("Whether the record counts.", default="current")
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said(
        "What a reader must know.", default="", examples=["Six digits do not separate it from gallium."]
    )
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["metal"]])
