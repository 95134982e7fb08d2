"""All feeds of a dataset."""

from __future__ import annotations

from supplychain_cli.queries.feeding import FeedAnswer, FeedsAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count


def paint(answer: FeedsAnswer, envelope: Envelope, page: Page) -> None:
    """Write one row a feed, or how each of its files stands."""
    page.heading(count(len(answer.feeds), "feed"))
    if not answer.feeds:
        page.write("Add one with `supplychain feed add FORMAT FILE --name NAME`.")
    elif answer.verified:
        rows = [(feed.name, file.path, file.state) for feed in answer.feeds for file in feed.files]
        page.grid(("feed", "file", "now"), rows)
    else:
        heads = ("feed", "format", "list of", "rows", "parties", "relations", "listings", "left out")
        page.grid(heads, [_row(feed) for feed in answer.feeds])
    paint_foot(page, envelope, ())


def _row(feed: FeedAnswer) -> tuple[str, ...]:
    figures = (
        feed.rows,
        feed.parties,
        feed.relations,
        feed.listings,
        sum(left.count for left in feed.skipped),
    )
    return (feed.name, feed.format, feed.date, *(f"{figure:,}" for figure in figures))
