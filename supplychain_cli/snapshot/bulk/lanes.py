"""The lanes of a feed: for each class and direction where the edges of a node are, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import NEVER_PASSED
from supplychain_cli.snapshot.bulk import filling
from supplychain_cli.snapshot.format import EDGE_CLASSES
from supplychain_cli.snapshot.traits import CLOSED, INFERRED, KIND, KIND_NUMBER, RETRACTED
from supplychain_cli.snapshot.writing import SegmentWriter

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection

_KINDS = " ".join(f"WHEN '{kind}' THEN {place}" for kind, place in sorted(KIND_NUMBER.items()))
_TRAITS = (
    f"(grade + {INFERRED} * inferred + CASE status WHEN 'retracted' THEN {RETRACTED} ELSE 0 END"
    f" + {KIND} * (CASE kind {_KINDS} END))"
)
"""As `snapshot.traits.traits`, of an open other end."""


def write_lanes(connection: DuckDBPyConnection, writer: SegmentWriter, number: str) -> dict[str, int]:
    """Write the lanes of the table `edge`, whose edges stand in the order of `number`; give each class's first edge.

    Cost: a sort of the edges by their heads, which spills to disk, and a byte for each node.
    """
    closed = _closed(connection, writer.counts["node"])
    connection.execute(
        f"CREATE TABLE inward AS SELECT klass, head, tail, rowid::UINTEGER AS edge, {_TRAITS}::UTINYINT AS traits "
        f"FROM edge ORDER BY klass, head, {number}"
    )
    connection.execute(
        f"CREATE VIEW outward AS SELECT *, {_TRAITS}::UTINYINT AS traits, rowid AS place FROM edge"
    )
    connection.execute("CREATE VIEW inwards AS SELECT *, rowid AS place FROM inward")
    counted = dict(connection.execute("SELECT klass, count(*) FROM edge GROUP BY klass").fetchall())
    firsts, begin = {}, 0
    for code, klass in enumerate(EDGE_CLASSES):
        if count := counted.get(code, 0):
            firsts[klass] = begin
            for way, ends in (("out", ("tail", "head")), ("in", ("head", "tail"))):
                lane = _Lane(connection, "outward" if way == "out" else "inwards", begin, count)
                writer.numbers(f"{klass}.{way}.places", "u4", _places(lane.column(ends[0]), len(closed)))
                traits = _with_ends(lane.column("traits"), lane.column(ends[1]), closed)
                writer.numbers(f"{klass}.{way}.traits", "u1", traits)
            writer.numbers(f"{klass}.in.edges", "u4", lane.column("edge"))
            writer.numbers(f"{klass}.in.nodes", "u4", lane.column("tail"))
            begin += count
    connection.execute("DROP VIEW inwards; DROP VIEW outward; DROP TABLE inward")
    return firsts


class _Lane(NamedTuple):
    """The rows of one class in a view that counts them by `place`."""

    connection: DuckDBPyConnection
    view: str
    begin: int
    length: int

    def column(self, name: str) -> Iterable[np.ndarray[Any, Any]]:
        """Give a column, a stretch of rows at a time."""
        own = f"place >= {self.begin} AND place < {self.begin + self.length}"
        rows = f"(SELECT {name}, place - {self.begin} AS rowid FROM {self.view} WHERE {own}) AS part"
        return filling.fetched(self.connection, name, rows, self.length)


def _closed(connection: DuckDBPyConnection, nodes: int) -> np.ndarray[Any, Any]:
    """Give for each node whether it is of a kind that no chain passes."""
    import numpy as np

    kinds = ", ".join(f"'{kind}'" for kind in sorted(NEVER_PASSED))
    chunks = filling.fetched(connection, f"(kind IN ({kinds}))::UTINYINT", "node", nodes)
    return np.concatenate([np.zeros(0, dtype=np.uint8), *chunks])


def _with_ends(
    known: Iterable[np.ndarray[Any, Any]],
    ends: Iterable[np.ndarray[Any, Any]],
    closed: np.ndarray[Any, Any],
) -> Iterator[np.ndarray[Any, Any]]:
    for chunk, others in zip(known, ends, strict=True):
        yield chunk | closed[others] * CLOSED


def _places(ends: Iterable[np.ndarray[Any, Any]], nodes: int) -> Iterator[np.ndarray[Any, Any]]:
    """Give where the edges of each node begin, and at last where all end, from the nodes of edges that are sorted."""
    import numpy as np

    node, begin = 0, 0
    for chunk in ends:
        beyond = int(chunk[-1]) + 1
        for first in range(node, beyond, filling.STRETCH):
            some = np.arange(first, min(first + filling.STRETCH, beyond), dtype=chunk.dtype)
            yield (begin + np.searchsorted(chunk, some)).astype("<u4")
        node, begin = beyond, begin + len(chunk)
    for first in range(node, nodes + 1, filling.STRETCH):
        yield np.full(min(filling.STRETCH, nodes + 1 - first), begin, dtype="<u4")
