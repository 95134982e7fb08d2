"""Finding one name among millions: against RapidFuzz over all of them, and `find` as a person runs it.

    python -m tests.bench.find --names 1000000,5000000 --place DIR

Seeded made-up names are compiled as a feed and kept in DIR. Queries are names of it as somebody might mistype them.
The peer compares a query with every name, folded as ours are, which is its best case; both are timed query by query,
in processor time, so that what else the machine does counts for neither. A query counts where the peer's first is the
name meant: of these, ours must have it first too, ranked by the peer's own scorer, so that only the index is measured.
Then whole processes of `find`, warm (the same was asked just before) and with the page cache emptied, as multiples of a
bare Typer command that prints one Rich table; memory is what no file stands behind. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from rapidfuzz import fuzz, process

from supplychain_cli.matching.keys import grams, keys_of
from supplychain_cli.snapshot import names
from tests.bench import dataset, pages
from tests.bench.crowd import Crowd, mangled
from tests.bench.process import environment
from tests.bench.run import YARDSTICK, seconds_of

FASTER, RECALL, WARM, COLD, MEMORY = 100, 0.98, 1.5, 3.0, 300.0
"""Bars: times faster than the peer, share of its right answers, multiples of the yardstick, megabytes."""
LARGE = 1_000_000
"""Names from which the bars for speed count: among fewer there is little to save."""
CANDIDATES = 60
FEED = "crowd"
ANSWERS = (0, 4)
PEERS: dict[str, Callable[..., float]] = {"WRatio": fuzz.WRatio, "token_sort_ratio": fuzz.token_sort_ratio}
"""Scorers of RapidFuzz. The bar for speed is the first, its default."""


@dataclass(frozen=True)
class Names:
    """Names compiled as a feed: the dataset, the surroundings of a process that asks it, and the index itself."""

    count: int
    dataset: Path
    env: dict[str, str]
    index: names.Names
    files: list[Path]


@dataclass
class Peer:
    """RapidFuzz with one scorer beside the index: times of both, and which of the peer's right answers ours had."""

    scorer: str
    own: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def recall(self) -> float:
        """Give the share of the peer's right answers that the index gave too."""
        return sum(self.right) / max(len(self.right), 1)

    def faster(self) -> float:
        """Give how many times faster the index was, the median over the queries."""
        return median(theirs / own for own, theirs in zip(self.own, self.theirs, strict=True))


def opened(place: Path, count: int) -> Names:
    """Give so many names, compiled; make them unless they are there."""
    folder = place / f"names-{count}"
    records, cache = folder / "dataset", folder / "cache"
    env = environment(cache, folder)
    if not (folder / "done").exists():
        records.mkdir(parents=True, exist_ok=True)
        (records / "dataset.yml").write_text(dataset.HEAD, encoding="utf-8")
        with (folder / "parties.csv").open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(("key", "kind", "name", "country", "row"))
            rows.writerows(
                (f"p{n:07}", "company", name, "", n + 1) for n, name in enumerate(Crowd().names(count))
            )
        start = time.perf_counter()
        add = (
            "feed",
            "add",
            "tables",
            str(folder / "parties.csv"),
            "--name",
            FEED,
            "--records",
            str(records),
        )
        dataset.supplychain(*add, env=env)
        print(f"{count:,} names were added and compiled in {time.perf_counter() - start:.0f} s.\n")
        (folder / "done").touch()
    dataset.supplychain("find", "warm", "--records", str(records), env=env, answers=ANSWERS)
    found = [names.open(head.parent) for head in cache.glob("*/**/names/names.head")]
    index = max(found, key=lambda index: index.count)
    return Names(count, records, env, index, pages.files_of(cache, records))


def queries(asked: Names, count: int) -> list[tuple[str, str]]:
    """Draw names and mistype them; gives each query with the folded name that is meant."""
    chance = Random(5)
    drawn: list[tuple[str, str]] = []
    while len(drawn) < count:
        row = asked.index.row(chance.randrange(asked.index.count))
        query = mangled(row.text, chance)
        folded = keys_of(query).folded
        if folded not in {"", row.folded}:
            drawn.append((query, row.folded))
    return drawn


def compared(asked: Names, drawn: Sequence[tuple[str, str]]) -> list[Peer]:
    """Ask the index and each peer the same, one after the other."""
    everyone = [asked.index.row(number).folded for number in range(asked.index.count)]
    peers = []
    for name, scorer in PEERS.items():
        peer = Peer(name)
        for query, meant in drawn:
            start = time.process_time()
            folded = keys_of(query).folded
            rows = asked.index.near(grams(folded), CANDIDATES)
            own = _first(folded, [row.folded for row in rows], scorer)
            middle = time.process_time()
            theirs = _first(folded, everyone, scorer)
            end = time.process_time()
            peer.own.append(middle - start)
            peer.theirs.append(end - middle)
            if theirs == meant:
                peer.right.append(own == meant)
        peers.append(peer)
    return peers


def _first(query: str, choices: Sequence[str], scorer: Callable[..., float]) -> str:
    found: Any = process.extractOne(query, choices, scorer=scorer)
    return found[0] if found else ""


def shown(asked: Names, peers: Sequence[Peer]) -> list[str]:
    """Print what the index did beside its peers; gives the bars that were missed."""
    print(
        f"{asked.count:,} names{'':14}{'queries':>9}{'ms':>9}{'ours':>8}{'faster':>10}{'of its right firsts':>22}"
    )
    missed = []
    for peer in peers:
        line = f"{len(peer.own):9}{median(peer.theirs) * 1000:9.0f}{median(peer.own) * 1000:8.2f}"
        print(f"  RapidFuzz {peer.scorer:17}{line}{peer.faster():9.0f}x{peer.recall():21.1%}")
        if asked.count >= LARGE and peer.scorer == next(iter(PEERS)) and peer.faster() < FASTER:
            missed.append(f"faster than {peer.scorer}")
        if peer.recall() < RECALL:
            missed.append(f"recall beside {peer.scorer}")
    return missed


def timed(asked: Names, drawn: Sequence[tuple[str, str]], rounds: int, cold: int) -> list[str]:
    """Time `find` as a person runs it, print, and give the bars that were missed."""
    command = [(*dataset.SUPPLYCHAIN, "find", query, "--records", str(asked.dataset)) for query, _ in drawn]
    find = [(*line[len(dataset.SUPPLYCHAIN) :],) for line in command]
    private = max(
        dataset.supplychain(*line, env=asked.env, watched=True, answers=ANSWERS).private for line in find[:5]
    )
    seconds_of(YARDSTICK, asked.env)
    kinds: dict[str, list[tuple[float, float]]] = {"warm": [], "cold": []}
    for number in range(rounds + cold):
        line = command[number % len(command)]
        if number < rounds:
            seconds_of(line, asked.env, ANSWERS)
        bare = seconds_of(YARDSTICK, asked.env)
        if number >= rounds:
            pages.drop(asked.files)
        own = seconds_of(line, asked.env, ANSWERS)
        kinds["warm" if number < rounds else "cold"].append((own, own / bare))
    missed = []
    for kind, bar in (("warm", WARM), ("cold", COLD)):
        if kinds[kind]:
            ratio = median(ratio for _, ratio in kinds[kind])
            print(
                f"  find, {kind:23}{median(own for own, _ in kinds[kind]) * 1000:18.0f}{ratio:26.2f}x of bare"
            )
            missed += [f"find {kind}"] if ratio > bar else []
    print(f"  private memory{private / 1e6:32.0f} MB\n")
    return [*missed, *(["memory"] if private / 1e6 > MEMORY else [])]


def main() -> int:
    """Measure each number of names; tell by the exit code whether every bar was kept."""
    parser = argparse.ArgumentParser(description="Measure finding names.")
    parser.add_argument(
        "--names", default="100000", help="how many names, separated by commas (default: 100000)"
    )
    parser.add_argument("--place", type=Path, help="folder that keeps the compiled names")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=9, help="processes timed warm")
    parser.add_argument("--cold", type=int, default=5, help="processes timed with an empty page cache")
    given = parser.parse_args()
    missed = []
    with tempfile.TemporaryDirectory() as scratch:
        for count in map(int, given.names.split(",")):
            asked = opened(given.place or Path(scratch), count)
            drawn = queries(asked, given.queries)
            missed += [f"{bar} ({count:,} names)" for bar in shown(asked, compared(asked, drawn))]
            missed += [f"{bar} ({count:,} names)" for bar in timed(asked, drawn, given.rounds, given.cold)]
    print(f"Missed: {', '.join(missed)}." if missed else "Every bar was kept.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
