"""Traits: what a search must know of an edge that it only passes by, in one byte beside each entry of a lane.

From the lowest bit: two for the grade, one each for inferred, retracted, and that the other end is of a kind which no
chain passes (`model.kinds.NEVER_PASSED`), three for the kind of the relation within its class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from supplychain_cli.model.kinds import CLASS_OF

GRADE, INFERRED, RETRACTED, CLOSED, KIND = 3, 4, 8, 16, 32
"""Where each stands: the last is by how much a kind's number is multiplied."""
STRENGTH = GRADE | INFERRED

KIND_NUMBER = {
    kind: number
    for klass in sorted(set(CLASS_OF.values()))
    for number, kind in enumerate(sorted(kind for kind, own in CLASS_OF.items() if own == klass))
}
"""The number of each kind of relation within its class."""


def traits(kind: Any, grade: Any, inferred: Any, retracted: Any, closed: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    """Give the byte of an edge, or those of arrays of them; `kind` is a number of `KIND_NUMBER`, the last three 0 or 1.

    Arrays must be wide enough for the byte: `uint8`.
    """
    return grade | inferred * INFERRED | retracted * RETRACTED | closed * CLOSED | kind * KIND


def matching(klass: str, wanted: Callable[[str, int, bool], bool]) -> bytes:
    """Give for each possible byte whether an edge of a class that has it is wanted: by kind, grade, and if inferred."""
    kinds = {KIND_NUMBER[kind]: kind for kind, own in CLASS_OF.items() if own == klass}
    return bytes(
        byte // KIND in kinds and wanted(kinds[byte // KIND], byte & GRADE, bool(byte & INFERRED))
        for byte in range(1 << 8)
    )
