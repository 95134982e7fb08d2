"""Two names compared, word by word, with what such a score means."""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.matching.calibration import Band, bands
from supplychain_cli.matching.explanation import Point, explained


@dataclass(frozen=True, slots=True)
class NamesAnswer:
    """Two names and how alike they are; the fields are those of `matching.explanation.Comparison`."""

    name1: str
    name2: str
    kind: str
    score: float
    match: bool
    threshold: float
    why: str
    folded1: str
    folded2: str
    points: tuple[Point, ...]
    band: Band | None
    bands: tuple[Band, ...]
    """What every score means, lowest first."""
    notices: tuple[Notice, ...] = ()
    complete: bool = True


def names_compared(name1: str, name2: str, kind: str = "") -> NamesAnswer:
    """Compare two names. `kind` is `person`, `organisation`, or empty to judge by the names. Never fails."""
    found = explained(name1, name2, kind)
    return NamesAnswer(
        name1=found.name1,
        name2=found.name2,
        kind=found.kind,
        score=found.score,
        match=found.match,
        threshold=found.threshold,
        why=found.why,
        folded1=found.folded1,
        folded2=found.folded2,
        points=found.points,
        band=found.band,
        bands=bands(),
    )
