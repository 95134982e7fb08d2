"""What `compile` did."""

from __future__ import annotations

from supplychain_cli.queries.stored import CompileAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal import segments
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import size


def paint(answer: CompileAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Sum up in a sentence, then one row a segment."""
    took = f"in {answer.seconds:.2f} s"
    if not answer.compiled:
        page.write(f"The records in {answer.folder} are compiled already: nothing has changed ({took}).")
    elif answer.kept:
        page.write(f"Compiled the records in {answer.folder} {took}: {size(answer.bytes)}.")
    else:
        page.write(
            f"Compiled the records in {answer.folder} {took}, for this once: the cache cannot be written."
        )
    page.blank()
    segments.paint(answer.segments, page, made=answer.compiled)
    page.blank()
    page.whole(f"Digest: {answer.digest}")
    if answer.snapshot:
        page.whole(f"Stored in: {answer.snapshot}")
