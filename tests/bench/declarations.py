"""What a customs table costs, against DuckDB that reads and sorts the same file.

    python -m tests.bench.declarations [--rows 1000000] [--place DIR]

The table is that of `tests.bench.customs`, kept in DIR. Ours is `supplychain feed add`, which reads it through a
mapping, tells the parties apart, counts every doubt, and writes relations sorted by either end and an index of names.
DuckDB has two threads and as much memory as it likes; it reads the cells as text and sorts the rows by both firms, into
a table of its own or into Parquet. Rounds are interleaved, and the file is read once before each run. Processor time
counts all processes, and is what to compare on a machine that does other work too. Memory is the peak of what no file
stands behind, children included. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import customs, dataset
from tests.bench.compile import Line
from tests.bench.process import Run, environment, run

RATIO, MEMORY = 3.0, 500.0
"""Bars: times DuckDB's seconds for reading and sorting, megabytes."""
LARGE = 10_000_000
"""Rows from which the bar for time counts: with fewer the index of names is most of the work; DuckDB makes none."""
BASELINE = """
import sys, duckdb
file, out, written = sys.argv[1:]
db = duckdb.connect(config={"threads": 2, "temp_directory": out})
rows = "SELECT * FROM read_csv(?, delim = ';', all_varchar = true) ORDER BY Consignor, Consignee, Date"
db.execute(f"COPY ({rows}) TO '{out}/sorted.parquet'" if written == "yes" else f"CREATE TABLE t AS {rows}", [file])
"""
WAYS = ("supplychain feed add", "DuckDB: read, sort", "DuckDB: read, sort, write Parquet")


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds of a run, and its peak of private memory in bytes."""

    wall: float
    processor: float
    memory: int


def measured(file: Path, rounds: int, place: Path | None) -> dict[str, list[Cost]]:
    """Read a table in each of `WAYS`, in interleaved rounds."""
    found: dict[str, list[Cost]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            found[way].append(_cost(way, file, place))
    return found


def _cost(way: str, file: Path, place: Path | None, *, watched: bool = False) -> Cost:
    """Read a table once. Who watches the memory takes time from it, so that is done in a run of its own."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        return _cost_in(Path(folder), way, file, watched=watched)


def _cost_in(folder: Path, way: str, file: Path, *, watched: bool) -> Cost:
    env = environment(folder / "cache", folder)
    (folder / "dataset.yml").write_text(dataset.HEAD, encoding="utf-8")
    (folder / "customs.map").write_text(customs.MAPPING, encoding="utf-8")
    _warm(file)
    before = _processor()
    if way == WAYS[0]:
        done = dataset.supplychain(
            *("feed", "add", "table", str(file), "--name", "customs", "--mapping", str(folder / "customs.map")),
            *("--records", str(folder)),
            env=env, watched=watched,
        )  # fmt: skip
    else:
        written = "yes" if way == WAYS[2] else "no"
        done = _whole(
            run([sys.executable, "-c", BASELINE, str(file), str(folder), written], env, watched=watched)
        )
    return Cost(done.seconds, _processor() - before, done.private)


def _warm(file: Path) -> None:
    """Read a file once, so that every way finds it in the page cache."""
    with file.open("rb") as stream:
        while stream.read(1 << 20):
            pass


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _whole(done: Run) -> Run:
    if done.code:
        raise dataset.CommandFailedError(done.errors)
    return done


def table(found: dict[str, list[Cost]], rows: int, memory: int) -> list[Line]:
    """Give the lines of the report; `memory` is the peak of ours in bytes."""
    ours, lines = found[WAYS[0]], [Line("rows of customs declarations", rows, "")]
    for way, costs in found.items():
        lines.append(Line(way, median(cost.wall for cost in costs), "s"))
        lines.append(Line("  processor time", median(cost.processor for cost in costs), "s"))
    for way in WAYS[1:]:
        pairs = list(zip(ours, found[way], strict=True))
        bar = RATIO if way == WAYS[1] and rows >= LARGE else None
        lines.append(Line(f"times {way}", median(own.wall / base.wall for own, base in pairs), "x", bar))
        lines.append(
            Line("  in processor time", median(own.processor / base.processor for own, base in pairs), "x")
        )
    return [*lines, Line("peak of private memory", memory / 1e6, "MB", MEMORY)]


def main() -> int:
    """Measure, print, and tell by the exit code whether every bar was kept."""
    parser = argparse.ArgumentParser(description="Measure what a customs table costs.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--place", type=Path, help="where the table is kept; on the disk that is to be measured"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = asked.place or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"customs-{asked.rows}.csv"
        if not file.exists():
            customs.write(file, asked.rows)
        found = measured(file, asked.rounds, asked.place)
        memory = _cost(WAYS[0], file, asked.place, watched=True).memory
        lines = table(found, asked.rows, memory)
    for line in lines:
        print(line)
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
