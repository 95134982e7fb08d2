"""The dataset as a whole: what it is called, which decisions and expectations it holds, and all records by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from supplychain_cli.diagnostics import Location
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import MAYBE_MOMENT, MOMENT
from supplychain_cli.model.entity import SLUG, Entity, Good
from supplychain_cli.model.evidence import Source
from supplychain_cli.model.feed import Feed
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.policy import Policy
from supplychain_cli.model.record import record, said
from supplychain_cli.model.relation import Relation

FORMAT = 1
"""Newest record format that this program reads and the one it writes: `supplychain/1`."""


@record
class DatasetInfo:
    """The head of a dataset: `dataset.yml`."""

    format: str = said(
        "Version of the record format.", pattern=r"^supplychain/[1-9]\d*$", examples=["supplychain/1"]
    )
    name: str = said("The dataset's name.", pattern=SLUG, examples=["radar-parts"])
    version: str = said("The dataset's own version.", examples=["2026.11.0"])
    licence: str = said("SPDX identifier of the licence.", examples=["CC-BY-4.0"])
    title: str = said("One line for people.", default="", examples=["Antenna parts and who receives them"])


@record
class Identity:
    """A person's judgement that two parties are the same, different, or that nobody can tell."""

    id: str = said("Stable slug.", pattern=SLUG, examples=["alpha-not-alpha-taipei"])
    left: str = said("Id of one party.", examples=["cn-alpha-antennas"])
    right: str = said("Id of the other party.", examples=["tw-alpha-antennas"])
    judgement: Literal["same", "different", "unsure"] = said("What was decided.")
    by: str = said("Who decided.", examples=["A. Editor"])
    on: str = said("When.", pattern=MOMENT, examples=["2026-11-21"])
    why: str = said("For which reason.", examples=["Their register numbers differ."])
    sources: tuple[str, ...] = said(
        "Ids of the sources it rests on.", default=(), examples=[["customs-2022"]]
    )
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What a reader must know.", default="", examples=["Same director until 2020."])


@record
class Expectation:
    """What must stay true of this dataset: a chain that exists or must not exist, or a count within bounds."""

    id: str = said("Stable slug.", pattern=SLUG, examples=["alpha-reaches-beta"])
    says: str = said(
        "The expectation in a person's words.", examples=["Antenna parts get from Alpha to Beta."]
    )
    chain: tuple[str, ...] = said(
        "Ids of the parties of a chain that `trace` must find, first to last.",
        default=(),
        examples=[["cn-alpha-antennas", "ru-beta-radar"]],
    )
    no_chain: tuple[str, ...] = said(
        "Two ids between which there must be no chain.",
        default=(),
        examples=[["ru-beta-radar", "cn-alpha-antennas"]],
    )
    count: str = said("Section whose current records are counted.", default="", examples=["entities"])
    at_least: int | None = said("Fewest records.", default=None, ge=0, examples=[1])
    at_most: int | None = said("Most records.", default=None, ge=0, examples=[500])
    note: str = said("Why it must hold.", default="", examples=["Counted in November 2026."])


Record = Entity | Relation | Listing | Good | Source | Identity | Regime | Policy | Expectation | Feed
"""Anything that a section of a record file holds."""

SECTIONS: Mapping[str, type[Record]] = {
    "entities": Entity,
    "relations": Relation,
    "listings": Listing,
    "goods": Good,
    "sources": Source,
    "identities": Identity,
    "regimes": Regime,
    "policies": Policy,
    "expectations": Expectation,
    "feeds": Feed,
}
"""The sections of a record file, in the order in which they are written."""

Path = tuple[str | int, ...]
"""Where a value sits inside a record: field names and positions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record with its section and where each of its values is written."""

    section: str
    record: Record
    places: Mapping[Path, Location]

    def at(self, *path: str | int) -> Location:
        """Give the place of a value, or of the nearest value around it that was written."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All records of one reading. `entries` keeps file order, duplicates included; lookups give the first."""

    info: DatasetInfo
    entries: tuple[Entry, ...]

    def section(self, name: str) -> Iterator[Entry]:
        """Iterate over the entries of one section in file order."""
        return (entry for entry in self.entries if entry.section == name)
