"""A screening in sentences, the same in every format that people read."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.screen.rows import ScreenAnswer
from supplychain_cli.render.words import count


def ending(answer: ScreenAnswer) -> Iterator[str]:
    """Say how many rows there were of each verdict, and what the verdicts do and do not mean."""
    counts = answer.coverage
    skipped = f", {counts.not_screened:,} not screened" if counts.not_screened else ""
    yield (
        f"{count(counts.rows, 'row')}: {counts.match:,} match, {counts.possible:,} possible, "
        f"{counts.none:,} with no name like theirs{skipped}"
    )
    yield f"Screened against {answer.against}."
    if counts.match or counts.possible:
        yield "A match is a name or a number, not yet a party: compare identifiers, country and dates before acting."
    if counts.none:
        yield "No name like theirs is said of these records only, and nothing about other lists or the world."
    if counts.not_screened:
        yield "Rows that were not screened are listed with the reason; mend them and screen them again."
