"""The relations that the staged rows state, and what in them cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from supplychain_cli.importers.tables import cells
from supplychain_cli.importers.tables.engine import text
from supplychain_cli.importers.tables.parties import Role
from supplychain_cli.importers.tables.staging import Staged
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.mapping import MappedRelation, TableMapping, constant


class Reading(NamedTuple):
    """One field of a relation: how the mapping calls its column, what the row says, and what that means."""

    column: str
    cell: str
    meaning: str
    wanted: str
    """What belongs into the cell, for the sentence about one that holds something else."""


def readings(relation: MappedRelation, mapping: TableMapping, staged: Staged) -> dict[str, Reading]:
    """Give the fields of a relation that are understood, not copied, as far as the mapping names them."""
    forms, decimal = mapping.date_format, mapping.decimal
    days = " or ".join((*forms, "YYYY-MM-DD"))
    figures = f"a figure with {decimal!r} before its decimals"
    found = {}
    for name, column, wanted in (
        ("first", relation.date, f"a day written {days}"),
        ("last", relation.until, f"a day written {days}"),
        ("goods", relation.goods, "an HS code of 2 to 14 digits"),
        ("quantity", relation.quantity, figures),
        ("value", relation.value, figures),
        ("currency", relation.currency, "a currency code of three letters"),
        ("share", relation.share, "a stake in percent"),
    ):
        if column:
            cell = staged.cell(column)
            meaning = _meaning(name, cell, relation, forms, decimal)
            found[name] = Reading(column, cell, meaning, wanted)
    return found


def _meaning(name: str, cell: str, relation: MappedRelation, forms: Sequence[str], decimal: str) -> str:
    match name:
        case "first" | "last":
            return cells.day(cell, forms, last=name == "last")
        case "goods":
            return cells.code(cell, relation.goods_digits)
        case "currency":
            return cells.currency(cell, relation.currencies)
        case "share":
            return cells.share(cell, decimal)
    return cells.figure(cell, decimal)


def statement(
    relation: MappedRelation,
    mapping: TableMapping,
    staged: Staged,
    known: Mapping[str, Role],
    *,
    numbered: bool,
) -> str:
    """Give the SELECT for one relation of every row, with the columns of `rows.RelationRow` in its order.

    `numbered` gives the numbers of `parties.make_numbers` as its ends, not their keys.
    """
    read = readings(relation, mapping, staged)
    last = _until(relation, mapping, read, staged)
    meant = {name: reading.meaning for name, reading in read.items()}
    unit = cells.word(staged.cell(relation.unit), relation.units) if relation.unit else "NULL::VARCHAR"
    one, other = known[relation.from_], known[relation.to]
    joins = (one.numbered, other.numbered) if numbered else (one, other)
    end = "at" if numbered else "key"
    fields = {
        "first": meant.get("first", "NULL"),
        "last": last,
        "goods": meant.get("goods", "NULL"),
        "text": staged.cell(relation.text),
        "share": meant.get("share", "NULL"),
        "votes": "NULL",
        "directness": text(relation.directness),
        "quantity": _amount(meant.get("quantity"), unit),
        "value": _amount(meant.get("value"), meant.get("currency", "NULL::VARCHAR")),
        "basis": "'stated'",
        "status": "'current'",
    }
    picked = ", ".join(f"coalesce({meaning}, '') AS {name}" for name, meaning in fields.items())
    return (
        f"SELECT {text(relation.kind)} AS kind, f.{end} AS source, t.{end} AS target, {picked}, s.row AS row, "
        f"coalesce({staged.cell(relation.reference)}, '') AS reference FROM staged s "
        f"{joins[0].join('f')} {joins[1].join('t')} WHERE s.verdict = 0 AND f.{end} <> t.{end}"
    )


def _until(
    relation: MappedRelation, mapping: TableMapping, read: Mapping[str, Reading], staged: Staged
) -> str:
    """Give the last day: of its own column, or what the first day's column may mean at most; none before the first."""
    if "last" not in read:
        column = staged.cell(relation.date)
        return cells.day(column, mapping.date_format, last=True) if relation.date else "NULL"
    last = read["last"].meaning
    first = read["first"].meaning if "first" in read else "NULL"
    return f"CASE WHEN {last} < coalesce({first}, '') THEN NULL ELSE {last} END"


def _amount(figure: str | None, unit: str) -> str:
    return f"{figure} || coalesce(' ' || {unit}, '')" if figure else "NULL"


def doubts(mapping: TableMapping, staged: Staged) -> Iterator[tuple[Reading, str]]:
    """Give each reading whose cells may be faulty, with the condition for a faulty one."""
    for relation in mapping.relations:
        for reading in readings(relation, mapping, staged).values():
            if constant(reading.column) is None:
                yield reading, f"{cells.told(reading.cell)} AND ({reading.meaning}) IS NULL"


def backwards(mapping: TableMapping, staged: Staged) -> Iterator[tuple[str, str]]:
    """Give the reason and the condition for rows whose period ends before it begins."""
    for relation in mapping.relations:
        read = readings(relation, mapping, staged)
        if {"first", "last"} <= set(read):
            reason = f"`{relation.until}` lies before `{relation.date}`: taken without a last day."
            yield reason, f"({read['last'].meaning}) < ({read['first'].meaning})"
