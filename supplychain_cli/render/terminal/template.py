"""A record to edit, as it goes into a file: nothing is wrapped, nothing is added."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import TemplateAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page


def paint(answer: TemplateAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write the record line by line."""
    for line in answer.lines:
        page.whole(line)
