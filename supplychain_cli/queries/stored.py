"""Answers about what is stored: the snapshot of a dataset, its soundness, its tables, and the cache that holds it."""

from __future__ import annotations

from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """The part of a snapshot that is made of the YAML records, or of one feed; counts of rows, and bytes on disk.

    `made` says what was done: `compiled now` or `as it was`.
    """

    name: str
    parties: int
    names: int
    relations: int
    listings: int
    bytes: int
    made: str


@dataclass(frozen=True, slots=True)
class CompileAnswer:
    """What `compile` did. `compiled` is False when nothing had changed."""

    folder: str
    digest: str
    compiled: bool
    kept: bool
    """Whether it is in the cache for the next question."""
    snapshot: str
    """Where it lies; empty when it could not be kept."""
    seconds: float
    bytes: int
    segments: tuple[SegmentFigures, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a snapshot was made of, with its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ColumnFigures:
    """A column of a segment: how it is stored, how many values it has, and their bytes on disk."""

    segment: str
    column: str
    type: str
    values: int
    bytes: int


@dataclass(frozen=True, slots=True)
class SnapshotAnswer:
    """What a snapshot was made of and what it consists of. `members` counts the records that are joined with others."""

    folder: str
    snapshot: str
    format: int
    digest: str
    made_from: tuple[Input, ...]
    segments: tuple[SegmentFigures, ...]
    members: int
    columns: tuple[ColumnFigures, ...]
    bytes: int


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file of a snapshot that is not what was written; `page` is that of 4096 bytes in the column, None for all."""

    file: str
    column: str
    page: int | None
    what: str


@dataclass(frozen=True, slots=True)
class SoundAnswer:
    """Whether every page of a snapshot is what was written."""

    snapshot: str
    files: int
    pages: int
    bytes: int
    sound: bool
    damage: tuple[Damaged, ...]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that was written."""

    file: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class TablesAnswer:
    """What `snapshot export-parquet` wrote, and where."""

    folder: str
    tables: tuple[WrittenTable, ...]


@dataclass(frozen=True, slots=True)
class CachedThing:
    """One thing in the cache: a `snapshot`, a `feed` or a `memory` of what was read; of which dataset, when used last.

    `name` is its file or folder, `used` a day, `days` how many have passed since.
    """

    name: str
    kind: str
    dataset: str
    bytes: int
    used: str
    days: int


@dataclass(frozen=True, slots=True)
class CacheAnswer:
    """What the cache holds, or what was removed from it. `limit` is what it may hold, in bytes."""

    folder: str
    things: tuple[CachedThing, ...]
    bytes: int
    limit: int
    removed: bool
