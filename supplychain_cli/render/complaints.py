"""A complaint as text, in the form of a good compiler: what, where, the person's own line, notes, help."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from supplychain_cli.diagnostics import Diagnostic, SupplyChainError
from supplychain_cli.render.clean import clean

_WIDE = frozenset({"W", "F"})


def complaint_text(item: Diagnostic) -> str:
    """Write one complaint over several lines, without colour and without a line break at the end."""
    lines = [f"{item.severity}[{item.code}]: {clean(item.message)}", f" --> {clean(str(item.location))}"]
    margin = " " * len(str(item.location.line or ""))
    if item.excerpt:
        column = item.mark or item.location.column or 1
        before = clean(item.excerpt[: column - 1])
        marked = clean(item.excerpt[column - 1 : column - 1 + item.span])
        lines += [
            f"{margin} |",
            f"{item.location.line} | {clean(item.excerpt)}",
            f"{margin} | {' ' * _cells(before)}{'^' * max(1, _cells(marked))}",
        ]
    return "\n".join(lines + [f"{margin} = {remark}" for remark in _remarks(item.notes, item.help)])


def complaints_text(items: Iterable[Diagnostic]) -> str:
    """Write several complaints with an empty line between them."""
    return "\n\n".join(complaint_text(item) for item in items)


def clean_line(item: Diagnostic) -> Diagnostic:
    """Clean a complaint's line and move its mark along, so that it can be cleaned again without going astray."""
    if not item.excerpt:
        return item
    column = item.mark or item.location.column or 1
    before, marked = (
        clean(item.excerpt[: column - 1]),
        clean(item.excerpt[column - 1 : column - 1 + item.span]),
    )
    return replace(item, excerpt=clean(item.excerpt), mark=len(before) + 1, span=max(1, len(marked)))


def fault_text(fault: SupplyChainError, shown: Iterable[Diagnostic] = ()) -> str:
    """Write a fault that ends a command, in the same form; what help the complaints above it gave is not repeated."""
    lines = [f"error[{fault.code}]: {clean(fault.message)}"]
    said = any(item.help == fault.help for item in shown)
    return "\n".join(
        lines + [f"  = {remark}" for remark in _remarks(fault.notes, "" if said else fault.help)]
    )


def _remarks(notes: tuple[str, ...], help_: str) -> list[str]:
    remarks = [f"note: {clean(note)}" for note in notes]
    return [*remarks, f"help: {clean(help_)}"] if help_ else remarks


def _cells(text: str) -> int:
    """Count terminal cells: an ideograph takes two, a combining mark none."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )
