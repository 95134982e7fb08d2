"""Feeds: lists, registers and tables that others publish, kept outside the records and pinned by their content."""

from __future__ import annotations

from supplychain_cli.model.dates import MAYBE_MOMENT
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Reliability, reduce_grade
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.model.record import record, said

CREDIBILITY = 2
"""What the claims of a feed count as unless its record says otherwise: probably true."""


@record
class FeedFile:
    """One file of a feed, pinned: if its content changes, the feed must be updated by hand."""

    path: str = said("Where it is, from the dataset's folder.", examples=["../lists/sdn.csv"])
    sha256: str = said("SHA-256 of its content.", pattern="^[0-9a-f]{64}$", examples=["0" * 64])
    size: int = said("Its size in bytes.", ge=0, examples=[5153422])


@record
class Feed:
    """A list, register or table of somebody else: read as it is, never turned into records."""

    id: str = said("Stable slug; the ids of its parties begin with it.", pattern=SLUG, examples=["ofac-sdn"])
    format: str = said("Format of its files, see `supplychain guide feeds`.", pattern=SLUG, examples=["ofac"])
    files: tuple[FeedFile, ...] = said("Its files, in the order in which they are read.", nested=FeedFile)
    title: str = said("What it is called.", default="", examples=["OFAC SDN List"])
    publisher: str = said("Who published it.", default="", examples=["US Treasury, OFAC"])
    url: str = said(
        "Public address.", default="", pattern=r"^$|^https?://\S+$", examples=["https://example.org/"]
    )
    date: str = said("Day of the list (EDTF).", default="", pattern=MAYBE_MOMENT, examples=["2022-11-03"])
    licence: str = said("Licence it is published under.", default="", examples=["CC-BY-4.0"])
    reliability: Reliability = said(
        "Admiralty code of its publisher: A completely reliable to E unreliable, F cannot be judged.",
        default="F",
    )
    credibility: int = said(
        "Admiralty code of what it says: 1 confirmed by others to 5 improbable, 6 cannot be judged.",
        default=CREDIBILITY,
        ge=1,
        le=6,
        examples=[2],
    )
    encoding: str = said("Encoding of a file that is not UTF-8.", default="", examples=["windows-1251"])
    mapping: TableMapping | None = said(
        "How to read it, for the format `table`.", default=None, nested=TableMapping
    )
    rows: int = said("Rows that were read when it was added.", default=0, ge=0, examples=[12024])
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What a reader must know.", default="", examples=["Downloaded on 2022-11-04."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["sanctions"]])


def grade_of(feed: Feed) -> str:
    """Give the grade of what a feed states."""
    return reduce_grade(feed.reliability, feed.credibility)
