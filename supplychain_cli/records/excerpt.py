"""The person's own line beside a complaint, with what to underline in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.records.characters import LINE_BREAK

WIDTH = 200
"""Longest excerpt in characters; a longer line is cut around the place."""
_BEFORE = 60
_CUT = "…"
_CLIP = 80


def clipped(text: str) -> str:
    """Cut a text that goes into a sentence of ours: a megabyte of it explains nothing."""
    return text if len(text) <= _CLIP else text[: _CLIP - 1] + _CUT


def quoted(diagnostics: Iterable[Diagnostic], text_of: Callable[[str], str | None]) -> list[Diagnostic]:
    """Fill in excerpt, span and mark of each complaint that has a line; `text_of` gives a file's text."""
    lines: dict[str, list[str]] = {}
    filled = []
    for item in diagnostics:
        place = item.location
        if place.line and not item.excerpt:
            if place.file not in lines:
                lines[place.file] = LINE_BREAK.split(text_of(place.file) or "")
            if place.line <= len(lines[place.file]):
                filled.append(_with_line(item, lines[place.file][place.line - 1]))
                continue
        filled.append(item)
    return filled


def _with_line(item: Diagnostic, line: str) -> Diagnostic:
    column = max(item.location.column, 1)
    line = line.removeprefix("\ufeff") if item.location.line == 1 else line
    span = max(item.span, word_width(line, column))
    if len(line) <= WIDTH:
        return replace(item, excerpt=line.rstrip(), span=span, mark=column)
    start = max(0, column - 1 - _BEFORE)
    part = line[start : start + WIDTH]
    head, tail = (_CUT if start else ""), (_CUT if start + WIDTH < len(line) else "")
    mark = column - start + len(head)
    return replace(
        item, excerpt=head + part + tail, span=min(span, len(head + part) - mark + 1 or 1), mark=mark
    )


def word_width(line: str, column: int) -> int:
    """Count the columns of the value at `column`: to its closing quote, or to what ends a plain value."""
    rest = line[column - 1 :]
    if not rest:
        return 1
    if rest[0] in "\"'":
        end = rest.find(rest[0], 1)
        return end + 1 if end > 0 else len(rest.rstrip())
    if rest[0] in "[{":
        end = rest.rfind("]" if rest[0] == "[" else "}")
        return end + 1 if end > 0 and rest.count(rest[0]) == 1 else 1
    ends = [at for stop in (": ", " #", ", ", "]", "}") if (at := rest.find(stop)) > 0]
    plain = rest[: min(ends)] if ends else rest
    return max(1, len(plain.rstrip().removesuffix(":").removesuffix(",")))
