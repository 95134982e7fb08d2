"""Datasets to measure on: a world added as a feed, and a folder of very many record files."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.process import Run, run
from tests.bench.questions import FEED

HEAD = "format: supplychain/1\nname: bench\nversion: 1\nlicence: CC0-1.0\n"
SUPPLYCHAIN = (sys.executable, "-m", "supplychain_cli")
TABLES = ("parties", "names", "identifiers", "listings", "relations")
SOURCE = "sources:\n  - id: ledger\n    publisher: Bench\n    title: A ledger\n    date: 2024-01\n    reliability: B\n"
FIRM = """entities:
  - id: zz-firm-{number:05}
    kind: company
    name: Firm {number:05} Trading
    country: CN
    sources: [ledger]
relations:
  - id: flow-{number:05}
    kind: supplies
    from: zz-firm-{number:05}
    to: zz-firm-{next:05}
    period: 2022-01
    evidence:
      - {{source: ledger, locator: p. {page}, basis: stated, paraphrase: Goods were sold.}}
"""


class CommandFailedError(Exception):
    """A command under measurement did not answer."""


def of_world(folder: Path, world: Path, env: dict[str, str]) -> Path:
    """Give the dataset folder that has the tables of a world as its feed; make it unless it is there.

    Raises CommandFailedError when the tables cannot be added.
    """
    if (folder / "done").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yml").write_text(HEAD, encoding="utf-8")
    form = "parquet" if (world / "relations.parquet").exists() else "csv"
    files = [str(world / f"{table}.{form}") for table in TABLES]
    supplychain("feed", "add", "tables", *files, "--name", FEED, "--records", str(folder), env=env)
    (folder / "done").touch()
    return folder


def of_files(folder: Path, files: int) -> Path:
    """Write a dataset of so many small record files, a hundred to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yml").write_text(HEAD, encoding="utf-8")
    (folder / "sources.yml").write_text(SOURCE, encoding="utf-8")
    for number in range(files):
        write_firm(folder, number, files)
    return folder


def write_firm(folder: Path, number: int, files: int, page: int = 1) -> None:
    """Write one of the files of `of_files`; another page makes it another record."""
    file = folder / f"{number // 100:03}" / f"firm-{number:05}.yml"
    file.parent.mkdir(exist_ok=True)
    text = FIRM.format(number=number, next=(number + 1) % files, page=page)
    file.write_text(text, encoding="utf-8")


def supplychain(
    *arguments: str, env: dict[str, str], watched: bool = False, answers: tuple[int, ...] = (0,)
) -> Run:
    """Run our own command. Raises CommandFailedError when its exit code is none of those that are answers."""
    done = run((*SUPPLYCHAIN, *arguments), env, watched=watched)
    if done.code not in answers:
        raise CommandFailedError(
            f"`supplychain {' '.join(arguments)}` exited with {done.code}:\n{done.output}{done.errors}"
        )
    return done
