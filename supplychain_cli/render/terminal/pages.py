"""Pages of ours on a terminal: headings stand out, paragraphs are wrapped, examples and tables stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from supplychain_cli.queries.housekeeping import PagesAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.terminal.page import Page

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|:\- ]+")
_ITEM = re.compile(r"(\s*(?:[-*]|\d{1,2}\.) )(.*)")


def paint(answer: PagesAnswer, envelope: Envelope, page: Page) -> None:  # noqa: ARG001 - as every painter
    """Write one page in full, or the list of all pages."""
    if len(answer.pages) == 1 and answer.pages[0].lines:
        _paint_markdown(answer.pages[0].lines, page)
        return
    page.grid(("Page", "What it says"), [(item.name, item.title) for item in answer.pages])


def _paint_markdown(lines: Sequence[str], page: Page) -> None:
    for kind, group in groupby(blocks(lines), key=itemgetter(0)):
        texts = [text for _, text in group]
        if kind == "cells":
            head, *rows = [_cells(text) for text in texts if not _RULE.fullmatch(text)]
            page.grid(head, rows)
            continue
        for text in texts:
            _paint_line(kind, text, page)


def _paint_line(kind: str, text: str, page: Page) -> None:
    if kind == "heading":
        page.heading(text)
        page.blank()
    elif kind == "example":
        page.whole(f"    {text}" if text else "")
    elif kind == "blank":
        page.blank()
    else:
        item = _ITEM.fullmatch(text)
        first, words = item.groups() if item else ("", text)
        page.write(words, first)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip().strip("|"))]


def blocks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cut Markdown into headings, paragraphs and list items (each one line), lines of examples and tables, blanks."""
    gathered: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        kind = _kind(line, fenced=fenced)
        continues = kind == "words" and gathered and not _ITEM.fullmatch(line)
        if gathered and not continues:
            yield "words", _joined(gathered)
            gathered = []
        if kind == "fence":
            fenced = not fenced
        elif kind == "words":
            gathered.append(line)
        elif kind == "heading":
            yield kind, line.lstrip("# ")
        else:
            yield kind, line.removeprefix("    ") if kind == "example" and not fenced else line


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; the indent of a list item stays."""
    return " ".join([lines[0].rstrip(), *(line.strip() for line in lines[1:])])


def _kind(line: str, *, fenced: bool) -> str:
    if line.lstrip().startswith("```"):
        return "fence"
    if fenced or line.startswith("    "):
        return "example"
    if not line.strip():
        return "blank"
    if line.startswith("#"):
        return "heading"
    return "cells" if line.startswith("|") else "words"
