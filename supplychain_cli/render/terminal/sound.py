"""Whether a snapshot is sound."""

from __future__ import annotations

from supplychain_cli.queries.stored import Damaged, SoundAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.words import count, size


def paint(answer: SoundAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Say that all is sound, or name each damaged place and what to do."""
    if answer.sound:
        files, pages = count(answer.files, "file"), count(answer.pages, "page")
        page.write(f"The snapshot is sound: {files}, {pages} and {size(answer.bytes)} are what was written.")
    else:
        page.write(f"The snapshot is damaged in {count(len(answer.damage), 'place')}.")
        for each in answer.damage:
            page.write(place(each), first="- ")
        page.blank()
        page.write("Make it again with `supplychain compile --anew`. If this recurs, look after the disk.")
    page.whole(f"Stored in: {answer.snapshot}")


def place(each: Damaged) -> str:
    """Name a damaged place."""
    column = f", column {each.column}" if each.column else ""
    page = "" if each.page is None else f", page {each.page}"
    return f"{each.file}{column}{page}: {each.what}."
