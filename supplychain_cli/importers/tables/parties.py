"""The parties that the staged rows name: each once, with its names, numbers and details."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from supplychain_cli.importers import countries
from supplychain_cli.importers.tables import cells
from supplychain_cli.importers.tables.engine import text
from supplychain_cli.importers.tables.staging import ROW_MASK, Staged
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.entity import MAX_NAME
from supplychain_cli.model.mapping import MappedParty, TableMapping, constant

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Role(NamedTuple):
    """One role: its table of keys, and the columns by which a staged row `s` finds its key there.

    The table has `key` (NULL for nobody), `name`, `country`, `number`, `code`, `fold`, `first` and `rows`; and the
    three columns as they stand in the rows, so that joining costs no work on texts.
    """

    party: MappedParty
    table: str
    name: str
    country: str
    number: str

    @property
    def scheme(self) -> str:
        """Scheme of the number that identifies the party; empty without one."""
        return next(iter(self.party.identifiers), "")

    @property
    def cells(self) -> dict[str, str]:
        """The cells of a staged row `s` by which it finds its key, by the columns of the table that have them."""
        cells = {"raw_country": self.country, "raw_number": self.number, "raw_name": self.name}
        return {raw: f"coalesce({cell}, '')" for raw, cell in cells.items() if cell.startswith("s.")}

    def join(self, alias: str) -> str:
        """Join a staged row `s` with its key."""
        on = [f"{alias}.{raw} = {cell}" for raw, cell in self.cells.items()]
        return f"JOIN {self.table} {alias} ON {' AND '.join(on) or 'true'}"

    def mention(self, cells: Collection[str]) -> str:
        """Give one text of `cells`, by their values or by their names in the table: no others make the same text."""
        *first, last = cells or ("''",)
        counted = (f"strlen({cell}) || ':' || {cell} || ':'" for cell in first)
        return " || ".join((text(f"{self.table}:"), *counted, last))


def roles(mapping: TableMapping, staged: Staged) -> dict[str, Role]:
    """Give every role of the mapping by its name."""
    return {
        party.role: Role(
            party,
            f"keys_{at}",
            staged.cell(party.name),
            staged.cell(party.country),
            staged.cell(next(iter(party.identifiers.values()), "")),
        )
        for at, party in enumerate(mapping.parties)
    }


def make_keys(connection: DuckDBPyConnection, role: Role) -> None:
    """Make the table of keys of a role: every combination of name, country and number that comes up, and its key."""
    connection.execute(
        f"CREATE OR REPLACE TABLE combinations AS SELECT coalesce({role.name}, '') AS raw_name, "
        f"coalesce({role.country}, '') AS raw_country, coalesce({role.number}, '') AS raw_number, "
        "min(s.spot) AS first, count(*) AS rows FROM staged s WHERE verdict = 0 GROUP BY ALL"
    )
    _make_codes(connection, role.party)
    connection.execute(
        f"CREATE OR REPLACE TABLE {role.table} AS SELECT *, CASE "
        f"WHEN number <> '' THEN {text(role.scheme + ':')} || number "
        f"WHEN name <> '' THEN 'name:' || replace(fold, ' ', '-') || "
        "coalesce(':' || coalesce(nullif(code, ''), nullif(lower(raw_country), '')), '') END AS key "
        f"FROM (SELECT *, {cells.folded('name')} AS fold FROM ("
        rf"SELECT c.*, CASE WHEN regexp_matches(raw_name, '[\p{{L}}\p{{N}}]') THEN left(raw_name, {MAX_NAME}) "
        f"ELSE '' END AS name, coalesce({cells.squeezed('raw_number')}, '') AS number, coalesce(w.code, '') AS code "
        "FROM combinations c LEFT JOIN words w ON w.word = c.raw_country))"
    )
    connection.execute("DROP TABLE combinations")


def _make_codes(connection: DuckDBPyConnection, party: MappedParty) -> None:
    """Make the table of the words for countries that come up, each with its two letters or none."""
    own = {countries.folded(word): code for word, code in party.countries.items()}
    found = connection.execute(
        "SELECT DISTINCT raw_country FROM combinations WHERE raw_country <> ''"
    ).fetchall()
    rows = [(word, own.get(countries.folded(word)) or countries.alpha2(word)) for (word,) in found]
    connection.execute("CREATE OR REPLACE TABLE words (word VARCHAR, code VARCHAR)")
    if rows:
        words, codes = zip(*rows, strict=True)
        connection.execute(
            "INSERT INTO words SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [words, codes]
        )


def make_tables(connection: DuckDBPyConnection, known: Sequence[Role], staged: Staged) -> None:
    """Make the tables `feed_parties`, `feed_names`, `feed_identifiers` and `feed_details`, as in `importers.rows`."""
    _make_parties(connection, known)
    _make_names(connection, known, staged)
    _make_identifiers(connection, known, staged)
    details = [
        f"SELECT k.key, {text(label)} AS label, {staged.cell(column)} AS text, min(s.spot) AS first "
        f"FROM staged s {role.join('k')} WHERE s.verdict = 0 AND k.key IS NOT NULL "
        f"AND {staged.cell(column)} IS NOT NULL GROUP BY ALL"
        for role in known
        for label, column in role.party.details.items()
    ]
    _make(connection, "feed_details", "key, label, text", details)


def mentions(known: Iterable[Role]) -> str:
    """Give a SELECT of `mention` and `key`: every `Role.mention` of some roles that comes up, and who is meant."""
    return " UNION ALL ".join(
        f"SELECT {role.mention(role.cells)} AS mention, key FROM {role.table} WHERE key IS NOT NULL"
        for role in {role.table: role for role in known}.values()
    )


def _make_parties(connection: DuckDBPyConnection, known: Sequence[Role]) -> None:
    every = " UNION ALL ".join(
        f"SELECT key, {text(role.party.kind)} AS kind, name, code, number, first, "
        f"{text(next(iter(role.party.identifiers), '').upper())} AS scheme FROM {role.table} WHERE key IS NOT NULL"
        for role in known
    )
    connection.execute(
        "CREATE OR REPLACE TABLE feed_parties AS SELECT key, arg_min(kind, first) AS kind, "
        "coalesce(arg_min(name, first) FILTER (name <> ''), arg_min(scheme || ' ' || number, first)) AS name, "
        "coalesce(arg_min(code, first) FILTER (code <> ''), '') AS country, "
        f"min(first) & {ROW_MASK} AS row FROM ({every}) GROUP BY key ORDER BY min(first), key"
    )


def _make_names(connection: DuckDBPyConnection, known: Sequence[Role], staged: Staged) -> None:
    spellings = [
        f"SELECT key, arg_min(name, first) AS name, 'alias' AS kind, {text(role.party.lang)} AS lang, "
        f"min(first) AS first FROM {role.table} WHERE key IS NOT NULL AND name <> '' AND number <> '' "
        "GROUP BY key, fold"
        for role in known
    ]
    others = [
        f"SELECT k.key, left({staged.cell(column)}, {MAX_NAME}) AS name, 'alias' AS kind, '' AS lang, "
        f"min(s.spot) AS first FROM staged s {role.join('k')} WHERE s.verdict = 0 AND k.key IS NOT NULL "
        f"AND {staged.cell(column)} IS NOT NULL GROUP BY ALL"
        for role in known
        for column in role.party.other_names
    ]
    connection.execute(
        "CREATE OR REPLACE TABLE feed_names AS SELECT n.key, n.name, any_value(n.kind) AS kind, "
        "arg_min(n.lang, n.first) AS lang "
        f"FROM ({' UNION ALL '.join(spellings + others)}) n JOIN feed_parties p ON p.key = n.key AND "
        f"{cells.folded('p.name')} <> {cells.folded('n.name')} GROUP BY n.key, n.name "
        "ORDER BY min(n.first), n.key, n.name"
    )


def _make_identifiers(connection: DuckDBPyConnection, known: Sequence[Role], staged: Staged) -> None:
    parts = []
    for role in known:
        for at, (scheme, column) in enumerate(role.party.identifiers.items()):
            if at == 0:
                parts.append(
                    f"SELECT key, {text(scheme)} AS scheme, number AS value, min(first) AS first FROM {role.table} "
                    "WHERE number <> '' GROUP BY ALL"
                )
                continue
            value = cells.squeezed(staged.cell(column))
            parts.append(
                f"SELECT k.key, {text(scheme)} AS scheme, {value} AS value, min(s.spot) AS first FROM staged s "
                f"{role.join('k')} WHERE s.verdict = 0 AND k.key IS NOT NULL AND {value} IS NOT NULL GROUP BY ALL"
            )
    _make(connection, "feed_identifiers", "key, scheme, value", parts)


def _make(connection: DuckDBPyConnection, table: str, names: str, parts: Sequence[str]) -> None:
    every = " UNION ALL ".join(parts)
    if not every:
        every = f"SELECT {', '.join(f'NULL::VARCHAR AS {name}' for name in names.split(', '))}, 0 AS first WHERE false"
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {names} FROM ({every}) "
        f"GROUP BY {names} ORDER BY min(first), {names}"
    )


def unknown_country(role: Role) -> bool:
    """Say whether a role's country comes from a column, so that a word in it may be unknown."""
    return bool(role.party.country) and constant(role.party.country) is None
