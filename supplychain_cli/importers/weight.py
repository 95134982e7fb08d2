"""How much a relation weighs, out of the sentence in which our own exports say it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WEIGHT = re.compile(
    r"Grade (?:confirmed|probable|possible|doubtful), (stated|inferred)(?:, (disputed|candidate))?\. Record "
)


def weight_of(texts: Iterable[str]) -> tuple[str, str]:
    """Give basis and status; what others published is stated and current.

    Without it a relation that was inferred, or a mere lead, would come back as a statement.
    """
    found = next((match for text in texts if (match := _WEIGHT.match(text))), None)
    return (found[1], found[2] or "current") if found else ("stated", "current")
