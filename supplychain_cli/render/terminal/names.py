"""Two names compared: the verdict, what agrees and what does not, and what such a score means."""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.matching.calibration import Band
from supplychain_cli.matching.explanation import Point
from supplychain_cli.queries.naming.compared import NamesAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page, Words
from supplychain_cli.render.terminal.theme import HEAD

_LONGEST = 120  # characters of a name that are repeated


def paint(answer: NamesAnswer, envelope: Envelope, page: Page) -> None:
    """Write the score and the reason, a row for each agreement and disagreement, and the measured bands."""
    verdict = "a match" if answer.match else "no match"
    page.heading(f"{answer.score:g} of 100: {verdict}, which begins at {answer.threshold:g}")
    page.write(answer.why)
    page.blank()
    page.grid(
        ("name", f"compared as that of {_article(answer.kind)}"),
        [
            (_shortened(answer.name1), _shortened(answer.folded1)),
            (_shortened(answer.name2), _shortened(answer.folded2)),
        ],
    )
    if answer.points:
        page.blank()
        page.write("What agrees and what does not", style=HEAD)
        paint_points(answer.points, page)
    page.blank()
    page.write("What a score means", style=HEAD)
    page.write(
        "Of labelled pairs that were kept out of all tuning, so many were one name. A match is a name, not yet a "
        "party: compare identifiers, countries and dates before acting."
    )
    page.grid(
        ("score", "pairs", "one name", ""), [_band(band, answer.band) for band in reversed(answer.bands)]
    )
    for notice in envelope.notices:
        page.write(f"{notice.message} ({notice.code})")


def paint_points(points: Sequence[Point], page: Page) -> None:
    """Write one row an agreement or disagreement, with its cost."""
    page.grid(
        ("first", "second", "", "cost"),
        [(point.left, point.right, point.why, f"-{point.cost:g}" if point.cost else "") for point in points],
    )


def _band(band: Band, own: Band | None) -> tuple[Words, ...]:
    most = f"{band.least:g} to {min(band.most, 100):g}"
    share = f"{band.precision:.0%} ({band.one_name})" if band.pairs else "none measured"
    return most, str(band.pairs), share, "this pair" if band == own else ""


def _article(kind: str) -> str:
    return {"person": "a person", "organisation": "an organisation"}.get(kind, kind)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
