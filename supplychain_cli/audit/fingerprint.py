"""What makes a finding the same one tomorrow: its rule, the parties on the way, how they are joined, and the regimes.

Nothing else enters: not the order of records, their ids, files or evidence, not the row of a suppliers file, not the
version of the program. A chain through another party, or a further regime, is another finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

LENGTH = 32
PATTERN = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
_SEPARATOR = "\n"
"""No id, move or regime holds a line feed, so no two findings write the same text."""


def fingerprint(rule: str, parties: Sequence[str], moves: Sequence[str], regimes: Iterable[str]) -> str:
    """Give 32 hexadecimal digits. `parties` are ids in order, `moves` the words of `Leg.walked` between them."""
    way = [part for pair in zip(parties, (*moves, ""), strict=True) for part in pair]
    text = _SEPARATOR.join(["supplychain finding 1", rule, *way, *sorted(set(regimes))])
    return sha256(text.encode("utf-8")).hexdigest()[:LENGTH]
