"""The fields of relations whose cells are understood, not copied: which they are, and what is expected in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from supplychain_cli.importers.tables import cells
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.mapping import MappedRelation, TableMapping, columns, constant


class Reading(NamedTuple):
    """One field of a relation: how the mapping calls its column, and how its cells are understood."""

    column: str
    meaning: Callable[[str], str]
    """Gives what a cell means as SQL over the cleaned cell."""
    wanted: str
    """What belongs into the cell, for the sentence about one that holds something else; empty where another reading of
    the same column says so."""

    @property
    def key(self) -> tuple[str, str]:
        """Tell readings apart: those with equal keys give the same."""
        return (self.column, self.meaning("x"))


def readings(relation: MappedRelation, mapping: TableMapping) -> dict[str, Reading]:
    """Give the fields of a relation that are understood, as far as the mapping names them, by their names in its row.

    The last day without a column of its own is the last one that the column of the first day may mean.
    """
    forms, decimal = mapping.date_format, mapping.decimal
    days = " or ".join((*forms, "YYYY-MM-DD"))
    figures = f"a figure with {decimal!r} before its decimals"
    first = partial(cells.day, formats=forms, last=False)
    last = partial(cells.day, formats=forms, last=True)
    figure = partial(cells.figure, decimal=decimal)
    code = partial(cells.code, digits=relation.goods_digits)
    currency = partial(cells.currency, words=relation.currencies)
    share = partial(cells.share, decimal=decimal)
    found = {
        "first": Reading(relation.date, first, f"a day written {days}"),
        "last": Reading(relation.until, last, f"a day written {days}")
        if relation.until
        else Reading(relation.date, last, ""),
        "goods": Reading(relation.goods, code, "an HS code of 2 to 14 digits"),
        "quantity": Reading(relation.quantity, figure, figures),
        "value": Reading(relation.value, figure, figures),
        "currency": Reading(relation.currency, currency, "a currency code of three letters"),
        "share": Reading(relation.share, share, "a stake in percent"),
    }
    return {name: reading for name, reading in found.items() if reading.column}


def understood(mapping: TableMapping) -> tuple[Reading, ...]:
    """Give every reading of a column once, in the order in which the mapping names them."""
    found: dict[tuple[str, str], Reading] = {}
    for reading in _of_columns(mapping):
        known = found.setdefault(reading.key, reading)
        if reading.wanted and not known.wanted:
            found[reading.key] = reading
    return tuple(found.values())


def _of_columns(mapping: TableMapping) -> Iterator[Reading]:
    for relation in mapping.relations:
        for reading in readings(relation, mapping).values():
            if constant(reading.column) is None:
                yield reading


def copied(mapping: TableMapping) -> tuple[str, ...]:
    """Give the headings whose cells are taken as they are, whatever else they are used for."""
    nothing = dict.fromkeys(("date", "until", "goods", "quantity", "value", "currency", "share"), "")
    bare = tuple(replace(relation, **nothing) for relation in mapping.relations)  # type: ignore[arg-type]  # all are texts
    return columns(replace(mapping, rows=(), relations=bare))
