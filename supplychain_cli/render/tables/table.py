"""The shape that CSV and Markdown share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from supplychain_cli.queries.chains.answers import Listed

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Flat rows under named columns; None is unknown and prints as an empty cell.

    CSV prints every column; Markdown prints those in `brief`, or all when it is empty, with the sentences in `opening`
    above the rows and those in `remarks` below.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    brief: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()


def listed_text(listed: Iterable[Listed]) -> str:
    """Put the listings of a party into one cell, each once: `eu blocking; us-ofac blocking (candidate)`."""
    words = (
        f"{mark.authority} {mark.measure}{' (candidate)' * (mark.status == 'candidate')}" for mark in listed
    )
    return joined(dict.fromkeys(words))


def joined(parts: Iterable[object]) -> str:
    """Put several values into one cell."""
    return "; ".join(str(part) for part in parts)
