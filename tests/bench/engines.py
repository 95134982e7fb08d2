"""Other engines on the same worlds: the best chains between far parties, and who stands near listed ones.

    python -m tests.bench.engines --world DIR [--dataset DIR] [--python PATH]

Whole processes are timed. Databases are made before (how long that took and what they hold on disk is printed); what
loads its graph in each process pays for that each time, as it would in a command line tool. A peer that is not
installed is said and left out; `--python` names an interpreter that has those which this one has not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.peers.__main__ import MISSING, PEERS
from tests.bench.peers.place import Place
from tests.bench.process import Run, environment, run
from tests.bench.questions import far_pairs, party

TITLES = {
    "plain": "NetworkX, load and ask",
    "duck": "DuckDB, recursive query",
    "lite": "SQLite, recursive query",
    "embedded": "Kuzu or Ladybug, Cypher",
    "matrix": "python-graphblas, build and ask",
}
LEGS = 8
BEST = 10
TIERS = 3


@dataclass
class Column:
    """One engine and the runs of each of its questions; a run is None when the time was up."""

    name: str
    interpreter: str
    leaves_out: str = ""
    runs: dict[str, list[Run | None]] = field(default_factory=dict)
    answers: dict[str, list[Any]] = field(default_factory=dict)


def ask(peer: Column, question: Sequence[str], label: str, env: dict[str, str], timeout: float) -> bool:
    """Run one question in a process of its own and keep the run; False when the peer has no answer to give."""
    done = run([peer.interpreter, "-m", "tests.bench.peers", peer.name, *question], env, timeout=timeout)
    if done.code == MISSING:
        print(f"{TITLES[peer.name]}: left out. {done.errors.strip()}")
        return False
    if done.code not in {0, -9}:
        print(f"{TITLES[peer.name]} failed at {' '.join(question)}: {done.errors.strip().splitlines()[-1]}")
        return False
    peer.runs.setdefault(label, []).append(done if done.code == 0 else None)
    if done.code == 0:
        answer = done.answer()
        peer.answers.setdefault(label, []).append(answer["answer"])
        peer.leaves_out = answer["leaves_out"]
    return True


def prepared(
    world: Path, names: Sequence[str], interpreters: Sequence[str], env: dict[str, str]
) -> list[Column]:
    """Make what each peer needs and give those that are there."""
    place = Place(world)
    place.make()
    found = []
    for name in names:
        for interpreter in interpreters:
            before = _size(place.folder)
            peer = Column(name, interpreter)
            done = run(
                [interpreter, "-m", "tests.bench.peers", name, "prepare", str(world)], env, timeout=3600
            )
            if done.code == 0:
                grown = (_size(place.folder) - before) / 1e6
                print(
                    f"{TITLES[name]:34}prepared in {done.answer()['seconds']:8.1f} s, {grown:8.0f} MB written"
                )
                found.append(peer)
                break
        else:
            print(f"{TITLES[name]:34}left out: {done.errors.strip().splitlines()[-1]}")
    return found


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def compare(
    peers: list[Column],
    world: Path,
    pairs: list[tuple[str, str]],
    *,
    rounds: int,
    env: dict[str, str],
    timeout: float,
) -> None:
    """Ask every peer everything, in interleaved rounds; one that is slow or stuck is asked once."""
    for turn in range(rounds):
        for number, (start, end) in enumerate(pairs):
            for peer in list(peers):
                label = f"chains {number}"
                if "chains" in _refused(peer) or (turn and _slow(peer, label)):
                    continue
                question = ["chains", str(world), start, end, "--legs", str(LEGS), "--best", str(BEST)]
                if not ask(peer, question, label, env, timeout):
                    peer.runs["no chains"] = []
        for peer in list(peers):
            if "exposure" in _refused(peer) or (turn and _slow(peer, "exposure")):
                continue
            if not ask(peer, ["exposure", str(world), "--legs", str(TIERS)], "exposure", env, timeout):
                peer.runs["no exposure"] = []


def _refused(peer: Column) -> set[str]:
    return {label.removeprefix("no ") for label in peer.runs if label.startswith("no ")}


def _slow(peer: Column, label: str) -> bool:
    runs = peer.runs.get(label, [])
    return any(done is None or done.seconds > 20 for done in runs)


def ours(
    dataset: Path, pairs: list[tuple[str, str]], rounds: int, cache: Path, env: dict[str, str]
) -> dict[str, list[float]]:
    """Ask our own command for the same chains; give the seconds of each pair."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        for number, pair in enumerate(pairs):
            times.setdefault(f"chains {number}", []).append(trace(dataset, pair, cache, env))
    return {label: seconds[1:] for label, seconds in times.items()}


def trace(
    dataset: Path, pair: tuple[str, str], cache: Path, env: dict[str, str], engine: str = "columnar"
) -> float:
    """Ask our own command for chains; give its seconds."""
    command = ["trace", party(pair[0]), "--to", party(pair[1]), "--limit", str(BEST), "--any-time"]
    command += ["--engine", engine, "--records", str(dataset)]
    own = env | {"SUPPLYCHAIN_CACHE": str(cache)}
    done = run([sys.executable, "-m", "supplychain_cli", *command], own)
    if done.code not in {0, 4}:
        raise SystemExit(f"supplychain {' '.join(command)} exited with {done.code}:\n{done.errors}")
    return done.seconds


def show(peers: list[Column], own: dict[str, list[float]], pairs: list[tuple[str, str]]) -> None:
    """Print a line for each engine and question: the median, and how many times slower than ours it is."""
    print(f"\n{'whole process, median of the rounds, ms':52}{'fewest legs':>12}{'chains':>8}")
    for number, (start, end) in enumerate(pairs):
        label = f"chains {number}"
        print(f"\n{BEST} chains {start} to {end}")
        base = median(own[label]) if label in own else None
        if base:
            print(f"  {'supplychain trace':32}{base * 1000:10.0f}")
        for peer in peers:
            if label in peer.runs:
                found = (peer.answers.get(label) or [[]])[0]
                legs = len(found[0]) - 1 if found else 0
                print(
                    f"  {TITLES[peer.name]:32}{_figure(peer.runs[label], base):20}{legs:>12}{len(found):>8}"
                )
    print(f"\nParties 0 to {TIERS} legs before a listed one")
    for peer in peers:
        if "exposure" in peer.runs:
            counts = (peer.answers.get("exposure") or [None])[0]
            print(f"  {TITLES[peer.name]:32}{_figure(peer.runs['exposure'], None):20}  {json.dumps(counts)}")
    for peer in peers:
        if peer.leaves_out:
            print(f"\n{TITLES[peer.name]}: {peer.leaves_out}")


def _figure(runs: list[Run | None], base: float | None) -> str:
    took = [done.seconds for done in runs if done is not None]
    if len(took) < len(runs) or not took:
        return f"{'time was up':>10}"
    ratio = f"{median(took) / base:8.1f}x" if base else ""
    return f"{median(took) * 1000:10.0f}{ratio}"


def agree(peers: list[Column]) -> list[str]:
    """Give the questions whose answers differ: in the fewest legs, or in the counts of the exposure."""
    seen: dict[str, set[str]] = {}
    for peer in peers:
        for label, answers in peer.answers.items():
            for answer in answers:
                short = len(answer[0]) if label.startswith("chains") and answer else answer
                seen.setdefault(label, set()).add(json.dumps(short))
    return [label for label, short in seen.items() if len(short) > 1]


def main() -> int:
    """Prepare, ask, print; exit code 1 when the engines disagree."""
    parser = argparse.ArgumentParser(description="Measure other engines on a made-up world.")
    parser.add_argument("--world", type=Path, required=True)
    parser.add_argument("--dataset", type=Path, help="our own dataset of the same tables")
    parser.add_argument("--cache", type=Path, help="the folder of our compiled snapshots")
    parser.add_argument("--python", help="an interpreter with further peers")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--pairs", type=int, default=3, help="far pairs asked about; 0: no chains at all")
    parser.add_argument(
        "--plain", action="store_true", help="also ask the plain engine: all in NetworkX, as rich as ours"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--timeout", type=float, default=120, help="seconds after which a question is given up"
    )
    asked = parser.parse_args()
    interpreters = [sys.executable, *([asked.python] if asked.python else [])]
    with tempfile.TemporaryDirectory() as home:
        cache = asked.cache or Path(home) / "cache"
        env = environment(cache, Path(home))
        peers = prepared(asked.world, asked.peers, interpreters, env)
        pairs = [("x-mine", "x-state"), *far_pairs(asked.world, asked.pairs)] if asked.pairs else []
        compare(peers, asked.world, pairs, rounds=asked.rounds, env=env, timeout=asked.timeout)
        own = ours(asked.dataset, pairs, asked.rounds, cache, env) if asked.dataset else {}
        if asked.dataset and asked.plain:
            seconds = trace(asked.dataset, pairs[-1], cache, env, "plain")
            print(f"the plain engine, {pairs[-1][0]} to {pairs[-1][1]}: {seconds * 1000:.0f} ms")
    show(peers, own, pairs)
    differing = agree(peers)
    print(f"\nThe engines disagree on: {', '.join(differing)}." if differing else "\nThe engines agree.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
