"""What the cache holds, or what was removed from it."""

from __future__ import annotations

from supplychain_cli.queries.stored import CacheAnswer, CachedThing
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count, size


def paint(answer: CacheAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write one row a thing, and the sum."""
    things = count(len(answer.things), "thing")
    if answer.removed:
        page.write(f"Removed {things} from {answer.folder}: {size(answer.bytes)}.")
    else:
        page.write(f"{things} in {answer.folder}: {size(answer.bytes)} of at most {size(answer.limit)}.")
    if answer.things:
        page.blank()
        page.grid(
            ("what", "of", "on disk", "last used", "days ago", "name"), [_row(each) for each in answer.things]
        )


def _row(each: CachedThing) -> tuple[str, ...]:
    return (each.kind, each.dataset, size(each.bytes), each.used, f"{each.days:,}", each.name)
