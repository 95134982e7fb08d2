"""How the evidence of a record adds up to one grade, piece by piece and in words."""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.model.evidence import CREDIBILITY_MEANS, GRADES, RELIABILITY_MEANS, reduce_grade
from supplychain_cli.queries.cards.papers import Weighed
from supplychain_cli.queries.chains.answers import Citation

_UNKNOWN = "F"
"""What a source without a record counts as."""


def weighed(citations: Sequence[Citation]) -> tuple[Weighed, ...]:
    """Give each piece of evidence with the meaning of its letter and figure and its grade alone."""
    return tuple(map(_weigh, citations))


def _weigh(citation: Citation) -> Weighed:
    letter = citation.reliability or _UNKNOWN
    return Weighed(
        citation,
        RELIABILITY_MEANS[letter],
        CREDIBILITY_MEANS[citation.credibility],
        reduce_grade(letter, citation.credibility),
    )


def reasoning(pieces: Sequence[Weighed], status: str, grade: str, basis: str) -> str:
    """Say in one or two sentences why a record has this grade and basis; see `model.evidence.weigh`."""
    if not pieces:
        return "Doubtful, because no evidence is recorded."
    if status == "candidate":
        return "Doubtful, because it is a candidate: kept for review, and never counted as stated."
    stated = [piece for piece in pieces if piece.citation.basis == "stated"]
    counted = stated or pieces
    best = GRADES[min(GRADES.index(piece.grade) for piece in counted)]
    if status == "disputed" and best != grade:
        return (
            f"{grade.capitalize()}: the evidence would give {best}, but a disputed claim is at best possible."
        )
    if len(counted) == 1:
        how = "that states it" if stated else "it is inferred from"
        return f"{grade.capitalize()} and {basis}: the grade of the one piece of evidence {how}."
    how = "that state it" if stated else "it is inferred from"
    return f"{grade.capitalize()} and {basis}: the best of the {len(counted)} pieces of evidence {how}."
