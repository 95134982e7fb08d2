"""What the rows of a mapped table say that cannot be used: counted by reason, with the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from supplychain_cli.importers.report import SHOWN_ROWS, Report
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.tables.parties import Role, unknown_country
from supplychain_cli.importers.tables.readings import Reading
from supplychain_cli.importers.tables.relations import backwards, doubts
from supplychain_cli.importers.tables.staging import ROW_MASK, Staged
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.mapping import MappedRelation, TableMapping

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HALF = 2


class Tally(NamedTuple):
    """Where rows are counted: in which database, of which files, into which report."""

    connection: DuckDBPyConnection
    files: Sequence[Path]
    report: Report

    def tell(self, reason: str, condition: str, joins: str = "", *, whole: bool = False) -> None:
        """Count the rows that meet a condition, file by file."""
        for number, bad, rows in self.found(condition, joins):
            self.report.counted(self.files[number].name, reason, bad, rows, whole=whole)

    def found(self, condition: str, joins: str = "") -> list[tuple[int, int, list[int]]]:
        """Give file, count and first rows of the rows that meet a condition."""
        return self.connection.execute(
            f"SELECT s.file, count(*), min(s.row, {SHOWN_ROWS}) FROM staged s {joins} "
            f"WHERE s.verdict = 0 AND {condition} GROUP BY s.file ORDER BY s.file"
        ).fetchall()

    def exists(self, statement: str) -> bool:
        """Say whether a statement gives a row."""
        return self.connection.execute(statement).fetchone() is not None


def count(
    tally: Tally, mapping: TableMapping, staged: Staged, known: Mapping[str, Role], *, strict: bool = True
) -> None:
    """Count every fault of the rows that count into the report.

    Raises DataFault (D222), unless `strict` is off, when more than half of the cells of a column say something else
    than the mapping expects: then the mapping does not fit the table, and nothing read through it can be trusted.
    """
    for reading, faulty in doubts(mapping, staged):
        found = tally.found(faulty)
        for number, bad, rows in found if strict else ():
            _refuse_misfit(tally, staged, reading, (number, bad, rows[0]))
        for number, bad, rows in found:
            reason = f"`{reading.column}` is not {reading.wanted}: left empty."
            tally.report.counted(tally.files[number].name, reason, bad, rows, whole=False)
    for reason, condition in backwards(mapping, staged):
        tally.tell(reason, condition)
    for reason, condition, whole in _nobody(tally, mapping, known):
        joins = " ".join(role.join(f"k{at}") for at, role in enumerate(known.values()))
        tally.tell(reason, condition, joins, whole=whole)
    for role in known.values():
        if unknown_country(role):
            _count_countries(tally, role)
    for relation in mapping.relations:
        _count_circles(tally, relation, known)


def _refuse_misfit(tally: Tally, staged: Staged, reading: Reading, faulty: tuple[int, int, int]) -> None:
    """Raise DataFault where the cells that are faulty, of a file, so many, from a row on, are more than the others."""
    number, bad, row = faulty
    (good,) = tally.connection.execute(
        f"SELECT count({staged.meaning(reading)}) FROM staged s WHERE s.verdict = 0 AND s.file = ?", [number]
    ).fetchone() or (0,)
    told = good + bad
    if bad * _HALF <= told:
        return
    (shown,) = tally.connection.execute(
        f"SELECT {staged.misread(reading)} FROM staged s WHERE s.file = ? AND s.row = ?", [number, row]
    ).fetchone() or ("",)
    why = (
        f"in {bad:,} of {told:,} rows `{reading.column}` is not {reading.wanted}; row {row} has `{str(shown)[:60]}`, "
        "so the mapping does not fit"
    )
    help_ = "Correct the column, `date_format` or `decimal` in the mapping, and look with `feed try`."
    raise fault("D222", tally.files[number], why, help_, row=row)


def _nobody(
    tally: Tally, mapping: TableMapping, known: Mapping[str, Role]
) -> Iterator[tuple[str, str, bool]]:
    """Give reason and condition for rows that name no party at all, and for rows of which one end is missing.

    Rows are looked at only where a role's keys show that there are such.
    """
    empty = {
        role: tally.exists(f"SELECT 1 FROM {there.table} WHERE key IS NULL LIMIT 1")
        for role, there in known.items()
    }
    absent = {role: f"k{at}.key IS NULL" for at, role in enumerate(known)}
    nobody = " AND ".join(absent.values())
    if all(empty.values()):
        yield "The row names no party.", nobody, True
    for relation in mapping.relations:
        for end in (relation.from_, relation.to):
            if empty[end]:
                reason = f"The row names no {end}: what else it names is taken, the `{relation.kind}` relation is not."
                yield reason, f"{absent[end]} AND NOT ({nobody})", False


def _count_countries(tally: Tally, role: Role) -> None:
    """Count cells with a country that nobody knows; for the first rows, one row for each word."""
    for number, bad, rows, words in tally.connection.execute(
        f"SELECT first >> 40, sum(rows)::BIGINT, min(first & {ROW_MASK}, {SHOWN_ROWS}), "
        f"list_slice(list_sort(list_distinct(list(raw_country))), 1, 5) FROM {role.table} "
        "WHERE raw_country <> '' AND code = '' AND key IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall():
        shown = ", ".join(f"`{word[:40]}`" for word in words)
        reason = (
            f"`{role.party.country}` is no country that is known ({shown}): left empty. "
            "Name it under `countries` in the mapping."
        )
        tally.report.counted(tally.files[number].name, reason, bad, rows, whole=False)


def _count_circles(tally: Tally, relation: MappedRelation, known: Mapping[str, Role]) -> None:
    """Count rows whose two ends are one party. Most tables have no party in both roles, and cost nothing."""
    one, other = known[relation.from_], known[relation.to]
    shared = (
        f"SELECT key FROM {one.table} WHERE key IS NOT NULL INTERSECT SELECT key FROM {other.table} LIMIT 1"
    )
    if tally.exists(shared):
        reason = f"{one.party.role.capitalize()} and {other.party.role} are the same party: no relation."
        tally.tell(reason, "f.key = t.key", f"{one.join('f')} {other.join('t')}")
