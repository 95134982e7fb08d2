"""How near two names are, for choosing candidates: the three-letter pieces they share, rare ones counting more.

The same whole numbers in every form of the index, so that all choose alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log2

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.pieces import signs_of
from supplychain_cli.snapshot.names.rows import NameRow


class Near(NamedTuple):
    """A name beside a query. The nearer one sorts first."""

    apart: int
    """The weight of the pieces that both have, negative."""
    letters: int
    number: int
    row: NameRow


def weights(pieces: Iterable[str], frequency: Callable[[str], int], count: int) -> dict[str, int]:
    """Weigh each piece by how few of `count` names have it; one that no name has weighs most.

    Inverse document frequency (K. Spärck Jones, 1972), in sixteenths of a bit.
    """
    return {piece: round(16 * log2(1 + count / max(frequency(piece), 1))) for piece in pieces}


def nearest(rows: Iterable[NameRow], weighed: Mapping[str, int], limit: int) -> list[Near]:
    """Order names by the weight of the pieces they share, most first, then fewest letters, then number."""
    found = []
    for row in rows:
        padded = f" {row.folded} {signs_of(row.text)} "
        shared = sum([weight for piece, weight in weighed.items() if piece in padded])
        found.append(Near(-shared, len(row.folded), row.number, row))
    return sorted(found)[:limit]
