"""A feed read whole, for tests: its rows by type, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from supplychain_cli.importers.formats import FORMATS
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import (
    DetailRow,
    IdentifierRow,
    ListingRow,
    NameRow,
    PartyRow,
    RelationRow,
    Row,
)

SAMPLES = Path(__file__).parent / "samples"
T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Feed:
    """What a reading gave."""

    rows: Sequence[Row]
    report: Report

    def of(self, kind: type[T], key: str = "") -> list[T]:
        return [
            row for row in self.rows if isinstance(row, kind) and (not key or getattr(row, "key", "") == key)
        ]

    @property
    def parties(self) -> dict[str, PartyRow]:
        return {row.key: row for row in reversed(self.of(PartyRow))}

    def names(self, key: str) -> dict[str, str]:
        return {row.name: row.kind for row in self.of(NameRow, key)}

    def numbers(self, key: str) -> set[tuple[str, str]]:
        return {(row.scheme, row.value) for row in self.of(IdentifierRow, key)}

    def details(self, key: str, label: str) -> list[str]:
        return [row.text for row in self.of(DetailRow, key) if row.label == label]

    def listings(self, key: str) -> dict[str, ListingRow]:
        return {row.programme: row for row in self.of(ListingRow, key)}

    @property
    def relations(self) -> list[tuple[str, str, str]]:
        return [(row.kind, row.source, row.target) for row in self.of(RelationRow)]

    @property
    def reasons(self) -> dict[str, tuple[int, ...]]:
        return {reason: rows for reason, _, rows in self.report.reasons()}


def read(name: str, *files: str | Path, options: Options | None = None) -> Feed:
    """Read files of the samples, or elsewhere, in a format."""
    report = Report()
    reader = FORMATS[name].reader()
    rows = list(reader([SAMPLES / file for file in files], report, options or Options()))
    return Feed(rows, report)
