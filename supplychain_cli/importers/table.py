"""Any table (CSV, XLSX, Parquet, JSON lines) through a mapping; customs declarations above all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.rows import (
    DetailRow,
    IdentifierRow,
    ListingRow,
    NameRow,
    PartyRow,
    RelationRow,
    Row,
)
from supplychain_cli.importers.tables import cells, engine, faults, parties, relations, staging
from supplychain_cli.importers.tables.parties import Role
from supplychain_cli.importers.tables.staging import Staged
from supplychain_cli.light import NamedTuple
from supplychain_cli.model import mapping as mappings
from supplychain_cli.model.mapping import TableMapping

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS: dict[str, Any] = {
    "parties": PartyRow,
    "names": NameRow,
    "identifiers": IdentifierRow,
    "details": DetailRow,
    "listings": ListingRow,
    "relations": RelationRow,
}
"""The tables of a feed, with the types whose fields are their columns, in order. A mapping gives no listings."""
_FETCHED = 4096


class Trial(NamedTuple):
    """The first rows of a table as a mapping understands them."""

    headings: tuple[str, ...]
    unused: tuple[str, ...]
    """Headings that the mapping does not name."""
    rows: dict[str, list[Row]]
    """By table: parties, names, identifiers, details, listings, relations."""
    report: Report


def tables(
    files: Sequence[Path],
    mapping: TableMapping,
    connection: DuckDBPyConnection,
    report: Report,
    folder: Path,
    *,
    most: int = 0,
    strict: bool = True,
) -> dict[str, str]:
    """Read the files once, and give a SELECT for each of `KINDS`, with the columns of its type in order; and others.

    `links` is `relations` before its rows are joined with parties: `source` and `target` are mentions, and `sources`
    and `targets` have the key of each as `mention` and `key`. A link of which both ends are one party, or one is
    nobody, is no relation. `terms` is given where no two relations have one row: what `relations.terms` gives.

    The statements hold until the connection closes or `tables` is asked again. Empty texts are '', never NULL; rows
    come in no certain order. `connection` is one of `engine.connected`; `folder` takes copies of files that are not
    plain UTF-8, and must stay as long. Rows that do not count are in `report`. `most` reads only so many rows of each
    file; without `strict`, a column that does not fit is only counted.

    Raises DataFault: as `staging.staged` and `faults.count`, and D223 for a mapping that contradicts itself.
    Cost: about three times that of copying the files into the database; memory is bounded by the connection.
    """
    return _made(files, mapping, connection, report, folder=folder, most=most, strict=strict)[0]


def _made(
    files: Sequence[Path],
    mapping: TableMapping,
    connection: DuckDBPyConnection,
    report: Report,
    *,
    folder: Path,
    most: int,
    strict: bool,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the statements of `tables`, and the headings of the first file."""
    wrong = [*mappings.faults(mapping), *_unreadable(mapping)]
    if wrong:
        raise DataFault(
            "D223",
            f"The mapping {mapping.id} cannot be followed. {' '.join(wrong)}",
            help="Correct the mapping.",
        )
    staged = staging.staged(connection, files, mapping, report, folder=folder, most=most)
    known = parties.roles(mapping, staged)
    for role in known.values():
        parties.make_keys(connection, role)
    faults.count(faults.Tally(connection, files, report), mapping, staged, known, strict=strict)
    parties.make_tables(connection, tuple(known.values()), staged)
    made = {name: f"SELECT * FROM feed_{name}" for name in ("parties", "names", "identifiers", "details")}  # noqa: S608
    made["listings"] = _nothing(ListingRow)
    made["relations"] = _stated(mapping, staged, known, mentioned=False) or _nothing(RelationRow)
    if mapping.relations:
        made["sources"] = parties.mentions(known[relation.from_] for relation in mapping.relations)
        made["targets"] = parties.mentions(known[relation.to] for relation in mapping.relations)
        made["links"] = _stated(mapping, staged, known, mentioned=True)
    if len(mapping.relations) == len(files) == 1:
        made["terms"] = relations.terms(mapping.relations[0], mapping, staged)
    return made, staged.headings


def _stated(mapping: TableMapping, staged: Staged, known: Mapping[str, Role], *, mentioned: bool) -> str:
    return " UNION ALL ".join(
        relations.statement(relation, mapping, staged, known, mentioned=mentioned)
        for relation in mapping.relations
    )


def _unreadable(mapping: TableMapping) -> Iterator[str]:
    for form in mapping.date_format:
        if not cells.strptime(form):
            yield f"The date format `{form}` holds no year, or a letter that is none of YYYY, MM, DD, hh, mm, ss."


def _nothing(kind: type[ListingRow | RelationRow]) -> str:
    """Give a SELECT with the columns of a type and no rows."""
    columns = ", ".join(f"{'0' if name == 'row' else chr(39) * 2} AS {name}" for name in kind._fields)
    return f"SELECT {columns} WHERE false"


def read(files: Sequence[Path], report: Report, mapping: TableMapping) -> Iterator[Row]:
    """Give the rows of the files one by one, for those who do not want SQL. Errors and counts as `tables`."""
    with tempfile.TemporaryDirectory() as folder, engine.connected(Path(folder)) as connection:
        made = tables(files, mapping, connection, report, Path(folder))
        for name, kind in KINDS.items():
            cursor = connection.execute(made[name])
            while rows := cursor.fetchmany(_FETCHED):
                yield from map(kind._make, rows)


def first_rows(files: Sequence[Path], mapping: TableMapping, most: int) -> Trial:
    """Give the first rows of each file as the mapping understands them, with what it does not understand.

    A column that does not fit is no error here: the trial shows it. Raises DataFault as `tables` for all else.
    """
    report = Report()
    with tempfile.TemporaryDirectory() as folder, engine.connected(Path(folder)) as connection:
        made, headings = _made(
            files, mapping, connection, report, folder=Path(folder), most=most, strict=False
        )
        rows: dict[str, list[Row]] = {
            name: [kind._make(row) for row in connection.execute(made[name]).fetchall()]
            for name, kind in KINDS.items()
        }
    named = {" ".join(name.split()).casefold() for name in mappings.columns(mapping)}
    unused = tuple(name for name in headings if " ".join(name.split()).casefold() not in named)
    return Trial(headings, unused, rows, report)
