"""What stands at the foot of every page: remarks on the answer, and which records gave it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from supplychain_cli.diagnostics import Notice
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page
from supplychain_cli.render.terminal.theme import QUIET


def paint_foot(page: Page, envelope: Envelope, notices: Iterable[Notice] = ()) -> None:
    """Write the answer's own notices, then the dataset and the dates asked about, where one was opened.

    The door says the notices of the question itself (a name taken for another) on stderr.
    """
    page.blank()
    for notice in notices:
        page.write(Text.assemble(("Note: ", "bold"), f"{notice.message} ({notice.code})"), rest="  ")
    page.blank()
    if envelope.dataset:
        page.write(_records(envelope), style=QUIET)


def _records(envelope: Envelope) -> str:
    said = " ".join(filter(None, (envelope.dataset.get("name", ""), envelope.dataset.get("version", ""))))
    dates = [f"{words} {envelope.query[key]}" for key, words in _DATES.items() if envelope.query.get(key)]
    return ", ".join([f"Records: {said}", *dates])


_DATES = {"as_of": "as of", "known_on": "as known on"}
