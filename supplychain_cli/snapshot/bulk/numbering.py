"""The tables of a feed as a snapshot wants them: parties numbered by id, relations between numbers, all sorted.

Every statement reads the views that an importer gave and makes one table; the column names are those of
`snapshot.format.TABLES`. Sorting spills to disk, and joins take as many passes as they must.
"""

from __future__ import annotations

from collections.abc import Mapping

from supplychain_cli.snapshot.bulk.passes import Passes, Within

DAY = "coalesce(date_diff('day', DATE '0001-01-01', try_cast({0} AS DATE)) + 1, 0)::INTEGER AS {0}"
_FOREIGN = r"[\p{Cyrillic}\p{Han}\p{Arabic}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Greek}\p{Hebrew}\p{Thai}]"
_SHORTEST_NATIVE = 4


def nodes(steps: Passes, prefix: str, views: Mapping[str, str]) -> None:
    """Make `node`: each key once, its first row, sorted by id, with the name in its own script as `native`."""
    steps.make(
        "native",
        lambda within: (
            f"SELECT key, arg_min(name, (length(name), name)) AS native FROM ({views['names']}) "
            f"WHERE {within('key')} AND kind IN ('official', 'alias') AND length(name) >= {_SHORTEST_NATIVE} "
            f"AND regexp_matches(name, '{_FOREIGN}') GROUP BY key"
        ),
    )
    # Rows are sorted to find the first of each key, which spills to disk; to group by key holds all texts in memory.
    steps.connection.execute(
        "CREATE TABLE first AS SELECT key, name, kind, country, row::UINTEGER AS row FROM ("
        "SELECT *, row_number() OVER (PARTITION BY key ORDER BY row, name, kind, country) AS place "
        f"FROM ({views['parties']})) WHERE place = 1"
    )
    steps.make(
        "unsorted",
        lambda within: (
            "SELECT key, f.name AS name, coalesce(native, '') AS native, f.kind AS kind, "
            "coalesce(country, '') AS country, f.row AS row "
            f"FROM (FROM first WHERE {within('key')}) f LEFT JOIN (FROM native WHERE {within('key')}) USING (key)"
        ),
    )
    steps.connection.execute(
        "CREATE TABLE node AS SELECT (row_number() OVER (ORDER BY key) - 1)::UINTEGER AS node, ? || key AS id, * "
        "FROM unsorted ORDER BY key",
        [prefix],
    )
    steps.connection.execute("DROP TABLE first; DROP TABLE unsorted; DROP TABLE native")


def others(steps: Passes, views: Mapping[str, str]) -> None:
    """Make `listing`, `identifier`, `detail` and `flow`, sorted."""
    connection = steps.connection
    steps.make(
        "listed", lambda within: f"SELECT n.node AS node, r.* FROM {of_nodes(views['listings'], within)}"
    )
    connection.execute(
        f"CREATE TABLE listing AS SELECT node, authority, programme, measure, {DAY.format('first')}, "
        f"{DAY.format('last')}, entry, effect, row::UINTEGER AS row, 'current' AS status FROM listed l "
        "ORDER BY node, coalesce(try_cast(l.first AS DATE), DATE '9999-12-31'), "
        "l.row, authority, programme, entry, measure"
    )
    # Whoever bears the same identifier twice is in one bucket.
    steps.make(
        "borne",
        lambda within: (
            "SELECT DISTINCT upper(r.value) AS value, r.scheme AS scheme, n.node AS node "
            f"FROM {of_nodes(views['identifiers'], within)} WHERE r.value <> ''"
        ),
    )
    connection.execute("CREATE TABLE identifier AS FROM borne ORDER BY value, scheme, node")
    connection.execute(
        "CREATE TABLE bearer AS SELECT node, rowid::UINTEGER AS identifier FROM identifier ORDER BY node, rowid"
    )
    steps.make(
        "described",
        lambda within: f"SELECT n.node, r.label, r.text FROM {of_nodes(views['details'], within)}",
    )
    connection.execute("CREATE TABLE detail AS FROM described ORDER BY node, label, text")
    connection.execute("DROP TABLE listed; DROP TABLE borne; DROP TABLE described")
    connection.execute(
        "CREATE TABLE flow AS SELECT goods, reporter, partner, direction, "
        f"{DAY.format('first')}, {DAY.format('last')}, quantity, value, row::UINTEGER AS row "
        f"FROM ({views['flows']}) ORDER BY goods, reporter, partner, direction, first, row"
    )


def of_nodes(rows: str, within: Within, *, key: str = "key", ends: str = "node") -> str:
    """Give what stands after FROM to join those rows `r` of a SELECT whose `key` is within a bucket with nodes `n`.

    `ends` is the table that has the number `node` for each `key`.
    """
    return (
        f"(FROM ({rows}) WHERE {within(key)}) r JOIN (FROM {ends} WHERE {within('key')}) n ON n.key = r.{key}"
    )
