"""Counting over whole columns. Costs a pass over the columns named; long ones are counted with NumPy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from supplychain_cli.model.kinds import CLASS_OF
from supplychain_cli.snapshot.condition import Condition
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.segment import Table

if TYPE_CHECKING:
    import numpy as np

LONG = 20_000
"""Rows from which loading NumPy costs less than a loop."""
_DAYS = ("first", "last", "recorded", "retracted")
Value = str | int
_ALWAYS = Condition()


def tally(snapshot: Snapshot, table: str, *columns: str, where: Condition = _ALWAYS) -> list[tuple[Any, ...]]:
    """Count the rows of `node`, `edge` or `listing` by columns, in order of the values; the count is last in each row.

    Without columns it is one row that holds the count.
    """
    counts: Counter[tuple[Value, ...]] = Counter()
    for segment in snapshot.segments:
        counts.update(_counted(segment.table(table), table, columns, where))
    if not columns:
        return [(sum(counts.values()),)]
    return [(*values, count) for values, count in sorted(counts.items()) if count]


def tally_of_feeds(
    snapshot: Snapshot, table: str, *columns: str, where: Condition = _ALWAYS
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """As `tally`, of each feed by itself, with its name; a dataset without feeds gives nothing."""
    for segment in snapshot.segments:
        if segment.is_feed:
            counts = _counted(segment.table(table), table, columns, where)
            yield segment.name, [(*values, count) for values, count in sorted(counts.items()) if count]


def first_and_last(
    snapshot: Snapshot, table: str, where: Condition = _ALWAYS
) -> tuple[int | None, int | None, int]:
    """Give the earliest first day, the latest last day (or first, where no end is given), and how many have neither."""
    earliest, latest, undated = None, None, 0
    for segment in snapshot.segments:
        rows = segment.table(table)
        for first, last in _days(rows, table, where):
            undated += not first and not last
            if first:
                earliest = first if earliest is None else min(earliest, first)
            if last or first:
                latest = max(latest or 0, last or first)
    return earliest, latest, undated


def first_written(snapshot: Snapshot) -> int | None:
    """Day on which the first relation was written down; None where one has no such day."""
    days = []
    for segment in snapshot.segments:
        if segment.edges:
            column = segment.edge("recorded")
            days.append(column[0] if _is_constant(column) else int(min(column.part(0, segment.edges))))
    return min(days) if days and all(days) else None


def carried(snapshot: Snapshot, where: Condition) -> Counter[int]:
    """Count the relations about each good of the records, by the good's number."""
    segment = snapshot.records_segment
    table, edges = segment.table("carries"), segment.table("edge")
    return Counter(
        table["good"][at]
        for at in range(len(table))
        if where.always or holds(edges, "edge", table["edge"][at], where)
    )


def holds(rows: Table, table: str, at: int, where: Condition) -> bool:
    """Whether one row meets a condition."""
    if table == "node":
        return bool(where.holds(0, 0, rows["recorded"][at], 0, 0, 0))
    flow = table == "edge" and CLASS_OF[rows["kind"][at]] == "flow"
    withdrawn = rows["status"][at] == "retracted"
    return bool(_held(where, [rows[day][at] for day in _DAYS], int(withdrawn), int(flow)))


def _held(where: Condition, days: Sequence[Any], withdrawn: Any, flow: Any) -> Any:  # noqa: ANN401 - numbers or arrays
    first, last, recorded, retracted = days
    return where.holds(first, last, recorded, retracted, withdrawn, flow)


def mask(rows: Table, table: str, where: Condition) -> np.ndarray[Any, Any]:
    """Give for each row whether it meets a condition."""
    import numpy as np

    if table == "node":
        found = where.holds(0, 0, rows["recorded"].array(), 0, 0, 0)
    else:
        flow: Any = 0
        if table == "edge":
            kinds = rows["kind"]
            flows = np.array([CLASS_OF[term] == "flow" for term in kinds.terms], dtype=np.int8)
            flow = flows[kinds.codes.array()]
        status = rows["status"]
        withdrawn = np.array([term == "retracted" for term in status.terms], dtype=np.int8)[
            status.codes.array()
        ]
        found = _held(where, [rows[day].array() for day in _DAYS], withdrawn, flow)
    return np.broadcast_to(np.asarray(found, dtype=bool), (len(rows),))


def _counted(
    rows: Table, table: str, columns: tuple[str, ...], where: Condition
) -> Counter[tuple[Value, ...]]:
    if len(rows) < LONG:
        every = (at for at in range(len(rows)) if where.always or holds(rows, table, at, where))
        return Counter(tuple(rows[column][at] for column in columns) for at in every)
    import numpy as np

    keep = mask(rows, table, where)
    key, sizes, words = np.zeros(len(rows), dtype=np.int64), [], []
    for column in columns:
        held = rows[column]
        terms = getattr(held, "terms", None)
        codes = held.array() if terms is None else held.codes.array()
        words.append(terms or tuple(range(int(codes.max()) + 1)))
        sizes.append(len(words[-1]))
        key = key * sizes[-1] + codes
    counts = np.bincount(key[keep], minlength=1)
    found: Counter[tuple[Value, ...]] = Counter()
    for code in np.flatnonzero(counts).tolist():
        values, rest = [], code
        for size, word in zip(reversed(sizes), reversed(words), strict=True):
            rest, at = divmod(rest, size)
            values.append(word[at])
        found[tuple(reversed(values))] = int(counts[code])
    return found


def _days(rows: Table, table: str, where: Condition) -> Iterator[tuple[int, int]]:
    if len(rows) < LONG:
        every = (at for at in range(len(rows)) if holds(rows, table, at, where))
        yield from ((rows["first"][at], rows["last"][at]) for at in every)
        return
    keep = mask(rows, table, where)
    first, last = rows["first"].array()[keep], rows["last"].array()[keep]
    undated = int(((first == 0) & (last == 0)).sum())
    yield from ((0, 0) for _ in range(undated))
    if (first > 0).any():
        yield int(first[first > 0].min()), int(max(last.max(), first.max()))
    elif (last > 0).any():
        yield 0, int(last.max())


def _is_constant(column: Any) -> bool:  # noqa: ANN401 - any column
    return not hasattr(column, "part")
