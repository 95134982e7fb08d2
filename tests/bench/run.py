"""`make bench`: what the main commands cost, as multiples of a bare Typer command that prints one Rich table.

Whole processes are timed, each writing to a terminal of its own as it would for a person. The rounds are
interleaved: in every round each command runs once beside the yardstick, and the ratio is taken within
the round, so that a machine that slows down slows both. The figure shown is the median over the rounds.
Exit code 1 when a bar is missed or a command fails.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
YARDSTICK = (sys.executable, "-m", "tests.bench.bare")
OURS = (sys.executable, "-m", "supplychain_cli")


class CommandFailedError(Exception):
    """A command under measurement did not exit with 0."""


@dataclass
class Case:
    """One command, its bar, and the seconds it took in each round."""

    name: str
    arguments: tuple[str, ...]
    ratio: float | None = None
    seconds: float | None = None
    times: list[float] = field(default_factory=list)

    def keeps_bar(self, yardstick: Sequence[float]) -> bool:
        """Compare the median with the bar: multiples of the yardstick, or seconds."""
        if self.ratio is not None and self.median_ratio(yardstick) > self.ratio:
            return False
        return self.seconds is None or median(self.times) <= self.seconds

    def median_ratio(self, yardstick: Sequence[float]) -> float:
        """Give the median of the ratios within each round."""
        return median(own / bare for own, bare in zip(self.times, yardstick, strict=True))

    def bar(self) -> str:
        """Write the bar as people read it."""
        return f"{self.ratio:.1f}x" if self.ratio is not None else f"{self.seconds:.1f} s"


def cases() -> list[Case]:
    """List what is measured, on the records that ship with the program."""
    records = ("--records", "records")
    return [
        Case("--help", ("--help",), ratio=1.0),
        Case("--version", ("--version",), ratio=1.0),
        Case("find Rostec", ("find", "Rostec", *records), ratio=2.5),
        Case("show Rostec", ("show", "Rostec", *records), ratio=2.5),
        Case("trace VITAL --to Rostec", ("trace", "VITAL", "--to", "Rostec", *records), ratio=2.5),
        Case("who-supplies Almaz-Antey", ("who-supplies", "Almaz-Antey", *records), ratio=2.5),
        Case("ownership Element Group", ("ownership", "Element Group", *records), ratio=2.5),
        Case("check (read and check)", ("check", *records), seconds=1.5),
    ]


def environment(home: Path) -> dict[str, str]:
    """Give every process the same surroundings: an empty home, compiled bytecode, a plain terminal."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SUPPLYCHAIN"))}
    return kept | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LC_ALL": "C.UTF-8",
    }


def seconds_of(command: Sequence[str], env: dict[str, str], answers: tuple[int, ...] = (0,)) -> float:
    """Run a command on a terminal of its own and give the wall time of the whole process.

    Raises CommandFailedError when its exit code is none of those that are answers.
    """
    master, slave = pty.openpty()
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=env, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        shown = drain(master)
        code = process.wait()
        taken = time.perf_counter() - start
    os.close(master)
    if code not in answers:
        raise CommandFailedError(
            f"`{' '.join(command)}` exited with {code}:\n{shown.decode(errors='replace')}"
        )
    return taken


def drain(master: int) -> bytes:
    """Read a terminal until its last writer has gone, which Linux reports as an error."""
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:
        pass
    return shown


def measure(measured: list[Case], rounds: int) -> list[float]:
    """Fill in the times of each case and give those of the yardstick; a first run of each is not counted."""
    compileall.compile_dir(ROOT / "supplychain_cli", quiet=1)
    compileall.compile_dir(ROOT / "tests" / "bench", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        commands = [YARDSTICK, *((*OURS, *case.arguments) for case in measured)]
        for command in commands:
            seconds_of(command, env)
        yardstick = []
        for _ in range(rounds):
            yardstick.append(seconds_of(YARDSTICK, env))
            for case in measured:
                case.times.append(seconds_of((*OURS, *case.arguments), env))
    return yardstick


def show(measured: list[Case], yardstick: Sequence[float], rounds: int) -> None:
    """Print the table."""
    print(f"Medians of {rounds} interleaved rounds, whole processes, second run.\n")
    print(f"{'command':28}{'ms':>8}{'ratio':>9}{'bar':>9}")
    print(f"{'bare Typer command':28}{median(yardstick) * 1000:8.0f}{'1.00x':>9}")
    for case in measured:
        verdict = "" if case.keeps_bar(yardstick) else "  over the bar"
        ratio = f"{case.median_ratio(yardstick):.2f}x"
        print(f"{case.name:28}{median(case.times) * 1000:8.0f}{ratio:>9}{case.bar():>9}{verdict}")


def main() -> int:
    """Measure, print the table, and tell by the exit code whether every bar was kept."""
    parser = argparse.ArgumentParser(description="Measure the main commands against a bare Typer command.")
    parser.add_argument("--rounds", type=int, default=15, help="how often each command runs (default: 15)")
    rounds = parser.parse_args().rounds
    measured = cases()
    try:
        yardstick = measure(measured, rounds)
    except CommandFailedError as error:
        print(error, file=sys.stderr)
        return 1
    show(measured, yardstick, rounds)
    missed = [case.name for case in measured if not case.keeps_bar(yardstick)]
    print(f"\nOver the bar: {', '.join(missed)}." if missed else "\nEvery bar was kept.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
