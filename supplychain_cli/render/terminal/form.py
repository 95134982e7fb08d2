"""What `fmt` did: the files it rewrote, or would rewrite."""

from __future__ import annotations

from supplychain_cli.queries.housekeeping import FormAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page


def paint(answer: FormAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write a line for each file that changes, and a sentence that sums up."""
    changed = [item.file for item in answer.files if item.changed]
    for file in changed:
        page.whole(f"{'Rewritten' if answer.written else 'Not in canonical form'}: {file}")
    same = len(answer.files) - len(changed)
    if not changed:
        page.write(f"All {same:,} files are in canonical form.")
    elif answer.written:
        page.write(f"{len(changed):,} of {len(answer.files):,} files were rewritten.")
    else:
        page.write(
            f"{len(changed):,} of {len(answer.files):,} files would be rewritten by `supplychain fmt`."
        )
