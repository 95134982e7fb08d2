"""Answers about feeds: what each holds, what was left out, and how its rows are understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file of a feed as it was when it was added, and how it stands: `as added`, `missing` or `changed`."""

    path: str
    size: int
    sha256: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Rows, or parts of rows, that were left out for one reason; `rows` are the first of them."""

    reason: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkCount:
    """Claims that name another party by its name: how many, and how many found it."""

    stated: int
    resolved: int


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What one feed is and what reading it gave. `done` says what was done with it, empty when it is only shown."""

    name: str
    format: str
    title: str
    publisher: str
    date: str
    licence: str
    grade: str
    files: tuple[PinnedFile, ...]
    rows: int
    parties: int
    names: int
    relations: int
    listings: int
    links: LinkCount
    skipped: tuple[Left, ...]
    unresolved: tuple[tuple[int, str], ...]
    record: str
    """File of the dataset that pins it."""
    done: str = ""
    flows: int = 0
    """Figures of trade between countries."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedsAnswer:
    """All feeds of a dataset; with `verified` their files were compared with their pins."""

    feeds: tuple[FeedAnswer, ...]
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """One row as it is understood: of which kind, and its fields that are not empty."""

    kind: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """The first rows of a file as a format or mapping understands them."""

    format: str
    files: tuple[str, ...]
    rows: tuple[Understood, ...]
    skipped: tuple[Left, ...]
    unused: tuple[str, ...] = ()
    """Headings that the mapping does not name."""
    notices: tuple[Notice, ...] = ()
