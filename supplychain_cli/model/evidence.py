"""Sources, evidence and the grade that people see.

The grade follows the Admiralty code (NATO AJP-2.1, annex on evaluation of sources and information): how
reliable the source is (A to F) and how credible the piece of information is (1 to 6), reduced to four words
by one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from supplychain_cli.model.dates import MAYBE_MOMENT
from supplychain_cli.model.record import record, said

Basis = Literal["stated", "inferred"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Grade = Literal["confirmed", "probable", "possible", "doubtful"]

GRADES: tuple[Grade, ...] = ("confirmed", "probable", "possible", "doubtful")
"""Best first; a grade's rank is its place here."""

RELIABILITY_MEANS: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty code's words for how far a source is trusted."""

CREDIBILITY_MEANS: Mapping[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The Admiralty code's words for how far a piece of information is believed."""

DEFAULT_CREDIBILITY = 3
"""What evidence without `credibility` counts as: possibly true."""

_REDUCTION: dict[str, tuple[Grade, ...]] = {
    # credibility:  1            2           3           4           5           6
    "A": ("confirmed", "probable", "possible", "doubtful", "doubtful", "possible"),
    "B": ("confirmed", "probable", "possible", "doubtful", "doubtful", "possible"),
    "C": ("probable", "probable", "possible", "doubtful", "doubtful", "possible"),
    "D": ("possible", "possible", "doubtful", "doubtful", "doubtful", "doubtful"),
    "E": ("doubtful", "doubtful", "doubtful", "doubtful", "doubtful", "doubtful"),
    "F": ("possible", "possible", "possible", "doubtful", "doubtful", "doubtful"),
}


def reduce_grade(reliability: str, credibility: int) -> Grade:
    """Give the word for a source's reliability (A-F) and the information's credibility (1-6)."""
    return _REDUCTION[reliability][credibility - 1]


@record
class Source:
    """A document that claims rest on: who published it, what it is called, where and when, how far it is trusted."""

    id: str = said("Stable slug, never reused.", examples=["eu-269-2014"])
    publisher: str = said("Who published the document.", examples=["Reuters"])
    title: str = said("The document's title.", examples=["Trade records of Alpha Antennas"])
    reliability: Reliability = said(
        "Admiralty code: A completely reliable to E unreliable, F cannot be judged."
    )
    url: str = said(
        "Public address.", default="", pattern=r"^$|^https?://\S+$", examples=["https://example.org/"]
    )
    date: str = said("Date of publication (EDTF).", default="", pattern=MAYBE_MOMENT, examples=["2025-01-30"])
    licence: str = said("Licence of the document, where it states one.", default="", examples=["CC-BY-4.0"])
    recorded: str = said(
        "When we wrote the record down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"]
    )
    note: str = said(
        "How we read it: a copy, a retelling, an excerpt.",
        default="",
        examples=["A copy; the original was not read."],
    )
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["customs"]])


@record
class Evidence:
    """One place in one source that a claim rests on, in our own words."""

    source: str = said("Id of the source.", examples=["eu-269-2014"])
    locator: str = said("Page, paragraph, row or entry.", default="", examples=["Annex I, entities no. 204"])
    basis: Basis = said("Whether the source states the claim, or we infer it.", default="stated")
    credibility: int = said(
        "Admiralty code: 1 confirmed by other sources to 5 improbable, 6 cannot be judged.",
        default=DEFAULT_CREDIBILITY,
        ge=1,
        le=6,
        examples=[2],
    )
    paraphrase: str = said(
        "What the source says, in our own words, 25 words or fewer.",
        default="",
        examples=["Customs records name antenna parts for a radar."],
    )


def weigh(evidence: tuple[Evidence, ...], status: str, reliability: Mapping[str, str]) -> tuple[Grade, Basis]:
    """Reduce all evidence of a claim to one grade and one basis.

    What sources state outweighs what we infer, and among equals the best piece counts; adding a weak source
    never lowers a claim. A disputed claim is at best possible. A candidate is doubtful and never counts as
    stated. `reliability` maps source ids to A-F; an unknown source counts as F. Without evidence: doubtful
    and inferred.
    """
    if status == "candidate" or not evidence:
        return "doubtful", "inferred"
    stated = [piece for piece in evidence if piece.basis == "stated"]
    grades = [
        reduce_grade(reliability.get(piece.source, "F"), piece.credibility) for piece in stated or evidence
    ]
    best = min(GRADES.index(grade) for grade in grades)
    if status == "disputed":
        best = max(best, GRADES.index("possible"))
    return GRADES[best], "stated" if stated else "inferred"


def all_evidence(evidence: tuple[Evidence, ...], sources: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Join written-out evidence with the short form: `sources` is stated evidence without locator."""
    return evidence + tuple(Evidence(source) for source in sources)
