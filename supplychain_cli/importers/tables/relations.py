"""The relations that the staged rows state, and what in them cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from supplychain_cli.importers.rows import RelationRow
from supplychain_cli.importers.tables import cells
from supplychain_cli.importers.tables.engine import text
from supplychain_cli.importers.tables.parties import Role
from supplychain_cli.importers.tables.readings import Reading, readings
from supplychain_cli.importers.tables.staging import Staged
from supplychain_cli.model.mapping import MappedRelation, TableMapping, constant


def statement(
    relation: MappedRelation,
    mapping: TableMapping,
    staged: Staged,
    known: Mapping[str, Role],
    *,
    mentioned: bool,
) -> str:
    """Give the SELECT for one relation of every row, with the columns of `rows.RelationRow` in its order.

    With `mentioned` its ends are not keys but what the row says of them (`Role.mention`), whoever is meant; and days
    are DATE, or NULL.
    """
    read = readings(relation, mapping)
    meant = {name: staged.meaning(reading) for name, reading in read.items()}
    unit = cells.word(staged.cell(relation.unit), relation.units) if relation.unit else "NULL::VARCHAR"
    one, other = known[relation.from_], known[relation.to]
    if mentioned:
        ends = {"source": one.mention(one.cells.values()), "target": other.mention(other.cells.values())}
        joins, differ = "", "true"
    else:
        ends = {"source": "f.key", "target": "t.key"}
        joins, differ = f"{one.join('f')} {other.join('t')}", "f.key <> t.key"
    first, last = _period(relation, meant)
    said = {
        "first": first if mentioned else f"CAST({first} AS VARCHAR)",
        "last": last if mentioned else f"CAST({last} AS VARCHAR)",
        "goods": meant.get("goods", "NULL"),
        "text": staged.cell(relation.text),
        "share": meant.get("share", "NULL"),
        "quantity": _amount(meant.get("quantity"), unit),
        "value": _amount(meant.get("value"), meant.get("currency", "NULL::VARCHAR")),
        "reference": staged.cell(relation.reference),
    }
    fields = _alike(relation) | ends | {"row": "s.row"}
    for name, meaning in said.items():
        fields[name] = meaning if mentioned and name in _DAYS else f"coalesce({meaning}, '')"
    picked = ", ".join(f"{fields[name]} AS {name}" for name in RelationRow._fields)
    return f"SELECT {picked} FROM staged s {joins} WHERE s.verdict = 0 AND {differ}"


def terms(relation: MappedRelation, mapping: TableMapping, staged: Staged) -> str:
    """Give a SELECT of `name` and `term`: what stands in those columns of `statement` whose texts recur in most tables.

    A text may come any number of times, and one may come of which there is no relation.
    """
    read = readings(relation, mapping)
    found = {"text": staged.cell(relation.text)}
    found |= {name: staged.meaning(read[name]) if name in read else "''" for name in ("goods", "share")}
    return " UNION ALL ".join(
        (
            *(f"SELECT {text(name)} AS name, {term} AS term" for name, term in _alike(relation).items()),
            *(
                f"SELECT {text(name)}, coalesce({cell}, '') FROM staged s WHERE s.verdict = 0"
                for name, cell in found.items()
            ),
        )
    )


def _alike(relation: MappedRelation) -> dict[str, str]:
    """Give the columns that are the same in every row."""
    return {
        "kind": text(relation.kind),
        "votes": "''",
        "directness": text(relation.directness),
        "basis": "'stated'",
        "status": "'current'",
    }


_DAYS = ("first", "last")


def _period(relation: MappedRelation, meant: Mapping[str, str]) -> tuple[str, str]:
    """Give the first day and the last one, which is none where it lies before the first."""
    first, last = (meant.get(name, "NULL::DATE") for name in _DAYS)
    return first, f"CASE WHEN {last} < {first} THEN NULL ELSE {last} END" if relation.until else last


def _amount(figure: str | None, unit: str) -> str:
    return f"{figure} || coalesce(' ' || {unit}, '')" if figure else "NULL"


def doubts(mapping: TableMapping, staged: Staged) -> Iterator[tuple[Reading, str]]:
    """Give each reading whose cells may be faulty, with the condition for a faulty one."""
    for relation in mapping.relations:
        for reading in readings(relation, mapping).values():
            if reading.wanted and constant(reading.column) is None:
                yield reading, cells.told(staged.misread(reading))


def backwards(mapping: TableMapping, staged: Staged) -> Iterator[tuple[str, str]]:
    """Give the reason and the condition for rows whose period ends before it begins."""
    for relation in mapping.relations:
        read = readings(relation, mapping)
        if relation.until and "first" in read:
            reason = f"`{relation.until}` lies before `{relation.date}`: taken without a last day."
            yield reason, f"{staged.meaning(read['last'])} < {staged.meaning(read['first'])}"
