"""The questions a person asks, on worlds of up to 50 million relations: warm, cold, and their memory.

    python -m tests.bench.large --worlds DIR --sizes 100000,1000000

Whole processes in interleaved rounds; the unit is a bare Typer command that prints one Rich table, timed in the same
round. Warm means that the same was asked just before: some machines take back from the page cache what was not read for
a minute, however much memory is free. Cold means that the page cache holds nothing of the snapshot and the dataset,
which is verified where `fincore` is there. Memory is the peak of what no file stands behind, in runs of their own.
Worlds that are not there are made, and compiled once. Exit code 1 when a bar is missed or worlds of different sizes
answer a planted question differently.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import dataset, pages
from tests.bench.process import environment
from tests.bench.questions import FEED, PLANTED, far_pairs, party
from tests.bench.run import YARDSTICK, seconds_of
from tests.bench.worlds.write import write

WARM, COLD, BEST, MEMORY, FLAT = 2.5, 4.0, 3.5, 300.0, 2.0
"""Bars: multiples of the yardstick warm, cold, and for ten chains between far parties (median over the pairs);
megabytes; how much longer the largest world may take than the smallest."""
SUPER = 50
"""`x-super` has one neighbour for so many relations, and at most a million."""
EXPOSURE = 2.0
"""Seconds beyond start-up for the exposure of all parties, asked of worlds that are large enough."""
WIDE = 1_000_000
ANSWERS = (0, 4)


@dataclass
class World:
    """A compiled world: its dataset, its cache, and the surroundings of a process that asks it."""

    relations: int
    dataset: Path
    cache: Path
    env: dict[str, str]
    pairs: list[tuple[str, str]]

    def files(self) -> list[Path]:
        """Give the files that a question may read."""
        return pages.files_of(self.cache, self.dataset)


@dataclass
class Case:
    """One question of one world; seconds and ratios to the yardstick, warm and cold."""

    world: World
    arguments: tuple[str, ...]
    label: str
    planted: bool
    bar: float | None = WARM
    """Multiple of the yardstick, warm; None for one of several that are judged together."""
    beyond: float | None = None
    """Seconds beyond the yardstick that it may take, where that is the bar and not the ratios."""
    warm: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    cold_ratios: list[float] = field(default_factory=list)
    private: int = 0

    def ask(self, *, watched: bool = False, form: str = "text") -> Any:
        """Run the question in a process of its own."""
        command = (*self.arguments, "--format", form, "--records", str(self.world.dataset))
        return dataset.supplychain(*command, env=self.world.env, watched=watched, answers=ANSWERS)

    def seconds(self) -> float:
        """Ask as a person does, on a terminal, and give the wall time of the whole process."""
        command = (*dataset.SUPPLYCHAIN, *self.arguments, "--records", str(self.world.dataset))
        return seconds_of(command, self.world.env, ANSWERS)

    def missed(self) -> list[str]:
        """Give the bars that were missed."""
        found: list[str] = []
        if self.beyond is not None:
            bare = median(own / ratio for own, ratio in zip(self.warm, self.ratios, strict=True))
            return [f"{self.beyond:g} s beyond start"] if median(self.warm) - bare > self.beyond else []
        if self.bar is None:
            return found
        if median(self.ratios) > self.bar:
            found.append(f"warm > {self.bar}x")
        if self.cold_ratios and median(self.cold_ratios) > COLD:
            found.append(f"cold > {COLD}x")
        if self.private / 1e6 > MEMORY:
            found.append(f"memory > {MEMORY:.0f} MB")
        return found


def opened(worlds: Path, relations: int, pairs: int, home: Path) -> World:
    """Give a world ready to be asked; make and compile it when it is not there."""
    tables = worlds / str(relations)
    if not (tables / "relations.parquet").exists():
        write(tables, relations, neighbours=min(relations // SUPER, 1_000_000))
    cache = tables / "cache"
    env = environment(cache, home)
    place = dataset.of_world(tables / "dataset", tables, env)
    dataset.supplychain("compile", "--records", str(place), env=env)
    return World(relations, place, cache, env, far_pairs(tables, pairs) if pairs else [])


def cases(world: World) -> list[Case]:
    """List the questions for one world."""
    planted = [Case(world, _words(question), " ".join(question), True) for question in PLANTED]
    far = [
        Case(
            world, (*_words(("trace", *pair)), "--limit", "10"), f"10 best, {' to '.join(pair)}", False, None
        )
        for pair in world.pairs
    ]
    every = ("exposure", "--all", "--max-legs", "3", "--limit", "100")
    wide = Case(world, every, "exposure --all --max-legs 3", False, beyond=EXPOSURE)
    return [*planted, *far, *([wide] if world.relations >= WIDE else [])]


def _words(question: tuple[str, ...]) -> tuple[str, ...]:
    command, first, *rest = question
    ends = ("--to", party(rest[0])) if rest else ()
    return (command, party(first), *ends)


def measure(asked: list[Case], rounds: int, cold: int) -> None:
    """Fill in the times, after one run of each case that is not counted."""
    env = asked[0].world.env
    for case in asked:
        case.private = case.ask(watched=True).private
    for _ in range(rounds):
        bare = seconds_of(YARDSTICK, env)
        for case in asked:
            case.seconds()
            case.warm.append(case.seconds())
            case.ratios.append(case.warm[-1] / bare)
    for _ in range(cold):
        bare = seconds_of(YARDSTICK, env)
        for case in asked:
            pages.drop(case.world.files())
            if pages.resident(case.world.files()):
                raise SystemExit("The page cache could not be emptied of the snapshot's files.")
            case.cold.append(case.seconds())
            case.cold_ratios.append(case.cold[-1] / bare)


def together(asked: list[Case]) -> list[Case]:
    """Give one case for all far pairs of each world: its medians are those over the pairs."""
    found: list[Case] = []
    for world in dict.fromkeys(id(case.world) for case in asked):
        far = [case for case in asked if id(case.world) == world and case.bar is None]
        if far:
            pooled = Case(far[0].world, (), f"10 best, median of {len(far)} pairs", False, BEST)
            for case in far:
                pooled.warm += case.warm
                pooled.ratios += case.ratios
                pooled.cold += case.cold
                pooled.cold_ratios += case.cold_ratios
                pooled.private = max(pooled.private, case.private)
            found.append(pooled)
    return found


def differing(asked: list[Case]) -> list[str]:
    """Give the planted questions that worlds answer differently."""
    answers: dict[str, set[str]] = {}
    for case in asked:
        if case.planted:
            result = case.ask(form="json").answer()["result"]
            # Numbers of rows are written as wide as the largest one of the world.
            written = re.sub(rf"\b{FEED}:0+", f"{FEED}:", json.dumps(result, sort_keys=True))
            answers.setdefault(case.label, set()).add(written)
    return [label for label, seen in answers.items() if len(seen) > 1]


def uneven(asked: list[Case]) -> list[str]:
    """Give the planted questions that take much longer in one world than in another."""
    times: dict[str, list[float]] = {}
    for case in asked:
        if case.planted:
            times.setdefault(case.label, []).append(median(case.warm))
    return [label for label, seen in times.items() if max(seen) > FLAT * min(seen)]


def show(asked: list[Case]) -> None:
    """Print the table."""
    print(f"{'relations':>12}  {'question':34}{'warm ms':>9}{'ratio':>8}{'cold ms':>9}{'ratio':>8}{'MB':>7}")
    for case in asked:
        cold = f"{median(case.cold) * 1000:9.0f}{median(case.cold_ratios):7.2f}x" if case.cold else f"{'':17}"
        warm = f"{median(case.warm) * 1000:9.0f}{median(case.ratios):7.2f}x"
        over = "  over the bar: " + ", ".join(case.missed()) if case.missed() else ""
        print(f"{case.world.relations:12,}  {case.label:34}{warm}{cold}{case.private / 1e6:7.0f}{over}")


def main() -> int:
    """Open the worlds, measure, print; tell by the exit code whether every bar was kept."""
    parser = argparse.ArgumentParser(description="Measure questions on large worlds.")
    parser.add_argument("--worlds", type=Path, help="folder that keeps worlds and their snapshots")
    parser.add_argument("--sizes", default="100000", help="relations of each world, separated by commas")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cold", type=int, default=5, help="rounds with an empty page cache")
    parser.add_argument("--pairs", type=int, default=9, help="pairs of far parties in each world")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = asked.worlds or Path(home) / "worlds"
        sizes = [int(size) for size in asked.sizes.split(",")]
        measured = [case for size in sizes for case in cases(opened(folder, size, asked.pairs, Path(home)))]
        measure(measured, asked.rounds, asked.cold)
        unequal = differing(measured)
    measured += together(measured)
    show(measured)
    complaints = [f"Different answers: {label}." for label in unequal]
    complaints += [f"More than {FLAT:g} times slower in one world: {label}." for label in uneven(measured)]
    print("\n".join(["", *(complaints or ["Equal answers, and times within bounds, at every size."])]))
    return 1 if complaints or any(case.missed() for case in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
