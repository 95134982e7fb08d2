"""The relations of a feed as a snapshot wants them: between numbers of parties, sorted, texts that recur as codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from supplychain_cli.model.entity import HS, HS_COMMON
from supplychain_cli.model.kinds import CLASS_OF, TURNED
from supplychain_cli.snapshot.bulk import filling
from supplychain_cli.snapshot.bulk.numbering import DAY, of_nodes
from supplychain_cli.snapshot.bulk.passes import Passes
from supplychain_cli.snapshot.format import EDGE_CLASSES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TEXTS = (
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
"""The columns of a relation that hold texts."""
_DIFFER = " WHERE {0} <> n.node"
"""That a link is a relation: its ends are not one party."""
_DROP_MEANT = "DROP TABLE sources; DROP TABLE targets"


def _stake(column: str) -> str:
    """Give a stake as interval text (`model.stake`), from how a row of a feed writes it."""
    low, high = f"split_part({column}, '-', 1)", f"split_part({column}, '-', 2)"
    return (
        f"CASE WHEN NOT regexp_matches({column}, '[<>-]') THEN {column} ELSE "
        f"CASE WHEN {low} LIKE '>%' THEN '(' ELSE '[' END || ltrim({low}, '>') || ',' || "
        f"coalesce(nullif(ltrim({high}, '<'), ''), '100') || CASE WHEN {high} LIKE '<%' THEN ')' ELSE ']' END END"
    )


def make(steps: Passes, grade: int, views: Mapping[str, str]) -> int:
    """Make `numbered`: relations between numbers, unsorted. Gives how many name a party that the feed does not have.

    Where `views` has `links`, those are read in place of `relations`: to read these would join them twice.
    `grade` is that of a current claim of this feed; a disputed one is at best possible, a candidate doubtful.
    """
    if "links" in views:
        _make_meant(steps, views)
        _join(steps, grade, views["links"], ends=("sources", "targets"), met=_DIFFER.format("r.source"))
        steps.connection.execute(_DROP_MEANT)
        # Who is mentioned is a party of the feed; a link that is left out is no relation.
        return 0
    _join(steps, grade, views["relations"], ends=("node", "node"), met="")
    stated = filling.count_of(steps.connection, f"({views['relations']})")
    return stated - filling.count_of(steps.connection, "numbered")


def _join(steps: Passes, grade: int, relations: str, *, ends: tuple[str, str], met: str) -> None:
    """Make `numbered`: one join after the other, so that what is held at a time is the parties of a pass once."""
    sources, targets = ends
    steps.make(
        "half",
        lambda within: (
            "SELECT r.* EXCLUDE (source), n.node AS source "
            f"FROM {of_nodes(relations, within, key='source', ends=sources)}"
        ),
    )
    steps.make(
        "numbered",
        lambda within: _numbered(
            of_nodes("FROM half", within, key="target", ends=targets) + met, "r.source", grade
        ),
    )
    steps.connection.execute("DROP TABLE half")


def _make_meant(steps: Passes, views: Mapping[str, str]) -> None:
    """Make `sources` and `targets`, which have the number `node` of whom each mention `key` of that end means."""
    _make_ends(steps, "sources", views["sources"])
    _make_ends(steps, "targets", views["targets"])


def _make_ends(steps: Passes, table: str, mentions: str) -> None:
    steps.make(
        table,
        lambda within: f"SELECT r.mention AS key, n.node AS node FROM {of_nodes(mentions, within)}",
    )


def _numbered(joined: str, source: str, grade: int) -> str:
    """Give the SELECT that makes `numbered` of relations `r`, the number of their source, and their targets `n`."""
    turned = "r.kind IN (" + ", ".join(f"'{kind}'" for kind in sorted(TURNED)) + ")"
    classes = " ".join(
        f"WHEN '{kind}' THEN {EDGE_CLASSES.index(klass)}" for kind, klass in sorted(CLASS_OF.items())
    )
    said = ", ".join(f"{_said(name, f'r.{name}')} AS {name}" for name in TEXTS)
    return f"""
        SELECT
            (CASE r.kind {classes} END)::UTINYINT AS klass,
            CASE WHEN {turned} THEN n.node ELSE {source} END AS tail,
            CASE WHEN {turned} THEN {source} ELSE n.node END AS head,
            (CASE r.status WHEN 'candidate' THEN 3 WHEN 'disputed' THEN greatest({grade}, 2) ELSE {grade} END)
                ::UTINYINT AS grade,
            (r.basis = 'inferred' OR r.status = 'candidate')::UTINYINT AS inferred,
            {DAY.format("first")}, {DAY.format("last")}, {said}, r.row::UINTEGER AS row
        FROM {joined}
        """


def _said(name: str, text: str) -> str:
    """Give how a snapshot writes a text of a relation, from how a row of a feed writes it."""
    match name:
        case "goods":
            return f"CASE WHEN {text} = '' THEN '' ELSE '{HS}' || left({text}, {HS_COMMON}) END"
        case "share" | "votes":
            return _stake(text)
        case "directness":
            return f"coalesce(nullif({text}, ''), 'direct')"
    return text


def sort_links(steps: Passes, grade: int, views: Mapping[str, str]) -> None:
    """Make `edge` of `links` in one go and one pass, sorted by class, tail and row, where `views` has their `terms`.

    What lies between, read from and written to the disk, would take longer than the sort.
    """
    connection = steps.connection
    _make_meant(steps, views)
    coded = []
    for name in TEXTS:
        rows = (
            f"(SELECT {_said(name, 'term')} AS {name} FROM ({views['terms']}) WHERE name = '{name}') AS told"
        )
        if filling.code(connection, rows, name, f"{name}_term", most=filling.MOST_TERMS):
            coded.append(name)
    linked = f"({views['links']}) r JOIN sources a ON a.key = r.source JOIN targets n ON n.key = r.target"
    connection.execute(
        f"CREATE TABLE edge AS SELECT * REPLACE ({_as_codes(coded)}) "
        f"FROM ({_numbered(linked + _DIFFER.format('a.node'), 'a.node', grade)}) ORDER BY klass, tail, row"
    )
    connection.execute(_DROP_MEANT)


def _as_codes(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"::{name}_term AS "{name}"' for name in names)


def sort(connection: DuckDBPyConnection, *, keep_numbers: bool) -> None:
    """Make `edge` of `with_number`: sorted by class, tail and number. Texts that recur are sorted as codes.

    Numbers that are those of the rows need not be kept.
    """
    most = filling.MOST_TERMS
    recurring = [
        name
        for name in TEXTS
        if filling.code(connection, "numbered", name, f"{name}_term", most=most) is not None
    ]
    columns = "*" if keep_numbers else "* EXCLUDE (number)"
    connection.execute(
        f"CREATE TABLE edge AS SELECT {columns} REPLACE ({_as_codes(recurring)}) FROM with_number "
        "ORDER BY klass, tail, number"
    )
    connection.execute("DROP TABLE numbered")
