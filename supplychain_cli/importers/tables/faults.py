"""What the rows of a mapped table say that cannot be used: counted by reason, with the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.importers.report import SHOWN_ROWS, Report
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.tables.parties import Role, unknown_country
from supplychain_cli.importers.tables.relations import backwards, doubts
from supplychain_cli.importers.tables.staging import ROW_MASK, Staged
from supplychain_cli.model.mapping import MappedRelation, TableMapping

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HALF = 2


def count(
    connection: DuckDBPyConnection,
    files: Sequence[Path],
    mapping: TableMapping,
    staged: Staged,
    known: Mapping[str, Role],
    report: Report,
    *,
    strict: bool = True,
) -> None:
    """Count every fault of the rows that count into the report.

    Raises DataFault (D212), unless `strict` is off, when more than half of the cells of a column say something else than the
    mapping expects: then the mapping does not fit the table, and nothing read through it can be trusted.
    """
    for reading, faulty in doubts(mapping, staged):
        reason = f"`{reading.column}` is not {reading.wanted}: left empty."
        for number, bad, rows in _counted(connection, faulty):
            if strict:
                _refuse_misfit(
                    connection, files[number], number, reading.column, reading.cell, reading.wanted, bad, rows
                )
            report.counted(files[number].name, reason, bad, rows, whole=False)
    for reason, condition, whole in _conditions(mapping, staged, known):
        for number, bad, rows in _counted(connection, condition):
            report.counted(files[number].name, reason, bad, rows, whole=whole)
    _countries(connection, files, known, report)
    for relation in mapping.relations:
        _circles(connection, files, relation, known, report)


def _counted(connection: DuckDBPyConnection, condition: str) -> list[tuple[int, int, list[int]]]:
    found = connection.execute(
        f"SELECT s.file, count(*), min(s.row, {SHOWN_ROWS}) FROM staged s WHERE s.verdict = 0 AND {condition} "
        "GROUP BY s.file ORDER BY s.file"
    ).fetchall()
    return [(file, bad, list(rows)) for file, bad, rows in found]


def _refuse_misfit(
    connection: DuckDBPyConnection,
    file: Path,
    number: int,
    column: str,
    cell: str,
    wanted: str,
    bad: int,
    rows: Sequence[int],
) -> None:
    (told,) = connection.execute(
        f"SELECT count({cell}) FROM staged s WHERE s.verdict = 0 AND s.file = ?", [number]
    ).fetchone() or (0,)
    if bad * _HALF <= told:
        return
    (shown,) = connection.execute(
        f"SELECT {cell} FROM staged s WHERE s.file = ? AND s.row = ?", [number, rows[0]]
    ).fetchone() or ("",)
    why = (
        f"in {bad:,} of {told:,} rows `{column}` is not {wanted}; row {rows[0]} has `{str(shown)[:60]}`, "
        "so the mapping does not fit"
    )
    help_ = "Correct the column, `date_format` or `decimal` in the mapping, and look with `feed try`."
    raise fault("D212", file, why, help_, row=rows[0])


def _conditions(
    mapping: TableMapping, staged: Staged, known: Mapping[str, Role]
) -> Iterator[tuple[str, str, bool]]:
    nobody = " AND ".join(f"({role.missing})" for role in known.values())
    yield "The row names no party.", nobody, True
    for relation in mapping.relations:
        for end in dict.fromkeys((relation.from_, relation.to)):
            reason = f"The row names no {end}: its party is taken, the `{relation.kind}` relation is not."
            yield reason, f"({known[end].missing}) AND NOT ({nobody})", False
    for reason, condition in backwards(mapping, staged):
        yield reason, condition, False


def _countries(
    connection: DuckDBPyConnection, files: Sequence[Path], known: Mapping[str, Role], report: Report
) -> None:
    for role in known.values():
        if not unknown_country(role):
            continue
        for number, bad, rows, words in connection.execute(
            f"SELECT first >> 40, sum(rows)::BIGINT, min(first & {ROW_MASK}, {SHOWN_ROWS}), "
            f"list_slice(list_sort(list_distinct(list(country))), 1, 5) FROM {role.table} "
            "WHERE country <> '' AND code = '' AND key IS NOT NULL GROUP BY ALL ORDER BY ALL"
        ).fetchall():
            shown = ", ".join(f"`{word[:40]}`" for word in words)
            reason = (
                f"`{role.party.country}` is no country that is known ({shown}): left empty. "
                "Name it under `countries` in the mapping."
            )
            report.counted(files[number].name, reason, bad, rows, whole=False)


def _circles(
    connection: DuckDBPyConnection,
    files: Sequence[Path],
    relation: MappedRelation,
    known: Mapping[str, Role],
    report: Report,
) -> None:
    """Count rows whose two ends are one party. Most tables have no party in both roles, and cost nothing."""
    one, other = known[relation.from_], known[relation.to]
    (shared,) = connection.execute(
        f"SELECT EXISTS (SELECT key FROM {one.table} INTERSECT SELECT key FROM {other.table})"
    ).fetchone() or (False,)
    if not shared:
        return
    for number, bad, rows in connection.execute(
        f"SELECT s.file, count(*), min(s.row, {SHOWN_ROWS}) FROM staged s {one.join('f')} {other.join('t')} "
        "WHERE s.verdict = 0 AND f.key = t.key GROUP BY s.file ORDER BY s.file"
    ).fetchall():
        reason = f"{one.party.role.capitalize()} and {other.party.role} are the same party: no relation."
        report.counted(files[number].name, reason, bad, rows, whole=False)
