"""One feed: what it is, what it holds, and what was left out of it."""

from __future__ import annotations

from supplychain_cli.queries.feeding import FeedAnswer, Left
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page

_SHOWN_ROWS = 5


def paint(answer: FeedAnswer, envelope: Envelope, page: Page) -> None:
    """Write what the feed is, its figures, and every reason for which rows were left out."""
    page.heading(f"Feed {answer.name}" + (f", {answer.done}" if answer.done else ""))
    said = (answer.title, answer.publisher, answer.date and f"list of {answer.date}", answer.licence)
    page.write(" · ".join(part for part in said if part))
    for file in answer.files:
        page.write(f"{file.path} · {file.size:,} bytes · sha256 {file.sha256[:16]}", style="dim")
    page.write(f"What it states counts as {answer.grade}; it is pinned in {answer.record}.", style="dim")
    if answer.done == "removed":
        paint_foot(page, envelope, answer.notices)
        return
    page.blank()
    figures = (
        ("rows read", answer.rows), ("parties", answer.parties), ("names", answer.names),
        ("relations", answer.relations), ("listings", answer.listings), ("links stated", answer.links.stated),
        ("links resolved", answer.links.resolved), ("flows between countries", answer.flows),
    )  # fmt: skip
    page.grid(("what", "how many"), [(word, f"{figure:,}") for word, figure in figures if figure])
    page.blank()
    paint_left(answer.skipped, page)
    for row, name in answer.unresolved:
        page.write(f"Row {row:,} links to '{name}', which no party of the feed is called.", style="dim")
    paint_foot(page, envelope, answer.notices)


def paint_left(skipped: tuple[Left, ...], page: Page) -> None:
    """Write why rows, or parts of rows, were left out."""
    if not skipped:
        page.write("Nothing was left out.")
        return
    page.write("Left out, with the first rows:")
    page.grid(
        ("how many", "why", "rows"), [(f"{left.count:,}", left.reason, _rows(left)) for left in skipped]
    )


def _rows(left: Left) -> str:
    shown = ", ".join(f"{row:,}" for row in left.rows[:_SHOWN_ROWS])
    return f"{shown} ..." if left.count > len(left.rows[:_SHOWN_ROWS]) and shown else shown
