"""The tables of a feed as a snapshot wants them: parties numbered by id, relations between numbers, all sorted.

Every statement reads the views that an importer gave and makes one table; the column names are those of
`snapshot.format.TABLES`. Sorting and joining spill to disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from supplychain_cli.model.entity import HS, HS_COMMON
from supplychain_cli.model.kinds import CLASS_OF, TURNED
from supplychain_cli.snapshot.bulk import filling
from supplychain_cli.snapshot.format import EDGE_CLASSES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DAY = "coalesce(date_diff('day', DATE '0001-01-01', try_cast({0} AS DATE)) + 1, 0)::INTEGER AS {0}"
_FOREIGN = r"[\p{Cyrillic}\p{Han}\p{Arabic}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Greek}\p{Hebrew}\p{Thai}]"
_SHORTEST_NATIVE = 4


def _stake(column: str) -> str:
    """Give a stake as interval text (`model.stake`), from how a row of a feed writes it."""
    low, high = f"split_part({column}, '-', 1)", f"split_part({column}, '-', 2)"
    return (
        f"CASE WHEN NOT regexp_matches({column}, '[<>-]') THEN {column} ELSE "
        f"CASE WHEN {low} LIKE '>%' THEN '(' ELSE '[' END || ltrim({low}, '>') || ',' || "
        f"coalesce(nullif(ltrim({high}, '<'), ''), '100') || CASE WHEN {high} LIKE '<%' THEN ')' ELSE ']' END END"
    )


def nodes(connection: DuckDBPyConnection, prefix: str, views: Mapping[str, str]) -> None:
    """Make `node`: each key once, its first row, sorted by id; and `native`, the name in its own script."""
    connection.execute(
        f"CREATE TABLE native AS SELECT key, arg_min(name, (length(name), name)) AS native FROM ({views['names']}) "
        f"WHERE kind IN ('official', 'alias') AND length(name) >= {_SHORTEST_NATIVE} "
        f"AND regexp_matches(name, '{_FOREIGN}') GROUP BY key"
    )
    connection.execute(
        "CREATE TABLE unsorted AS SELECT key, arg_min(name, row) AS name, arg_min(kind, row) AS kind, "
        f"arg_min(country, row) AS country, min(row)::UINTEGER AS row FROM ({views['parties']}) GROUP BY key"
    )
    connection.execute(
        "CREATE TABLE node AS SELECT (row_number() OVER (ORDER BY key) - 1)::UINTEGER AS node, "
        "? || key AS id, u.key AS key, u.name AS name, coalesce(native, '') AS native, u.kind AS kind, "
        "coalesce(country, '') AS country, u.row AS row FROM unsorted u LEFT JOIN native USING (key) ORDER BY key",
        [prefix],
    )
    connection.execute("DROP TABLE unsorted; DROP TABLE native")


def edges(connection: DuckDBPyConnection, grade: int, views: Mapping[str, str]) -> int:
    """Make `numbered`: relations between numbers, unsorted. Gives how many name a party that the feed does not have.

    Where `views` has `ends` and `links`, those are read in place of `relations`, which takes half as long.
    `grade` is that of a current claim of this feed; a disputed one is at best possible, a candidate doubtful.
    """
    connection.execute("SET preserve_insertion_order = false")
    missing = 0
    if "links" in views:
        connection.execute(
            f"CREATE TABLE ending AS SELECT e.at AS at, n.node AS node FROM ({views['ends']}) e JOIN node n USING (key)"
        )
        joined = f"({views['links']}) r JOIN ending a ON a.at = r.source JOIN ending b ON b.at = r.target"
        connection.execute(_numbered(joined, "a.node", grade))
        connection.execute("DROP TABLE ending")
    else:
        missing = _edges_between_keys(connection, grade, views["relations"])
    connection.execute("SET preserve_insertion_order = true")
    return missing


def _edges_between_keys(connection: DuckDBPyConnection, grade: int, relations: str) -> int:
    """Make `numbered` one join after the other: what is held at a time is the parties once, with their keys."""
    connection.execute(f"CREATE TABLE relation AS {relations}")
    (stated,) = connection.execute("SELECT count(*) FROM relation").fetchone() or (0,)
    connection.execute(
        "CREATE TABLE half AS SELECT r.* EXCLUDE (source), a.node AS source "
        "FROM relation r JOIN node a ON a.key = r.source"
    )
    connection.execute("DROP TABLE relation")
    connection.execute(_numbered("half r JOIN node b ON b.key = r.target", "r.source", grade))
    connection.execute("DROP TABLE half")
    (found,) = connection.execute("SELECT count(*) FROM numbered").fetchone() or (0,)
    return int(stated) - int(found)


def _numbered(joined: str, source: str, grade: int) -> str:
    """Give the statement that makes `numbered` of relations `r`, the number of their source, and the node `b`."""
    turned = "r.kind IN (" + ", ".join(f"'{kind}'" for kind in sorted(TURNED)) + ")"
    classes = " ".join(
        f"WHEN '{kind}' THEN {EDGE_CLASSES.index(klass)}" for kind, klass in sorted(CLASS_OF.items())
    )
    return f"""
        CREATE TABLE numbered AS SELECT
            (CASE r.kind {classes} END)::UTINYINT AS klass,
            CASE WHEN {turned} THEN b.node ELSE {source} END AS tail,
            CASE WHEN {turned} THEN {source} ELSE b.node END AS head,
            r.kind AS kind,
            (CASE r.status WHEN 'candidate' THEN 3 WHEN 'disputed' THEN greatest({grade}, 2) ELSE {grade} END)
                ::UTINYINT AS grade,
            (r.basis = 'inferred' OR r.status = 'candidate')::UTINYINT AS inferred,
            r.status AS status, {_DAY.format("first")}, {_DAY.format("last")},
            CASE WHEN r.goods = '' THEN '' ELSE '{HS}' || left(r.goods, {HS_COMMON}) END AS goods,
            {_stake("r.share")} AS share, {_stake("r.votes")} AS votes,
            coalesce(nullif(r.directness, ''), 'direct') AS directness,
            r.text AS text, r.quantity AS quantity, r.value AS value, r.reference AS reference, r.row::UINTEGER AS row
        FROM {joined}
        """


def sort_edges(connection: DuckDBPyConnection, *, keep_numbers: bool) -> None:
    """Make `edge` of `with_number`: sorted by class, tail and number. Texts that recur are sorted as codes.

    Numbers that are those of the rows need not be kept.
    """
    texts = (
        "kind",
        "status",
        "goods",
        "share",
        "votes",
        "directness",
        "text",
        "quantity",
        "value",
        "reference",
    )
    recurring = [name for name in texts if filling.terms(connection, "numbered", name) <= filling.MOST_TERMS]
    for name in recurring:
        filling.code(connection, "numbered", name, f"{name}_term")
    coded = ", ".join(f'"{name}"::{name}_term AS "{name}"' for name in recurring)
    columns = "*" if keep_numbers else "* EXCLUDE (number)"
    connection.execute(
        f"CREATE TABLE edge AS SELECT {columns} REPLACE ({coded}) FROM with_number ORDER BY klass, tail, number"
    )
    connection.execute("DROP TABLE numbered")


def others(connection: DuckDBPyConnection, views: Mapping[str, str]) -> None:
    """Make `listing`, `identifier`, `detail` and `flow`, sorted."""
    connection.execute(
        f"CREATE TABLE listing AS SELECT n.node AS node, authority, programme, measure, {_DAY.format('first')}, "
        f"{_DAY.format('last')}, entry, effect, l.row::UINTEGER AS row, 'current' AS status "
        f"FROM ({views['listings']}) l JOIN node n USING (key) "
        "ORDER BY 1, coalesce(try_cast(l.first AS DATE), DATE '9999-12-31'), l.row, authority, programme"
    )
    connection.execute(
        "CREATE TABLE identifier AS SELECT DISTINCT upper(i.value) AS value, i.scheme AS scheme, n.node AS node "
        f"FROM ({views['identifiers']}) i JOIN node n USING (key) WHERE i.value <> '' ORDER BY 1, 2, 3"
    )
    connection.execute(
        "CREATE TABLE bearer AS SELECT node, rowid::UINTEGER AS identifier FROM identifier ORDER BY node, rowid"
    )
    connection.execute(
        "CREATE TABLE detail AS SELECT n.node AS node, d.label AS label, d.text AS text "
        f"FROM ({views['details']}) d JOIN node n USING (key) ORDER BY n.node, d.label, d.text"
    )
    connection.execute(
        "CREATE TABLE flow AS SELECT goods, reporter, partner, direction, "
        f"{_DAY.format('first')}, {_DAY.format('last')}, quantity, value, row::UINTEGER AS row "
        f"FROM ({views['flows']}) ORDER BY goods, reporter, partner, direction, first, row"
    )
