"""A comparison of two names in words: what was compared, what agreed and what did not, and what that cost."""

from __future__ import annotations

from supplychain_cli.light import dataclass
from supplychain_cli.matching.calibration import Band, band_of
from supplychain_cli.matching.compare import THRESHOLD, Outcome, outcome
from supplychain_cli.matching.costs import Step
from supplychain_cli.matching.prepared import Prepared, prepare
from supplychain_cli.matching.sentences import said, what_agrees
from supplychain_cli.matching.shown import shown_words


@dataclass(frozen=True, slots=True)
class Point:
    """One agreement or disagreement between two names."""

    left: str
    """The words of the first name, as written; empty where it has none."""
    right: str
    """The words of the second."""
    verdict: str
    """`agrees`, `near` (agrees with something to forgive) or `differs`."""
    why: str
    """A sentence."""
    cost: float
    """Points of 100 that it took away."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two names compared, and why they are alike or not."""

    name1: str
    name2: str
    kind: str
    """`person` or `organisation`: how the names were read."""
    score: float
    """0 to 100, to one decimal."""
    match: bool
    """Whether the score reaches the threshold. A match is for a person to look at; it identifies nobody."""
    threshold: float
    why: str
    """One or two sentences."""
    folded1: str
    """The first name as it was compared: in Latin letters, without legal form, concept words in English."""
    folded2: str
    points: tuple[Point, ...]
    """All agreements and disagreements; their costs and the score make 100, unless the score is 0."""
    band: Band | None
    """How often labelled pairs with such a score were one name."""


def explained(name1: str, name2: str, kind: str = "") -> Comparison:
    """Compare two names, each as given and at most 384 characters of it.

    `kind` is `person`, `organisation`, or empty to judge by the names. Never fails: a name without letters compares
    at 0 with the reason. Costs what `compare.outcome` costs, and some milliseconds for the words.
    """
    left, right = prepare(name1, kind), prepare(name2, kind)
    return of_outcome(outcome(left, right), left, right)


def of_outcome(found: Outcome, left: Prepared, right: Prepared) -> Comparison:
    """Put an outcome in words; `left` and `right` are the names that were asked about."""
    score = round(found.score, 1)
    points = tuple(_point(step, found) for step in found.steps)
    return Comparison(
        name1=left.text,
        name2=right.text,
        kind=found.left.kind,
        score=score,
        match=found.match,
        threshold=THRESHOLD,
        why=_summary(found, points),
        folded1=found.left.keys.folded,
        folded2=found.right.keys.folded,
        points=points,
        band=band_of(score),
    )


def _point(step: Step, found: Outcome) -> Point:
    left = shown_words(found.left, step.left, native=found.native)
    right = shown_words(found.right, step.right, native=found.native)
    cost = round(step.cost, 1)
    verdict = "agrees" if not cost else "differs" if step.how in _DIFFERENT else "near"
    return Point(left, right, verdict, said(step, left, right, found), cost)


_DIFFERENT = frozenset(
    {
        "extra",
        "conflict",
        "lookalike",
        "number",
        "form",
        "only_general",
        "every_letter",
        "characters",
        "swapped",
        "distinct",
    }
)


def _summary(found: Outcome, points: tuple[Point, ...]) -> str:
    told = sorted((point for point in points if point.cost), key=lambda point: -point.cost)
    if not told:
        return what_agrees(found)
    met = [point for point in points if point.left and point.right and point.verdict != "differs"]
    if (
        not met
        and not found.match
        and all(step.how not in {"lookalike", "initials", "swapped"} for step in found.steps)
    ):
        return "The names have nothing in common."
    shared = " ".join(point.left for point in met if point.verdict == "agrees")
    both = f"Both names have '{shared}'. " if shared and not found.match else ""
    return both + " ".join(point.why for point in told[:2])
