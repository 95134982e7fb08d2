"""The parts that all cards share: the title, named fields, names, evidence with its arithmetic, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from supplychain_cli.model.entity import Name
from supplychain_cli.queries.chains.answers import Citation
from supplychain_cli.render.sentences import NOT_ACCUSED
from supplychain_cli.render.terminal.page import Item, Page, Words
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET

_WIDE = 60
"""Columns from which the labels of fields stand in a column of their own."""
IN = "  "
"""How far the lines below a heading are set in."""


def paint_title(page: Page, name: Words, identity: str, location: str, recorded: str = "") -> None:
    """Write what the card is about, its exact id, and where its record is written."""
    page.heading(name)
    pieces = [Item(f"id:{identity}"), Item(Text(location, PLACE), page.dot)]
    if recorded:
        pieces.append(Item(f"written down {recorded}", page.dot))
    page.flow((item._replace(text=_quiet(item.text)) for item in pieces), "")


def _quiet(words: Words) -> Text:
    return Text(words, QUIET) if isinstance(words, str) else words


def paint_remarks(page: Page, status: str, note: str, tags: Sequence[str], retracted: str = "") -> None:
    """Write what a reader must know before anything else: that a record does not count, its note, its tags."""
    if status != "current":
        page.write(Text.assemble(("Status: ", "bold"), (status, MARK)), rest=IN)
    if retracted:
        page.write(Text(retracted, MARK), rest=IN)
    for tag in tags:
        if tag in NOT_ACCUSED:
            page.write(Text(NOT_ACCUSED[tag], "bold"), rest=IN)
    if note:
        page.write(Text.assemble(("Note: ", "bold"), note), rest=IN)
    others = [tag for tag in tags if tag not in NOT_ACCUSED]
    if others:
        page.write(Text(f"Tags: {', '.join(others)}", QUIET), rest=IN)


def paint_fields(page: Page, fields: Iterable[tuple[str, Words]]) -> None:
    """Write named values, those that are empty left out; labels stand in a column where there is room."""
    given = [(label, words) for label, words in fields if str(words)]
    widest = max((Text(label).cell_len for label, _ in given), default=0)
    for label, words in given:
        if page.screen.width >= _WIDE:
            page.write(words, f"{IN}{label}{' ' * (widest - Text(label).cell_len)}{IN}")
        else:
            page.write(Text.assemble((f"{label}: ", QUIET), words), "", IN)


def paint_names(page: Page, names: Sequence[Name]) -> None:
    """Write every further name with its kind and language."""
    if names:
        page.heading("Names")
    for name in names:
        about = [part for part in (name.kind, name.lang, name.script) if part]
        items = [Item(name.name), *(Item(Text(part, QUIET), page.dot) for part in about)]
        if name.source:
            items.append(Item(Text(f"printed in {name.source}", QUIET), page.dot))
        page.flow(items, IN, IN * 2)


def paint_documents(page: Page, sources: Sequence[Citation]) -> None:
    """Write the documents that a record as a whole rests on."""
    if sources:
        page.heading("Sources")
    for source in sources:
        parts = [part for part in (source.publisher, source.title, source.date) if part]
        items = [
            Item(Text(", ".join(parts) or "no record of this source")),
            Item(Text(source.source, PLACE), page.dot),
        ]
        page.flow(items, f"{IN}{page.signs.cite} ", IN * 2)
        if page.verbose and source.url:
            page.whole(Text(source.url, PLACE), IN * 2)
