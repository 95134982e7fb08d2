"""What compiling costs, against DuckDB that reads, sorts and writes the same columns.

    python -m tests.bench.compile --world DIR [--files 10000]

DuckDB has two threads and 4 GB; it reads the tables, numbers the parties, writes the relations twice, sorted by either
end, and the other tables once, sorted by party. A snapshot has columns for finding names, too: DuckDB then writes which
names have which run of three letters, of four letters and which word, sorted, and the names in their order; of names
in small letters, for it cannot fold them. Ours is `supplychain compile` with an empty cache, allowed as much memory.
Its ratio to both is held to the bar, and that to the tables alone is shown beside it. Memory is the peak of what no
file stands behind. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import dataset
from tests.bench.pages import files_of
from tests.bench.process import environment, run

BEGIN = """
import sys, duckdb
world, form, out = sys.argv[1:]
db = duckdb.connect()
db.execute("SET threads = 2; SET memory_limit = '4GB'; SET temp_directory = '" + out + "/spill'")
db.execute("SET preserve_insertion_order = false")
"""
OF_TABLES = """
db.execute(f"CREATE TEMP TABLE party AS SELECT key, CAST(row_number() OVER (ORDER BY key) AS INTEGER) AS number "
           f"FROM '{world}/parties.{form}'")
db.execute(f"COPY (SELECT a.number AS tail, b.number AS head, kind, TRY_CAST(first AS DATE) AS first, "
           f"TRY_CAST(last AS DATE) AS last, goods, text, share, votes, directness, quantity, value, basis, status, "
           f"r.row FROM '{world}/relations.{form}' r JOIN party a ON a.key = source JOIN party b ON b.key = target) "
           f"TO '{out}/numbered.parquet'")
db.execute(f"COPY (FROM '{out}/numbered.parquet' ORDER BY tail, head) TO '{out}/by_tail.parquet'")
db.execute(f"COPY (SELECT head, tail, kind, first, last, goods, share, basis, status, row "
           f"FROM '{out}/numbered.parquet' ORDER BY head, tail) TO '{out}/by_head.parquet'")
for table in ("parties", "names", "identifiers", "listings"):
    db.execute(f"COPY (FROM '{world}/{table}.{form}' ORDER BY key) TO '{out}/{table}.parquet'")
"""
OF_NAMES = """
db.execute(f"CREATE TEMP TABLE named AS SELECT CAST(row_number() OVER (ORDER BY key, name) AS INTEGER) AS number, "
           f"lower(name) AS name FROM (SELECT key, name FROM '{world}/parties.{form}' UNION ALL "
           f"SELECT key, name FROM '{world}/names.{form}')")
for size in (3, 4):
    pieces = f"unnest(list_transform(range(1, greatest(length(name) + {4 - size}, 1)), lambda place: " \\
             f"substr(' ' || name || ' ', place, {size})))"
    db.execute(f"COPY (SELECT DISTINCT {pieces} AS piece, number FROM named ORDER BY piece, number) "
               f"TO '{out}/pieces{size}.parquet'")
db.execute(f"COPY (SELECT DISTINCT unnest(string_split(name, ' ')) AS word, number FROM named ORDER BY word, number) "
           f"TO '{out}/words.parquet'")
db.execute(f"COPY (SELECT hash(name) AS key, number FROM named ORDER BY key, number) TO '{out}/keys.parquet'")
db.execute(f"COPY (SELECT number FROM named ORDER BY name, number) TO '{out}/order.parquet'")
db.execute(f"COPY (FROM named ORDER BY number) TO '{out}/named.parquet'")
"""
OF_RELATIONS = ("edge.", "flow.", "hierarchy.", "goods.", "weak.")
"""How the names of files begin that hold the columns of relations."""
RATIO, MEMORY, BYTES, NOTICE, EDIT = 3.0, 4e9, 48.0, 0.05, 0.5
"""Bars: times DuckDB's seconds, bytes of memory, bytes for each relation, seconds to see that nothing changed, seconds
to compile after one file of many changed."""
FEW = 10
"""Record files of the dataset beside which noticing that nothing changed among many is measured."""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    figure: float
    unit: str
    bar: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the bar is kept."""
        return self.bar is None or self.figure <= self.bar

    def __str__(self) -> str:
        """Write the line."""
        bar = "" if self.bar is None else f"   bar {self.bar:g}{'' if self.kept else '  over the bar'}"
        return f"{self.what:56}{self.figure:12.3g} {self.unit:6}{bar}"


def whole(world: Path, folder: Path, rounds: int) -> list[Line]:
    """Compile a world from nothing and with nothing to do, beside DuckDB, in interleaved rounds."""
    form = "parquet" if (world / "relations.parquet").exists() else "csv"
    env = environment(folder / "cache", folder) | {"SUPPLYCHAIN_MEMORY": f"{MEMORY:.0f}"}
    place = dataset.of_world(folder / "dataset", world, env)
    relations = _rows(world, form)
    ours, tables, names, memory, again = [], [], [], 0, []
    for _ in range(rounds):
        tables.append(_of_duckdb(OF_TABLES, world, form, folder, env))
        names.append(_of_duckdb(OF_NAMES, world, form, folder, env))
        _remove(folder / "cache")
        compiled = dataset.supplychain("compile", "--records", str(place), env=env, watched=True)
        ours.append(compiled.seconds)
        memory = max(memory, compiled.private)
        again += [dataset.supplychain("compile", "--records", str(place), env=env).seconds for _ in range(5)]
    # A file that has two names in the cache lies on the disk once.
    stats = {file.stat().st_ino: (file.name, file.stat().st_size) for file in files_of(folder / "cache")}
    edges = sum(size for name, size in stats.values() if name.startswith(OF_RELATIONS))
    whole_cache = sum(size for _, size in stats.values())
    ratio = median(own / (table + name) for own, table, name in zip(ours, tables, names, strict=True))
    ratio_to_tables = median(own / table for own, table in zip(ours, tables, strict=True))
    return [
        Line(f"relations, from {form}", relations, ""),
        Line("DuckDB: read, sort, write the tables", median(tables), "s"),
        Line("  and the columns for finding names", median(names), "s"),
        Line("supplychain compile", median(ours), "s"),
        Line("ratio", ratio, "x", RATIO),
        Line("  to the tables alone", ratio_to_tables, "x"),
        Line("peak of private memory", memory / 1e9, "GB", MEMORY / 1e9),
        Line("bytes on disk for each relation, both directions", edges / relations, "B", BYTES),
        Line("  with parties, names and their index", whole_cache / relations, "B"),
        Line("nothing changed, whole process", median(again), "s"),
        Line("  beyond --version", median(again) - _start(env), "s", NOTICE),
    ]


def _of_duckdb(script: str, world: Path, form: str, folder: Path, env: dict[str, str]) -> float:
    """Give the seconds that DuckDB takes for a part of the work; what it wrote is removed."""
    out = folder / "duckdb"
    out.mkdir(exist_ok=True)
    done = run([sys.executable, "-c", BEGIN + script, str(world), form, str(out)], env, watched=True)
    if done.code:
        raise dataset.CommandFailedError(done.errors)
    _remove(out)
    return done.seconds


def edited(folder: Path, files: int, rounds: int) -> list[Line]:
    """Compile a dataset of many files, change one, and compile again; to notice nothing is compared with few files."""
    env = environment(folder / "cache", folder)
    place = dataset.of_files(folder / "files", files)
    small = str(dataset.of_files(folder / "few", FEW))
    first = dataset.supplychain("compile", "--records", str(place), env=env).seconds
    dataset.supplychain("compile", "--records", small, env=env)
    changed, same, few = [], [], []
    for turn in range(rounds):
        dataset.write_firm(place, files // 2, files, page=turn + 2)
        changed.append(dataset.supplychain("compile", "--records", str(place), env=env).seconds)
        same.append(dataset.supplychain("compile", "--records", str(place), env=env).seconds)
        few.append(dataset.supplychain("compile", "--records", small, env=env).seconds)
    return [
        Line(f"{files:,} record files, first compile", first, "s"),
        Line("after one of them changed, whole process", median(changed), "s", EDIT),
        Line("nothing changed, whole process", median(same), "s"),
        Line(f"  beyond the same with {FEW} files", median(same) - median(few), "s", NOTICE),
    ]


def _start(env: dict[str, str]) -> float:
    return median(dataset.supplychain("--version", env=env).seconds for _ in range(7))


def _rows(world: Path, form: str) -> int:
    import duckdb

    found = duckdb.execute(f"SELECT count(*) FROM '{world}/relations.{form}'").fetchone()  # noqa: S608 - our own
    return int(found[0]) if found else 0


def _remove(folder: Path) -> None:
    for file in files_of(folder):
        file.unlink()


def main() -> int:
    """Measure, print, and tell by the exit code whether every bar was kept."""
    parser = argparse.ArgumentParser(description="Measure what compiling costs.")
    parser.add_argument("--world", type=Path, help="folder of a made-up world's tables")
    parser.add_argument("--files", type=int, default=0, help="also measure a dataset of so many record files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scratch", type=Path, help="where to write; on the disk that is to be measured")
    asked = parser.parse_args()
    parts: list[Callable[[Path], list[Line]]] = []
    if asked.world:
        parts.append(lambda folder: whole(asked.world, folder, asked.rounds))
    if asked.files:
        parts.append(lambda folder: edited(folder, asked.files, max(asked.rounds, 5)))
    kept = True
    for part in parts:
        with tempfile.TemporaryDirectory(dir=asked.scratch) as folder:
            for line in part(Path(folder)):
                print(line)
                kept = kept and line.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
