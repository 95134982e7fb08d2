"""What `ownership` costs: time against the size of the closure, and against the size of the graph around it.

A seeded generator writes the tables of a snapshot directly: parties that supply each other at random and own each other
in small trees, and among them targets whose closures have 10, 100, 1,000 and 10,000 owners. Whole processes are timed;
in every round each question is asked of each graph, and the best round counts, so that a busy machine misleads least.
The whole records of relations are written only for the targets, to spare the disk: no question reads those of others.
Run as `python -m tests.bench.ownership --relations 10000000`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

from supplychain_cli.snapshot import store
from supplychain_cli.snapshot.manifest import Manifest
from supplychain_cli.workspace.freshness import digest_of
from tests import columns
from tests.columns import Edge

ROOT = Path(__file__).resolve().parents[2]
CLOSURES = (10, 100, 1_000, 10_000)
GROUP = 50
"""Parties in one tree of owners of the surroundings."""
HEAD = "format: supplychain/1\nname: bench\nversion: 1\nlicence: CC0-1.0\n"
FLAT = 1.3
"""How much slower the largest graph may be than the smallest, for the same closure."""


def write(folder: Path, cache: Path, relations: int, seed: int = 1) -> int:
    """Write a dataset folder and its compiled snapshot with so many relations; give the bytes of the snapshot."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yml").write_text(HEAD, encoding="utf-8")
    digest = digest_of(folder)
    os.environ["SUPPLYCHAIN_CACHE"] = str(cache)
    targets = list(_targets())
    parties = max(relations // 2, GROUP)
    above = [_owns(relations + n, parties + o, parties + a, s) for n, (o, a, s) in enumerate(targets)]
    rule = {"id": "half", "name": "Half", "authority": "us-ofac", "measures": ["blocking"], "threshold": "50",
            "operator": ">=", "aggregate": "yes", "control": False, "period": "2014/.."}  # fmt: skip
    last = parties + CLOSURES[-1]
    listing = ("listed", last, "us-ofac", "TEST", "blocking", None, None, None, None, "current")

    def fill(place: Path) -> Manifest:
        edges = chain(_edges(Random(seed), parties, relations), above)
        others = [("regimes", "half", json.dumps(rule))]
        count = parties + len(targets) * 2
        return columns.write(place, digest, count, edges, above, others=others, listings=[listing])

    store.build(digest, fill)
    return sum(file.stat().st_size for file in store.snapshot_folder(digest).rglob("*"))


def _targets() -> Iterator[tuple[int, int, str]]:
    """Give the stakes above each target: a binary tree of so many owners, half and half; numbers count from 0."""
    first = 0
    for size in CLOSURES:
        for owner in range(1, size + 1):
            yield first + owner, first + (owner - 1) // 2, "50"
        first += size + 1


def target_of(relations: int, size: int) -> str:
    """Give the id of the party whose closure has so many owners."""
    first = sum(smaller + 1 for smaller in CLOSURES if smaller < size)
    return f"id:p{max(relations // 2, GROUP) + first}"


def _edges(chance: Random, parties: int, relations: int) -> Iterator[Edge]:
    """Every third relation is a stake within a small tree, the others are supplies between any two parties."""
    for number in range(relations):
        if number % 3:
            yield _edge(number, "supplies", chance.randrange(parties), chance.randrange(parties))
            continue
        asset = chance.randrange(parties)
        root = asset - asset % GROUP
        yield _owns(number, root + (asset - root - 1) // 2 if asset > root else root + 1, asset, "30")


def _owns(number: int, owner: int, asset: int, share: str) -> Edge:
    return _edge(number, "owns", owner, asset, share)


def _edge(number: int, kind: str, tail: int, head: int, share: str = "") -> Edge:
    return Edge(f"r{number:09}", kind, tail, head, share)


@dataclass(frozen=True)
class Graph:
    """A graph on disk, and what each question about it took in each round."""

    relations: int
    folder: Path
    cache: Path
    size: int
    times: dict[int, list[float]]

    def ask(self, owners: int) -> float:
        """Give the wall time of `ownership` on the target with so many owners, as a process of its own."""
        command = [sys.executable, "-m", "supplychain_cli", "ownership", target_of(self.relations, owners),
                   "--format", "json", "--records", str(self.folder)]  # fmt: skip
        env = {**os.environ, "SUPPLYCHAIN_CACHE": str(self.cache)}
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
        taken = time.perf_counter() - start
        found = len(json.loads(done.stdout)["result"]["owners"]) if not done.returncode else 0
        if found != owners:
            raise SystemExit(
                f"ownership exited with {done.returncode} and {found} owners: {done.stderr.decode()}"
            )
        return taken


def measure(place: Path, relations: list[int], rounds: int) -> list[Graph]:
    """Write the graphs and ask each question of each in every round; a first round is not counted."""
    graphs = []
    for count in relations:
        folder, cache = place / f"records-{count}", place / f"cache-{count}"
        size = write(folder, cache, count)
        graphs.append(Graph(count, folder, cache, size, {owners: [] for owners in CLOSURES}))
    for turn in range(rounds + 1):
        for owners in CLOSURES:
            for graph in graphs:
                taken = graph.ask(owners)
                if turn:
                    graph.times[owners].append(taken)
    return graphs


def show(graphs: list[Graph]) -> list[float]:
    """Print the table and give how much slower the largest graph is than the smallest, closure by closure."""
    print("Whole processes, best of the interleaved rounds, milliseconds.\n")
    print(f"{'relations':>12}{'MB':>8}" + "".join(f"{f'{owners:,} owners':>16}" for owners in CLOSURES))
    for graph in graphs:
        row = "".join(f"{min(graph.times[owners]) * 1000:16.0f}" for owners in CLOSURES)
        print(f"{graph.relations:12,}{graph.size / 1e6:8.0f}{row}")
    ratios = [min(graphs[-1].times[owners]) / min(graphs[0].times[owners]) for owners in CLOSURES]
    print(f"{'ratio':>20}" + "".join(f"{ratio:15.2f}x" for ratio in ratios))
    return ratios


def main() -> int:
    """Measure graphs up to the size asked for; exit code 1 when the time is not flat in the size of the graph."""
    parser = argparse.ArgumentParser(description="Measure ownership against the size of closure and graph.")
    parser.add_argument(
        "--relations", type=int, default=1_000_000, help="the largest graph (default: 1000000)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each question is asked (default: 5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        sizes = [asked.relations // 100, asked.relations // 10, asked.relations]
        ratios = show(measure(Path(place), sizes, asked.rounds))
    if max(ratios) > FLAT:
        print(f"\nThe time grows with the graph: more than {FLAT}x.")
        return 1
    print("\nThe time is flat in the size of the graph.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
