"""The tables of a feed as a snapshot wants them: parties numbered by id, relations between numbers, all sorted.

Every statement reads the views that an importer gave and makes one table; the column names are those of
`snapshot.format.TABLES`. Sorting and joining spill to disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = "coalesce(date_diff('day', DATE '0001-01-01', try_cast({0} AS DATE)) + 1, 0)::INTEGER AS {0}"
_FOREIGN = r"[\p{Cyrillic}\p{Han}\p{Arabic}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Greek}\p{Hebrew}\p{Thai}]"
_SHORTEST_NATIVE = 4


def nodes(connection: DuckDBPyConnection, prefix: str, views: Mapping[str, str]) -> None:
    """Make `node`: each key once, its first row, sorted by id; and `native`, the name in its own script."""
    connection.execute(
        f"CREATE TABLE native AS SELECT key, arg_min(name, (length(name), name)) AS native FROM ({views['names']}) "
        f"WHERE kind IN ('official', 'alias') AND length(name) >= {_SHORTEST_NATIVE} "
        f"AND regexp_matches(name, '{_FOREIGN}') GROUP BY key"
    )
    # Rows are sorted to find the first of each key, which spills to disk; to group by key holds all texts in memory.
    connection.execute(
        "CREATE TABLE unsorted AS SELECT key, name, kind, country, row::UINTEGER AS row FROM ("
        "SELECT *, row_number() OVER (PARTITION BY key ORDER BY row, name, kind, country) AS place "
        f"FROM ({views['parties']})) WHERE place = 1"
    )
    connection.execute(
        "CREATE TABLE node AS SELECT (row_number() OVER (ORDER BY key) - 1)::UINTEGER AS node, "
        "? || key AS id, u.key AS key, u.name AS name, coalesce(native, '') AS native, u.kind AS kind, "
        "coalesce(country, '') AS country, u.row AS row FROM unsorted u LEFT JOIN native USING (key) ORDER BY key",
        [prefix],
    )
    connection.execute("DROP TABLE unsorted; DROP TABLE native")


def others(connection: DuckDBPyConnection, views: Mapping[str, str]) -> None:
    """Make `listing`, `identifier`, `detail` and `flow`, sorted."""
    connection.execute(
        f"CREATE TABLE listing AS SELECT n.node AS node, authority, programme, measure, {DAY.format('first')}, "
        f"{DAY.format('last')}, entry, effect, l.row::UINTEGER AS row, 'current' AS status "
        f"FROM ({views['listings']}) l JOIN node n USING (key) "
        "ORDER BY 1, coalesce(try_cast(l.first AS DATE), DATE '9999-12-31'), "
        "l.row, authority, programme, entry, measure"
    )
    # One step after the other: the parties are not held while identifiers are told apart.
    connection.execute(
        "CREATE TABLE borne AS SELECT upper(i.value) AS value, i.scheme AS scheme, n.node AS node "
        f"FROM ({views['identifiers']}) i JOIN node n USING (key) WHERE i.value <> ''"
    )
    connection.execute("CREATE TABLE identifier AS SELECT DISTINCT * FROM borne ORDER BY value, scheme, node")
    connection.execute("DROP TABLE borne")
    connection.execute(
        "CREATE TABLE bearer AS SELECT node, rowid::UINTEGER AS identifier FROM identifier ORDER BY node, rowid"
    )
    connection.execute(
        "CREATE TABLE detail AS SELECT n.node AS node, d.label AS label, d.text AS text "
        f"FROM ({views['details']}) d JOIN node n USING (key) ORDER BY n.node, d.label, d.text"
    )
    connection.execute(
        "CREATE TABLE flow AS SELECT goods, reporter, partner, direction, "
        f"{DAY.format('first')}, {DAY.format('last')}, quantity, value, row::UINTEGER AS row "
        f"FROM ({views['flows']}) ORDER BY goods, reporter, partner, direction, first, row"
    )
