"""What `check` found: each complaint like a compiler's, then one sentence that sums up."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.queries.housekeeping import CheckAnswer
from supplychain_cli.render.complaints import complaint_text
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold"}


def paint(answer: CheckAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write all complaints in full, and what it comes to. Lines of a complaint are never broken."""
    for item in answer.diagnostics:
        _complaint(item, page)
        page.blank()
    page.write(answer.says)


def _complaint(item: Diagnostic, page: Page) -> None:
    head, *rest = complaint_text(item).split("\n")
    mark = f"{item.severity}[{item.code}]"
    page.whole(Text.assemble((mark, _STYLES[item.severity]), head.removeprefix(mark)))
    for line in rest:
        page.whole(line)
