"""Write a seeded made-up world: `python -m tests.bench.worlds --relations 1000000 --out DIR`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.bench.worlds.write import write


def main() -> int:
    """Write the tables and say how many rows each has."""
    parser = argparse.ArgumentParser(description="Write a seeded made-up world as tables.")
    parser.add_argument("--relations", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--super", type=int, default=0, metavar="N", help="give x-super so many neighbours")
    parser.add_argument("--csv", action="store_true", help="write CSV instead of Parquet")
    asked = parser.parse_args()
    begun = time.perf_counter()

    def told(table: str, rows: int) -> None:
        print(f"{time.perf_counter() - begun:8.1f} s  {table}: {rows:,} rows", file=sys.stderr)

    rows = write(
        asked.out, asked.relations, seed=asked.seed, neighbours=asked.super, csv=asked.csv, told=told
    )
    for table, count in rows.items():
        print(f"{table:12}{count:>14,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
