"""Pairs of names with a person's judgement: the project's own, and those published for other matchers.

`pairs.csv` holds the project's own, written from public names. A pair belongs to the half `tuning` or `heldout` by
the rule in `half_of`, which looks at nothing but its two names. Tables, weights and thresholds may be fitted to the
tuning half; the other half is counted, and its pairs are not looked at for a fault to mend. Its figures were seen while
the comparison was built, so it is kept out of fitting, not unseen; the guide on names tells the exceptions.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "pairs.csv"
COLUMNS = ("name1", "name2", "kind", "match", "half", "category", "reason")
HALVES = ("tuning", "heldout")
_PUBLISHED_KINDS = {"Person": "person", "Vessel": "vessel"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether they name the same. `kind` is company (any organisation), person or vessel."""

    one: str
    other: str
    kind: str
    match: bool
    half: str = ""
    """Half of the own pairs; empty for published ones."""
    category: str = ""
    reason: str = ""
    strong: bool = False
    """Whether the publisher calls the case one that every matcher must get right."""


def half_of(one: str, other: str) -> str:
    """Give the half of a pair: even or odd first byte of the SHA-256 over both names, sorted, a line feed between."""
    digest = hashlib.sha256("\n".join(sorted((one, other))).encode()).digest()
    return HALVES[digest[0] % 2]


def half_of_published(pair: Pair) -> str:
    """Give the half of a published pair: as `half_of`, but the names in their order and a tab between."""
    return HALVES[hashlib.sha256(f"{pair.one}\t{pair.other}".encode()).digest()[0] % 2]


def own(half: str = "") -> list[Pair]:
    """Read the project's own pairs, all or one half, in the order of the file."""
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = [
            Pair(
                row["name1"],
                row["name2"],
                row["kind"],
                row["match"] == "true",
                row["half"],
                row["category"],
                row["reason"],
            )
            for row in csv.DictReader(file)
        ]
    return [row for row in rows if half in {"", row.half}]


def published(file: Path) -> list[Pair]:
    """Read pairs as the field publishes them: columns schema, name1, name2, is_match, quality, category."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            Pair(
                row["name1"],
                row["name2"],
                _PUBLISHED_KINDS.get(row["schema"], "company"),
                row["is_match"] == "true",
                category=row["category"],
                strong=row["quality"] == "STRONG",
            )
            for row in csv.DictReader(rows)
        ]
